"""The made-up works (true reports) before any database has mangled them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from random import Random

from core import CONFERENCE_TWIN, GREY_ONLY, GREY_TWIN, GREY_TWIN_TITLE, STUDIES, Study
from themes import METHOD_SENTENCES, RESULT_SENTENCES, Theme
from vocabulary import (
    AGENCIES,
    CONFERENCES,
    FAMILY_ENDS,
    FAMILY_PARTICLES,
    FAMILY_STARTS,
    GIVEN,
    JOURNALS,
    METHODS,
    MICROBES,
    MIDDLE,
    OUTCOMES,
    PLACES,
    PLATFORMS,
    POPULATIONS,
    SETTINGS,
    SINCE,
    TOPICS,
    Journal,
)

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ITEMS = ("posts", "messages", "comments", "records", "threads", "pages")
STOP = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"])
SIMILAR = 0.6  # titles that share this part of their words or more are not drawn twice

Author = tuple[str, str]  # family, given names


@dataclass(frozen=True)
class Work:
    """One document. `role` is what the review makes of it, `family` ties near misses together.

    Roles: far (excluded on title and abstract), lost (not retrieved), e1 to e6 (excluded at full text, the
    reason), in:N (a report of study N). `group` is a corporate author in place of people.
    """

    title: str
    authors: tuple[Author, ...]
    year: int
    journal: Journal | None
    abstract: str
    keywords: tuple[str, ...]
    kind: str = "article"
    role: str = "far"
    family: str = ""
    group: str = ""
    month: int = 1
    volume: str = ""
    issue: str = ""
    first: int = 0  # page; 0 for an electronic article
    last: int = 0
    article: str = ""  # electronic article number
    doi: str = ""
    pmid: str = ""
    language: str = "eng"
    original: str = ""  # the title in the work's own language, which Scopus holds in place of the English one
    key: str = ""


def words(title: str) -> frozenset[str]:
    """The words of a title that carry meaning."""
    return frozenset(re.findall(r"[a-z0-9]+", title.lower())) - STOP


class Titles:
    """The titles drawn so far; refuses one that resembles an earlier one."""

    def __init__(self, earlier: Iterable[str] = ()) -> None:
        self.known = [words(title) for title in earlier]

    def take(self, title: str) -> bool:
        """Whether the title is unlike all earlier ones; it is then taken."""
        mine = words(title)
        if any(len(mine & other) >= SIMILAR * len(mine | other) for other in self.known):
            return False
        self.known.append(mine)
        return True


def draw_author(rng: Random) -> Author:
    """A made-up author."""
    family = rng.choice(FAMILY_STARTS) + rng.choice(FAMILY_ENDS)
    if rng.random() < 0.05:
        family = rng.choice(FAMILY_PARTICLES) + family
    if rng.random() < 0.05:
        family += "-" + rng.choice(FAMILY_STARTS) + rng.choice(FAMILY_ENDS)
    middle = rng.choice(MIDDLE)
    return family, rng.choice(GIVEN) + (f" {middle}" if middle else "")


def draw_authors(rng: Random) -> tuple[Author, ...]:
    """One to seven made-up authors, no family twice."""
    people: dict[str, Author] = {}
    for _ in range(rng.choice((1, 2, 2, 3, 3, 3, 4, 4, 5, 6, 7))):
        author = draw_author(rng)
        people.setdefault(author[0], author)
    return tuple(people.values())


def draw_slots(rng: Random) -> dict[str, str]:
    """Values for every slot of a template, and their forms with a capital (`topic_cap`)."""
    outcome, outcome2 = rng.sample(OUTCOMES, 2)
    share, share2 = sorted((rng.randrange(12, 93), rng.randrange(5, 60)), reverse=True)
    low = rng.randrange(60, 130)
    slots = {
        "topic": rng.choice(TOPICS), "place": rng.choice(PLACES), "population": rng.choice(POPULATIONS),
        "platform": rng.choice(PLATFORMS), "method": rng.choice(METHODS), "agency": rng.choice(AGENCIES),
        "setting": rng.choice(SETTINGS), "microbe": rng.choice(MICROBES), "outcome": outcome,
        "outcome2": outcome2,
        "n": f"{rng.randrange(60, 9800):,}", "few": str(rng.randrange(3, 30)), "pct": str(share),
        "pct2": str(share2), "kappa": str(rng.randrange(55, 95)), "items": rng.choice(ITEMS),
        "month": rng.choice(MONTHS), "month2": rng.choice(MONTHS), "early": str(rng.randrange(2001, 2006)),
        "ratio": f"{low / 100 + 0.4:.2f}", "low": f"{low / 100:.2f}", "high": f"{low / 100 + 1.1:.2f}",
    }  # fmt: skip
    capitals = {f"{name}_cap": text[:1].upper() + text[1:] for name, text in slots.items()}
    return slots | capitals


def draw_abstract(rng: Random, theme: Theme, slots: dict[str, str]) -> str:
    """An abstract of five sentences in the theme's words."""
    results = rng.sample(RESULT_SENTENCES, 2)
    parts = (
        rng.choice(theme.background), rng.choice(theme.aim), rng.choice(METHOD_SENTENCES), *results,
        rng.choice(theme.conclusion),
    )  # fmt: skip
    return " ".join(part.format(**slots) for part in parts).replace("the the ", "the ")


