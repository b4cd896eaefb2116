"""Review folders with one known defect each: found by the right rule, in the right file, on the right line."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from seeded_reviews import (
    ALPHA,
    BETA,
    DELTA,
    EPSILON,
    GAMMA,
    commit,
    copy_of,
    edit,
    finished,
    git,
    run,
    segment,
    started,
    tell,
)
from slr.app.check import Wanted, check, check_file
from slr.model.finding import Finding

ROOT = Path(__file__).resolve().parents[2]
Place = tuple[str, int | None]
Spoil = Callable[[Path], Place]
NOWHERE = "scopus-000000-1"
CHAIN = "L003,L004"  # what an edited or missing ledger line breaks besides
OLD = "F030"  # output/ is then older than its sources
WORDED = f"{OLD},F011"  # and decisions were made under another wording


def decision(
    record: str, stage: str = "title-abstract", verdict: str = "include", **more: object
) -> dict[str, object]:
    """The payload of a decision."""
    return {"stage": stage, "record": record, "members": [record], "verdict": verdict, **more}


def in_protocol(old: str, new: str, mark: str = "") -> Spoil:
    """An edit of the protocol, found on its line or on that of a mark."""

    def spoil(root: Path) -> Place:
        line = edit(root / "protocol.yaml", old, new)
        return "protocol.yaml", line_of(root, "protocol.yaml", mark) if mark else line

    return spoil


def in_codebook(old: str, new: str, mark: str = "") -> Spoil:
    """An edit of the review's own codebook."""

    def spoil(root: Path) -> Place:
        line = edit(root / "codebooks/own.yaml", old, new)
        return "codebooks/own.yaml", line_of(root, "codebooks/own.yaml", mark) if mark else line

    return spoil


def line_of(root: Path, file: str, mark: str) -> int:
    """The line on which a text begins that stands once in a file."""
    text = (root / file).read_text(encoding="utf-8")
    assert text.count(mark) == 1, f"{text.count(mark)} times {mark!r}"
    return text[: text.index(mark)].count("\n") + 1


def event(room: str, kind: str, data: dict[str, object], part: str = "", who: str = "ana") -> Spoil:
    """An event that slr itself would not write."""
    return lambda root: tell(root, room, kind, data, part=part, who=who)


def seen_in_protocol(spoil: Spoil, mark: str) -> Spoil:
    """A defect that is to be mended in the protocol, and is shown there."""

    def there(root: Path) -> Place:
        spoil(root)
        return "protocol.yaml", line_of(root, "protocol.yaml", mark)

    return there


def amend(root: Path, parts: str) -> None:
    """Enter an amendment."""
    told = f"{{date: 2020-03-01, change: it was changed, reason: unclear, parts: [{parts}]}}"
    edit(root / "protocol.yaml", "known:", f"amendments:\n  - {told}\nknown:")


def undone(record: str, *people: str) -> Callable[[Path], None]:
    """Takes back what people decided on a report at full text, so that something else can be said."""

    def take_back(root: Path) -> None:
        for who in people:
            for line in segment(root, f"decisions/full-text/{who}").read_text("utf-8").splitlines():
                told = json.loads(line)
                if told["data"].get("record") == record:
                    data = {"stage": "full-text", "record": record, "replaces": [told["id"]]}
                    tell(root, "decisions", "undo", data, part="full-text", who=who)

    return take_back


def after(first: Callable[[Path], None], then: Spoil) -> Spoil:
    """One thing, then another."""

    def spoil(root: Path) -> Place:
        first(root)
        return then(root)

    return spoil


# The ledger


def torn(root: Path) -> Place:
    path = segment(root, "retrieval")
    path.write_bytes(path.read_bytes() + b'{"v":1,"id":"cut')
    return name(root, path), path.read_bytes().count(b"\n") + 1


def damaged(root: Path) -> Place:
    path = segment(root, "decisions/title-abstract/ben")
    lines = path.read_bytes().split(b"\n")
    lines[1] = b"<<<<<<< HEAD"
    path.write_bytes(b"\n".join(lines))
    return name(root, path), 2


def flipped(root: Path) -> Place:
    path = segment(root, "decisions/title-abstract/ben")
    text = path.read_text("utf-8").replace('"verdict":"exclude"', '"verdict":"include"', 1)
    line = next(n for n, line in enumerate(text.splitlines(), 1) if BETA in line)
    path.write_text(text, "utf-8")
    return name(root, path), line + 1  # the next line no longer follows


