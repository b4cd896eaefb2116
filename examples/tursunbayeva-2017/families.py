"""Near misses: documents that look like duplicates and are not, each family under one name.

Preprint and article, part I and part II, erratum, conference abstract and full paper, protocol and results,
companion papers, yearly editions, and editorials and replies that share a title.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from themes import NEAR, THEMES, Theme
from vocabulary import AGENCIES, CONFERENCES, JOURNALS, PLACES, POPULATIONS, PREPRINTS, TOPICS
from works import Titles, Work, draw_author, draw_authors, draw_work, place_in_journal

BY_KEY = {theme.key: theme for theme in (*THEMES, NEAR)}


def _article(rng: Random, titles: Titles, *keys: str) -> Work:
    """A plain article with pages, on one of the themes."""
    work = draw_work(rng, BY_KEY[rng.choice(keys)], titles, "far")
    first = rng.randrange(20, 700)
    return replace(
        work,
        kind="article",
        article="",
        first=first,
        last=first + 9,
        year=max(work.year, 2006),
        issue=work.issue or "2",
    )


def preprint_pair(rng: Random, titles: Titles, family: str) -> list[Work]:
    """An article, and the preprint that came out up to a year before it."""
    article = _article(rng, titles, "surveillance", "misinformation", "youth")
    title = article.title if rng.random() < 0.6 else article.title + " (working paper)"
    early = replace(
        article, title=title, year=article.year - rng.randrange(2), journal=PREPRINTS, kind="preprint",
        volume="", issue="", first=0, last=0, family=family,
    )  # fmt: skip
    return [replace(article, family=family), early]


def two_parts(rng: Random, titles: Titles, family: str) -> list[Work]:
    """Part I and part II, one after the other in the same issue."""
    one = _article(rng, titles, "workforce", "portals", "patients", "culture")
    part, second = rng.choice((("Part I", "Part II"), ("part 1", "part 2"), ("I", "II")))
    assert one.last
    return [
        replace(one, title=f"{one.title}. {part}: methods", family=family),
        replace(
            one, title=f"{one.title}. {second}: results", family=family, first=one.last + 1,
            last=one.last + 12,
            abstract=" ".join(reversed(one.abstract.split(". "))),
        ),
    ]  # fmt: skip


def erratum(rng: Random, titles: Titles, family: str) -> list[Work]:
    """An article and its correction."""
    article = _article(rng, titles, "phone", "education", "massmedia", "otitis")
    start = rng.choice(("Erratum: ", "Correction to: ", "Corrigendum to: "))
    page = article.last + rng.randrange(40, 200)
    return [
        replace(article, family=family),
        replace(
            article, title=start + article.title, kind="erratum", abstract="", first=page, last=page,
            family=family,
            issue=str(int(article.issue) % 12 + 1), keywords=(),
        ),
    ]  # fmt: skip


def meeting_then_paper(rng: Random, titles: Titles, family: str) -> list[Work]:
    """A meeting abstract and the full paper a year later."""
    paper = _article(rng, titles, "providers", "recruitment", "crisis", "youth")
    page = rng.randrange(1, 300)
    abstract = replace(
        paper, year=paper.year - 1, journal=rng.choice(CONFERENCES), kind="conference", volume="", issue="",
        first=page, last=page, authors=paper.authors[:3], abstract=paper.abstract.split(". ")[0] + ".",
        family=family,
    )  # fmt: skip
    return [replace(paper, family=family), abstract]


def protocol_then_results(rng: Random, titles: Titles, family: str) -> list[Work]:
    """A trial's protocol and its results."""
    trial = replace(_article(rng, titles, "phone"), kind="trial")
    stem = trial.title.split(": ")[0]
    protocol = replace(
        trial, title=f"{stem}: protocol for a randomized trial", year=trial.year - 1, kind="article",
        family=family,
        first=0, last=0, article=f"e{rng.randrange(10, 400)}",
        volume=str(max(1, int(trial.volume or "9") - 1)),
    )  # fmt: skip
    return [replace(trial, title=f"{stem}: results of a randomized trial", family=family), protocol]


def companion_papers(rng: Random, titles: Titles, family: str) -> list[Work]:
    """Two papers of one team in one issue, on two groups of people, under all but the same title."""
    found = ""
    while not found:
        one = _article(rng, titles, "education", "misinformation", "patients")
        found = next((name for name in POPULATIONS if f" {name}" in one.title), "")
    other = rng.choice([name for name in POPULATIONS if name not in one.title])
    abstract = re.sub(r"\b\d\d+\b", lambda _: str(rng.randrange(10, 90)), one.abstract.replace(found, other))
    two = replace(
        one, title=one.title.replace(found, other), abstract=abstract,
        first=one.last + 1, last=one.last + 8,
    )  # fmt: skip
    return [replace(one, family=family), replace(two, family=family)]


