"""Which database holds which work, and in what state: 2441 records of the made-up works."""

from dataclasses import dataclass, replace
from random import Random

from families import near_misses, themes_of_the_rest, translated
from themes import NEAR, NEAR_SENTENCES
from variants import from_elsewhere, in_press, vary
from works import Titles, Work, draw_work, included_works

SEARCHES = ("medline", "cochrane", "wos", "scopus", "grey")

# How many works each set of databases holds (M MEDLINE, C Cochrane, W Web of Science, S Scopus).
COVERAGE = {
    "MWS": 163, "MS": 128, "MW": 25, "WS": 187, "M": 257, "W": 307, "S": 489,
    "MCS": 14, "MC": 22, "MCWS": 3, "CWS": 4, "CS": 5, "C": 24,
}  # fmt: skip
LETTER = {"M": "medline", "C": "cochrane", "W": "wos", "S": "scopus"}
TWICE = {"scopus": 8, "wos": 4, "cochrane": 2, "grey": 2}  # works that a search holds two records of
ALREADY_FOUND = 9  # works of databases that grey literature holds as well
GREY_THEMES = ("portals", "massmedia", "workforce")
PUBLISHERS_OF_REPORTS = ("Office of Imagined Studies", "Notional Policy Institute", "Quillhaven Observatory")
RARE = ("culture", "otitis")  # themes that turn up a quarter as often
GREY_ONLY = 50  # works that only grey literature holds

# What becomes of reports at full text: how many fail which criterion, and how many nobody could get.
FULL_TEXT = {"e1": 21, "e2": 27, "e3": 18, "e4": 14, "e5": 3, "e6": 7, "lost": 4}
FULL_TEXT_GREY = {"e2": 1, "e4": 2, "e6": 1, "lost": 1}


@dataclass(frozen=True)
class Copy:
    """One record: the work as one search holds it."""

    search: str
    work: Work  # changed as the database changed it; its key is the true report's


def _works(rng: Random) -> tuple[list[Work], list[Work]]:
    """The works of the databases and the works of grey literature alone, unnamed."""
    titles = Titles()
    included = included_works(rng, titles)
    families = [*near_misses(rng, titles), *translated(rng, titles)]
    grey = [w for w in included if w.journal is None] + [w for w in families if w.kind == "report"]
    preprints = [w for w in families if w.kind == "preprint"]
    grey += preprints[:6]
    databases = [w for w in (*included, *families) if w.journal is not None and w not in preprints[:6]]
    for role, count in FULL_TEXT.items():
        databases += [draw_near(rng, titles, role) for _ in range(count)]
    for role, count in FULL_TEXT_GREY.items():
        grey += [_as_grey(rng, draw_near(rng, titles, role)) for _ in range(count)]
    themes = themes_of_the_rest()
    rotation = [t for t in themes * 4 if t.key not in RARE] + [t for t in themes if t.key in RARE]
    while len(databases) < sum(COVERAGE.values()):
        databases.append(draw_work(rng, rotation[len(databases) % len(rotation)], titles, "far"))
    while len(grey) < GREY_ONLY:
        grey.append(
            _as_grey(
                rng, draw_work(rng, rng.choice([t for t in themes if t.key in GREY_THEMES]), titles, "far")
            )
        )
    return databases, grey


def draw_near(rng: Random, titles: Titles, role: str) -> Work:
    """A work on official social media whose last sentence tells why the review leaves it out."""
    work = draw_work(rng, NEAR, titles, role)
    told = NEAR_SENTENCES.get(role)
    work = replace(work, abstract=f"{work.abstract} {told}") if told else work
    return replace(work, year=2004) if role == "e5" else work


def _as_grey(rng: Random, work: Work) -> Work:
    """The work as a report or thesis outside journals."""
    kind = rng.choice(("report", "report", "thesis"))
    group = "" if kind == "thesis" else rng.choice(PUBLISHERS_OF_REPORTS)
    return replace(
        work, kind=kind, journal=None, volume="", issue="", first=0, last=0, article="", group=group,
        authors=work.authors[:1] if kind == "thesis" else (), language="eng",
    )  # fmt: skip


