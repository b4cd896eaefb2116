"""The evidence on pairs of records: small integers, each a pure function of the two records."""

from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from slr.dedup.authors import Authors, Name
from slr.dedup.evidence import Evidence, Extent, First, Numbers, Page, Words
from slr.dedup.prepare import Prepared
from slr.dedup.source import MISSING, compare_journals
from slr.dedup.wording import compare_words

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Levels = npt.NDArray[np.int16]
    Places = npt.NDArray[np.int64]
    Mask = npt.NDArray[np.bool_]
    Texts = npt.NDArray[np.object_]


def compare(left: Prepared, right: Prepared) -> Evidence:
    """The evidence on the pairs (left[i], right[i])."""
    import numpy as np

    title = ratios(left.title, right.title)
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
        letters=np.minimum(np.minimum(left.letters, right.letters), 999).astype(np.int16),
        numbers=_numbers(left.numbers, right.numbers),
        words=_words(left, right, title),
        authors=authors,
        people=people,
        first=first,
        year=differences(left.year, right.year),
        journal=_journals(left.journal, right.journal),
        volume=compare_volumes(left, right),
        issue=equal_numbers(left.issue, right.issue),
        pages=compare_pages(left, right),
        extent=compare_extents(left, right),
        bare=bare(left) + bare(right),
        identical=_identical(left, right).astype(np.int16),
        doi=equal_texts(left.doi, right.doi),
        pmid=equal_texts(left.pmid, right.pmid),
        registered=equal_texts(left.registered, right.registered),
        versions=(same_texts(left.doi_base, right.doi_base) & (left.doi != right.doi)).astype(np.int16),
        type=equal_texts(left.type, right.type),
        abstract=_abstracts(left.abstract, right.abstract),
        kinds=(left.kind ^ right.kind).astype(np.int16),
        both=both.astype(np.int16),
    )


def ratios(left: "Texts", right: "Texts") -> "Levels":
    """Similarity in percent, rounded down, so that 100 means equal."""
    import numpy as np
    from rapidfuzz.process import cpdist

    if not len(left):
        return np.zeros(0, dtype=np.int16)
    scores = cpdist(list(left), list(right), scorer=fuzz.ratio, dtype=np.float64)
    return np.floor(scores + 1e-9).astype(np.int16)


def _lengths(texts: "Texts") -> "Levels":
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


def same_texts(left: "Texts", right: "Texts") -> "Mask":
    same: Mask = (left == right) & (left != "")
    return same


def equal_texts(left: "Texts", right: "Texts") -> "Levels":
    import numpy as np

    known = (left != "") & (right != "")
    return np.where(known, (left == right).astype(np.int16), MISSING).astype(np.int16)


def equal_numbers(left: "Places", right: "Places") -> "Levels":
    import numpy as np

    known = (left != MISSING) & (right != MISSING)
    return np.where(known, (left == right).astype(np.int16), MISSING).astype(np.int16)


def differences(left: "Places", right: "Places") -> "Levels":
    import numpy as np

    known = (left != MISSING) & (right != MISSING)
    return np.where(known, np.minimum(np.abs(left - right), 99), MISSING).astype(np.int16)


def compare_volumes(left: Prepared, right: Prepared) -> "Levels":
    """Whether volumes agree; one record's volume that is the other's issue is no contradiction."""
    volume = equal_numbers(left.volume, right.volume)
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


