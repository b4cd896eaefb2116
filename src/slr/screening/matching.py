"""Matching files of full texts to reports, by what their names say."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
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
    wanted = [signs(name, record) for name, record in records.items()]
    return [match_one(name, wanted) for name in names]


def match_one(name: str, wanted: Sequence["Signs"]) -> Match:
    """One file's match."""
    stem = name.rpartition(".")[0] or name
    text, words = folded(stem), spaced(stem)
    for sign, stands in SIGNS.items():
        found = tuple(one.report for one in wanted if stands(one, text, words))
        if found:
            return Match(file=name, reports=found, by=sign)
    return Match(file=name, reports=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What may stand in the name of a report's file, each folded; empty where the record does not say."""

    report: str
    doi: str
    title: str
    author_year: str
    named: re.Pattern[str] | None  # the author, perhaps others, and the year, as words


def signs(report: str, record: Record) -> Signs:
    """The signs of a report."""
    author, year = first_author(record), str(record.year or "")
    told = len(folded(author)) > 2 and bool(year)
    between = r"(?: et al| (?:and|und|et|y|e|och|en) \S+| \S+)?"
    return Signs(
        report=report,
        doi=record.doi,
        title=folded(record.title) if len(folded(record.title)) >= TITLE_LETTERS else "",
        author_year=folded(author) + year if told else "",
        named=re.compile(rf"(?<!\S){re.escape(spaced(author))}{between} {year}(?!\d)") if told else None,
    )


def has_name(name: str, text: str, words: str) -> bool:
    """Whether an id or DOI stands in a file's name, and not only the beginning of a longer one (1 of 12)."""
    whole, tight = re.escape(spaced(name)), re.escape(folded(name))
    if not tight:
        return False
    return bool(re.search(rf"(?<!\S){whole}(?!\S)", words) or re.search(rf"{tight}(?!\d)", text))


def has_title(one: Signs, text: str) -> bool:
    """Whether half of a title stands in a file's name, or at its end the beginning of one that was cut."""
    if not one.title:
        return False
    if one.title[: max(TITLE_LETTERS, len(one.title) // 2)] in text:
        return True
    start = text.find(one.title[:TITLE_LETTERS])
    return start >= 0 and one.title.startswith(text[start:])


# By the surest sign first; each is asked for the signs, the file's name folded, and its words.
SIGNS: dict[str, Callable[[Signs, str, str], bool]] = {
    "id": lambda one, text, words: has_name(one.report, text, words),
    "doi": lambda one, text, words: has_name(one.doi, text, words),
    "title": lambda one, text, words: has_title(one, text),
    "author and year": lambda one, text, words: (
        one.named is not None
        and bool(one.named.search(words) or re.search(rf"{one.author_year}(?!\d)", text))
    ),
}


def spaced(text: str) -> str:
    """Words of letters and digits without case, a blank between them."""
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def folded(text: str) -> str:
    """Letters and digits without case: file systems and people change everything else."""
    return "".join(c for c in text.casefold() if c.isalnum())
