"""The one record that stands for a report: the best of each field of its records.

A pure view: computed when asked for, kept nowhere. Loaded on the path of a key press, so no pandas here.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from slr.model.record import Record


def merge_records(records: Sequence[Record]) -> Record:
    """The best of each field of records of one report, given in the order of their import.

    `id` and `search` are the first record's. Identifiers, year, volume, issue, language and type: the most
    frequent value. Title and journal: written without shouting, then longest. Abstract: the longest. Pages:
    a whole range before a first page. Authors: the longest list, its given names spelled out where another
    record does. Keywords: all, once. The first record decides every tie. Raises ValueError without records.
    """
    if not records:
        raise ValueError("no records to merge")
    first = records[0]
    if len(records) == 1:
        return first

    def most_frequent(field: str) -> str:
        return _most_frequent(getattr(record, field) for record in records)

    return replace(
        first,
        type=most_frequent("type"),
        title=_best((record.title for record in records), _title_rank),
        abstract=_best((record.abstract for record in records), lambda text: (len(text),)),
        authors=_authors([record.authors for record in records]),
        year=_year(records),
        journal=_best((record.journal for record in records), lambda text: (not _shouts(text), len(text))),
        volume=most_frequent("volume"),
        issue=most_frequent("issue"),
        pages=_pages([record.pages for record in records]),
        doi=most_frequent("doi"),
        pmid=most_frequent("pmid"),
        issn=most_frequent("issn"),
        isbn=most_frequent("isbn"),
        url=most_frequent("url"),
        language=most_frequent("language"),
        keywords=_union(record.keywords for record in records),
        publisher=most_frequent("publisher"),
        accession=next((record.accession for record in records if record.accession), ""),
    )


def _most_frequent(values: Iterable[str]) -> str:
    """The most frequent value that is not empty; Counter keeps the order of first sight for ties."""
    counted = Counter(value for value in values if value)
    return counted.most_common(1)[0][0] if counted else ""


def _best(values: Iterable[str], rank: Callable[[str], tuple[int, ...]]) -> str:
    """The value that is not empty with the highest rank, the first of equals."""
    present = [value for value in values if value]
    return max(present, key=rank) if present else ""


def _shouts(text: str) -> bool:
    """Whether most letters are capitals, as some databases print titles and journals."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 3 and sum(char.isupper() for char in letters) > 0.6 * len(letters)


def _title_rank(title: str) -> tuple[int, ...]:
    """Not shouting, not cut short, not bracketed as a translation, then the longest."""
    cut = title.endswith(("...", "…"))
    return (not _shouts(title), not cut, not title.startswith("["), len(title))


def _year(records: Sequence[Record]) -> int | None:
    """The most frequent year; of equals, one that comes with a volume: "ahead of print" has none."""
    counted = Counter(record.year for record in records if record.year is not None)
    if not counted:
        return None
    printed = {record.year for record in records if record.volume}
    return max(counted, key=lambda year: (counted[year], year in printed))


def _pages(values: Sequence[str]) -> str:
    """The most frequent range, and a first page alone only where no record has a range."""
    ranges = [value for value in values if "-" in value or "–" in value]
    return _most_frequent(ranges or values)


def _authors(lists: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The longest list, each given name replaced by the longest that agrees with it in any other list."""
    longest = max(lists, key=len)
    spelled: dict[tuple[str, str], set[str]] = {}
    for author in (author for authors in lists for author in authors):
        family, initial, given = _name(author)
        if initial:
            spelled.setdefault((family, initial), set()).add(given)
    return tuple(_spelled_out(author, spelled) for author in longest)


def _spelled_out(author: str, spelled: dict[tuple[str, str], set[str]]) -> str:
    family, initial, given = _name(author)
    letters = _letters(given)
    fuller = [
        name
        for name in spelled.get((family, initial), ())
        if len(_letters(name)) > len(letters) and _abbreviates(given, name)
    ]
    if not fuller:
        return author
    # Two people may share the initial: with names that disagree among themselves, none is taken.
    best = max(fuller, key=lambda name: (len(_letters(name)), name))
    if not all(_abbreviates(name, best) for name in fuller):
        return author
    return f"{author.partition(',')[0].strip()}, {best}"


def _name(author: str) -> tuple[str, str, str]:
    """Folded family name, first initial (empty without a given name), given name."""
    family, _, given = author.partition(",")
    given = given.strip()
    return _letters(family), _letters(given)[:1], given


def _letters(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in folded if char.isalpha())


def _abbreviates(short: str, full: str) -> bool:
    """Whether every part of a given name starts the fuller one's part in its place ("J A", "Jane Ann")."""
    parts, words = _parts(short), _parts(full)
    return len(parts) <= len(words) and all(
        w.startswith(p) for p, w in zip(parts, words[: len(parts)], strict=True)
    )


def _parts(given: str) -> list[str]:
    separated = given.replace(".", ". ").replace("-", " ")
    words: list[str] = []
    for word in separated.split():
        letters = _letters(word)
        # "JA" stands for two names, "Ja" for the beginning of one.
        words += list(letters) if word.isupper() and len(letters) <= 3 else [letters]
    return [word for word in words if word]


def _union(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Every keyword once, without regard to case, in order of first sight."""
    seen: dict[str, str] = {}
    for keyword in (keyword for keywords in lists for keyword in keywords):
        seen.setdefault(keyword.casefold(), keyword)
    return tuple(seen.values())
