"""A draft: what a reader gathered of one entry, and how it becomes a record."""

import re
from dataclasses import dataclass, field

from slr.formats.normalize.dates import year_of
from slr.formats.normalize.identifiers import (
    doi_in_note,
    doi_in_url,
    doi_of,
    pmid_in_note,
    pmid_in_url,
    serials_in,
)
from slr.formats.normalize.languages import language_code
from slr.formats.normalize.mojibake import is_suspect, mend_record
from slr.formats.normalize.text import clean, clean_journal, clean_title, clean_word
from slr.formats.trouble import Troubles
from slr.model.record import Record

# What databases write where there is no abstract.
_NO_ABSTRACT = re.compile(
    r"\[?\(?(?:no abstract (?:is )?available|abstract not available|no abstract)\)?\]?\.?", re.IGNORECASE
)


@dataclass(slots=True)
class Draft:
    """The fields of one entry as exported, sorted by what they mean; every reader fills one.

    `authors` and `keywords` are already normalized. `dates` are tried in order, `dois` (fields meant for a
    DOI) too; `urls` and `notes` may name DOI and PMID besides. `serials` are ISSNs and ISBNs, mixed.
    """

    type: str = ""
    title: str = ""
    abstract: str = ""
    authors: tuple[str, ...] = ()
    dates: list[str] = field(default_factory=list)
    journal: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    dois: list[str] = field(default_factory=list)
    pmid: str = ""
    serials: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    language: str = ""
    keywords: tuple[str, ...] = ()
    publisher: str = ""
    accession: str = ""

    def record(self, troubles: Troubles, *, line: int, entry: int) -> Record:
        """The record, and a finding for each thing that is missing or could not be read."""
        title, titled_language = clean_title(self.title)
        if not title:
            troubles.add("I201", "A record has no title.", line=line, entry=entry)
        year = None
        for date in self.dates:
            if (year := year_of(date)) is not None:
                break
        if year is None and self.dates:
            shown = clean(self.dates[0])[:40]
            troubles.add("I202", f'No year could be read from the date "{shown}".', line=line, entry=entry)
        issn, isbn = self._serials(troubles, line, entry) if self.serials else ("", "")
        record = Record(
            type=self.type,
            title=title,
            abstract=_abstract(self.abstract),
            authors=self.authors,
            year=year,
            journal=clean_journal(self.journal),
            volume=clean_word(self.volume),
            issue=clean_word(self.issue),
            pages=clean_word(self.pages),
            doi=self._doi(troubles, line, entry),
            pmid=self.pmid or self._pmid(),
            issn=issn,
            isbn=isbn,
            url=self._url() if self.urls else "",
            language=language_code(clean_word(self.language) or titled_language),
            keywords=self.keywords,
            publisher=clean_word(self.publisher),
            accession=clean_word(self.accession),
        )
        if is_suspect(record):
            record, mended = mend_record(record)
            if mended:
                troubles.add(
                    "I205", f"Letters were repaired in: {', '.join(mended)}.", line=line, entry=entry
                )
        return record

    def _doi(self, troubles: Troubles, line: int, entry: int) -> str:
        for text in self.dois:
            if doi := doi_of(text):
                return doi
        for text in self.urls:
            if doi := doi_in_url(text):
                return doi
        for text in self.notes:
            if doi := doi_in_note(text):
                return doi
        if self.dois and clean(self.dois[0]):
            shown = clean(self.dois[0])[:60]
            troubles.add("I203", f'"{shown}" is no DOI.', line=line, entry=entry)
        return ""

    def _url(self) -> str:
        return next((plain for text in self.urls if (plain := clean(text.split("\n", 1)[0]))), "")

    def _pmid(self) -> str:
        for text in self.notes:
            if pmid := pmid_in_note(text):
                return pmid
        for text in self.urls:
            if pmid := pmid_in_url(text):
                return pmid
        return ""

    def _serials(self, troubles: Troubles, line: int, entry: int) -> tuple[str, str]:
        if len(self.serials) == 1:
            good, books, wrong = serials_in(self.serials[0])
            if not wrong:
                return " ".join(good), " ".join(books)
        issns: dict[str, None] = {}
        isbns: dict[str, None] = {}
        for text in dict.fromkeys(self.serials):
            good, books, wrong = serials_in(text)
            issns.update(dict.fromkeys(good))
            isbns.update(dict.fromkeys(books))
            for number in wrong:
                troubles.add(
                    "I204", f"The check digit of the ISSN or ISBN {number} is wrong.", line=line, entry=entry
                )
        return " ".join(issns), " ".join(isbns)


def _abstract(text: str) -> str:
    abstract = clean(text)
    return "" if len(abstract) < 40 and _NO_ABSTRACT.fullmatch(abstract) else abstract
