"""Which pairs of records are worth comparing: those that share a key, in near-linear time.

Every key is a hash of a few fields. Records that share it form a block; a block that is too large is cut
by further fields, and what remains too large is compared only between neighbors in order of content. The
pairs that this leaves out are counted.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from slr.dedup.prepare import Prepared
from slr.dedup.source import MISSING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Hashes = npt.NDArray[np.uint64]
    Places = npt.NDArray[np.int64]
    Mask = npt.NDArray[np.bool_]

# Every pair is compared in blocks up to these sizes: of keys that nearly identify a report, and of others,
# which meet the same pairs again under other keys.
STRONG, WEAK = 40, 20
NEIGHBORS = 8  # in larger blocks that no field cuts, each record is compared with so many after it

_PREFIX = 20
_WORD_KEYS = 3


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

    fields = _hashed_fields(records)
    codes, summaries = [], []
    for key in _keys(records, fields):
        left, right, summary = _pairs_of_key(key, fields["content"], fields["id"])
        codes.append(_coded(left, right, len(records)))
        summaries.append(summary)
    code = np.unique(np.concatenate(codes)) if codes else np.empty(0, dtype=np.int64)
    size = max(len(records), 1)
    return Candidates(code // size, code % size, tuple(summaries))


def _coded(left: "Places", right: "Places", size: int) -> "Places":
    import numpy as np

    return np.minimum(left, right) * size + np.maximum(left, right)


def _hashed_fields(records: Prepared) -> dict[str, "Hashes"]:
    title, words = records.title, records.title_words
    hashed = {
        "title": _hash_texts(title),
        "prefix": _hash_texts([text[:_PREFIX] for text in title]),
        "author": _hash_texts(records.first_author),
        "doi": _hash_texts(records.doi_base),
        "pmid": _hash_texts(records.pmid),
        "year": _hash_numbers(records.year),
        "volume": _hash_numbers(records.volume),
        "page": _hash_numbers(records.first_page),
        "journal": _hash_texts([text[:1].casefold() for text in records.journal]),
        "journal-name": _hash_texts(records.journal),
    }
    for number, values in enumerate(_word_keys(words)):
        hashed[f"words-{number}"] = values
    hashed["id"] = _hash_texts(records.ids)
    hashed["content"] = _mixed(
        hashed["title"],
        hashed["author"],
        hashed["year"],
        hashed["volume"],
        hashed["page"],
        hashed["journal-name"],
        hashed["doi"],
        hashed["pmid"],
        _hash_texts(records.abstract),
        _hash_numbers(records.kind),
        _hash_numbers(records.last_page),
        _hash_texts(records.families),
    )
    return hashed


class Key(NamedTuple):
    """A key: its hashes, which records have it, the largest block, and the fields that cut a larger one."""

    name: str
    hashes: "Hashes"
    present: "Mask"
    largest: int
    further: tuple["Hashes", ...]


def _keys(records: Prepared, fields: dict[str, "Hashes"]) -> list[Key]:
    import numpy as np

    titled = np.array([len(text) >= 8 for text in records.title], dtype=bool)
    named = records.first_author != ""
    paged = (records.first_page != MISSING) & (records.volume != MISSING)
    dated = records.year != MISSING
    by_source = (fields["year"], fields["author"], fields["page"])
    place = _mixed(fields["volume"], fields["page"])
    keys = [
        Key("DOI", fields["doi"], records.doi != "", STRONG, (fields["title"],)),
        Key("PubMed id", fields["pmid"], records.pmid != "", STRONG, (fields["title"],)),
        Key("title", fields["title"], titled, STRONG, by_source),
        Key("title's beginning", fields["prefix"], titled, WEAK, (fields["words-0"], *by_source)),
        Key(
            "year, volume and page",
            _mixed(place, fields["year"]),
            paged & dated,
            STRONG,
            (fields["journal"], fields["author"]),
        ),
        Key(
            "author, volume and page",
            _mixed(place, fields["author"]),
            paged & named,
            STRONG,
            (fields["year"], fields["title"]),
        ),
        Key(
            "author and year",
            _mixed(fields["author"], fields["year"]),
            named & dated,
            WEAK,
            (fields["words-0"], fields["volume"]),
        ),
    ]
    for number in range(_WORD_KEYS):
        words = fields[f"words-{number}"]
        keys.append(Key(f"title's words {number + 1}", words, titled & (words != 0), WEAK, by_source))
    return keys


def _hash_texts(texts: object) -> "Hashes":
    import numpy as np
    from pandas.util import hash_array

    array = np.asarray(texts, dtype=object)
    return hash_array(array, categorize=True).astype(np.uint64)


def _hash_numbers(numbers: "Places") -> "Hashes":
    import numpy as np

    return _mixed(numbers.astype(np.uint64))


def _mixed(*hashes: "Hashes") -> "Hashes":
    """One hash out of several, in their order (multiply, xor-shift as in splitmix64, Steele et al. 2014)."""
    import numpy as np

    mixed = np.zeros(len(hashes[0]), dtype=np.uint64)
    for values in hashes:
        mixed = (mixed ^ values) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
        mixed *= np.uint64(0xBF58476D1CE4E5B9)
        mixed ^= mixed >> np.uint64(32)
    return mixed


def _word_keys(titles: "npt.NDArray[np.object_]") -> list["Hashes"]:
    """For each of a few orders of all words, a hash of the title's first two (min-wise hashing, Broder 1997).

    Titles that share most words share most of these keys, wherever the difference is. 0 where a title has
    fewer than three words of four letters or more.
    """
    import numpy as np

    lengths = np.fromiter((len(words) for words in titles), dtype=np.int64, count=len(titles))
    flat = [word for words in titles for word in words]
    if not flat:
        return [np.zeros(len(titles), dtype=np.uint64) for _ in range(_WORD_KEYS)]
    owner = np.repeat(np.arange(len(titles)), lengths)
    hashes = _hash_texts([word[:7] for word in flat])
    long = np.fromiter((len(word) >= 4 for word in flat), dtype=bool, count=len(flat))
    owner, hashes = owner[long], hashes[long]
    return [_two_smallest(owner, _mixed(hashes ^ np.uint64(seed)), len(titles)) for seed in range(_WORD_KEYS)]


def _two_smallest(owner: "Places", hashes: "Hashes", size: int) -> "Hashes":
    import numpy as np

    order = np.lexsort((hashes, owner))
    owner, hashes = owner[order], hashes[order]
    fresh = np.ones(len(owner), dtype=bool)  # a word that a title repeats counts once
    fresh[1:] = (owner[1:] != owner[:-1]) | (hashes[1:] != hashes[:-1])
    owner, hashes = owner[fresh], hashes[fresh]
    counts = np.bincount(owner, minlength=size)
    starts = np.concatenate(([0], np.cumsum(counts)[:-1])) if size else np.zeros(0, dtype=np.int64)
    keys = np.zeros(size, dtype=np.uint64)
    enough = counts >= 3
    first = starts[enough]
    keys[enough] = _mixed(hashes[first], hashes[first + 1]) | np.uint64(1)
    return keys


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
            hashes = _mixed(hashes, further[depth][places])
    left, right = _neighbors(places, hashes, content, ids)
    lefts.append(left)
    rights.append(right)
    # Equal records that a chain joins lack no comparison.
    _, equal = _runs(np.sort(_mixed(hashes, content[places])))
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
