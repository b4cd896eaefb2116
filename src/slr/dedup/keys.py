"""What records of one report are likely to share: hashes of identifiers, title words, people and place."""

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
_PREFIX = 20
_WORD_KEYS = 3


def hashed_fields(records: Prepared) -> dict[str, "Hashes"]:
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
    hashed["content"] = mixed(
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


def keys_of(records: Prepared, fields: dict[str, "Hashes"]) -> list[Key]:
    import numpy as np

    titled = np.array([len(text) >= 8 for text in records.title], dtype=bool)
    named = records.first_author != ""
    paged = (records.first_page != MISSING) & (records.volume != MISSING)
    dated = records.year != MISSING
    by_source = (fields["year"], fields["author"], fields["page"])
    place = mixed(fields["volume"], fields["page"])
    keys = [
        Key("DOI", fields["doi"], records.doi != "", STRONG, (fields["title"],)),
        Key("PubMed id", fields["pmid"], records.pmid != "", STRONG, (fields["title"],)),
        Key("title", fields["title"], titled, STRONG, by_source),
        Key("title's beginning", fields["prefix"], titled, WEAK, (fields["words-0"], *by_source)),
        Key(
            "year, volume and page",
            mixed(place, fields["year"]),
            paged & dated,
            STRONG,
            (fields["journal"], fields["author"]),
        ),
        Key(
            "author, volume and page",
            mixed(place, fields["author"]),
            paged & named,
            STRONG,
            (fields["year"], fields["title"]),
        ),
        Key(
            "author and year",
            mixed(fields["author"], fields["year"]),
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

    return mixed(numbers.astype(np.uint64))


def mixed(*hashes: "Hashes") -> "Hashes":
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
    return [_two_smallest(owner, mixed(hashes ^ np.uint64(seed)), len(titles)) for seed in range(_WORD_KEYS)]


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
    keys[enough] = mixed(hashes[first], hashes[first + 1]) | np.uint64(1)
    return keys