def compare_pages(left: Prepared, right: Prepared) -> "Levels":
    import numpy as np

    first_a, first_b, last_a, last_b = left.first_page, right.first_page, left.last_page, right.last_page
    pages = np.full(len(left), MISSING, dtype=np.int16)
    known = (first_a != MISSING) & (first_b != MISSING)
    ranges = known & (last_a != MISSING) & (last_b != MISSING)
    pages[known & (left.counted == right.counted)] = Page.OTHER
    end_a, end_b = np.maximum(first_a, last_a), np.maximum(first_b, last_b)
    overlapping = (
        known & (left.counted == right.counted) & (np.maximum(first_a, first_b) <= np.minimum(end_a, end_b))
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


def _identical(left: Prepared, right: Prepared) -> "Mask":
    """Whether nobody could tell the records apart by what they say."""
    import numpy as np

    texts = ("title", "families", "journal", "doi", "pmid", "abstract", "registered", "numbers")
    numbers = ("kind", "year", "volume", "issue", "first_page", "last_page")
    equal = [getattr(left, name) == getattr(right, name) for name in (*texts, *numbers)]
    same: Mask = np.logical_and.reduce(equal)
    return same


def bare(records: Prepared) -> "Levels":
    """1 for records that do not say where they stand."""
    import numpy as np

    unpaged = (records.first_page == MISSING) & (records.last_page == MISSING)
    placeless: Levels = ((records.journal == "") & (records.volume == MISSING) & unpaged).astype(np.int16)
    return placeless


def compare_extents(left: Prepared, right: Prepared) -> "Levels":
    import numpy as np

    long_a, long_b = (side.last_page > side.first_page + 1 for side in (left, right))
    return np.where(long_a != long_b, Extent.UNLIKE, np.where(long_a, Extent.ARTICLE, Extent.PAGE)).astype(
        np.int16
    )


def _numbers(left: "Texts", right: "Texts") -> "Levels":
    import numpy as np

    def level(a: frozenset[str], b: frozenset[str]) -> Numbers:
        if a == b:
            return Numbers.SAME
        return Numbers.MORE if a <= b or b <= a else Numbers.OTHER

    return np.fromiter(
        (level(a, b) for a, b in zip(left, right, strict=True)), dtype=np.int16, count=len(left)
    )


def _words(left: Prepared, right: Prepared, title: "Levels") -> "Levels":
    """What only one of the titles says, where they are alike but not the same."""
    import numpy as np

    levels = np.full(len(title), int(Words.SPELLED), dtype=np.int16)
    for place in np.flatnonzero((title != 100) & (title != MISSING)):
        levels[place] = compare_words(left.title_words[place], right.title_words[place])
    return levels


def _authors(left: Prepared, right: Prepared) -> tuple["Levels", "Levels", "Levels"]:
    """Names in common in percent, how the first authors agree, and how many names are in common."""
    import numpy as np

    together = [_compare_authors(a, b) for a, b in zip(left.authors, right.authors, strict=True)]
    array = np.array(together, dtype=np.int16).reshape(len(together), 3)
    authors, first, people = (array[:, column].copy() for column in range(3))
    # Names that lost letters ("Ostensson", "Stensson") share no word, but most of their letters.
    unlike = (authors != MISSING) & (authors < 50)
    spelled = ratios(left.families[unlike], right.families[unlike])
    authors[unlike] = np.where(spelled >= 80, spelled, authors[unlike])
    return authors, first, people


def _compare_authors(a: Authors, b: Authors) -> tuple[int, int, int]:
    if not a.everyone or not b.everyone:
        return MISSING, MISSING, MISSING
    common = 100 * len(a.everyone & b.everyone) // min(len(a.everyone), len(b.everyone))
    people = max(len(a.surnames & b.everyone), len(b.surnames & a.everyone))
    if a.first.words & b.first.words:
        return common, First.OTHER_INITIAL if _other_initial(a.first, b.first) else First.SAME, people
    alike = fuzz.ratio(a.key, b.key) >= 80
    return common, First.SAME if alike else First.OTHER, people


def _other_initial(a: Name, b: Name) -> bool:
    """Whether two people share a family name only; a swapped or double name shows in the other's letters."""
    if not a.initial or not b.initial or len(a.words & b.words) > 1:
        return False
    return a.initial not in b.letters and b.initial not in a.letters


def _journals(left: "Texts", right: "Texts") -> "Levels":
    import numpy as np

    return np.fromiter(
        (compare_journals(a, b) for a, b in zip(left, right, strict=True)), dtype=np.int16, count=len(left)
    )


def _abstracts(left: "Texts", right: "Texts") -> "Levels":
    import numpy as np

    abstracts = np.full(len(left), MISSING, dtype=np.int16)
    shorter = np.minimum(_lengths(left), _lengths(right))
    known = shorter >= 80
    heads = [
        np.array(
            [text[:length] for text, length in zip(texts[known], shorter[known], strict=True)], dtype=object
        )
        for texts in (left, right)
    ]
    abstracts[known] = ratios(heads[0], heads[1])
    return abstracts
