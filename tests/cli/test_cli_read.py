"""Reading a kept full text while screening, in the folder: attached before, and put beside by hand."""

import io

import pytest

from conftest import Folder
from pdf_files import pdf


def test_the_full_text_is_read_in_lines(review: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    review("dedup")
    rows = [f"{name},include,{who}" for name in ("scopus.1", "scopus.2") for who in ("ana", "ben")]
    review("screen", "--apply", review.csv("d.csv", "report,decision,reviewer", *rows))
    kept = review.root.parent / "kept.pdf"
    kept.write_bytes(pdf(("Alpha was measured.",), ("Nothing followed.",), first_label=11))
    review("retrieve", review.id("scopus.1"), "--attach", kept)
    (review.root / "fulltexts" / f"{review.id('scopus.2')}.txt").write_text("By hand.\n", encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO("a\na /followed\ns\na\nq\n"))
    out = review("screen", "-s", "full-text", "--as", "ana", "--plain").out
    assert "Page 11 (1 of 2).\n1: Alpha was measured." in out
    assert "Page 12, line 1: Nothing followed." in out
    assert "1: By hand." in out
