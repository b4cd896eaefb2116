"""docs/ledger.md against the code: every field, every kind of event, every key of its payload, every finding."""

import ast
import hashlib
import io
import json
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from conftest import Folder
from slr.model.event import ENVELOPE, Event
from slr.store.ledger import read_ledger
from slr.store.lines import decode
from slr.store.paths import ReviewPaths

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "ledger.md").read_text(encoding="utf-8")
NOT_YET = "no command writes it yet"


def rows() -> dict[str, tuple[str, str, str]]:
    """Every kind of the page's table: its room, what happened, its payload."""
    table = re.findall(r"^\| ([a-z]+) \| (`[^|]+) \| ([^|]+) \| ([^|]+) \|$", PAGE, re.MULTILINE)
    return {
        kind: (room, said, payload)
        for room, kinds, said, payload in table
        for kind in re.findall(r"`([^`]+)`", kinds)
    }


def written() -> set[tuple[str, str]]:
    """Every (room, kind) that a verb appends, as it stands in the code."""
    found = set()
    for path in (ROOT / "src" / "slr" / "app").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and len(node.args) == 3:
                room, kind, _ = (value_of(path.stem, argument) for argument in node.args)
                if node.func.attr == "append" and room and kind:
                    found.add((room, kind))
    return found


def value_of(module: str, node: ast.expr) -> str:
    """A text that stands in the code, or that a constant of the module names; empty for anything else."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.Name) and node.id.isupper():
        return str(getattr(import_module(f"slr.app.{module}"), node.id))
    return ""


def test_every_kind_that_is_written_is_described_and_no_other_is_said_to_be() -> None:
    said = rows()
    assert len(written()) > 15
    for room, kind in written():
        assert said[kind][0] in (room, "any"), f"{kind} is written into {room}"
        assert NOT_YET not in said[kind][1], f"{kind} is written"
    kinds = {kind for _, kind in written()}
    assert {kind for kind, (_, what, _) in said.items() if NOT_YET not in what} == kinds


def test_every_field_of_the_envelope_is_described_in_its_order() -> None:
    fields = re.findall(r"^\| `(\w+)` \| [^|]+ \|$", PAGE, re.MULTILINE)
    assert tuple(fields) == ENVELOPE


def test_the_example_is_an_event() -> None:
    (shown,) = re.findall(r"^```json event\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    event = decode(shown.replace("\n", "").encode(), segment="x", number=4)
    assert (event.kind, event.who, event.data["reason"]) == ("decision", "ben", "no-garden")
    assert list(json.loads(shown)) == [*ENVELOPE, "data"]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Lets a person at plain lines type these lines next."""
    return lambda lines: monkeypatch.setattr("sys.stdin", io.StringIO(lines))


def test_every_key_of_every_payload_is_described(review: Folder, typed: Callable[[str], None]) -> None:
    told = live(review, typed)
    said = rows()
    assert {event.kind for event in told} == {kind for kind, row in said.items() if NOT_YET not in row[1]}
    for event in told:
        payload = said[event.kind][2] + (said["coding"][2] if event.kind == "coding-resolution" else "")
        for key in event.data:
            assert f"`{key}`" in payload, f"{event.kind} has {key}"