def missing(root: Path) -> Place:
    segment(root, "decisions/title-abstract/ben").unlink()
    return name(root, segment(root, "resolutions")), 1


def copied(root: Path) -> Place:
    path = segment(root, "retrieval")
    copy = path.with_name(path.stem + " (conflicted copy).jsonl")
    copy.write_bytes(path.read_bytes())
    return max(name(root, path), name(root, copy)), 1


def misplaced(root: Path) -> Place:
    path = segment(root, "decisions/full-text/ben")
    place = path.parent.with_name("ana") / path.name
    path.rename(place)
    return name(root, place), 1


def misplaced_stage(root: Path) -> Place:
    path = segment(root, "resolutions/title-abstract")
    place = root / "ledger/resolutions/full-text/cleo" / path.name
    place.parent.mkdir(parents=True)
    path.rename(place)
    return name(root, place), 1


def name(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()


def coding(record: str, dimension: str, value: str, who: str = "ana") -> Spoil:
    """A coding, with the codebook in force, in place of the coder's earlier one."""

    def spoil(root: Path) -> Place:
        told = [
            json.loads(line) for line in segment(root, f"codings/own/{who}").read_text("utf-8").splitlines()
        ]
        same = [
            t for t in told if t["data"].get("record") == record and t["data"].get("dimension") == dimension
        ]
        data = {
            "codebook": "own",
            "codebook_hash": told[0]["data"]["codebook_hash"],
            "unit": "study",
            "record": record,
            "members": [record],
            "dimension": dimension,
            "values": [value],
            "replaces": [t["id"] for t in same],
        }
        return tell(root, "codings", "coding", data, part="own", who=who)

    return spoil


def uncoded(root: Path) -> Place:
    """Both coders take back what they said of a study."""
    for who in ("ana", "ben"):
        told = [
            json.loads(line) for line in segment(root, f"codings/own/{who}").read_text("utf-8").splitlines()
        ]
        own = [one["id"] for one in told if one["data"].get("record") == EPSILON]
        tell(root, "codings", "undo-coding", {"codebook": "own", "replaces": own}, part="own", who=who)
    return "", None


def disputed(root: Path) -> Place:
    """Two people answer one pair differently."""
    told = {"a": min(BETA, DELTA), "b": max(BETA, DELTA), "basis": "person"}
    tell(root, "duplicates", "link", told | {"verdict": "different"})
    return tell(root, "duplicates", "link", told | {"verdict": "same"}, who="ben")


def chained(root: Path) -> Place:
    """The program takes two pairs for the same whose ends a person called different."""
    for pair, verdict, who, basis in (
        ((BETA, GAMMA), "different", "ana", "person"),
        ((BETA, DELTA), "same", "ben", "program"),
        ((DELTA, GAMMA), "same", "cleo", "program"),
    ):
        data = {"a": min(pair), "b": max(pair), "verdict": verdict, "basis": basis}
        tell(root, "duplicates", "link", data, who=who)
    return "", None


def reworded_openly(root: Path) -> Place:
    """A criterion reworded with its amendment: what was decided before is told, on the criterion's text."""
    amended(CRITERION, "text: No children took part", "e1")(root)
    return "protocol.yaml", line_of(root, "protocol.yaml", "text: No children took part")


def never_used(root: Path) -> Place:
    """A criterion that came with an amendment, and that nobody excluded anything for."""
    added = "  - id: e3\n    text: Not in a school building\n    type: exclude\n"
    amended("codebooks: [own]", f"{added}codebooks: [own]", "e3")(root)
    return "protocol.yaml", line_of(root, "protocol.yaml", "  - id: e3")


def recoding_due(root: Path) -> Place:
    """A codebook changed with its amendment: the codings before it are told, on the first of them."""
    in_codebook("definition: Groups were assigned at random.", "definition: At random.")(root)
    amend(root, "own")
    return name_line(root)


FULL = "full-text"
LEDGER: dict[str, tuple[Spoil, str, str]] = {
    "a torn line": (torn, "L001", ""),
    "a damaged line": (damaged, "L002", f"{CHAIN},{OLD},F001,R008,F035,F037,R012"),
    "a flipped decision": (flipped, "L003", f"{CHAIN},{OLD},F001,F035,F037,R012"),
    "a missing file": (missing, "L004", f"{OLD},F001,F035,F037,R012,R009"),
    "a copy of a file": (copied, "L005", ""),
    "a file of another person": (misplaced, "F010", ""),
    "a file of another stage": (misplaced_stage, "F010", ""),
    "a link to nothing": (
        event("duplicates", "link", {"a": ALPHA, "b": NOWHERE, "verdict": "same", "basis": "person"}),
        "D001",
        "",
    ),
    "a decision that counts nowhere": (
        event("decisions", "decision", decision(BETA, FULL), FULL),
        "F001",
        OLD,
    ),
    "a decision by nobody": (
        seen_in_protocol(
            event("decisions", "decision", decision(BETA, verdict="exclude"), "title-abstract", "dora"),
            "reviewers:\n",
        ),
        "R004",
        OLD,
    ),
    "a decision at no stage": (
        seen_in_protocol(
            event("decisions", "decision", decision(BETA, "abstracts"), "abstracts"), "stages:\n"
        ),
        "R005",
        "F001",
    ),
    "a decision on nothing": (
        event("decisions", "decision", decision(NOWHERE), "title-abstract"),
        "R006",
        "F001",
    ),
    "a reason that is none": (
        after(
            undone(GAMMA, "ana"),
            event("decisions", "decision", decision(GAMMA, FULL, "exclude", reason="e9"), FULL),
        ),
        "R007",
        OLD,
    ),
    "a resolution by nobody": (
        event("resolutions", "resolution", decision(BETA, settles=["x-1"]), "title-abstract", "dora"),
        "F003",
        f"{OLD},F037,R012",
    ),
    "a retrieval of nothing": (
        event("retrieval", "retrieval", {"record": NOWHERE, "status": "sought"}),
        "F004",
        "",
    ),
    "a study of nothing": (
        event("studies", "study-link", {"study": "birds", "record": NOWHERE, "members": [NOWHERE]}),
        "F004",
        "",
    ),
    "a coding of nothing": (coding(NOWHERE, "design", "trial"), "F004", "R009"),
    "a resolution at no stage": (
        event("resolutions", "resolution", decision(BETA, "abstracts", settles=["x-1"]), "abstracts", "cleo"),
        "F005",
        "",
    ),
    "a resolution for no criterion": (
        event(
            "resolutions",
            "resolution",
            decision(BETA, verdict="exclude", reason="e9", settles=["x"]),
            "title-abstract",
            "cleo",
        ),
        "F006",
        f"{OLD},F037,R012",
    ),
    "a category that is not there": (coding(ALPHA, "design", "mixed"), "F007", f"{OLD},F038"),
    "a number that is none": (coding(ALPHA, "pupils", "many"), "F007", OLD),
    "a coding of an excluded study": (coding(GAMMA, "design", "trial"), "R009", ""),
    "no reason at full text": (
        after(
            undone(GAMMA, "ana", "ben"),
            lambda root: [
                tell(root, "decisions", "decision", decision(GAMMA, FULL, "exclude"), part=FULL, who=who)
                for who in ("ana", "ben")
            ][-1],
        ),
        "F009",
        OLD,
    ),
    "a study that nobody coded": (uncoded, "F039", OLD),
    "a pair answered differently": (disputed, "D002", ""),
    "pairs that a person forbade": (chained, "D003", f"{OLD},R012,F001,F035,F037"),
    "a closed round that changed": (
        lambda root: (
            tell(root, "rounds", "round-closed", {"round": 1, "counts": {}, "included": []}),
            ("", None),
        )[1],
        "F002",
        "",
    ),
    "a conflict": (
        seen_in_protocol(
            event("decisions", "decision", decision(BETA), "title-abstract", "cleo"), "  - id: title-abstract"
        ),
        "R012",
        f"{OLD},F037",
    ),
    "coders who differ": (coding(ALPHA, "design", "survey"), "F038", OLD),
    "a conflict when published": (
        after(
            undone(EPSILON, "ana"),
            event("decisions", "decision", decision(EPSILON, FULL, "exclude", reason="e1"), FULL),
        ),
        "F037",
        f"{OLD},F035,R009,R012",
    ),
}


# Files


def resaved(root: Path) -> Place:
    path = root / "searches/scopus/scopus.ris"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    return "searches/scopus/scopus.ris", None


def export_gone(root: Path) -> Place:
    (root / "searches/sites/sites.ris").unlink()
    path = segment_with(root, "imports", "searches/sites/sites.ris")
    return name(root, path), 1


def segment_with(root: Path, room: str, text: str) -> Path:
    """The ledger file of a room that says something."""
    (found,) = [p for p in (root / "ledger" / room).rglob("*.jsonl") if text in p.read_text("utf-8")]
    return found


def export_beside(root: Path) -> Place:
    (root / "searches/scopus/page-2.ris").write_text("TY  - JOUR\nTI  - Zeta\nER  - \n", "utf-8")
    return "searches/scopus/page-2.ris", None


def record_edited(root: Path) -> Place:
    path = segment(root, "records/eric")
    path.write_text(path.read_text("utf-8").replace("Gamma rays", "Gamma nudges"), "utf-8")
    return name(root, path), None


def record_gone(root: Path) -> Place:
    segment(root, "records/eric").unlink()
    return name(root, segment_with(root, "imports", "searches/eric/eric.ris")), 1


def record_beside(root: Path) -> Place:
    path = root / "ledger/records/eric/0a0a0a-001-0b0b0b0b.jsonl"
    path.write_text("{}\n", "utf-8")
    return name(root, path), None


def stray(root: Path) -> Place:
    (root / "ledger/decisions/title-abstract/ana/notes.txt").write_text("look again\n", "utf-8")
    return "ledger/decisions/title-abstract/ana/notes.txt", None


def stray_room(root: Path) -> Place:
    (root / "ledger/backup").mkdir()
    (root / "ledger/backup/old.jsonl").write_text("{}\n", "utf-8")
    return "ledger/backup/old.jsonl", None


def unprotected(root: Path) -> Place:
    (root / ".gitattributes").write_text("ledger/** -text\n", "utf-8")
    return ".gitattributes", None


def protocol_lost(root: Path) -> Place:
    for path in (root / "ledger/protocols").iterdir():
        path.unlink()
    first = min(
        (
            (json.loads(line)["n"], name(root, path), n)
            for path in (root / "ledger").rglob("*.jsonl")
            if "records" not in path.parts
            for n, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        )
    )
    return first[1], first[2]


def protocol_forged(root: Path) -> Place:
    (path,) = (root / "ledger/protocols").iterdir()
    path.write_text(path.read_text("utf-8").replace("No pupils took part", "No teachers took part"), "utf-8")
    return name(root, path), 1


def codebook_forged(root: Path) -> Place:
    (path,) = (root / "ledger/codebooks").iterdir()
    path.write_text(path.read_text("utf-8").replace("at random", "by hand"), "utf-8")
    return name(root, path), 1


def output_edited(root: Path) -> Place:
    edit(root / "output/included.csv", "2010", "2011")
    return "output/included.csv", None


def output_gone(root: Path) -> Place:
    (root / "output/flow.svg").unlink()
    return "output/manifest.json", line_of(root, "output/manifest.json", '"flow.svg":')


def output_beside(root: Path) -> Place:
    (root / "output/for-the-journal.txt").write_text("a figure\n", "utf-8")
    return "output/for-the-journal.txt", None


def manifest_broken(root: Path) -> Place:
    path = root / "output/manifest.json"
    path.write_text("<<<<<<< HEAD\n" + path.read_text("utf-8"), "utf-8")
    return "output/manifest.json", 1


def published_before(root: Path) -> Place:
    data = decision(DELTA, verdict="exclude", reason="e1")
    tell(root, "decisions", "decision", data, part="title-abstract", who="cleo")
    return "output/manifest.json", line_of(root, "output/manifest.json", '"ledger (state)":')


def in_expected(old: str, new: str) -> Spoil:
    return lambda root: ("flow.expect.yaml", edit(root / "flow.expect.yaml", old, new))


FILES: dict[str, tuple[Spoil, str, str]] = {
    "an export saved anew": (resaved, "F020", ""),
    "an export that is gone": (export_gone, "F021", ""),
    "an export that no import knows": (export_beside, "F022", ""),
    "a record edited": (record_edited, "F023", ""),
    "a record file that is gone": (record_gone, "F024", ""),
    "a record file without an import": (record_beside, "F025", ""),
    "a note in the ledger": (stray, "F026", ""),
    "a backup in the ledger": (stray_room, "F026", ""),
    "exports that git may change": (unprotected, "F027", ""),
    "a protocol in force that is lost": (protocol_lost, "F028", ""),
    "a protocol in force that was forged": (protocol_forged, "F029", ""),
    "a codebook in force that was forged": (codebook_forged, "F029", "A002,A003"),
    "output edited by hand": (output_edited, "F031", ""),
    "output that is gone": (output_gone, "F032", ""),
    "a file among the output": (output_beside, "F033", ""),
    "a manifest in conflict": (manifest_broken, "F034", ""),
    "output older than the ledger": (published_before, "F030", ""),
    "a flow that was expected otherwise": (
        in_expected(
            "{box: duplicates, column: databases, count: 1}", "{box: duplicates, column: databases, count: 2}"
        ),
        "F035",
        "",
    ),
    "a box that there is not": (
        in_expected("box: duplicates, column", "box: duplicate, column"),
        "F036",
        "",
    ),
    "an expectation that is no YAML": (in_expected("about: The", 'about: "The'), "F036", ""),
}

# The protocol and the codebook after decisions were made.
CRITERION = "text: No pupils took part"
DRIFT: dict[str, tuple[Spoil, str, str]] = {
    "a criterion reworded": (in_protocol(CRITERION, "text: No children took part"), "A001", WORDED),
    "a criterion added": (
        in_protocol(
            "codebooks: [own]",
            "  - id: e3\n    text: Not in a school building\n    type: exclude\ncodebooks: [own]",
        ),
        "A001",
        f"{WORDED},R008",
    ),
    "a criterion removed": (
        in_protocol("  - id: i1\n    text: About nudges of any kind\n    type: include\n", "", "criteria:"),
        "A001",
        f"{OLD},P030",
    ),
    "a stage with one reviewer": (
        in_protocol("on: records\n    reviewers: 2", "on: records\n    reviewers: 1", "    reviewers: 1"),
        "A001",
        f"{OLD},R012,F035,F037,F001,R009",
    ),
    "a query changed": (in_protocol("query: TITLE(nudg*)", "query: TITLE(nudge*)"), "A001", OLD),
    "the question changed": (
        in_protocol("text: Do nudges work in schools?", "text: Do nudges harm?"),
        "A001",
        OLD,
    ),
    "an element of the question changed": (
        in_protocol("context: Schools", "context: Schools and homes", "  elements:"),
        "A001",
        OLD,
    ),
    "limits changed": (
        in_protocol(
            "limits: none\n    filters: none\n    peer-review",
            "limits: 2010 to 2014\n    filters: none\n    peer-review",
        ),
        "A001",
        OLD,
    ),
    "an amendment of something else": (
        after(
            lambda root: amend(root, "e2"),
            in_protocol(CRITERION, "text: No children took part"),
        ),
        "A001",
        WORDED,
    ),
    "a category added": (
        in_codebook(
            "  - id: pupils",
            "      - id: mixed\n        name: Mixed\n        definition: Both of them.\n  - id: pupils",
        ),
        "A002",
        "A003",
    ),
    "a category redefined": (
        in_codebook(
            "definition: Groups were assigned at random.", "definition: Any comparison.", "      - id: trial"
        ),
        "A002",
        "A003",
    ),
    "a category removed": (
        in_codebook(
            "      - id: survey\n        name: Survey\n        definition: People were asked at one point in time.\n",
            "",
            "  - id: design",
        ),
        "A002",
        f"A003,F007,{OLD}",
    ),
    "a reviewer taken out": (
        in_protocol(
            "  - id: ben\n    name: Ben\n    email: ben@example.org\n", "", "reviewers:\n  - id: ana"
        ),
        "R004",
        f"{OLD},F003",
    ),
    "a codebook taken out": (
        lambda root: (edit(root / "protocol.yaml", "codebooks: [own]\n", ""), name_line(root))[1],
        "F008",
        f"A001,{OLD}",
    ),
    "more records expected": (in_protocol("expected: 3", "expected: 4"), "R001", OLD),
    "a search taken out of the protocol": (
        in_protocol(
            "  - id: sites\n    source: Ministries\n    kind: website\n    date: 2020-02-02\n    screen: true\n",
            "",
            "searches:",
        ),
        "R003",
        f"{OLD},A001,F001,F035,S007,R009",
    ),
    "a search never imported": (
        in_protocol(
            "  - id: sites",
            "  - id: web\n    source: Councils\n    kind: website\n    date: 2020-02-02\n    screen: true\n  - id: sites",
        ),
        "R002",
        f"{OLD},A001",
    ),
    "a criterion reworded with an amendment": (reworded_openly, "F011", OLD),
    "a criterion never used": (never_used, "R008", WORDED),
    "codings before a codebook changed": (recoding_due, "A003", OLD),
    "a known study that was missed": (
        in_protocol("  - 10.5555/alpha", "  - 10.5555/alpha\n  - 10.5555/omega", "  - 10.5555/omega"),
        "R010",
        OLD,
    ),
}


def name_line(root: Path) -> Place:
    """The first coding: where F008 stands."""
    files = sorted((root / "ledger/codings/own").rglob("*.jsonl"))
    told = [
        (json.loads(line)["n"], name(root, p), n)
        for p in files
        for n, line in enumerate(p.read_text("utf-8").splitlines(), 1)
        if '"coding"' in line
    ]
    return min(told)[1:]


DEFECTS = {
    f"{group}: {what}": case
    for group, cases in (("ledger", LEDGER), ("files", FILES), ("drift", DRIFT))
    for what, case in cases.items()
}


def judge(found: list[Finding], code: str, place: Place, also: str) -> None:
    """The defect is found by its rule in its place, and nothing but what follows from it is said."""
    said = [(f.code, f.place, f.message) for f in found]
    assert (code, *place) in {(f.code, f.file, f.line) for f in found}, (place, said)
    assert {f.code for f in found} - {code} <= set(also.split(",")), said


@pytest.mark.parametrize("what", DEFECTS)
def test_a_defect_of_a_folder_is_found_by_its_rule_in_its_place(what: str, tmp_path: Path) -> None:
    spoil, code, also = DEFECTS[what]
    root = copy_of(finished, tmp_path / "review")
    place = spoil(root)
    judge(check(root), code, (place[0], place[1]), also)


# git's history, with --base


def edited_in_history(root: Path) -> Place:
    path = segment(root, "decisions/title-abstract/ana")
    text = path.read_text("utf-8")
    line = next(n for n, line in enumerate(text.splitlines(), 1) if DELTA in line)
    path.write_text(text.replace('"reason":"e2"', '"reason":"e1"'), "utf-8")
    commit(root, "forge")
    return name(root, path), line


def edited_and_put_back(root: Path) -> Place:
    path = segment(root, "decisions/title-abstract/ana")
    place = edited_in_history(root)
    git(root, "checkout", "-q", "HEAD~1", "--", name(root, path))
    commit(root, "put back")
    return place


def removed_in_history(root: Path) -> Place:
    path = segment(root, "retrieval")
    path.unlink()
    commit(root, "remove")
    return name(root, path), None


def cut_in_history(root: Path) -> Place:
    path = segment(root, "retrieval")
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-1]))
    commit(root, "cut")
    return name(root, path), len(lines)


