"""The flow as files, frozen flows, flows that somebody typed, and the whole of output/."""

import json
import zipfile

import pytest

from conftest import Folder


@pytest.fixture
def screened(review: Folder) -> Folder:
    """Alpha passed, Beta and Gamma are excluded."""
    review("dedup")
    rows = [f"scopus.1,include,{who}" for who in ("ana", "ben")]
    rows += [f"{name},exclude,{who}" for name in ("scopus.2", "wos.2") for who in ("ana", "ben")]
    review("screen", "--apply", review.csv("d.csv", "report,decision,reviewer", *rows))
    return review


MAGIC = {
    "svg": b"<svg",
    "png": b"\x89PNG",
    "pdf": b"%PDF",
    "html": b"<!DOCTYPE html>",
    "txt": b"A review made for a test",
    "mmd": b"",
    "dot": b"digraph",
    "csv": b"",
    "json": b"{",
}


@pytest.mark.parametrize("ending", MAGIC)
def test_the_flow_is_written_in_every_form_the_same_bytes_each_time(screened: Folder, ending: str) -> None:
    path = screened.root.parent / f"flow.{ending}"
    screened("flow", "-o", path)
    content = path.read_bytes()
    assert MAGIC[ending] in content[:400]
    if ending not in ("png", "pdf"):
        assert b"4" in content
    screened("flow", "-o", path)
    assert path.read_bytes() == content


def test_an_unknown_form_is_refused(screened: Folder) -> None:
    ran = screened("flow", "-o", screened.root.parent / "flow.bmp", code=2)
    assert "cannot be drawn as flow.bmp" in ran.err and ".svg" in ran.err


def test_a_draft_says_what_is_pending_and_an_empty_review_that_it_is_empty(
    screened: Folder, empty: Folder
) -> None:
    assert "1 report" in screened("flow").err
    other = Folder(empty.root.parent / "other", empty.slr)
    empty.slr("init", other.root, "--protocol", empty.root / "protocol.yaml")
    assert "nothing has been imported" in other("flow").err


def test_labels_in_other_languages_and_editions(screened: Folder) -> None:
    assert "n = 3" in screened("flow", "--language", "de").out
    assert screened("flow", "--language", "de").out != screened("flow").out
    assert "no labels in the language 'xx'" in screened("flow", "--language", "xx", code=2).err
    assert screened("flow", "--prisma", "2009").out != screened("flow").out
    assert "there is no PRISMA 2010" in screened("flow", "--prisma", "2010", code=2).err


def test_a_typed_flow_needs_no_review_and_wrong_sums_are_named(screened: Folder) -> None:
    rows = [f"scopus.1,include,{who}" for who in ("ana", "ben")]
    given = screened.csv("f.csv", "report,decision,reviewer", *rows)
    screened("screen", "--stage", "full-text", "--apply", given)
    path = screened.root.parent / "counts.csv"
    screened("flow", "-o", path)
    assert screened.slr("flow", "--from-csv", path).out
    lines = path.read_text().splitlines(keepends=True)
    (place,) = [n for n, line in enumerate(lines) if line.startswith("records_screened,")]
    lines[place] = lines[place].replace(",3,", ",7,").replace(",3\n", ",7\n")
    path.write_text("".join(lines))
    ran = screened.slr("flow", "--from-csv", path, code=1)
    assert "screened" in ran.err and "7" in ran.err


def test_a_typed_flow_in_another_shape_is_not_drawn(screened: Folder) -> None:
    path = screened.file("own.csv", "box,n\nscreened,5\n")
    ran = screened.slr("flow", "--from-csv", path, code=2)
    assert not ran.out and "it needs the columns data and n" in ran.err
    assert "slr flow -o flow.csv writes one to fill in" in ran.err


def test_a_submitted_flow_is_kept_and_later_changes_are_shown_against_it(screened: Folder) -> None:
    screened("flow", "--freeze", "submission-1")
    assert screened.json("flow", "--since", "submission-1")["changes"] == []
    screened("screen", "--apply", screened.csv("d.csv", "report,decision,reviewer", "wos.2,include,ana"))
    changes = {
        c["box"]: (c["before"], c["now"]) for c in screened.json("flow", "--since", "submission-1")["changes"]
    }
    assert changes == {"databases/excluded": (2, 1), "databases/screening-pending": (0, 1)}
    assert "is frozen as submission-1 already" in screened("flow", "--freeze", "submission-1", code=2).err
    assert "did you mean submission-1?" in screened("flow", "--since", "submision", code=2).err
    assert "cannot name a flow" in screened("flow", "--freeze", "No Good", code=2).err


def test_output_holds_documents_tables_figures_and_checklists(screened: Folder) -> None:
    rows = [f"scopus.1,include,{who}" for who in ("ana", "ben")]
    path = screened.csv("f.csv", "report,decision,reviewer", *rows)
    screened("screen", "--stage", "full-text", "--apply", path)
    screened("publish")
    made = {n.removeprefix("output/") for n in screened.snapshot() if n.startswith("output/")}
    assert {
        "report.html",
        "report.docx",
        "report.md",
        "tables.xlsx",
        "flow.svg",
        "flow.png",
        "flow.pdf",
        "flow.mmd",
        "flow.csv",
        "included.ris",
        "excluded-full-text.bib",
        "included.txt",
        "excluded-full-text.txt",
        "tables/searches.csv",
        "tables/searches.tex",
        "tables/searches.md",
        "figures/studies-by-year.svg",
        "figures/studies-by-year.png",
        "manifest.json",
    } <= made
    before = {n: d for n, d in screened.snapshot().items() if n.startswith("output/")}
    screened("publish")
    assert before == {n: d for n, d in screened.snapshot().items() if n.startswith("output/")}
    screened("publish", "--text-only")
    left = {n.removeprefix("output/") for n in screened.snapshot() if n.startswith("output/")}
    assert left == {name for name in made if not name.endswith((".png", ".pdf"))}


def test_the_archive_leaves_at_home_what_is_others(screened: Folder) -> None:
    (screened.root / "fulltexts").mkdir()
    (screened.root / "fulltexts" / "paper.pdf").write_bytes(b"%PDF")
    (screened.root / "fulltexts" / "away").symlink_to("/etc/passwd")
    screened("publish", "--archive", "--text-only")
    with zipfile.ZipFile(screened.root / "output" / "archive.zip") as archive:
        names = set(archive.namelist())
        readme = archive.read("README.txt").decode()
        manifest = json.loads(archive.read("output/manifest.json"))
    assert {"README.txt", "protocol.yaml", "output/report.html"} <= names
    assert any(name.startswith("ledger/decisions/") for name in names)
    assert not [
        name for name in names if name.startswith(("fulltexts/", "searches/", "ledger/records/", ".slr"))
    ]
    assert "fulltexts/, searches/, ledger/records/" in readme
    assert {f"output/{name}" for name in manifest["outputs"]} <= names
    screened("publish", "--archive", "--text-only", "--with-exports", "--with-fulltexts")
    with zipfile.ZipFile(screened.root / "output" / "archive.zip") as archive:
        more = set(archive.namelist()) - names
    assert "fulltexts/paper.pdf" in more and "searches/scopus/scopus.ris" in more
    assert "fulltexts/away" not in more
