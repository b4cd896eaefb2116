"""Records as BibTeX."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from slr.formats.bibtex_types import NUMBERED_OTHERWISE, TYPES, WRITTEN
from slr.formats.latex import to_latex
from slr.formats.normalize.names import family_first
from slr.formats.written_names import name_parts
from slr.model.record import Record, first_author

_JOURNAL = {"article-journal": "journal", "book": "journal"}
_PUBLISHER = {"thesis": "school", "report": "institution"}
_NOT_IN_KEY = re.compile(r"[^A-Za-z0-9_:.+/-]")


def write_bibtex(records: Iterable[Record]) -> str:
    """BibTeX in UTF-8; the key is slr's id, else author and year. A type that BibTeX lacks is in csltype."""
    keys = Keys()
    return "\n".join(_entry(record, keys.key(record)) for record in records)


class Keys:
    """The keys of a file, each given once."""

    def __init__(self) -> None:
        """Begin with none."""
        self.taken: set[str] = set()
        self.last: dict[str, int] = {}  # the number that a key given again had last: all below are taken

    def key(self, record: Record) -> str:
        """A record's key, with a number where it is taken."""
        author = (
            unicodedata.normalize("NFKD", first_author(record)).encode("ascii", "ignore").decode().lower()
        )
        stem = (
            _NOT_IN_KEY.sub("", record.id) or f"{re.sub(r'[^a-z]', '', author) or 'anon'}{record.year or ''}"
        )
        number = self.last.get(stem.lower(), 1)
        key = stem if number == 1 else f"{stem}-{number}"
        while key.lower() in self.taken:
            number += 1
            key = f"{stem}-{number}"
        self.last[stem.lower()] = number
        self.taken.add(key.lower())
        return key


def _entry(record: Record, key: str) -> str:
    kind = WRITTEN.get(record.type, "misc")
    fields = [f"  {name} = {{{value}}},\n" for name, value in _fields(record, kind) if value]
    return f"@{kind}{{{key},\n{''.join(fields)}}}\n"


def _fields(record: Record, kind: str) -> Iterator[tuple[str, str]]:
    yield "title", to_latex(record.title)
    yield "author", " and ".join(map(_name, record.authors))
    yield "year", str(record.year or "")
    yield _JOURNAL.get(record.type, "booktitle"), to_latex(record.journal)
    yield "volume", to_latex(record.volume)
    yield ("issue" if kind in NUMBERED_OTHERWISE else "number"), to_latex(record.issue)
    yield (
        "pages",
        to_latex(record.pages).replace("-", "--")
        if re.fullmatch(r"\w+-\w+", record.pages)
        else to_latex(record.pages),
    )
    for name in ("doi", "url", "issn", "isbn", "language", "pmid", "accession", "abstract"):
        yield name, to_latex(getattr(record, name))
    yield _PUBLISHER.get(record.type, "publisher"), to_latex(record.publisher)
    yield "keywords", to_latex(_keywords(record.keywords))
    if TYPES[kind] != record.type:
        yield "csltype", record.type or "none"


def _keywords(keywords: tuple[str, ...]) -> str:
    """Separated by semicolons, also where there is only one that holds a comma."""
    return "; ".join(keywords) + (";" if len(keywords) == 1 and "," in keywords[0] else "")


def _name(name: str) -> str:
    parts = name_parts(name)
    if parts is None or re.search(r"\band\b", name, re.IGNORECASE) or family_first(name) != name:
        return f"{{{to_latex(name)}}}"
    family, given, suffix = map(to_latex, parts)
    return ", ".join(filter(None, [family, suffix, given]))