def live(review: Folder, typed: Callable[[str], None]) -> tuple[Event, ...]:
    """A small review in which everything happens that a command writes; its events."""
    review("import", review.file("grey.csv", "Title,Year\nDelta,2001\nEpsilon,2002\n"), "--search", "grey")
    review("dedup")
    review(
        "dedup", "--apply", review.csv("links.csv", "a,b,verdict,reason", "scopus.2,wos.2,different,by hand")
    )
    review("dedup", "--undo")
    review("import", "--withdraw", "grey", "--reason", "wrong file")
    screened = (
        "scopus.1,include,,ana",
        "scopus.1,exclude,e1,ben",
        "scopus.2,include,,ana",
        "scopus.2,include,,ben",
    )
    review("screen", "--apply", review.csv("d.csv", "report,decision,reason,reviewer", *screened))
    review("screen", "--remove", review.id("wos.2"), "--reason", "a book of abstracts")
    typed("n both may be right\ni\nz\nn\n\nq\n")
    review("resolve", "--as", "cleo", "--plain")
    settled = review.csv(
        "r.csv", "report,decision,reason,reviewer,date,note", "scopus.1,include,,cleo,2015-07-12,x"
    )
    review("resolve", "--apply", settled)
    review("retrieve", review.id("scopus.1"), "--note", "from the library")
    texts = [f"{name},include,,{who}" for name in ("scopus.1", "scopus.2") for who in ("ana", "ben")]
    review(
        "screen", "-s", "full-text", "--apply", review.csv("f.csv", "report,decision,reason,reviewer", *texts)
    )
    review("reopen", review.id("scopus.2"), "-s", "full-text", "--reason", "a correction", "--as", "ana")
    typed("n a word\nn another\ni\nz\nx\nz\nq\n")
    review("screen", "-s", "full-text", "--as", "ana", "--plain", "--random-share", "0.999")
    review("study", "link", "trial", review.id("scopus.1"))
    review("study", "link", "other", review.id("scopus.1"))
    review("study", "unlink", "other", review.id("scopus.1"))
    head = "study,dimension,values,coder,quote,page,note,date"
    codings = [
        f"trial,objective,{value},{who},words,1,x,2015-07-12"
        for value, who in (("crowdsourcing", "ana"), ("co-production", "ben"))
    ]
    review("code", "--apply", review.csv("c.csv", head, *codings))
    solved = "trial,objective,co-production,cleo,words,1,x,2015-07-12"
    review("resolve", "--codebook", "bertot-2010", "--apply", review.csv("s.csv", head, solved))
    review("flow", "--freeze", "submission")
    typed("1\nt words\nz\nz\nq\n")
    review("code", "--as", "cleo", "--plain")
    more_coding(review, typed)
    return read_ledger(ReviewPaths(review.root)).events


def more_coding(review: Folder, typed: Callable[[str], None]) -> None:
    """A category emerges, codings are looked at again, coders differ once more; cases and a result come in."""
    emerged = ("add", "bertot-2010", "objective", "humor", "--definition", "It jokes.", "--why", "They do.")
    review("codebook", *emerged, "--as", "ana")
    review("code", "--stands", "all", "--as", "ana")
    review("codebook", *emerged[:4], "--undo", "--as", "ana")
    head = "study,dimension,values,coder,quote"
    review(
        "code", "--apply", review.csv("c2.csv", head, "trial,objective,co-production;crowdsourcing,ana,words")
    )
    typed("1\nz\nq\n")
    review("resolve", "--codebook", "bertot-2010", "--as", "cleo", "--plain")
    protocol = review.root / "protocol.yaml"
    books = "[bertot-2010, rob-2, digital-social-innovation]"
    protocol.write_text(protocol.read_text("utf-8").replace("[bertot-2010]", books), encoding="utf-8")
    cases = review.file("cases.csv", "title,country\nA bakery,PT\n")
    review("code", "--codebook", "digital-social-innovation", "--import-cases", cases)
    review("code", "--codebook", "digital-social-innovation", "--withdraw-cases", "cases")
    results = review.csv("results.csv", "study,outcome,time-point", "trial,loneliness,1 year")
    review("code", "--codebook", "rob-2", "--import-cases", results)
    ruled = "text: Wrong topic, type: exclude"
    rule = ", auto: exclude, rule: {title: [Beta]}"
    protocol.write_text(protocol.read_text("utf-8").replace(ruled, ruled + rule), encoding="utf-8")
    review("screen", "--rules", "--run")
    review("screen", "--rules", "--undo")
    team = "Title,DOI,Covidence #,Notes,Status\nGamma rays in spring,,#1,Exclusion reason: Wrong design; ,\n"
    taken = review.file("covidence.csv", team)
    review("screen", "--apply", taken, "--from", "covidence", "--as", "outcome")
    rounds_and_stops(review)
    teamwork(review)
    damage(review)