def _wish(work: Work) -> tuple[str, ...]:
    """The sets of databases that suit a work, best first; any other where none is left."""
    if work.kind == "trial":
        return ("C", "MC", "MCS", "CS", "CWS", "MCWS")
    if work.role.startswith("in:"):
        return ("MWS", "MS", "WS")
    if work.original:
        return ("MS",)
    if work.kind in ("preprint", "conference"):
        return ("S", "WS", "W")
    return ()


def _spread(rng: Random, works: list[Work]) -> list[tuple[Work, str]]:
    """Each work with its set of databases, COVERAGE met exactly."""
    left = dict(COVERAGE)
    placed: list[tuple[Work, str]] = []
    rest: list[Work] = []
    for work in sorted(works, key=lambda w: not _wish(w)):
        wishes = [name for name in _wish(work) if left[name]]
        if not wishes:
            rest.append(work)
            continue
        name = rng.choice(wishes) if work.kind == "trial" else wishes[0]
        left[name] -= 1
        placed.append((work, name))
    pool = [name for name, count in left.items() for _ in range(count)]
    rng.shuffle(pool)
    return placed + list(zip(rest, pool, strict=True))


def _name(rng: Random, works: list[tuple[Work, str]]) -> list[tuple[Work, str]]:
    """The works in a mixed order with their keys, DOIs and PubMed ids (all outside real ranges)."""
    rng.shuffle(works)
    named = []
    for number, (work, places) in enumerate(works, start=1):
        doi = ""
        if work.journal is not None and (rng.random() < 0.93 or work.kind == "preprint"):
            doi = f"10.5555/{work.journal.code}.{work.year}.{number:04d}"
        pmid = str(99_000_000 + number * 7) if "M" in places else ""
        named.append((replace(work, key=f"report-{number:04d}", doi=doi, pmid=pmid), places))
    return named


def _second_copy(rng: Random, work: Work, search: str) -> Copy:
    if search == "cochrane":
        return Copy(search, from_elsewhere(rng, work))
    if search == "scopus":
        return Copy(search, in_press(work))
    return Copy(search, vary(rng, work, search))


def _seen_once(copies: dict[str, list[Copy]], search: str) -> list[str]:
    """The works that a search may hold twice: no near misses, and in grey literature none of a database."""
    elsewhere = {copy.work.key for other in SEARCHES if other != search for copy in copies[other]}
    return [
        copy.work.key
        for copy in copies[search]
        if not copy.work.family
        and not copy.work.original
        and (search != "grey" or copy.work.key not in elsewhere)
    ]


def make_copies(seed: str) -> dict[str, list[Copy]]:
    """The records of every search, in the order of its export."""
    rng = Random(f"{seed}: works")
    databases, grey = _works(rng)
    works = _name(rng, [*_spread(rng, databases), *((work, "") for work in grey)])
    rng = Random(f"{seed}: records")
    copies: dict[str, list[Copy]] = {search: [] for search in SEARCHES}
    for work, places in works:
        for search in [LETTER[letter] for letter in places] or ["grey"]:
            first_hand = search != "grey" and rng.random() < 0.3
            held = work if first_hand else vary(rng, work, search)
            if work.original and search == "scopus":
                held = replace(in_press(held), title=work.original, doi="")
            copies[search].append(Copy(search, held))
    also_grey = rng.sample(
        [w for w, places in works if places and not w.family and not w.original and w.kind == "article"],
        ALREADY_FOUND,
    )
    copies["grey"] += [Copy("grey", vary(rng, work, "grey")) for work in also_grey]
    by_key = {work.key: work for work, _ in works}
    for search, count in TWICE.items():
        chosen = rng.sample(_seen_once(copies, search), count)
        copies[search] += [_second_copy(rng, by_key[key], search) for key in chosen]
    copies["grey"] = [
        Copy("grey", in_press(copy.work)) for copy in copies["grey"]
    ]  # its sheet has no volumes
    for search in SEARCHES:
        rng.shuffle(copies[search])
    return copies
