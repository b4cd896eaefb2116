"""The evidence on pairs of records: small integers, each a pure function of the two records."""

from dataclasses import dataclass, fields
from enum import IntEnum
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from slr.dedup.authors import Authors
from slr.dedup.prepare import Prepared
from slr.dedup.source import MISSING, compare_journals
from slr.dedup.title import Kind

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Levels = npt.NDArray[np.int16]
    Places = npt.NDArray[np.int64]
    Mask = npt.NDArray[np.bool_]


class First(IntEnum):
    """How the first authors agree."""

    OTHER = 0
    OTHER_INITIAL = 1
    SAME = 2


class Page(IntEnum):
    """How the pages agree."""

    OTHER = 0
    OVERLAP = 1  # ranges that overlap, or the same last page
    FIRST = 2  # the same first page
    RANGE = 3  # the same first and last page, on more than one page


class Extent(IntEnum):
    """How long both are."""

    UNLIKE = 0  # a page or less, and more: perhaps an abstract or a notice, and an article
    PAGE = 1  # both a page or less, or unknown
    ARTICLE = 2  # both more than a page


class Numbers(IntEnum):
    """How the numbers in the titles agree."""

    OTHER = 0  # each title has one that the other lacks: another part, phase or edition
    MORE = 1  # one title has all of the other's and more
    SAME = 2


class Words(IntEnum):
    """How the words that only one of the titles has relate."""

    REPLACED = 0  # both have words that resemble nothing in the other
    ADDED = 1  # only one has such words: a subtitle, a note
    SPELLED = 2  # other spellings of the same words, or none


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against each pair: one int16 a pair, MISSING (-1) where a record says nothing.

    `title` 0-100 (letters in common), `within` 1 where one title begins with or holds the other, `letters`
    of the shorter title, `authors` 0-100 (names in common), `people` how many names, `year` the difference, `abstract` 0-100, `doi`
    and `pmid` 1 the same, 0 other, `versions` 1 for two versions under one DOI, `kinds` the bits in which
    the records' kinds differ, `both` those that they share; the others are levels of the enumerations above.
    """

    title: "Levels"
    within: "Levels"
    letters: "Levels"
    numbers: "Levels"
    words: "Levels"
    authors: "Levels"
    people: "Levels"
    first: "Levels"
    year: "Levels"
    journal: "Levels"
    volume: "Levels"
    issue: "Levels"
    pages: "Levels"
    extent: "Levels"
    doi: "Levels"
    pmid: "Levels"
    registered: "Levels"
    versions: "Levels"
    abstract: "Levels"
    kinds: "Levels"
    both: "Levels"

    def __len__(self) -> int:
        """How many pairs."""
        return len(self.title)

    def take(self, places: "Places | Mask") -> "Evidence":
        """The evidence on these pairs."""
        return Evidence(*(getattr(self, field.name)[places] for field in fields(self)))


def worth_a_look(left: Prepared, right: Prepared) -> "Mask":
    """Whether titles, identifiers or place leave a pair a chance; a cheap test before the others."""
    title = _ratio(left.title, right.title)
    identified = _same_text(left.doi_base, right.doi_base) | _same_text(left.pmid, right.pmid)
    placed = (
        (left.first_page == right.first_page)
        & (left.first_page != MISSING)
        & (left.volume == right.volume)
        & (left.volume != MISSING)
        & (left.year == right.year)
    )
    likely: Mask = (title >= 70) | identified | placed
    unsure = ~likely & (left.title != "") & (right.title != "")
    likely[unsure] = _within(left.take(unsure.nonzero()[0]), right.take(unsure.nonzero()[0])) == 1
    return likely


def compare(left: Prepared, right: Prepared) -> Evidence:
    """The evidence on the pairs (left[i], right[i])."""
    import numpy as np

    title = _ratio(left.title, right.title)
    untitled = (left.title == "") | (right.title == "")
    title[untitled] = MISSING
    within = np.zeros(len(title), dtype=np.int16)
    open_ = (title != MISSING) & (title < 97)
    within[open_] = _within(left.take(open_.nonzero()[0]), right.take(open_.nonzero()[0]))
    authors, first, people = _authors(left, right)
    both = left.kind & right.kind
    return Evidence(
        title=title,
        within=within,
        letters=np.minimum(_lengths(left.title), _lengths(right.title)),
        numbers=_numbers(left.numbers, right.numbers),
        words=_words(left, right, title),
        authors=authors,
        people=people,
        first=first,
        year=_difference(left.year, right.year),
        journal=_journals(left.journal, right.journal),
        volume=_volumes(left, right),
        issue=_equal_numbers(left.issue, right.issue),
        pages=_pages(left, right),
        extent=_extents(left, right),
        doi=_equal_texts(left.doi, right.doi),
        pmid=_equal_texts(left.pmid, right.pmid),
        registered=_equal_texts(left.registered, right.registered),
        versions=(_same_text(left.doi_base, right.doi_base) & (left.doi != right.doi)).astype(np.int16),
        abstract=_abstracts(left.abstract, right.abstract),
        kinds=(left.kind ^ right.kind).astype(np.int16),
        both=both.astype(np.int16),
    )


def _ratio(left: "npt.NDArray[np.object_]", right: "npt.NDArray[np.object_]") -> "Levels":
    """Similarity in percent, rounded down, so that 100 means equal."""
    import numpy as np
    from rapidfuzz.process import cpdist

    if not len(left):
        return np.zeros(0, dtype=np.int16)
    scores = cpdist(list(left), list(right), scorer=fuzz.ratio, dtype=np.float64)
    return np.floor(scores + 1e-9).astype(np.int16)


def _lengths(texts: "npt.NDArray[np.object_]") -> "Levels":
    import numpy as np

    return np.fromiter((min(len(text), 999) for text in texts), dtype=np.int16, count=len(texts))


_ENOUGH_LETTERS = 25


def _within(left: Prepared, right: Prepared) -> "Levels":
    """1 where the shorter title is long enough to speak for itself and stands in the longer one."""
    import numpy as np

    found = np.zeros(len(left), dtype=np.int16)
    for place, (a, b) in enumerate(zip(left.title, right.title, strict=True)):
        short, long = (a, b) if len(a) <= len(b) else (b, a)
        if len(short) < _ENOUGH_LETTERS or len(short) > 0.95 * len(long):
            continue
        found[place] = long.startswith(short) or fuzz.partial_ratio(short, long, score_cutoff=95) > 0
    return found


def _same_text(left: "npt.NDArray[np.object_]", right: "npt.NDArray[np.object_]") -> "Mask":
    same: Mask = (left == right) & (left != "")
    return same


def _equal_texts(left: "npt.NDArray[np.object_]", right: "npt.NDArray[np.object_]") -> "Levels":
    import numpy as np

    known = (left != "") & (right != "")
    return np.where(known, (left == right).astype(np.int16), MISSING).astype(np.int16)


def _equal_numbers(left: "Places", right: "Places") -> "Levels":
    import numpy as np

    known = (left != MISSING) & (right != MISSING)
    return np.where(known, (left == right).astype(np.int16), MISSING).astype(np.int16)


def _difference(left: "Places", right: "Places") -> "Levels":
    import numpy as np

    known = (left != MISSING) & (right != MISSING)
    return np.where(known, np.minimum(np.abs(left - right), 99), MISSING).astype(np.int16)


def _volumes(left: Prepared, right: Prepared) -> "Levels":
    """Whether volumes agree; one record's volume that is the other's issue is no contradiction."""
    volume = _equal_numbers(left.volume, right.volume)
    swapped = _known_equal(left.volume, right.issue) | _known_equal(left.issue, right.volume)
    volume[(volume == 0) & swapped] = MISSING
    volume[_shifted(left, right) | _shifted(right, left)] = 1
    return volume


def _shifted(a: Prepared, b: Prepared) -> "Mask":
    """Whether a's volume and issue were exported one field too late, as its issue and pages."""
    shifted: Mask = (
        (a.volume == MISSING) & _known_equal(a.issue, b.volume) & _known_equal(a.first_page, b.issue)
    )
    return shifted


