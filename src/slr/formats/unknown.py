"""What a file is that is of no known format, so that the message can say what to do about it."""

import csv
import re

from slr.formats.decode import decode
from slr.formats.sniff import sniff_xls

_EXPORT = "Export the citations themselves: RIS, CSV, BibTeX or the database's own format."
# What a file begins with, what it then is, and what helps. None of these holds records that could be read.
_BINARY = (
    (b"%PDF", "a PDF", _EXPORT),
    (b"\x89PNG", "a picture", _EXPORT),
    (b"\xff\xd8\xff", "a picture", _EXPORT),
    (b"SQLite format 3", "a database file", "Export from the program that it belongs to (Zotero: RIS)."),
    (b"{\\rtf", "a formatted text (RTF)", "Choose an output style that databases read, such as RIS."),
    (b"\xd0\xcf\x11\xe0", "an old Office document", "Save it as XLSX or CSV in Excel or LibreOffice."),
)
_ZIPPED = (
    (b"application/vnd.oasis.opendocument", "an OpenDocument file", _EXPORT),
    (b"word/document.xml", "a Word document", _EXPORT),
    (b"ppt/presentation.xml", "a presentation", _EXPORT),
    (b"application/epub+zip", "a book (EPUB)", _EXPORT),
)
_WEB_PAGE = re.compile(rb"<!doctype html|<html[\s>]", re.IGNORECASE)
# Texts that databases give for reading and printing: their fields cannot be told for sure.
_PRINTED = (
    (
        re.compile(r"^PMID: ?\d+", re.MULTILINE),
        "PubMed's text for reading",
        "In PubMed, save it again with the format PubMed (or Send to, Citation manager).",
    ),
    (re.compile(r"\AScopus\s+EXPORT DATE", re.IGNORECASE), "Scopus' plain text", "Export RIS or CSV."),
    (re.compile(r"Report Information from ProQuest"), "ProQuest's report", "Export RIS."),
    (
        re.compile(r"\A\s*(?:\d{1,8}\s+)+\Z"),
        "a list of numbers",
        "Save the records in PubMed, format PubMed.",
    ),
    (re.compile(r"\A\s*[\[{]"), "JSON without a list of records", "Look whether the search found anything."),
)


def is_no_export(data: bytes) -> bool:
    """Whether a file's first bytes say that it is something else, whatever stands further on."""
    return any(data.startswith(magic) for magic, _, _ in _BINARY) and not sniff_xls(data)


def what_it_is(data: bytes) -> tuple[str, str]:
    """(what a file of no known format looks like, what to do about it); empty where nothing is told."""
    for magic, what, hint in _BINARY:
        if data.startswith(magic):
            return what, hint
    if data.startswith(b"PK\x03\x04"):
        for mark, what, hint in _ZIPPED:
            if mark in data:
                return what, hint
        return "an archive or Office document", "Unpack it, or save it as XLSX or CSV."
    if data.startswith(b"\x1f\x8b"):
        return "a gzip file", "Unpack it, and import what it holds."
    if _WEB_PAGE.search(data, 0, 2000):
        return "a web page", (
            "The database may have sent a login or an error instead of the export. Open it in a browser to "
            "see, and export again."
        )
    head = decode(data[:20_000]).text.lstrip("\ufeff")
    return next(((what, hint) for pattern, what, hint in _PRINTED if pattern.search(head)), ("", ""))


def is_nameless_table(data: bytes) -> bool:
    """Whether a file is rows of equally many cells, three at least, of which none names the columns."""
    lines = [line for line in decode(data[:20_000]).text.lstrip("\ufeff").split("\n")[:6] if line.strip()]
    for delimiter in ",;\t":
        widths = {len(row) for row in csv.reader(lines[:5], delimiter=delimiter)}
        if len(lines) > 1 and len(widths) == 1 and widths.pop() > 2:
            return True
    return False