def uncommitted(root: Path) -> Place:
    path = segment(root, "retrieval")
    path.unlink()
    return name(root, path), None


def record_in_history(root: Path) -> Place:
    place = record_edited(root)
    commit(root)
    return place


def export_in_history(root: Path) -> Place:
    place = resaved(root)
    commit(root)
    return place


def added_and_removed(root: Path) -> Place:
    place, _ = tell(root, "shown", "shown", {"stage": FULL, "records": [ALPHA]})
    commit(root, "add")
    (root / place).unlink()
    commit(root, "remove")
    return place, None


HISTORY: dict[str, tuple[Spoil, str, str]] = {
    "a line edited": (edited_in_history, "G002", f"{CHAIN},{OLD}"),
    "a line edited and put back": (edited_and_put_back, "G002", ""),
    "a file removed": (removed_in_history, "G001", f"{CHAIN}"),
    "a file cut": (cut_in_history, "G002", f"{CHAIN}"),
    "a file removed and not committed": (uncommitted, "G001", f"{CHAIN}"),
    "a file that came and went": (added_and_removed, "G001", ""),
    "a record edited": (record_in_history, "G003", "F023"),
    "an export saved anew": (export_in_history, "G004", "F020"),
    "a criterion reworded": (in_protocol(CRITERION, "text: No children took part"), "A001", WORDED),
}


