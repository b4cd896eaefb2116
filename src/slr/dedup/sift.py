"""A cheap first look at candidate pairs: which of them could still reach a verdict?

Titles, numbers and identifiers are compared at once for all pairs; all other evidence is taken to speak for
the pair as strongly as it can. Pairs that even so are simply different are left out; no verdict changes.
"""

from dataclasses import fields
from typing import TYPE_CHECKING

from slr.dedup.compare import (
    bare,
    compare_extents,
    compare_pages,
    compare_volumes,
    differences,
    equal_numbers,
    equal_texts,
    ratios,
)
from slr.dedup.decide import UNCERTAIN_FROM, score_points
from slr.dedup.evidence import Evidence, First, Numbers, Words
from slr.dedup.prepare import Prepared
from slr.dedup.source import MISSING, SAME

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Mask = npt.NDArray[np.bool_]

# Whatever the score, alike titles are offered as related, and those of bare records to a person (see decide).
_ALIKE_FROM, _BARE_FROM = 80, 80


def sift(left: Prepared, right: Prepared) -> "Mask":
    """Whether each pair (left[i], right[i]) could be the same, uncertain or related."""
    import numpy as np

    title = ratios(left.title, right.title)
    title[(left.title == "") | (right.title == "")] = MISSING
    short, long = np.minimum(left.letters, right.letters), np.maximum(left.letters, right.letters)
    could_be_within = (short >= 25) & (short <= 0.95 * long) & (title < 97) & (title >= 0)
    # A title within another shares all its letters, so the ratio cannot be lower than this.
    least = np.floor(200 * 0.9 * short / np.maximum(short + long, 1))
    could_be_within &= title >= least
    every = np.ones(len(title), dtype=np.int16)
    none = np.zeros(len(title), dtype=np.int16)
    best: dict[str, npt.NDArray[np.int16]] = {
        "title": title,
        "within": could_be_within.astype(np.int16),
        "letters": np.minimum(short, 999).astype(np.int16),
        "numbers": every * Numbers.SAME,
        "words": every * Words.SPELLED,
        "authors": every * 100,
        "people": every * 99,
        "first": every * First.SAME,
        "year": differences(left.year, right.year),
        "journal": every * SAME,
        "volume": compare_volumes(left, right),
        "issue": equal_numbers(left.issue, right.issue),
        "pages": compare_pages(left, right),
        "extent": compare_extents(left, right),
        "bare": none,
        "identical": every,
        "doi": equal_texts(left.doi, right.doi),
        "pmid": equal_texts(left.pmid, right.pmid),
        "registered": none,
        "versions": none,
        "type": every,
        "abstract": np.where((left.abstract != "") & (right.abstract != ""), 100, MISSING).astype(np.int16),
        "kinds": none,
        "both": none,
    }
    evidence = Evidence(*(best[field.name] for field in fields(Evidence)))
    score = np.stack(list(score_points(evidence).values())).sum(axis=0)
    both_bare = (bare(left) + bare(right) == 2) & (title >= _BARE_FROM)
    likely: Mask = (score >= UNCERTAIN_FROM) | (title >= _ALIKE_FROM) | could_be_within | both_bare
    return likely
