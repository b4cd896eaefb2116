"""Duplicates in a record table: block, compare, decide."""

import gc
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import partial
from typing import TYPE_CHECKING

from slr.dedup.block import BlockSummary, candidate_pairs
from slr.dedup.compare import compare
from slr.dedup.decide import Decisions, Verdict, decide
from slr.dedup.evidence import Evidence
from slr.dedup.prepare import Prepared, prepare
from slr.dedup.reason import reason
from slr.dedup.relation import Relation, relations_named
from slr.dedup.sift import sift

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    Places = npt.NDArray[np.int64]

_CHUNK = 100_000  # pairs compared at a time: bounds the memory, changes no result

VERDICTS = {Verdict.SAME: "same", Verdict.UNCERTAIN: "uncertain", Verdict.RELATED: "related"}


@dataclass(frozen=True)
class Deduplication:
    """What the program found.

    `pairs`: columns a, b (ids, a < b), verdict ("same": to be joined; "uncertain": a person should look;
    "related": alike, but of kinds that are never joined on their own, or in clear conflict), score (int,
    larger is surer), reason (text); ordered by (a, b). `uncompared`: pairs that share a key but stood in a
    block too large to compare wholly. `blocks`: one summary a key.
    """

    pairs: "pd.DataFrame"
    uncompared: int
    blocks: tuple[BlockSummary, ...]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Candidate pairs to be decided anywhere: the records they name, and the pairs as places among these.

    `places` are the records' places in the whole table.
    """

    records: Prepared
    places: "Places"
    left: "Places"
    right: "Places"


@dataclass(frozen=True, slots=True)
class Found:
    """Pairs that are the same, uncertain or related, as places in the whole table, with their evidence."""

    left: "Places"
    right: "Places"
    evidence: Evidence
    decisions: Decisions


# Anything that applies a function to many arguments and gives the results in their order: `map`, the `map` of
# a pool of processes, or of a cluster's client.
Spread = Callable[[Callable[[Chunk], Found], Iterable[Chunk]], Iterable[Found]]


def find_duplicates(
    table: "pd.DataFrame",
    *,
    known: Collection[tuple[str, str]] = (),
    join: Collection[str] = (),
    spread: Spread = map,
) -> Deduplication:
    """Decide on every pair of records that could be the same report.

    `table` is a record table (model.record.record_table). Pairs in `known` (a < b) were decided before and
    are not in the result. `join` names relations (relation.RELATIONS, such as "preprint") that the protocol
    wants joined where titles and people agree. The verdict on a pair depends on its two records alone, so
    that neither the order of the table nor other records change it, nor where `spread` has it computed.
    Raises SlrError for a name in `join` that is no relation.
    """
    wanted = relations_named(join)
    with _no_collector():
        return _find(table, frozenset(known), wanted, spread)


@contextmanager
def _no_collector() -> Iterator[None]:
    """Without Python's search for cycles: millions of small objects hold none, and it takes long."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _find(
    table: "pd.DataFrame", known: frozenset[tuple[str, str]], wanted: frozenset[Relation], spread: Spread
) -> Deduplication:
    records = prepare(table)
    candidates = candidate_pairs(records)
    found = list(
        spread(partial(decide_chunk, join=wanted), chunks_of(records, candidates.left, candidates.right))
    )
    found += list(_chains(records, found, wanted))
    pairs = _pair_table(records, found, known)
    return Deduplication(pairs, candidates.uncompared, candidates.summaries)


def chunks_of(records: Prepared, left: "Places", right: "Places") -> Iterator[Chunk]:
    """The pairs cut into chunks, each with the records that it needs."""
    import numpy as np

    for start in range(0, len(left), _CHUNK):
        part = slice(start, start + _CHUNK)
        places, local = np.unique(np.concatenate([left[part], right[part]]), return_inverse=True)
        half = len(local) // 2
        yield Chunk(records.take(places), places, local[:half], local[half:])


def decide_chunk(chunk: Chunk, join: frozenset[Relation] = frozenset()) -> Found:
    """Compare and decide the pairs of a chunk; those that are simply different are left out."""
    records, left, right = chunk.records, chunk.left, chunk.right
    likely = sift(records.take(left), records.take(right))
    left, right = left[likely], right[likely]
    evidence = compare(records.take(left), records.take(right))
    decisions = decide(evidence, join)
    kept = decisions.verdict >= Verdict.RELATED
    places = chunk.places
    return Found(places[left[kept]], places[right[kept]], evidence.take(kept), decisions.take(kept))


_LARGEST_CHAIN = 60


def _chains(records: Prepared, found: list[Found], join: frozenset[Relation]) -> Iterator[Found]:
    """Pairs that a chain of "same" would unite (A~B, B~C) though they are clearly different (A, C).

    Without them grouping could not know that A and C were ever looked at. They come out as "related".
    """
    import numpy as np

    joined = [(part.left, part.right, part.decisions.verdict) for part in found]
    if not joined:
        return
    left, right, verdict = (np.concatenate(parts) for parts in zip(*joined, strict=True))
    same = verdict == Verdict.SAME
    size = len(records)
    seen = set((left * size + right).tolist())
    missing = [
        (a, b)
        for members in _components(left[same], right[same])
        if 3 <= len(members) <= _LARGEST_CHAIN
        for place, a in enumerate(members)
        for b in members[place + 1 :]
        if a * size + b not in seen
    ]
    if not missing:
        return
    pairs = np.array(missing, dtype=np.int64)
    evidence = compare(records.take(pairs[:, 0]), records.take(pairs[:, 1]))
    decisions = decide(evidence, join)
    apart = decisions.verdict == Verdict.DIFFERENT
    clear = Decisions(
        decisions.score,
        np.where(apart, Verdict.RELATED, decisions.verdict).astype(np.int32),
        np.where(apart, Relation.CHAIN, decisions.relation).astype(np.int32),
        decisions.points,
    )
    yield Found(pairs[:, 0], pairs[:, 1], evidence, clear)


def _components(left: "Places", right: "Places") -> list[list[int]]:
    """The sets of places that the pairs connect, members in order."""
    parent: dict[int, int] = {}

    def root(node: int) -> int:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for a, b in zip(left.tolist(), right.tolist(), strict=True):
        parent[root(a)] = root(b)
    members: dict[int, list[int]] = {}
    for node in parent:
        members.setdefault(root(node), []).append(node)
    return [sorted(nodes) for nodes in members.values()]


def _pair_table(records: Prepared, found: list[Found], known: frozenset[tuple[str, str]]) -> "pd.DataFrame":
    import pandas as pd

    rows = []
    for part in found:
        names = [field.name for field in fields(part.evidence)]
        columns = [getattr(part.evidence, name).tolist() for name in names]
        for left, right, verdict, score, relation, *values in zip(
            records.ids[part.left],
            records.ids[part.right],
            part.decisions.verdict.tolist(),
            part.decisions.score.tolist(),
            part.decisions.relation.tolist(),
            *columns,
            strict=True,
        ):
            a, b = (left, right) if left < right else (right, left)
            if (a, b) not in known:
                why = reason(dict(zip(names, values, strict=True)), relation)
                rows.append((a, b, VERDICTS[Verdict(verdict)], score, why))
    rows.sort()
    table = pd.DataFrame(rows, columns=["a", "b", "verdict", "score", "reason"])
    return table.astype({"a": "str", "b": "str", "verdict": "str", "score": "int64", "reason": "str"})
