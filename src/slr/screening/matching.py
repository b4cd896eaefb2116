"""Matching files of full texts to reports, by what their names say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from slr.model.record import Record, first_author


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One file and the reports that its name fits; `by` says how: id, doi, title, or author and year."""

    file: str
    reports: tuple[str, ...]
    by: str = ""


TITLE_LETTERS = 25  # a title this long, letters and digits alone, does not stand in a file's name by chance


def match_files(names: Iterable[str], records: Mapping[str, Record]) -> list[Match]:
    """Each file with the reports that its name fits, by the surest sign that fits any.

    A file that fits none or several reports is for a person to place.
    """
    wanted = [(name, signs(name, record)) for name, record in records.items()]
    return [match_one(name, wanted) for name in names]


def match_one(name: str, wanted: Sequence[tuple[str, dict[str, str]]]) -> Match:
    """One file's match."""
    text = folded(name.rpartition(".")[0] or name)
    for sign in ("id", "doi", "title", "author and year"):
        found = tuple(report for report, has in wanted if has[sign] and has[sign] in text)
        if found:
            return Match(file=name, reports=found, by=sign)
    return Match(file=name, reports=())


def signs(report: str, record: Record) -> dict[str, str]:
    """What may stand in the name of a report's file, each folded; empty where the record does not say."""
    author, year = folded(first_author(record)), str(record.year or "")
    title = folded(record.title)
    return {
        "id": folded(report),
        "doi": folded(record.doi),
        "title": title[: max(TITLE_LETTERS, len(title) // 2)] if len(title) >= TITLE_LETTERS else "",
        "author and year": author + year if len(author) > 2 and year else "",
    }


def folded(text: str) -> str:
    """Letters and digits without case: file systems and people change everything else."""
    return "".join(c for c in text.casefold() if c.isalnum())
