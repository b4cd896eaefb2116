"""Whatever people write or a disk does to it, no command ends in a traceback: exit 0, 1 or 2, and a message.

SLR_FUZZ=10000 pytest tests/test_fuzz.py is the long run; without it a few examples of each are drawn.
"""

import contextlib
import io
import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import PROTOCOL, Folder
from slr.cli.main import COMMANDS, main

MANY = int(os.environ.get("SLR_FUZZ", "0"))
fuzz = settings(
    max_examples=MANY or 40,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
LOOKS = (["status"], ["flow", "--json"], ["check"], ["log"], ["tabulate", "objective"], ["agree"])
CODEBOOK = """
id: own
name: Our own
source: Ours
unit: study
dimensions:
  - id: design
    name: Design
    kind: single
    categories:
      - {id: trial, name: Trial, definition: Allotted at random.}
      - {id: cohort, name: Cohort, definition: Followed., parent: trial}
"""
APPLIED: dict[str, tuple[str, list[str]]] = {
    "screen": ("report,reviewer,decision,reason,note,date\nscopus.1,ana,include,,,2020-01-01\n", []),
    "resolve": ("report,reviewer,decision,reason,note\nscopus.1,cleo,include,,\n", []),
    "retrieve": ("report,status,note\nscopus.1,retrieved,\n", []),
    "study": ("study,report\ntrial,scopus.1\n", []),
    "dedup": ("a,b,verdict,reason\nscopus.1,wos.2,same,seen\n", []),
    "code": ("study,coder,dimension,values,quote\nscopus.1,ana,objective,evaluation,words\n", []),
}
WORDS = (
    "", "x", "-1", "0", "1e999", "9" * 30, "../..", "/dev/null/x", "\x00", "é\u202e", "title-abstract", "all", "ana", "-",
    "--", "[red]x[/]", "%s", "*", "2015-02-30", "a=b", "=1+1", "💥", "scopus", "bertot-2010", ".", "nul",
)  # fmt: skip


def quiet(words: list[str]) -> tuple[int, str]:
    """Run a command with its talk kept from the terminal; its exit code and what it said."""
    said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="replace", write_through=True)
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = main(words)
    said.seek(0)
    return code, said.read()


def well_behaved(words: list[str]) -> None:
    """The command ends by one of the three codes, and says something where it did not do what was asked."""
    code, said = quiet(words)
    assert code in (0, 1, 2), f"slr {words}: exit {code}\n{said[-3000:]}"
    assert code == 0 or said.strip(), f"slr {words}: exit {code} without a word"


@st.composite
def damaged(draw: Callable[..., object], text: bytes) -> bytes:
    """Bytes cut, flipped, doubled or spliced at some places."""
    data = bytearray(text)
    for _ in range(draw(st.integers(1, 4))):
        at, much = draw(st.integers(0, max(0, len(data) - 1))), draw(st.integers(0, 40))
        piece = draw(
            st.one_of(
                st.binary(max_size=6),
                st.text(max_size=4).map(lambda t: t.encode("utf-8", "surrogatepass")),
                st.sampled_from(
                    [b"", b"\n", b"null", b"[]", b"{}", b"-1", b"1e400", b'"', b": ", b"*a", b"&a ", b"!!x "]
                ),
                st.just(bytes(data[at : at + much])),
            )
        )
        data[at : at + draw(st.integers(0, 12))] = piece
    return bytes(data)


@pytest.fixture
def broken(review: Folder) -> Iterator[Folder]:
    """A review with something in every room, whose files a test may break."""
    review("dedup")
    for verb in ("screen", "retrieve", "study"):
        text, words = APPLIED[verb]
        header, row, _ = text.split("\n")
        review(verb, "--apply", review.csv(f"{verb}.csv", header, row), *words)
    yield review


@fuzz
@given(data=st.data())
def test_a_broken_protocol_is_told(broken: Folder, data: st.DataObject) -> None:
    path = broken.root / "protocol.yaml"
    path.write_bytes(data.draw(damaged(PROTOCOL.lstrip().encode())))
    for words in LOOKS:
        well_behaved(["-C", str(broken.root), *words])
    path.write_text(PROTOCOL.lstrip(), encoding="utf-8")


@fuzz
@given(data=st.data())
def test_a_broken_codebook_is_told(broken: Folder, data: st.DataObject) -> None:
    folder = broken.root / "codebooks"
    folder.mkdir(exist_ok=True)
    (folder / "own.yaml").write_bytes(data.draw(damaged(CODEBOOK.encode())))
    path = broken.root / "protocol.yaml"
    path.write_text(PROTOCOL.lstrip().replace("[bertot-2010]", "[own]"), encoding="utf-8")
    for words in (
        ["check"],
        ["status"],
        ["codebook", "show", "own"],
        ["tabulate", "design"],
        ["codebook", "list"],
    ):
        well_behaved(["-C", str(broken.root), *words])
    path.write_text(PROTOCOL.lstrip(), encoding="utf-8")
    shutil.rmtree(folder)


@fuzz
@given(data=st.data())
def test_a_broken_ledger_is_told(broken: Folder, data: st.DataObject) -> None:
    files = sorted((broken.root / "ledger").rglob("*.json*"))
    path = data.draw(st.sampled_from(files))
    before = path.read_bytes()
    path.write_bytes(data.draw(damaged(before)))
    try:
        for words in (*LOOKS, ["why", broken.id("scopus.1")], ["export", "all", "--to", "csv"]):
            well_behaved(["-C", str(broken.root), *words])
    finally:
        path.write_bytes(before)


@fuzz
@given(data=st.data(), verb=st.sampled_from(sorted(APPLIED)))
def test_a_broken_file_of_decisions_is_told(broken: Folder, data: st.DataObject, verb: str) -> None:
    text, words = APPLIED[verb]
    path = broken.csv("given.csv", *text.rstrip("\n").split("\n"))
    path.write_bytes(data.draw(damaged(path.read_bytes())))
    well_behaved(["-C", str(broken.root), verb, "--apply", str(path), *words])


def options_of(verb: str) -> list[str]:
    """The long options of a command, from its own help."""
    _, text = quiet([verb, "--help"])
    names = {word.strip(",") for word in text.replace("│", " ").split() if word.startswith("--")}
    return sorted(name for name in names if name.strip("-").replace("-", "").isalpha())


# These would wait for a person or a cluster, or overwrite what a test stands on.
LEFT_OUT = {
    "--install-completion",
    "--show-completion",
    "--scheduler",
    "--engine",
    "--output",
    "--order",
    "--groups",
}


@settings(fuzz, max_examples=(MANY or 40) * 3)
@given(data=st.data(), verb=st.sampled_from(sorted(set(COMMANDS) - {"demo", "publish"})))
def test_no_argument_brings_a_traceback(
    broken: Folder, data: st.DataObject, verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(broken.root.parent)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"q\n"), encoding="utf-8"))
    words = [verb]
    for _ in range(data.draw(st.integers(0, 4))):
        option = data.draw(st.sampled_from([*[o for o in options_of(verb) if o not in LEFT_OUT], ""]))
        words += [option] if option else []
        words += data.draw(st.lists(st.sampled_from(WORDS), max_size=2))
    if verb in ("screen", "resolve", "code") or "--review" in words:
        words.append("--plain")
    well_behaved(["-C", str(broken.root), *words])
