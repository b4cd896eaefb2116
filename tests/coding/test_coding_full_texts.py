"""Full texts beside the studies of a review: found, read in a process of their own, kept in the cache."""

import sys
from collections.abc import Callable
from typing import Any

import pytest

from conftest import Folder
from pdf_files import pdf
from slr.app import code_text
from slr.app.ask import CodingDesk
from slr.app.caller import Caller
from slr.app.code_desk import code
from slr.app.code_text import Stopped, run_reader
from slr.app.review import open_review
from slr.model.text import FullText


@pytest.fixture
def coded(review: Folder) -> Folder:
    """The test review with Alpha, Beta and Gamma included."""
    review("dedup")
    for stage in ("title-abstract", "full-text"):
        rows = [f"{r},include,{who}" for r in ("scopus.1", "scopus.2", "wos.2") for who in ("ana", "ben")]
        review("screen", "--stage", stage, "--apply", review.csv("d.csv", "report,decision,reviewer", *rows))
    return review


def attach(folder: Folder, name: str, record: str, data: bytes, ending: str = "pdf") -> None:
    """Attach a file to a report."""
    path = folder.root.parent / f"{name}.{ending}"
    path.write_bytes(data)
    folder("--as", "ana", "retrieve", folder.id(record), "--attach", path)


def at_desk(folder: Folder, ask: Callable[[CodingDesk], Any]) -> Any:
    """What somebody sees who sits at ana's coding desk."""
    got: list[Any] = []

    class Asker:
        def code(self, desk: CodingDesk) -> None:
            got.append(ask(desk))

    caller = Caller(root=folder.root, who="ana", now=lambda: "2026-01-01T00:00:00Z", token=lambda: "a1b2c3")
    code(open_review(folder.root), caller, "bertot-2010", Asker())  # type: ignore[arg-type]
    return got[0]


def texts(folder: Folder, record: str) -> tuple[FullText, ...]:
    """The texts of a study."""
    return tuple(at_desk(folder, lambda desk: desk.texts(folder.id(record), lambda: False)))


def test_an_attached_pdf_is_read_and_kept_in_the_cache(
    coded: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    attach(coded, "alpha", "scopus.1", pdf(["Words of Alpha."], ["Its second page."]))
    (text,) = texts(coded, "scopus.1")
    assert text.file == f"fulltexts/{coded.id('scopus.1')}.pdf"
    assert [(page.label, page.lines) for page in text.pages] == [
        ("1", ("Words of Alpha.",)),
        ("2", ("Its second page.",)),
    ]
    assert text.finding is None
    assert texts(coded, "scopus.2") == ()
    monkeypatch.setattr(code_text, "run_reader", lambda *_: pytest.fail("read again"))
    assert texts(coded, "scopus.1") == (text,)


def test_a_damaged_cache_is_read_anew(coded: Folder) -> None:
    attach(coded, "alpha", "scopus.1", pdf(["Words of Alpha."]))
    (text,) = texts(coded, "scopus.1")
    (kept,) = (coded.root / ".slr" / "texts").iterdir()
    kept.write_text('{"pages": [["1", 7')
    assert texts(coded, "scopus.1") == (text,)


def test_a_text_file_laid_beside_the_pdf_under_the_reports_name_counts_too(coded: Folder) -> None:
    attach(coded, "alpha", "scopus.1", pdf([]))
    (coded.root / "fulltexts" / f"{coded.id('wos.1')}.txt").write_text(
        "recognized\n"
    )  # the report's other record
    scan, read = texts(coded, "scopus.1")
    assert scan.finding is not None and "OCR" in scan.finding.message
    assert read.pages[0].lines == ("recognized",)


def test_files_that_are_attached_under_a_report_that_was_requested_later_stay(coded: Folder) -> None:
    attach(coded, "alpha", "scopus.1", b"some words", "txt")
    coded("--as", "ben", "retrieve", coded.id("scopus.1"), "--status", "requested")
    (text,) = texts(coded, "scopus.1")
    assert text.pages[0].lines == ("some words",)


def test_trouble_is_a_finding_with_the_file(coded: Folder) -> None:
    attach(coded, "alpha", "scopus.1", b"%PDF-1.4 nothing")
    attach(coded, "beta", "scopus.2", b"first words", "txt")
    attach(coded, "gamma", "wos.2", b"some words", "txt")
    (coded.root / "fulltexts" / f"{coded.id('scopus.2')}.txt").write_text("other words")
    (coded.root / "fulltexts" / f"{coded.id('wos.2')}.txt").unlink()
    told = coded.json("code", "--texts", "--as", "ana")
    assert [
        (f["code"], f["file"], f["message"].partition(":")[0].partition("(")[0].strip())
        for f in told["findings"]
    ] == [
        ("C034", f"fulltexts/{coded.id('scopus.1')}.pdf", "The full text is no PDF that can be read"),
        ("C034", f"fulltexts/{coded.id('scopus.2')}.txt", "The full text is not the file that was attached"),
        ("C034", f"fulltexts/{coded.id('wos.2')}.txt", "The full text is not in this copy of the folder."),
    ]
    shown = coded("code", "--texts", "--as", "ana")
    assert "1 of 3 studies with a text that can be read" in shown.err
    assert f"fulltexts/{coded.id('scopus.2')}.txt" in shown.out


def test_a_reader_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    popen = code_text.subprocess.Popen

    def endless(command: list[str], **more: Any) -> Any:
        return popen([sys.executable, "-c", "import time; time.sleep(600)"], **more)

    monkeypatch.setattr(code_text.subprocess, "Popen", endless)
    pages, trouble = run_reader(b"x" * 1_000_000, ".pdf", seconds=0.3)
    assert pages == ()
    assert trouble == "takes too long to read: given up after 0.3 seconds"
    with pytest.raises(Stopped):
        run_reader(b"x", ".pdf", lambda: True)


@pytest.mark.parametrize(
    "program", ["raise SystemExit(3)", "print('no json')", "print('[1]')", "import os; os.abort()"]
)
def test_a_reader_that_falls_over_is_a_sentence(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    popen = code_text.subprocess.Popen
    monkeypatch.setattr(
        code_text.subprocess, "Popen", lambda command, **more: popen([sys.executable, "-c", program], **more)
    )
    assert run_reader(b"x", ".pdf") == (
        (),
        "cannot be read: the reader gave up (out of memory, or the file is hostile)",
    )


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the memory of a process surely")
def test_a_file_that_asks_for_all_memory_costs_itself_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    popen = code_text.subprocess.Popen
    greedy = "from slr.app.code_text_reader import bound; bound(); x = bytearray(6 * 1024**3); print(len(x))"
    monkeypatch.setattr(
        code_text.subprocess, "Popen", lambda command, **more: popen([sys.executable, "-c", greedy], **more)
    )
    assert "gave up" in run_reader(b"x", ".pdf")[1]


def test_a_file_of_more_than_is_read_says_so(coded: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    attach(coded, "alpha", "scopus.1", b"0123456789 and more", "txt")
    monkeypatch.setattr(code_text, "SIZE", 10)
    (text,) = texts(coded, "scopus.1")
    assert text.finding is not None and "is larger than" in text.finding.message
