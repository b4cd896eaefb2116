"""What two records say for and against being the same report: the names of the evidence and its levels."""

from dataclasses import dataclass, fields
from enum import IntEnum
from typing import TYPE_CHECKING

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
    of the shorter title, `authors` 0-100 (names in common), `people` how many names those are, `year` the
    difference, `bare` how many of the two lack journal, volume and pages, `identical` 1 where all that is
    compared is equal, `doi`, `pmid`, `registered` and `type` 1 the same, 0 other, `versions` 1 for two
    versions of one DOI, `abstract` 0-100, `kinds` the bits in which the records' kinds differ, `both` those
    that they share; the others are levels of the enumerations above.
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
    bare: "Levels"
    identical: "Levels"
    doi: "Levels"
    pmid: "Levels"
    registered: "Levels"
    versions: "Levels"
    type: "Levels"
    abstract: "Levels"
    kinds: "Levels"
    both: "Levels"

    def __len__(self) -> int:
        """How many pairs."""
        return len(self.title)

    def take(self, places: "Places | Mask") -> "Evidence":
        """The evidence on these pairs."""
        return Evidence(*(getattr(self, field.name)[places] for field in fields(self)))