@pytest.mark.parametrize("what", HISTORY)
def test_a_defect_of_the_history_is_found_with_a_base(what: str, tmp_path: Path) -> None:
    spoil, code, also = HISTORY[what]
    root = copy_of(finished, tmp_path / "review")
    git(root, "tag", "base")
    place = spoil(root)
    judge(check(root, Wanted(base="base")), code, (place[0], place[1]), also)


@pytest.mark.parametrize("what", ["a line edited and put back", "a file that came and went"])
def test_what_history_alone_witnesses_is_not_seen_without_a_base(what: str, tmp_path: Path) -> None:
    root = copy_of(finished, tmp_path / "review")
    HISTORY[what][0](root)
    assert [f for f in check(root) if f.code.startswith("G")] == []


def test_retractions(tmp_path: Path) -> None:
    root = copy_of(finished, tmp_path / "review")
    plain = tmp_path / "list.txt"
    plain.write_text("# checked by hand\nhttps://doi.org/10.5555/EPSILON.\n10.5555/beta\n", "utf-8")
    (found,) = check(root, Wanted(retractions=plain))
    assert (found.code, found.record) == ("R011", EPSILON)
    assert re.fullmatch(r"ledger/decisions/full-text/ben/.*\.jsonl", found.file)
    watch = tmp_path / "watch.csv"
    rows = "Record ID,RetractionDOI,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature\n"
    rows += "1,10.5555/alpha,10.5555/other,0,Retraction\n2,x,10.5555/alpha,0,Correction\n"
    watch.write_text(rows, "utf-8")
    assert check(root, Wanted(retractions=watch)) == []
    watch.write_text(rows + "3,x,10.5555/Alpha,0,Retraction\n", "utf-8")
    assert {f.code for f in check(root, Wanted(retractions=watch))} == {"R011"}


