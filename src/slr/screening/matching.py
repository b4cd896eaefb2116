"""Matching files of full texts to reports, by what their names say."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
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
    wanted = Wanted(signs(name, record) for name, record in records.items())
    return [match_one(name, wanted) for name in names]


def match_one(name: str, wanted: "Wanted") -> Match:
    """One file's match."""
    stem = name.rpartition(".")[0] or name
    text, words = folded(stem), spaced(stem)
    for sign, stands in SIGNS.items():
        found = tuple(one.report for one in wanted.perhaps(sign, text) if stands(one, text, words))
        if found:
            return Match(file=name, reports=found, by=sign)
    return Match(file=name, reports=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What may stand in the name of a report's file, the title folded; empty where it is not known."""

    report: str
    doi: str
    title: str
    author: str
    year: str


def signs(report: str, record: Record) -> Signs:
    """The signs of a report."""
    author, year = first_author(record), str(record.year or "")
    told = len(folded(author)) > 2 and bool(year)
    title = folded(record.title)
    return Signs(
        report=report,
        doi=record.doi,
        title=title if len(title) >= TITLE_LETTERS else "",
        author=author if told else "",
        year=year if told else "",
    )


class Wanted:
    """The reports sought, by what must stand in the name of a file for a sign to fit.

    Asking every report for every file would take hours for some thousands of both.
    """

    def __init__(self, reports: Iterable[Signs]) -> None:
        """Place every report under its signs."""
        self.reports = list(reports)
        self.places: dict[tuple[str, str], list[int]] = defaultdict(list)
        for place, one in enumerate(self.reports):
            for sign, key in KEYS.items():
                if found := key(one):
                    self.places[sign, found].append(place)
        self.keys = {sign: Parts(key for name, key in self.places if name == sign) for sign in KEYS}
        self.authors = Parts(folded(one.author) for one in self.reports)
        self.years = Parts(one.year for one in self.reports)

    def perhaps(self, sign: str, text: str) -> list[Signs]:
        """The reports that a sign may fit, in order; all that it fits are among them."""
        if sign == BY_AUTHOR:
            years = set(self.years.inside(text))
            keys = {author + year for author in self.authors.inside(text) for year in years}
        else:
            keys = set(self.keys[sign].inside(text))
        places = sorted(place for key in keys for place in self.places.get((sign, key), ()))
        return [self.reports[place] for place in places]


class Parts:
    """Texts to be found within others, by their length: how many there are costs nothing."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Keep these texts, but for empty ones."""
        self.by_length: dict[int, set[str]] = defaultdict(set)
        for text in filter(None, texts):
            self.by_length[len(text)].add(text)

    def inside(self, text: str) -> Iterator[str]:
        """Those that stand in a text."""
        for length, known in self.by_length.items():
            for start in range(len(text) - length + 1):
                if (part := text[start : start + length]) in known:
                    yield part


BY_AUTHOR = "author and year"
# What stands in a file's folded name wherever a sign fits; empty where the report lacks the sign.
KEYS: dict[str, Callable[[Signs], str]] = {
    "id": lambda one: folded(one.report),
    "doi": lambda one: folded(one.doi),
    "title": lambda one: one.title[:TITLE_LETTERS],
    BY_AUTHOR: lambda one: folded(one.author) + one.year,
}


def has_name(name: str, text: str, words: str) -> bool:
    """Whether an id or DOI stands in a file's name, and not only the beginning of a longer one (1 of 12)."""
    whole, tight = spaced(name), folded(name)
    return bool(tight) and (f" {whole} " in f" {words} " or has_number(tight, text))


def has_number(number: str, text: str) -> bool:
    """Whether a text stands in another and no digit follows."""
    start = text.find(number)
    while start >= 0:
        if not text[start + len(number) : start + len(number) + 1].isdecimal():
            return True
        start = text.find(number, start + 1)
    return False


def has_title(one: Signs, text: str) -> bool:
    """Whether half of a title stands in a file's name, or at its end the beginning of one that was cut."""
    if not one.title:
        return False
    if one.title[: max(TITLE_LETTERS, len(one.title) // 2)] in text:
        return True
    start = text.find(one.title[:TITLE_LETTERS])
    return start >= 0 and one.title.startswith(text[start:])


def has_author(one: Signs, text: str, words: str) -> bool:
    """Whether the author, perhaps others, and the year stand in a file's name."""
    if not one.author:
        return False
    between = r"(?: et al| (?:and|und|et|y|e|och|en) \S+| \S+)?"
    named = rf"(?<!\S){re.escape(spaced(one.author))}{between} {one.year}(?!\d)"
    return has_number(folded(one.author) + one.year, text) or bool(re.search(named, words))


# By the surest sign first; each is asked for the signs, the file's name folded, and its words.
SIGNS: dict[str, Callable[[Signs, str, str], bool]] = {
    "id": lambda one, text, words: has_name(one.report, text, words),
    "doi": lambda one, text, words: has_name(one.doi, text, words),
    "title": lambda one, text, words: has_title(one, text),
    BY_AUTHOR: has_author,
}


def spaced(text: str) -> str:
    """Words of letters and digits without case, a blank between them."""
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def folded(text: str) -> str:
    """Letters and digits without case: file systems and people change everything else."""
    return "".join(c for c in text.casefold() if c.isalnum())