def _known_equal(left: "Places", right: "Places") -> "Mask":
    equal: Mask = (left == right) & (left != MISSING)
    return equal


def _pages(left: Prepared, right: Prepared) -> "Levels":
    import numpy as np

    first_a, first_b, last_a, last_b = left.first_page, right.first_page, left.last_page, right.last_page
    pages = np.full(len(left), MISSING, dtype=np.int16)
    known = (first_a != MISSING) & (first_b != MISSING)
    ranges = known & (last_a != MISSING) & (last_b != MISSING)
    pages[known & (left.own_pages == right.own_pages)] = Page.OTHER
    end_a, end_b = np.maximum(first_a, last_a), np.maximum(first_b, last_b)
    overlapping = (
        known
        & (left.own_pages == right.own_pages)
        & (np.maximum(first_a, first_b) <= np.minimum(end_a, end_b))
    )
    pages[overlapping] = Page.OVERLAP
    pages[ranges & (last_a == last_b) & (last_a > np.minimum(first_a, first_b))] = Page.OVERLAP
    pages[known & (first_a == first_b)] = Page.FIRST
    pages[ranges & (first_a == first_b) & (last_a == last_b) & (last_a > first_a)] = Page.RANGE
    # A range that lost its first page still shows how the last one ends.
    cut = ~known & (last_a != MISSING) & (last_b != MISSING) & ((first_a == MISSING) != (first_b == MISSING))
    shorter = np.where(first_a == MISSING, last_a, last_b)
    modulus = np.where(shorter < 10, 10, np.where(shorter < 100, 100, 1000))
    pages[_shifted(left, right) | _shifted(right, left)] = MISSING
    pages[cut & (shorter >= 10) & (last_a % modulus == last_b % modulus)] = Page.OVERLAP
    return pages