# Sound ones


def amended(old: str, new: str, parts: str) -> Spoil:
    """A change with an amendment that says so."""
    return after(lambda root: amend(root, parts), in_protocol(old, new))


def layout(root: Path) -> Place:
    path = root / "protocol.yaml"
    text = path.read_text("utf-8").replace("authors: [Ana, Ben]", "authors:\n  - Ana   # first\n  - Ben")
    path.write_text("# Our protocol\n" + text, "utf-8")
    return "", None


def taken_back(root: Path) -> Place:
    edit(root / "protocol.yaml", CRITERION, "text: No children took part")
    data = decision(BETA, verdict="exclude", reason="e1")
    tell(root, "decisions", "decision", data, part="title-abstract", who="cleo")
    edit(root / "protocol.yaml", "text: No children took part", CRITERION)
    return "", None


def nothing(root: Path) -> Place:
    return "", None


def silenced_on_the_line(root: Path) -> Place:
    edit(root / "protocol.yaml", "expected: 3", "expected: 4 # slr: ignore R001")
    return "", None


def silenced_in_the_protocol(root: Path) -> Place:
    edit(root / "protocol.yaml", "known:", "check: {ignore: [F022]}\nknown:")
    return export_beside(root)


def crlf(root: Path) -> Place:
    path = root / "protocol.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    return "", None