def teamwork(review: Folder) -> None:
    """A pilot and shares are drawn and taken back; a criterion is reworded, asked anew, and said to stand."""
    new = review.file(
        "team.ris", "".join(f"TY  - JOUR\nTI  - {n}\nER  - \n" for n in ("One", "Two", "Three"))
    )
    review("import", new, "--search", "team", "--kind", "database")
    review("screen", "--pilot", "1", "--as", "ana")
    review("screen", "--pilot", "1", "--undo", "--as", "ana")
    protocol = review.root / "protocol.yaml"
    text = protocol.read_text("utf-8")
    protocol.write_text(text.replace("name: Title and abstract, ", "assign: shares, "), encoding="utf-8")
    review("screen", "--hand-over", "ana", "--to", "cleo", "--as", "ana")
    review("screen", "--hand-over", "ana", "--undo", "--as", "ana")
    review("screen", "--assign", "--undo", "--as", "ana")
    text = text.replace("name: Title and abstract, ", "scheme: sample, sample: 0.5, ")
    text = text.replace("Wrong design", "Another design")
    protocol.write_text(text, encoding="utf-8")
    review("screen", "--assign", "--as", "ana")
    review("screen", "--recheck", "e2", "-s", "full-text", "--as", "ana")
    review("screen", "--recheck", "e2", "--undo", "--as", "ana")
    review("screen", "--stands", "e2", "--as", "ana")
    review("screen", "--stands", "e2", "--undo", "--as", "ana")
    text = text.replace("scheme: sample, sample: 0.5, ", "judge: each, resolve: consensus, ")
    protocol.write_text(text, encoding="utf-8")
    (export,) = (review.root / "searches" / "team").iterdir()
    name = f"team-{hashlib.sha256(export.read_bytes()).hexdigest()[:6]}-1"
    rows = [f"{name},ana,yes,no,no", f"{name},ben,no,,"]
    review("screen", "--apply", review.csv("each.csv", "report,reviewer,i1,e1,e2", *rows))
    review("resolve", "--as", "ana", "--apply", review.csv("both.csv", "report,decision", f"{name},include"))


def damage(review: Folder) -> None:
    """A line is torn, and named."""
    torn = next((review.root / "ledger" / "decisions").rglob("*.jsonl"))
    torn.write_bytes(torn.read_bytes() + b'{"v":1,')
    review("verify", "--repair")


def rounds_and_stops(review: Folder) -> None:
    """What is left is decided, the round is closed and opened again; a late search is stopped and is not."""
    for stage in ("title-abstract", "full-text"):
        left = [f"scopus.{n},include,,{who}" for n in (1, 2) for who in ("ana", "ben")]
        rows = review.csv("rest.csv", "report,decision,reason,reviewer", *left)
        review("screen", "-s", stage, "--apply", rows)
        settled = review.csv("rest-r.csv", "report,decision,reason,reviewer", "scopus.1,include,,cleo")
        if stage == "title-abstract":
            review("resolve", "-s", stage, "--apply", settled)
    review("round", "close", "1")
    review("round", "reopen", "1")
    late = review.file(
        "late.ris", "TY  - JOUR\nTI  - A late one\nER  - \nTY  - JOUR\nTI  - Another\nER  - \n"
    )
    review("import", late, "--search", "late", "--kind", "database")
    (export,) = (review.root / "searches" / "late").iterdir()
    name = f"late-{hashlib.sha256(export.read_bytes()).hexdigest()[:6]}-1"
    rows = review.csv("late.csv", "report,decision,reviewer", f"{name},exclude,ana", f"{name},exclude,ben")
    review("screen", "--apply", rows)
    review("stop", "--rule", "consecutive-irrelevant", "--declare")
    review("stop", "--undo")
