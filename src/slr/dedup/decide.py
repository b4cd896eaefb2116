"""From evidence to a verdict: an integer score out of named points against integer thresholds.

A sum of points for and against, after Fellegi and Sunter (1969, JASA 64:1183), whose weights are logarithms
of likelihood ratios; here they are round numbers that a reader can weigh and dispute. Kinds that are never
joined (an erratum and its article, part I and part II) are decided first, whatever the score.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from slr.dedup.evidence import Evidence, Extent, First, Numbers, Page, Words
from slr.dedup.relation import Relation, relations_of
from slr.dedup.source import MISSING, OTHER, PERHAPS, SAME
from slr.dedup.title import Kind

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Levels = npt.NDArray[np.int16]
    Scores = npt.NDArray[np.int32]
    Mask = npt.NDArray[np.bool_]

SAME_FROM = 70  # joined from this score on
UNCERTAIN_FROM = 45  # a person is asked from this score on


class Verdict(IntEnum):
    """What the program holds of a pair."""

    DIFFERENT = 0
    RELATED = 1
    UNCERTAIN = 2
    SAME = 3


@dataclass(frozen=True, slots=True)
class Decisions:
    """Score and verdict of each pair; `points` by the name of the evidence, `reasons` codes of Relation."""

    score: "Scores"
    verdict: "Scores"
    relation: "Scores"
    points: dict[str, "Scores"]

    def take(self, places: "npt.NDArray[np.intp] | Mask") -> "Decisions":
        """The decisions on these pairs."""
        points = {name: values[places] for name, values in self.points.items()}
        return Decisions(self.score[places], self.verdict[places], self.relation[places], points)


def decide(evidence: Evidence, join: frozenset[Relation] = frozenset()) -> Decisions:
    """Score, verdict and relation of each pair; what is alike and of a relation in `join` is joined."""
    import numpy as np

    points = score_points(evidence)
    score: Scores = np.stack(list(points.values())).sum(axis=0, dtype=np.int32)
    relation = relations_of(evidence)
    verdict = np.where(
        score >= SAME_FROM,
        Verdict.SAME,
        np.where((score >= UNCERTAIN_FROM) | _ask_anyway(evidence), Verdict.UNCERTAIN, Verdict.DIFFERENT),
    )
    verdict[(verdict == Verdict.SAME) & ~_rests_on_enough(evidence)] = Verdict.UNCERTAIN
    verdict[(relation != Relation.NONE) & (verdict != Verdict.DIFFERENT)] = Verdict.RELATED
    placed = (verdict == Verdict.DIFFERENT) & (_alike(evidence, relation) | _notice(evidence, relation))
    verdict[placed] = Verdict.RELATED
    relation[placed & (relation == Relation.NONE)] = Relation.PLACE
    wanted = np.isin(relation, [int(named) for named in join]) & (verdict == Verdict.RELATED)
    verdict[wanted & _one_work(evidence)] = Verdict.SAME
    return Decisions(score, verdict.astype(np.int32), relation.astype(np.int32), points)


def _one_work(e: Evidence) -> "Mask":
    """Whether two records of related kinds are surely of one work: one title, one first author, few years."""
    titles = (e.title >= 97) & (e.letters >= 30)
    people = (e.first == First.SAME) & (e.authors >= 60)
    one: Mask = titles & people & (e.year <= 3)
    return one


def _alike(e: Evidence, relation: "Scores") -> "Mask":
    """Whether two records with too low a score still look like one study: titles, people and years."""
    people = (e.first != First.OTHER) & (e.authors >= 60) & (e.letters >= 30)
    years = (e.year <= 3) | (relation == Relation.VERSION)
    titles = ((e.title >= 95) | (e.within == 1)) & (e.words != Words.REPLACED)
    parts = (relation == Relation.PART) & (e.title >= 80)
    alike: Mask = people & years & (titles | parts)
    return alike


def _notice(e: Evidence, relation: "Scores") -> "Mask":
    """Whether one is a notice on the other, which other people may have written in the same journal."""
    import numpy as np

    notices = np.isin(relation, (Relation.ERRATUM, Relation.RETRACTION, Relation.COMMENT))
    notice: Mask = notices & (e.title >= 95) & (e.letters >= 30) & (e.journal > OTHER) & (e.year <= 3)
    return notice


def _rests_on_enough(e: Evidence) -> "Mask":
    """Whether a join rests on enough: an identifier, or titles and some agreement on the place.

    Without a title nobody sees at a glance that a join was right. A record without journal, volume and pages
    may be a preprint, a thesis or a talk of the same name, unless its abstract and type are the other's too.
    """
    identified = (e.doi == 1) | (e.pmid == 1)
    placed = (e.journal > OTHER) | (e.volume == 1) | (e.pages >= Page.OVERLAP)
    # A talk and the paper of its name stand in one journal; only pages tell that both are one.
    talk = ((e.kinds & int(Kind.CONFERENCE)) != 0) & (e.pages < Page.FIRST) & (e.volume != 1)
    translation = ((e.kinds & int(Kind.TRANSLATED)) != 0) & (e.pages == Page.OTHER)
    one_text = (e.abstract >= 97) & (e.title == 100) & (e.year == 0) & (e.type == 1) & (e.doi != 0)
    unplaced = ((e.bare == 2) & ((e.abstract >= 90) | (e.identical == 1))) | ((e.bare == 1) & one_text)
    # Letters under one heading and an article and its discussion share title and pages, not people.
    others = (e.authors == 0) & (e.first == First.OTHER)
    enough: Mask = identified | ((e.title != MISSING) & (placed | unplaced) & ~talk & ~translation & ~others)
    return enough


def _ask_anyway(e: Evidence) -> "Mask":
    """Pairs that the score cannot tell: too little is known, or an abstract stands in two journals."""
    long = (e.letters >= 40) & (e.year == 0)
    unidentified = (e.doi == MISSING) & (e.pmid == MISSING) & (e.registered == MISSING)
    bare = (e.bare == 2) & unidentified & (e.title >= 80) & ((e.authors >= 60) | (e.authors == MISSING))
    twice = (e.title >= 97) & (e.first == First.SAME) & (e.authors >= 60) & (e.extent == Extent.PAGE)
    twice &= (e.doi != 0) & (e.pmid != 0)
    ask: Mask = long & (bare | (twice & (e.numbers != Numbers.OTHER)))
    return ask


def score_points(e: Evidence) -> dict[str, "Scores"]:
    """The points for and against, by the name of their evidence."""
    import numpy as np

    def table(levels: "Levels", of: dict[int, int]) -> "Scores":
        """The points of each level; a level above the highest counts as the highest, MISSING as nothing."""
        lookup = np.zeros(max(of) + 2, dtype=np.int32)
        for level, value in of.items():
            lookup[level] = value
        return lookup[np.clip(levels, MISSING, max(of))]

    pages = table(e.pages, {Page.OTHER: -20, Page.OVERLAP: 4, Page.FIRST: 15, Page.RANGE: 20})
    pages = np.where(
        (e.pages == Page.FIRST) & (e.volume == 0), 6, pages
    )  # every volume has a page of that number
    more = np.where(e.pages >= Page.FIRST, -3, -10)
    same_place = (e.volume == 1) & (e.journal != OTHER)
    # A journal prints no two articles of one long title by the same people in a volume, though it does an
    # abstract or a notice and its article, and one person's letters.
    same_people = (e.first == First.SAME) & (e.authors >= 80) & (e.people >= 3)
    reprinted = same_place & (e.title == 100) & (e.letters >= 50) & same_people & (e.extent > 0)
    one_article = same_place & (e.pages == Page.RANGE) & _translation_or_alike(e)
    # Titles of a series differ in a word, and a page holds several abstracts of it; a range only one article.
    replaced = e.words == Words.REPLACED
    words = np.where(replaced, np.where(e.pages == Page.RANGE, -12, -25), 0)
    place = np.select([one_article, same_place & (e.pages >= Page.FIRST) & ~replaced], [30, 15], 0)
    return {
        "title": _title_points(e),
        "title's numbers": np.select(
            [e.numbers == Numbers.OTHER, e.numbers == Numbers.MORE], [-12, more], 0
        ).astype(np.int32),
        # A range of pages in a volume holds one article: other words are a translation. So has a PubMed id.
        "title's words": np.where(one_article | (e.pmid == 1), 0, words).astype(np.int32),
        "authors": _author_points(e),
        "year": table(e.year, {0: 8, 1: -4, 2: -12, 3: -20}),
        "journal": table(e.journal, {OTHER: -15, PERHAPS: 4, SAME: 10}),
        "volume": table(e.volume, {0: -15, 1: 10}),
        "pages": np.where(reprinted & (e.pages == Page.OTHER), -10, pages).astype(np.int32),
        "place": place.astype(np.int32),
        "all fields": np.where(e.identical == 1, 10, 0).astype(np.int32),
        "issue": table(e.issue, {0: 0, 1: 2}),
        "DOI": np.select([e.doi == 1, (e.doi == 0) & (place > 0), e.doi == 0], [40, -20, -35], 0).astype(
            np.int32
        ),
        "PubMed id": table(e.pmid, {0: -25, 1: 50}),
        "abstract": np.select(
            [e.abstract == MISSING, e.abstract >= 90, e.abstract >= 75, e.abstract < 45], [0, 20, 8, -12], 0
        ).astype(np.int32),
    }


def _translation_or_alike(e: Evidence) -> "Mask":
    """Whether titles on one range of pages are alike, or so many people the same that one is a translation.

    Some journals count the pages of each issue from 1, so that a volume holds several such ranges.
    """
    same_people = (e.first == First.SAME) & (e.authors >= 60) & (e.people >= 2)
    same_issue = (e.issue != 0) | (e.people >= 3)
    fits: Mask = (e.title >= 75) | (e.within == 1) | (e.title == MISSING) | (same_people & same_issue)
    return fits


def _title_points(e: Evidence) -> "Scores":
    import numpy as np

    t = e.title
    points = np.select(
        [t == MISSING, t >= 100, t >= 97, t >= 94, t >= 90, t >= 85, t >= 75, t >= 60],
        [0, 40, 36, 31, 24, 14, 4, -10],
        -18,
    )
    points = np.where(e.within == 1, np.maximum(points, np.where(e.letters >= 60, 31, 26)), points)
    # "Eculizumab" or "Editorial" says little.
    return np.where(e.letters < 25, np.minimum(points, np.where(e.letters < 14, 8, 20)), points).astype(
        np.int32
    )


def _author_points(e: Evidence) -> "Scores":
    import numpy as np

    first = e.first
    return np.select(
        [
            e.authors == MISSING,
            (first == First.SAME) & (e.authors >= 60),
            (first == First.OTHER_INITIAL) & (e.authors >= 60),
            (first == First.SAME),
            (e.authors >= 60),
            (e.authors >= 30),
            (e.authors > 0) | (first != First.OTHER),
        ],
        [0, 20, 12, 10, 12, -5, -20],
        -35,
    ).astype(np.int32)
