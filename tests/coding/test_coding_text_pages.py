"""Full texts are read page by page, and a bad file costs a sentence, never an exception."""

import io
import zipfile

import docx
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pdf_files import endless_pages, pdf
from slr.coding import text_pages
from slr.coding.text_pages import READERS, read_pages
from slr.model.text import TextPage


def test_a_pdf_has_pages_and_lines():
    found = read_pages(pdf(["A first line", "and a second."], ["The next page (with brackets)."]), ".pdf")
    assert found.trouble == ""
    assert found.pages == (
        TextPage("1", ("A first line", "and a second.")),
        TextPage("2", ("The next page (with brackets).",)),
    )


def test_pages_are_called_by_the_number_printed_on_them():
    found = read_pages(pdf(["one"], ["two"], first_label=117), ".pdf")
    assert [page.label for page in found.pages] == ["117", "118"]


def test_a_pdf_without_text_asks_for_text_recognition():
    assert "OCR" in read_pages(pdf([], []), ".pdf").trouble


def test_an_encrypted_pdf_is_said_to_be_so_and_one_without_a_password_is_read():
    for password, pages in (("secret", 0), ("", 1)):
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(["Some words."])))
        writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
        out = io.BytesIO()
        writer.write(out)
        found = read_pages(out.getvalue(), ".pdf")
        assert len(found.pages) == pages
        assert found.trouble == ("is protected by a password" if password else "")


BROKEN = {
    "empty": b"",
    "not a pdf": b"MZ\x00 this is a program",
    "cut": pdf(["Some words."] * 40)[:300],
    "endless": endless_pages(),
    "nested": b"%PDF-1.4\n1 0 obj" + b"[" * 100_000,
}


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_a_broken_pdf_is_a_sentence(name):
    found = read_pages(BROKEN[name], ".pdf")
    assert found.trouble
    assert not any(page.lines for page in found.pages)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_change_of_bytes_makes_a_pdf_raise(data):
    good = bytearray(pdf(["Some words of a text."], ["More words."]))
    for _ in range(data.draw(st.integers(1, 6))):
        good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    read_pages(bytes(good), ".pdf")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(sorted(READERS)))
def test_no_bytes_make_any_reader_raise(data, ending):
    found = read_pages(data, ending)
    for page in found.pages:
        for line in page.lines:
            assert "\x1b" not in line and "\n" not in line


def test_what_can_steer_a_terminal_is_taken_out():
    found = read_pages(
        "Good \x1b[2J\x1b]0;title\x07text\x00 \u202eand\x9b31m [bold]more[/]\n".encode(), ".txt"
    )
    assert found.pages == (TextPage("", ("Good text and [bold]more[/]",)),)


def test_plain_text_has_pages_where_form_feeds_part_them():
    assert [p.label for p in read_pages(b"one\ntwo", ".txt").pages] == [""]
    found = read_pages(b"\n\none\n\n\n\ntwo \xff\x0cthree", ".txt")
    assert found.pages == (TextPage("1", ("one", "", "two ÿ")), TextPage("2", ("three",)))
    assert read_pages("﻿naïve".encode("utf-16"), ".TXT").pages[0].lines == ("naïve",)


def test_ligatures_become_letters():
    assert read_pages("the ﬁrst oﬃce".encode(), ".txt").pages[0].lines == ("the first office",)


def test_html_gives_what_a_browser_shows():
    page = b"<html><head><title>x</title><style>p{}</style></head><p>One\n<b>bold</b> &amp; two<p>three<script>alert(1)</script>"
    assert read_pages(page, ".html").pages[0].lines == ("One bold & two", "three")


def test_docx_gives_paragraphs_and_tables():
    document = docx.Document()
    document.add_paragraph("A paragraph.")
    document.add_table(rows=1, cols=2).rows[0].cells[1].text = "a cell"
    out = io.BytesIO()
    document.save(out)
    assert read_pages(out.getvalue(), ".docx").pages[0].lines == ("A paragraph.", "| a cell")
    bad = io.BytesIO()
    with zipfile.ZipFile(bad, "w") as archive:
        archive.writestr("[Content_Types].xml", "<nothing")
    assert read_pages(bad.getvalue(), ".docx").trouble.startswith("is no DOCX")


def test_other_files_are_refused_by_name():
    assert "no kind" in read_pages(b"x", ".exe").trouble


def test_what_is_kept_has_bounds(monkeypatch):
    monkeypatch.setattr(text_pages, "PAGES", 3)
    found = read_pages(pdf(*([f"page {n}"] for n in range(1, 7))), ".pdf")
    assert [page.lines for page in found.pages] == [("page 1",), ("page 2",), ("page 3",)]
    assert found.trouble == "is too long; what follows page 3 is left out"
    monkeypatch.setattr(text_pages, "LETTERS", 10)
    found = read_pages(b"0123456789abc", ".txt")
    assert sum(len(line) for page in found.pages for line in page.lines) <= 11
    assert "too long" in found.trouble
