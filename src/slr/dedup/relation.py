"""Records that look alike and are never joined on their own: an erratum and its article, part I and II."""

from collections.abc import Iterable
from enum import IntEnum
from typing import TYPE_CHECKING

from slr.dedup.evidence import Evidence, Numbers, Page
from slr.dedup.title import Kind
from slr.model.errors import SlrError

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Scores = npt.NDArray[np.int32]


class Relation(IntEnum):
    """Why records that look alike are not joined on their own."""

    NONE = 0
    ERRATUM = 1
    RETRACTION = 2
    COMMENT = 3
    PROTOCOL = 4
    PREPRINT = 5
    DISSERTATION = 6
    REGISTRATION = 7
    CHAPTER = 8
    VERSION = 9
    PART = 10
    PLACE = 11
    DATASET = 12
    LANGUAGE = 13
    CHAIN = 14


RELATION_TEXT = {
    Relation.ERRATUM: "an erratum and its article",
    Relation.RETRACTION: "a retraction notice and its article",
    Relation.COMMENT: "a comment or reply and its target",
    Relation.PROTOCOL: "a protocol and its study",
    Relation.PREPRINT: "a preprint and its article",
    Relation.DISSERTATION: "a dissertation and its article",
    Relation.REGISTRATION: "a trial registration and its report",
    Relation.CHAPTER: "a chapter and its book",
    Relation.VERSION: "two versions",
    Relation.PART: "another part, number or edition",
    Relation.PLACE: "published in two places",
    Relation.DATASET: "data and their article",
    Relation.LANGUAGE: "two language versions",
    Relation.CHAIN: "alike only through other records",
}
# What a protocol may want joined, by name.
RELATIONS = {named.name.lower(): named for named in RELATION_TEXT if named != Relation.CHAIN}


def relations_named(names: Iterable[str]) -> frozenset[Relation]:
    """The relations of these names. Raises SlrError for a name that is none."""
    unknown = sorted(set(names) - RELATIONS.keys())
    if unknown:
        raise SlrError(f"no such relation between records: {unknown[0]}", f"one of {', '.join(RELATIONS)}")
    return frozenset(RELATIONS[name] for name in names)


_KINDS = (
    (Kind.ERRATUM, Relation.ERRATUM),
    (Kind.RETRACTION, Relation.RETRACTION),
    (Kind.COMMENT, Relation.COMMENT),
    (Kind.PREPRINT, Relation.PREPRINT),
    (Kind.DISSERTATION, Relation.DISSERTATION),
    (Kind.REGISTRATION, Relation.REGISTRATION),
    (Kind.PROTOCOL, Relation.PROTOCOL),
    (Kind.DATASET, Relation.DATASET),
)
# Kinds that a database tells by the place or its own type, and gets wrong; one DOI for both corrects it.
_BY_PLACE = Kind.PREPRINT | Kind.DISSERTATION | Kind.DATASET
# Kinds that are read in a title, where another database leaves out the subtitle; one place corrects it too.
_BY_TITLE = Kind.PROTOCOL | Kind.COMMENT


def relations_of(e: Evidence) -> "Scores":
    """What keeps records apart whatever their score."""
    import numpy as np

    relation = np.zeros(len(e), dtype=np.int32)
    one_article = (e.volume == 1) & (e.pages == Page.RANGE)
    for kind, named in reversed(_KINDS):
        differ = (e.kinds & int(kind)) != 0
        if kind & _BY_PLACE:
            differ &= e.doi != 1
        if kind & _BY_TITLE:
            differ &= ~one_article & (e.doi != 1)
        relation[differ] = named
    chapter_and_book = int(Kind.CHAPTER | Kind.BOOK)
    relation[(e.kinds & chapter_and_book) == chapter_and_book] = Relation.CHAPTER
    preprints = (e.both & int(Kind.PREPRINT)) != 0
    cochrane = (e.both & int(Kind.COCHRANE)) != 0
    other_issue = (e.year > 0) | (e.volume == 0)
    relation[(e.versions == 1) | (preprints & (e.doi == 0)) | (cochrane & other_issue)] = Relation.VERSION
    relation[(e.numbers == Numbers.OTHER) & (e.title >= 60) & (e.pages < Page.FIRST)] = Relation.PART
    languages = (e.kinds & int(Kind.FOREIGN)) != 0
    relation[languages & (e.pages == Page.OTHER) & (e.title >= 90)] = Relation.LANGUAGE
    relation[e.registered == 0] = Relation.REGISTRATION
    return relation
