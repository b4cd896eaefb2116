"""A draft: what a reader gathered of one entry, and how it becomes a record."""

import re

from msgspec import Struct

from slr.formats.normalize.dates import year_of
from slr.formats.normalize.identifiers import (
    accession_among,
    accession_of,
    doi_in_note,
    doi_in_url,
    doi_of,
    pmid_among,
    serials_among,
)
from slr.formats.normalize.languages import language_code
from slr.formats.normalize.mojibake import is_suspect, mend_record
from slr.formats.normalize.numbers import bare_number
from slr.formats.normalize.text import (
    ANYTHING,
    CLEAN,
    SPACED,
    bare_journal,
    bare_title,
    clean,
    clean_word,
    is_clean_list,
)
from slr.formats.trouble import Troubles
from slr.model.record import Record

# What databases write where there is no abstract.
_NO_ABSTRACT = re.compile(
    r"\[?\(?(?:no abstract (?:is )?available|abstract not available|no abstract|n/?a)\)?\]?\.?", re.IGNORECASE
)

# Another address behind the first, or the next field, which Mendeley writes on the same line.
_FURTHER_URL = re.compile(r"[;,\s]+(?:and\s+)?https?://.*|\s+[A-Z][A-Z0-9] {1,2}- .*")


class Draft(Struct, kw_only=True, gc=False):
    """The fields of one entry as exported, sorted by what they mean; every reader fills one.

    `authors` and `keywords` are already normalized. `dates` are tried in order, `dois` (fields meant for a
    DOI) too; `urls` and `notes` may name DOI and PMID besides. `serials` are ISSNs and ISBNs, mixed.
    `knows_pmid` says that the reader has looked for one in `urls` and `notes` itself, `plainness` how much of
    cleaning all of it may need (see `normalize.settled`).
    """

    type: str = ""
    title: str = ""
    abstract: str = ""
    authors: tuple[str, ...] = ()
    dates: list[str] = []
    journal: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    dois: list[str] = []
    pmid: str = ""
    serials: list[str] = []
    urls: list[str] = []
    notes: list[str] = []
    language: str = ""
    keywords: tuple[str, ...] = ()
    publisher: str = ""
    accession: str = ""
    knows_pmid: bool = False
    plainness: int = ANYTHING

    def record(self, troubles: Troubles, *, line: int, entry: int) -> Record:
        """The record, and a finding for each thing that is missing or could not be read."""
        url = self.urls[0] if self.urls else ""
        words = "\0".join(
            (
                self.title,
                self.journal,
                self.volume,
                self.issue,
                self.pages,
                url,
                self.publisher,
                self.accession,
            )
        )
        if "\n" in words or not is_clean_list(words, self.plainness):
            url = self._tidy()
        if url.find("http", 8) > 0 or " - " in url:
            url = _FURTHER_URL.sub("", url)
        title, titled_language = bare_title(self.title)
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
        language = (self.language and clean_word(self.language)) or titled_language
        record = Record(
            type=self.type,
            title=title,
            abstract=self._abstract() if self.abstract else "",
            authors=self.authors,
            year=year,
            journal=bare_journal(self.journal),
            volume=self.volume if self.volume.isdigit() else bare_number(self.volume),
            issue=self.issue if self.issue.isdigit() else bare_number(self.issue),
            pages=self.pages,
            doi=self._doi(troubles, line, entry),
            pmid=self.pmid or ("" if self.knows_pmid else pmid_among(self.notes, self.urls)),
            issn=issn,
            isbn=isbn,
            url=url,
            language=language_code(language) if language else "",
            keywords=self.keywords,
            publisher=self.publisher,
            accession=accession_of(self.accession) if self.accession else accession_among(self.urls),
        )
        if self.plainness < SPACED and is_suspect(record):
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

    def _tidy(self) -> str:
        """Clean the fields of one line, and give the first address that something is left of."""
        tidy = CLEAN[self.plainness]
        self.title, self.pages, self.accession = tidy(self.title), tidy(self.pages), tidy(self.accession)
        self.volume, self.issue = clean_word(self.volume), clean_word(self.issue)
        self.journal, self.publisher = clean_word(self.journal), clean_word(self.publisher)
        return next((plain for text in self.urls if (plain := tidy(text.partition("\n")[0]))), "")

    def _abstract(self) -> str:
        abstract = CLEAN[self.plainness](self.abstract)
        return "" if len(abstract) < 40 and _NO_ABSTRACT.fullmatch(abstract) else abstract

    def _serials(self, troubles: Troubles, line: int, entry: int) -> tuple[str, str]:
        issn, isbn, wrong = serials_among(
            self.serials[0] if len(self.serials) == 1 else "\n".join(dict.fromkeys(self.serials))
        )
        for number in wrong:
            troubles.add(
                "I204", f"The check digit of the ISSN or ISBN {number} is wrong.", line=line, entry=entry
            )
        return issn, isbn
