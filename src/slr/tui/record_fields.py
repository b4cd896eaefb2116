"""The fields of a record by which duplicates are told, as text, and whether they agree."""

from collections.abc import Sequence

from slr.model.record import Record
from slr.model.untrusted import one_line, printable

SAME, DIFFERS, MISSING = "=", "≠", "·"

FIELDS: tuple[tuple[str, str], ...] = (
    ("Title", "title"),
    ("Authors", "authors"),
    ("Year", "year"),
    ("Journal", "journal"),
    ("Volume", "volume"),
    ("Issue", "issue"),
    ("Pages", "pages"),
    ("DOI", "doi"),
    ("PMID", "pmid"),
    ("ISSN", "issn"),
    ("Type", "type"),
    ("Language", "language"),
    ("Search", "search"),
    ("Record", "id"),
    ("Abstract", "abstract"),
)


def value_of(record: Record, name: str) -> str:
    """A field as text."""
    value = getattr(record, name)
    if name == "authors":
        return "; ".join(one_line(author, 120) for author in value[:40])
    return " ".join(printable(str(value)).split()) if value is not None else ""


def sign_of(values: Sequence[str]) -> str:
    """Whether the values of a field are the same, differ, or some are missing and the others the same."""
    there = {value.casefold() for value in values if value}
    if len(there) > 1:
        return DIFFERS
    return SAME if all(values) else MISSING