def translated(rng: Random, titles: Titles) -> list[Work]:
    """Articles that one database holds under the English title and another under their own."""
    made = []
    for language, title, original in TRANSLATED:
        titles.take(title)
        plain = _article(rng, titles, "workforce", "massmedia")
        keywords = (*plain.keywords[:-1], "health services")
        made.append(replace(plain, title=title, original=original, language=language, abstract="",
                            keywords=keywords))  # fmt: skip
    return made


TRANSLATED: Sequence[tuple[str, str, str]] = (
    ("spa", "Neighborhood health councils in Villamora: ten years of practice",
     "Los consejos vecinales de salud de Villamora: diez años de práctica"),
    ("spa", "What young people of San Olvido expect from the health center",
     "Qué esperan los jóvenes de San Olvido del centro de salud"),
    ("por", "Waiting times and trust in primary care of Villamora",
     "Tempo de espera e confiança na atenção primária de Villamora"),
    ("por", "Community radio against dengue fever in San Olvido",
     "A rádio comunitária contra a dengue em San Olvido"),
    ("ger", "Vaccination reminders by letter in Brennmark",
     "Impferinnerungen per Brief in Brennmark"),
    ("ger", "Drinking water reports and their readers in Lindovia",
     "Trinkwasserberichte und ihre Leserschaft in Lindovia"),
)  # fmt: skip


def yearly_reports(rng: Random, titles: Titles, family: str) -> list[Work]:
    """Three editions of an organization's report (no database holds them)."""
    places = [name for name in PLACES if not name.startswith("the ")]
    while True:
        agency, place = rng.choice(AGENCIES), rng.choice(places)
        stem = f"Digital engagement report of the {place} {agency}"
        if titles.take(stem):
            break
    start = rng.randrange(2009, 2013)
    return [
        Work(title=f"{stem} {year}", authors=(), group=f"{place} {agency}", year=year, journal=None,
             abstract="", keywords=(), kind="report", family=family)
        for year in range(start, start + 3)
    ]  # fmt: skip


def yearly_articles(rng: Random, titles: Titles, family: str) -> list[Work]:
    """The same yearly survey, published year after year in one journal."""
    while True:
        topic, place = rng.choice(TOPICS), rng.choice(PLACES)
        if titles.take(f"Annual survey of {topic} in {place}"):
            break
    journal = rng.choice(JOURNALS["health"])
    authors = draw_authors(rng)
    start = rng.randrange(2007, 2013)
    made = []
    for year in range(start, start + 3):
        title = f"Annual survey of {topic} in {place}, {year - 1}"
        text = f"The report for {year - 1}. In that year {rng.randrange(200, 4000)} cases were notified."
        work = Work(title=title, authors=authors, year=year, journal=journal, abstract=text,
                    keywords=(topic,), family=family, month=3)  # fmt: skip
        made.append(place_in_journal(rng, work))
    return made


def same_title(rng: Random, title: str, kind: str, number: int, family: str) -> list[Work]:
    """Short pieces by different people under the same title."""
    made = []
    for year in rng.sample(range(2007, 2015), number):
        page = rng.randrange(1, 600)
        work = Work(title=title, authors=(draw_author(rng),), year=year, abstract="", keywords=(), kind=kind,
                    journal=rng.choice((*JOURNALS["health"], *JOURNALS["digital"])), family=family,
                    month=rng.randrange(1, 13))  # fmt: skip
        made.append(replace(place_in_journal(rng, work), first=page, last=page + 1, article=""))
    return made


SAME_TITLES: Sequence[tuple[str, str, int]] = (
    ("Editorial", "editorial", 4),
    ("In this issue", "editorial", 3),
    ("Social media and public health", "editorial", 4),
    ("Public health in the digital age", "editorial", 3),
    ("Authors' reply", "letter", 3),
    ("Letter to the editor", "letter", 3),
)


def near_misses(rng: Random, titles: Titles) -> list[Work]:
    """All near misses of the corpus, family by family."""
    made: list[Work] = []
    plan = (
        (preprint_pair, 10), (two_parts, 9), (erratum, 11), (meeting_then_paper, 12),
        (protocol_then_results, 8),
        (companion_papers, 6),
        (yearly_reports, 5), (yearly_articles, 4),
    )  # fmt: skip
    for make, count in plan:
        for number in range(count):
            made += make(rng, titles, f"{make.__name__.replace('_', '-')}-{number + 1}")
    for title, kind, count in SAME_TITLES:
        made += same_title(
            rng, title, kind, count, "same-title-" + title.lower().replace(" ", "-").replace("'", "")
        )
    return made


def themes_of_the_rest() -> tuple[Theme, ...]:
    """The themes that the rest of the corpus is drawn from."""
    return THEMES