def place_in_journal(rng: Random, work: Work) -> Work:
    """The work with volume, issue and pages, as its journal and year would have it."""
    if work.journal is None:
        return work
    issn = work.journal.issn
    volume = str(work.year - 1990 - int(issn[5:8]) % 9) if issn else ""
    if rng.random() < 0.2:
        return replace(
            work, volume=volume, issue=str(rng.randrange(1, 13)), article=f"e{rng.randrange(10, 400)}"
        )
    first = rng.randrange(1, 900)
    return replace(
        work, volume=volume, issue=str(rng.randrange(1, 13)), first=first, last=first + rng.randrange(2, 16)
    )


def draw_work(rng: Random, theme: Theme, titles: Titles, role: str) -> Work:
    """A work of the theme under a title unlike every earlier one."""
    year = rng.choice(
        (2004, 2005, 2006, 2007, 2008, 2009, *range(2009, 2016), *range(2010, 2016), 2013, 2014)
    )
    for _ in range(400):
        slots = draw_slots(rng)
        year = max(year, SINCE.get(slots["platform"], year))
        slots["year"] = str(year)
        title = rng.choice(theme.titles).format(**slots).replace("the the ", "the ")
        if titles.take(title):
            break
    else:
        raise RuntimeError(f"no title left in theme {theme.key}")
    trial = "trial" in title
    kind = "trial" if trial else "editorial" if theme.key == "opinion" and rng.random() < 0.4 else "article"
    work = Work(
        title=title, authors=draw_authors(rng), year=year,
        journal=rng.choice(JOURNALS[rng.choice(theme.journals)]),
        abstract="" if kind == "editorial" else draw_abstract(rng, theme, slots),
        keywords=(*theme.keywords, slots["topic"]), kind=kind, role=role,
        month=rng.randrange(1, 7 if year == 2015 else 13),
        language=rng.choice(("eng",) * 30 + ("spa", "ger", "por")),
    )  # fmt: skip
    return place_in_journal(rng, work)


def _study_work(rng: Random, number: int, study: Study) -> Work:
    abstract = " ".join((study.method, *study.evidence.values()))
    work = Work(
        title=study.title, authors=draw_authors(rng), year=study.year,
        journal=rng.choice(JOURNALS[study.journals]), abstract=abstract,
        keywords=("social media", "public health organization", *study.platforms), role=f"in:{number}",
        month=rng.randrange(1, 6),
    )  # fmt: skip
    return place_in_journal(rng, work)


def included_works(rng: Random, titles: Titles) -> list[Work]:
    """The 24 reports of the 22 included studies, in the order of the studies."""
    made: list[Work] = []
    for number, study in enumerate(STUDIES):
        titles.take(study.title)
        work = _study_work(rng, number, study)
        if number == GREY_ONLY:
            work = replace(
                work, journal=None, kind="report", authors=(), group="North Harrowmere regional health board"
            )
        if number == CONFERENCE_TWIN:
            early = replace(
                work, year=work.year - 1, journal=CONFERENCES[0], kind="conference", volume="", issue="",
                first=41, last=42, article="", family="twin-study", authors=work.authors[:2] or work.authors,
                abstract=" ".join(work.abstract.split(". ")[:2]).rstrip(".") + ".",
            )  # fmt: skip
            work = replace(work, family="twin-study")
            made.append(early)
        made.append(work)
        if number == GREY_TWIN:
            titles.take(GREY_TWIN_TITLE)
            made.append(
                replace(work, title=GREY_TWIN_TITLE, journal=None, kind="report", authors=(), volume="",
                        issue="", group="Stonemarsh health department", article="", first=0, last=0)
            )  # fmt: skip
    return made
