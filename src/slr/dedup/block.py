"""Which pairs of records are worth comparing: those that share a key, in near-linear time.

Every key is a hash of a few fields. Records that share it form a block; a block that is too large is cut
by further fields, and what remains too large is compared only between neighbors in order of content. The
pairs that this leaves out are counted.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from slr.dedup.keys import STRONG, Key, hashed_fields, keys_of, mixed
from slr.dedup.prepare import Prepared

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Hashes = npt.NDArray[np.uint64]
    Places = npt.NDArray[np.int64]
    Mask = npt.NDArray[np.bool_]

NEIGHBORS = 8  # in larger blocks that no field cuts, each record is compared with so many after it


@dataclass(frozen=True, slots=True)
class BlockSummary:
    """One key: how many blocks of two or more records it made, the largest, and the pairs it left out.

    `strong` keys nearly identify a report. A pair that one key left out may come with another.
    """

    key: str
    strong: bool
    blocks: int
    largest: int
    pairs: int
    uncompared: int


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of places in the table, left < right, each once, in order."""

    left: "Places"
    right: "Places"
    summaries: tuple[BlockSummary, ...]

    @property
    def uncompared(self) -> int:
        """Pairs that share a strong key (identifier, title, place) and were left out by it."""
        return sum(summary.uncompared for summary in self.summaries if summary.strong)


def candidate_pairs(records: Prepared) -> Candidates:
    """Every pair of records that shares a key, as far as blocks allow."""
    import numpy as np

    fields = hashed_fields(records)
    codes, summaries = [], []
    for key in keys_of(records, fields):
        left, right, summary = _pairs_of_key(key, fields["content"], fields["id"])
        codes.append(_coded(left, right, len(records)))
        summaries.append(summary)
    code = np.unique(np.concatenate(codes)) if codes else np.empty(0, dtype=np.int64)
    size = max(len(records), 1)
    return Candidates(code // size, code % size, tuple(summaries))


def _coded(left: "Places", right: "Places", size: int) -> "Places":
    import numpy as np

    return np.minimum(left, right) * size + np.maximum(left, right)


def _pairs_of_key(key: Key, content: "Hashes", ids: "Hashes") -> tuple["Places", "Places", BlockSummary]:
    """All pairs within blocks of one key; oversized blocks are cut by one further field after another."""
    import numpy as np

    further = key.further
    places = np.flatnonzero(key.present)
    lefts, rights = [], []
    blocks = largest = possible = 0
    hashes = key.hashes[places]
    for depth in range(len(further) + 1):
        order = np.argsort(hashes, kind="stable")
        places, hashes = places[order], hashes[order]
        starts, sizes = _runs(hashes)
        shared = sizes > 1
        if depth == 0:
            blocks, largest = int(shared.sum()), int(sizes.max(initial=0))
            possible = _count_pairs(sizes)
        small = shared & (sizes <= key.largest)
        left, right = _all_pairs(starts[small], sizes[small])
        lefts.append(places[left])
        rights.append(places[right])
        large = np.repeat(sizes > key.largest, sizes)
        places, hashes = places[large], hashes[large]
        if depth < len(further):
            hashes = mixed(hashes, further[depth][places])
    left, right = _neighbors(places, hashes, content, ids)
    lefts.append(left)
    rights.append(right)
    # Equal records that a chain joins lack no comparison.
    _, equal = _runs(np.sort(mixed(hashes, content[places])))
    chained = _count_pairs(equal) - int((equal - 1).sum())
    found = sum(len(part) for part in lefts)
    summary = BlockSummary(
        key.name, key.largest == STRONG, blocks, largest, found, possible - found - chained
    )
    return np.concatenate(lefts), np.concatenate(rights), summary


def _runs(hashes: "Hashes") -> tuple["Places", "Places"]:
    """Where each run of equal sorted hashes starts, and how long it is."""
    import numpy as np

    if not len(hashes):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    starts = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1])))
    return starts, np.diff(np.append(starts, len(hashes)))


def _count_pairs(sizes: "Places") -> int:
    return int((sizes * (sizes - 1) // 2).sum())


def _all_pairs(starts: "Places", sizes: "Places") -> tuple["Places", "Places"]:
    """Every pair within each run, runs of equal size at a time."""
    import numpy as np

    lefts, rights = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for size in np.unique(sizes):
        first, second = np.triu_indices(int(size), 1)
        at = starts[sizes == size][:, None]
        lefts.append((at + first).ravel())
        rights.append((at + second).ravel())
    return np.concatenate(lefts), np.concatenate(rights)


def _neighbors(
    places: "Places", hashes: "Hashes", content: "Hashes", ids: "Hashes"
) -> tuple["Places", "Places"]:
    """In blocks that nothing cuts, each record with the next few in order of content.

    Of records that are equal in all that is compared, each only with the next: a chain joins them all.
    """
    import numpy as np

    order = np.lexsort((ids[places], content[places], hashes))
    places, hashes = places[order], hashes[order]
    content = content[places]
    lefts, rights = [places[:0]], [places[:0]]
    for distance in range(1, min(NEIGHBORS, len(places) - 1) + 1):
        near = hashes[distance:] == hashes[:-distance]
        if distance > 1:
            near &= content[distance:] != content[:-distance]
        lefts.append(places[:-distance][near])
        rights.append(places[distance:][near])
    return np.concatenate(lefts), np.concatenate(rights)