def bom(root: Path) -> Place:
    path = root / "protocol.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    return "", None


def no_output(root: Path) -> Place:
    for path in sorted((root / "output").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    return "", None


def no_git(root: Path) -> Place:
    (root / ".gitattributes").unlink()
    (root / ".git").rename(root.parent / "elsewhere")
    return "", None


def no_expectation(root: Path) -> Place:
    (root / "flow.expect.yaml").unlink()
    return "", None


def cached(root: Path) -> Place:
    (root / ".slr").mkdir(exist_ok=True)
    (root / ".slr/anything").write_text("x", "utf-8")
    return "", None


def harmless(root: Path) -> Place:
    (root / "ledger/.DS_Store").write_bytes(b"\0")
    (root / "searches/scopus/Thumbs.db").write_bytes(b"\0")
    return "", None


def notes(root: Path) -> Place:
    (root / "README.md").write_text("Our review.\n", "utf-8")
    (root / "fulltexts").mkdir()
    (root / "fulltexts/a.pdf").write_bytes(b"%PDF")
    return "", None


AS_IT_WAS: dict[str, tuple[Spoil, str]] = {
    "as it is": (nothing, ""),
    "another layout": (layout, ""),
    "Windows' line ends": (crlf, ""),
    "a byte order mark": (bom, ""),
    "nothing published": (no_output, ""),
    "outside git": (no_git, ""),
    "no expectation": (no_expectation, ""),
    "a cache": (cached, ""),
    "files of the system": (harmless, ""),
    "notes and full texts": (notes, ""),
    "silenced on the line": (silenced_on_the_line, OLD),
    "silenced in the protocol": (silenced_in_the_protocol, ""),
    "a criterion reworded, with an amendment": (
        amended(CRITERION, "text: No children took part", "e1"),
        WORDED,
    ),
    "a query changed, with an amendment": (
        amended("query: TITLE(nudg*)", "query: TITLE(nudge*)", "scopus"),
        OLD,
    ),
    "a change that was taken back": (taken_back, WORDED),
    "a codebook changed, with an amendment": (
        lambda root: (
            amended("name: Cleo", "name: Cleo M", "own")(root),
            in_codebook("definition: Groups were assigned at random.", "definition: At random.")(root),
        )[1],
        f"{OLD},A003",
    ),
    "a coding replaced by its coder": (coding(ALPHA, "pupils", "120"), OLD),
    "a known study under another DOI": (
        in_protocol("  - 10.5555/alpha", "  - {title: 'Alpha: study of NUDGES', year: 2011}"),
        OLD,
    ),
}


@pytest.mark.parametrize("what", AS_IT_WAS)
def test_a_sound_folder_has_no_finding(what: str, tmp_path: Path) -> None:
    change, also = AS_IT_WAS[what]
    root = copy_of(finished, tmp_path / "review")
    change(root)
    assert [f for f in check(root) if f.code not in also.split(",")] == []


def test_the_worked_case_raises_no_alarm(tmp_path: Path) -> None:
    run(tmp_path, "demo", tmp_path / "demo")
    git(tmp_path / "demo", "init", "-q", "-b", "main")
    commit(tmp_path / "demo")
    assert check(tmp_path / "demo", Wanted(base="main")) == []


@pytest.mark.parametrize("path", sorted(ROOT.glob("protocols/*.yaml")), ids=lambda path: path.stem)
def test_bundled_protocols_raise_no_alarm(path: Path) -> None:
    assert check_file(path) == []


@pytest.mark.parametrize("path", sorted(ROOT.glob("examples/*/protocol.yaml")), ids=lambda p: p.parent.name)
def test_the_examples_protocols_raise_no_alarm(path: Path) -> None:
    assert check_file(path) == []


@pytest.mark.parametrize("make", [started, finished])
def test_a_sound_folder_has_no_finding_with_a_base(make: Callable[[], Path], tmp_path: Path) -> None:
    root = copy_of(make, tmp_path / "review")
    git(root, "tag", "base")
    tell(root, "shown", "shown", {"stage": FULL, "records": [ALPHA]})
    commit(root, "one more file")
    assert check(root, Wanted(base="base")) == []


def test_a_copy_that_is_deleted_takes_nothing_away(tmp_path: Path) -> None:
    root = copy_of(finished, tmp_path / "review")
    place, _ = copied(root)
    commit(root, "a synchronized folder made a copy")
    git(root, "tag", "base")
    (root / place).unlink()
    assert check(root, Wanted(base="base")) == []
    commit(root, "deleted")
    assert check(root, Wanted(base="base")) == []


def test_a_line_added_at_the_end_of_a_committed_file_is_sound(tmp_path: Path) -> None:
    """A session that was committed half way goes on in its own file."""
    root = copy_of(finished, tmp_path / "review")
    path = segment(root, "retrieval")
    whole = path.read_bytes()
    path.write_bytes(b"".join(whole.splitlines(keepends=True)[:1]))
    commit(root, "half way")
    git(root, "tag", "half")
    path.write_bytes(whole)
    commit(root, "the rest")
    assert check(root, Wanted(base="half")) == []


def test_the_suite_is_as_large_as_it_says() -> None:
    from test_check_seeded_protocols import CODEBOOK_DEFECTS
    from test_check_seeded_protocols import DEFECTS as PROTOCOLS

    assert len(DEFECTS) + len(HISTORY) + len(PROTOCOLS) + len(CODEBOOK_DEFECTS) >= 100
    assert len(AS_IT_WAS) + 3 >= 20
