"""What the generator knows: which records stand for which work, computed from the bytes it wrote."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations, product
from random import Random

from corpus import SEARCHES, Copy
from dialects import EXPORTS
from works import Work

DATABASES = SEARCHES[:4]


@dataclass(frozen=True)
class Line:
    """One record as it stands in an export: its id, the work as written there, the true report's key."""

    id: str
    search: str
    work: Work

    @property
    def key(self) -> str:
        """The true report."""
        return self.work.key


@dataclass(frozen=True)
class Truth:
    """Every record in the order of import, and the records of every true report in that order."""

    lines: tuple[Line, ...]
    members: Mapping[str, tuple[Line, ...]]

    def work(self, key: str) -> Work:
        """The report as its first record has it (role and family are the same in all)."""
        return self.members[key][0].work

    def shown(self, key: str) -> str:
        """The id of the record on show: the first by import."""
        return self.members[key][0].id

    def in_databases(self, key: str) -> bool:
        """Whether a database holds the report."""
        return any(line.search in DATABASES for line in self.members[key])

    def with_role(self, *roles: str) -> list[str]:
        """The reports of these roles; `in:` stands for every included one."""
        return [
            key
            for key in self.members
            if any(
                self.work(key).role == role or (role == "in:" and self.work(key).role.startswith(role))
                for role in roles
            )
        ]


def write_exports(copies: Mapping[str, Sequence[Copy]], seed: str) -> tuple[dict[str, bytes], Truth]:
    """The exports by file name, and the truth about their records."""
    files: dict[str, bytes] = {}
    lines: list[Line] = []
    for search in SEARCHES:
        name, write = EXPORTS[search]
        works = [copy.work for copy in copies[search]]
        files[name] = write(Random(f"{seed}: {search}"), works)
        stamp = hashlib.sha256(files[name]).hexdigest()[:6]
        lines += [
            Line(f"{search}-{stamp}-{position}", search, work) for position, work in enumerate(works, start=1)
        ]
    members: dict[str, list[Line]] = {}
    for line in lines:
        members.setdefault(line.key, []).append(line)
    return files, Truth(tuple(lines), {key: tuple(found) for key, found in members.items()})


def sure(a: Line, b: Line) -> bool:
    """Whether two records of one report say so by themselves.

    That is by the DOI and titles that hardly differ, or by title, year, volume and first page together.
    """
    one, two = a.work, b.work
    bare, other = (re.sub(r"[^a-z0-9]", "", work.title.lower()) for work in (one, two))
    if one.doi and one.doi == two.doi:
        return SequenceMatcher(None, bare, other, autojunk=False).ratio() > 0.9
    places = [(work.year, work.volume, work.first, work.article) for work in (one, two)]
    return bare == other and places[0] == places[1] and bool(one.first or one.article)


def words_on_duplicates(truth: Truth) -> Iterator[tuple[str, str, str, str]]:
    """Rows of links.csv: records of one report that do not say so by themselves, and all near misses."""
    for group in truth.members.values():
        for a, b in combinations(group, 2):
            if not sure(a, b):
                yield a.id, b.id, "same", "read side by side: one document, written differently"
    families: dict[str, list[str]] = {}
    for key in truth.members:
        if truth.work(key).family:
            families.setdefault(truth.work(key).family, []).append(key)
    for family, keys in families.items():
        reason = WHY_DIFFERENT[re.sub(r"-\d+$", "", family).split("-title")[0]]
        for place, key in enumerate(keys):
            for other in keys[place + 1 :]:
                for a, b in product(truth.members[key], truth.members[other]):
                    yield a.id, b.id, "different", reason


WHY_DIFFERENT = {
    "preprint-pair": "a preprint and the article that came of it",
    "two-parts": "part I and part II",
    "erratum": "an article and its correction",
    "meeting-then-paper": "a meeting abstract and the full paper",
    "protocol-then-results": "a protocol and the results",
    "companion-papers": "companion papers on two groups of people",
    "yearly-reports": "editions of different years",
    "yearly-articles": "surveys of different years",
    "same": "different people wrote under the same title",
    "twin-study": "a meeting abstract and the full paper of one study",
}
