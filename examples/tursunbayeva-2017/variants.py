"""How a database or a person at a keyboard changes a record: the reasons why duplicates differ."""

import re
import unicodedata
from dataclasses import replace
from random import Random

from works import Work

BRITISH = (
    ("organization", "organisation"), ("Organization", "Organisation"), ("behavior", "behaviour"),
    ("randomized", "randomised"), ("program", "programme"), ("center", "centre"), ("Rumor", "Rumour"),
    ("rumor", "rumour"), ("advertising", "advertizing"), ("e-mail", "email"), ("Web-based", "Web based"),
    ("analyzed", "analysed"),
)  # fmt: skip


def plain_letters(text: str) -> str:
    """The text without diacritics."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def british(title: str) -> str:
    """The title in another spelling."""
    for american, other in BRITISH:
        title = title.replace(american, other)
    return title


def typo(rng: Random, title: str) -> str:
    """The title with two neighboring letters of one longer word swapped."""
    places = [m.start() + 2 for m in re.finditer(r"[a-z]{6,}", title)]
    if not places:
        return title
    at = rng.choice(places)
    return title[:at] + title[at + 1] + title[at] + title[at + 2 :]


def _title(rng: Random, work: Work) -> str:
    if work.family:  # near misses keep their words: what tells them apart must stay
        return british(work.title) if rng.random() < 0.3 else work.title
    draw = rng.random()
    if draw < 0.14:
        return british(work.title)
    if draw < 0.19:
        return typo(rng, work.title)
    if draw < 0.26:
        return work.title.replace(": ", " - ", 1)
    if draw < 0.31:
        return work.title.replace(" and ", " & ", 1)
    if draw < 0.34:
        return re.sub(r"[?!]", "", work.title).replace("'", "\u2019")
    head, colon, tail = work.title.partition(": ")
    if draw < 0.37 and colon and len(head.split()) > 5 and tail:
        return head
    return work.title


def vary(rng: Random, work: Work, search: str) -> Work:
    """The work as one database holds it: some fields lost, some written differently."""
    lost_doi = {"medline": 0.2, "cochrane": 0.55, "wos": 0.25, "scopus": 0.12, "grey": 1.0}[search]
    changed = replace(work, title=_title(rng, work))
    if rng.random() < lost_doi:
        changed = replace(changed, doi="")
    if rng.random() < 0.05 and 2004 < work.year < 2015 and not work.family:
        changed = replace(changed, year=work.year + rng.choice((-1, 1)))
    if rng.random() < 0.06:
        changed = replace(changed, abstract="")
    if rng.random() < 0.05:
        changed = replace(changed, first=0, last=0)
    elif rng.random() < 0.05:
        changed = replace(changed, last=0)
    if rng.random() < 0.06:
        changed = replace(changed, issue="")
    if rng.random() < 0.08 and len(work.authors) > 3:
        changed = replace(changed, authors=work.authors[: rng.choice((1, 3))])
    if rng.random() < 0.2:
        people = tuple((plain_letters(family), plain_letters(given)) for family, given in changed.authors)
        changed = replace(changed, authors=people)
    return changed


def in_press(work: Work) -> Work:
    """The work as a database held it before it had a volume and pages."""
    return replace(work, volume="", issue="", first=0, last=0, article="")


def from_elsewhere(rng: Random, work: Work) -> Work:
    """The second copy that a register took over from another database."""
    return replace(
        work, doi="", title=british(work.title), authors=work.authors[: rng.choice((3, 6))], pmid=""
    )


def title_case(title: str) -> str:
    """Title Case as Web of Science writes many titles."""
    small = {"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"}
    made = [w if w in small and i else w[:1].upper() + w[1:] for i, w in enumerate(title.split(" "))]
    return " ".join(made)