def _extents(left: Prepared, right: Prepared) -> "Levels":
    import numpy as np

    long_a, long_b = (side.last_page > side.first_page + 1 for side in (left, right))
    return np.where(long_a != long_b, Extent.UNLIKE, np.where(long_a, Extent.ARTICLE, Extent.PAGE)).astype(
        np.int16
    )


def _numbers(left: "npt.NDArray[np.object_]", right: "npt.NDArray[np.object_]") -> "Levels":
    import numpy as np

    def level(a: frozenset[str], b: frozenset[str]) -> Numbers:
        if a == b:
            return Numbers.SAME
        return Numbers.MORE if a <= b or b <= a else Numbers.OTHER

    return np.fromiter(
        (level(a, b) for a, b in zip(left, right, strict=True)), dtype=np.int16, count=len(left)
    )


_LITTLE_WORDS_TEXT = (
    "a an the of in on for and with to by from at as or vs versus using after during is are der die "
    "das und de la le les des du et en el los las y"
)
_LITTLE_WORDS = frozenset(_LITTLE_WORDS_TEXT.split())


def _words(left: Prepared, right: Prepared, title: "Levels") -> "Levels":
    """What only one of the titles says, where they are alike but not the same."""
    import numpy as np

    levels = np.full(len(title), int(Words.SPELLED), dtype=np.int16)
    for place in np.flatnonzero((title != 100) & (title != MISSING)):
        levels[place] = compare_words(left.title_words[place], right.title_words[place])
    return levels


def compare_words(a: tuple[str, ...], b: tuple[str, ...]) -> Words:
    """How the words that only one of the titles has relate."""
    words_a, words_b = set(a), set(b)
    only_a = [word for word in a if word not in words_b and word not in _LITTLE_WORDS]
    only_b = [word for word in b if word not in words_a and word not in _LITTLE_WORDS]
    joined_a, joined_b = "".join(only_a), "".join(only_b)
    if fuzz.ratio(joined_a, joined_b) >= 75:
        return Words.SPELLED
    loose_a = [word for word in only_a if not _resembles_any(word, only_b, joined_b)]
    loose_b = [word for word in only_b if not _resembles_any(word, only_a, joined_a)]
    if loose_a and loose_b:
        return Words.REPLACED
    return Words.ADDED if loose_a or loose_b else Words.SPELLED


def _resembles_any(word: str, others: list[str], joined: str) -> bool:
    """Whether a word is spelled otherwise, abbreviated, split or run together in the other title."""
    if len(word) <= 2 or (len(word) >= 4 and word in joined):
        return True
    return any(
        fuzz.ratio(word, other) >= 70 or (len(other) >= 4 and (other in word or word.startswith(other[:5])))
        for other in others
    )


def _authors(left: Prepared, right: Prepared) -> tuple["Levels", "Levels", "Levels"]:
    """Names in common in percent, how the first authors agree, and how many names are in common."""
    import numpy as np

    together = [_compare_authors(a, b) for a, b in zip(left.authors, right.authors, strict=True)]
    array = np.array(together, dtype=np.int16).reshape(len(together), 3)
    authors, first, people = (array[:, column].copy() for column in range(3))
    # Names that lost letters ("Ostensson", "Stensson") share no word, but most of their letters.
    unlike = (authors != MISSING) & (authors < 50)
    spelled = _ratio(left.families[unlike], right.families[unlike])
    authors[unlike] = np.where(spelled >= 80, spelled, authors[unlike])
    return authors, first, people


def _compare_authors(a: Authors, b: Authors) -> tuple[int, int, int]:
    if not a.everyone or not b.everyone:
        return MISSING, MISSING, MISSING
    people = len(a.everyone & b.everyone)
    common = 100 * people // min(len(a.everyone), len(b.everyone))
    if a.first & b.first:
        other_initial = a.initial and b.initial and a.initial != b.initial and len(a.first | b.first) == 1
        return common, First.OTHER_INITIAL if other_initial else First.SAME, people
    alike = fuzz.ratio(a.key, b.key) >= 80
    return common, First.SAME if alike else First.OTHER, people


def _journals(left: "npt.NDArray[np.object_]", right: "npt.NDArray[np.object_]") -> "Levels":
    import numpy as np

    return np.fromiter(
        (compare_journals(a, b) for a, b in zip(left, right, strict=True)), dtype=np.int16, count=len(left)
    )


def _abstracts(left: "npt.NDArray[np.object_]", right: "npt.NDArray[np.object_]") -> "Levels":
    import numpy as np

    abstracts = np.full(len(left), MISSING, dtype=np.int16)
    lengths = np.minimum(_lengths(left), _lengths(right))
    known = lengths >= 80
    heads = [
        np.array(
            [text[:length] for text, length in zip(texts[known], lengths[known], strict=True)], dtype=object
        )
        for texts in (left, right)
    ]
    abstracts[known] = _ratio(heads[0], heads[1])
    return abstracts


__all__ = ["Evidence", "First", "Kind", "Numbers", "Page", "Words", "compare", "worth_a_look"]
