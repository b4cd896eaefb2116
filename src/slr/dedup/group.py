"""From links between records to groups: each group of records is one report.

A person's word comes before the program's, and a word "different" before every chain of words "same".
Loaded by `status` and every other command, so nothing heavy is imported here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Link:
    """Somebody's word that records a and b are the same report; `score` is the program's, larger is surer."""

    a: str
    b: str
    score: int = 0
    person: bool = False

    @property
    def pair(self) -> Pair:
        """The two ids, the smaller first."""
        return (self.a, self.b) if self.a <= self.b else (self.b, self.a)


@dataclass(frozen=True, slots=True)
class Grouping:
    """What the links add up to.

    `groups`: every id once, single records included, groups and members in the order of the ids.
    `contradictions`: people's links that were not applied because people's other words forbid it, sorted.
    `refused`: the program's links that were not applied because they would unite records known to be
    different, in the order in which they were tried. They are for a person to look at.
    """

    groups: list[tuple[str, ...]]
    contradictions: list[Pair]
    refused: list[Link]


def group_records(
    ids: Sequence[str],
    same: Iterable[Link],
    different: Iterable[Pair],
    *,
    apart: Iterable[Pair] = (),
) -> Grouping:
    """Unite ids along the links, never two ids that are known to be different, however long the chain.

    `different` are people's words and stop every link; `apart` are pairs that the program holds to be
    different reports (kinds that are only related, or clear conflicts) and stop only the program's links.
    People's links come first in the order of (a, b), then the program's by (score descending, a, b), so that
    the result does not depend on the order of the input. Links and pairs with an id not in `ids` are ignored.
    """
    place = {name: index for index, name in enumerate(ids)}
    links = [link for link in same if link.a in place and link.b in place and link.a != link.b]
    forest = _Forest(len(ids))
    forest.keep_apart(_places(different, place))
    contradictions = {
        link.pair
        for link in sorted((k for k in links if k.person), key=lambda k: k.pair)
        if not forest.unite(place[link.a], place[link.b])
    }
    forest.keep_apart(_places(apart, place))
    refused = [
        link
        for link in sorted((k for k in links if not k.person), key=lambda k: (-k.score, k.pair))
        if not forest.unite(place[link.a], place[link.b])
    ]
    groups: dict[int, list[str]] = {}
    for name, root in zip(place, forest.roots(), strict=True):
        groups.setdefault(root, []).append(name)
    return Grouping([tuple(members) for members in groups.values()], sorted(contradictions), refused)


def _places(pairs: Iterable[Pair], place: dict[str, int]) -> list[tuple[int, int]]:
    return [(place[a], place[b]) for a, b in pairs if a in place and b in place]


class _Forest:
    """Disjoint sets of ints, each with the roots of the sets that it must never be united with."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self._foes: dict[int, set[int]] = {}

    def root(self, node: int) -> int:
        parent = self._parent
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    def roots(self) -> list[int]:
        """The root of every node, in order."""
        return [up if up == node else self.root(node) for node, up in enumerate(self._parent)]

    def keep_apart(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Forbid these unions from now on; what is united already stays so."""
        for a, b in pairs:
            first, second = self.root(a), self.root(b)
            if first != second:
                self._foes.setdefault(first, set()).add(second)
                self._foes.setdefault(second, set()).add(first)

    def unite(self, a: int, b: int) -> bool:
        """Unite the sets of a and b; False, and nothing done, where they must stay apart."""
        keep, lose = self.root(a), self.root(b)
        if keep == lose:
            return True
        if lose in self._foes.get(keep, ()):
            return False
        if len(self._foes.get(keep, ())) < len(self._foes.get(lose, ())):
            keep, lose = lose, keep
        self._parent[lose] = keep
        for foe in self._foes.pop(lose, ()):
            self._foes[foe].discard(lose)
            self._foes[foe].add(keep)
            self._foes.setdefault(keep, set()).add(foe)
        return True
