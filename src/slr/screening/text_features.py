"""Texts as numbers: weighted words (tf-idf) of title, abstract and keywords, computed once for all rankings.

Words are lower case, without accents and common English endings, and count more where they stand in the
title. Term frequency is sublinear (Salton and Buckley 1988). Words that no other text has are no columns, but
how much of a text they are is kept.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WORD = re.compile(r"\w\w+")
ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ed", "es", "s", "ly")
SHORTEST_STEM = 4
TITLE_WEIGHT = 2
SEEN_IN = 2  # texts a word must stand in: others tell nothing about another text
COMMON = 0.95  # the share of texts above which a word tells nothing either
READABLE = 3  # words below which a text says too little to judge it by


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What the ranking reads of one report."""

    id: str
    title: str = ""
    abstract: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Corpus:
    """All texts as numbers.

    `matrix` is texts by stems (sparse rows of length 1), `stems` name its columns, `spoken` is the commonest
    word of each stem, `readable` says which texts say enough to be judged. `shared` is how long a text would
    be with the words that others have, were its length with all its words 1.
    """

    ids: tuple[str, ...]
    matrix: Any  # scipy.sparse.csr_matrix
    idf: "NDArray[np.float64]"
    stems: tuple[str, ...]
    spoken: tuple[str, ...]
    readable: "NDArray[np.bool_]"
    shared: "NDArray[np.float64]"


def read_texts(texts: Sequence[Text]) -> Corpus:
    """The corpus of these texts, in their order. Takes about a second for 3,000 abstracts."""
    import numpy as np

    spoken: dict[str, Counter[str]] = {}
    counted = [count_stems(text, spoken) for text in texts]
    seen = Counter(stem for counts in counted for stem in counts)
    most = COMMON * len(texts)
    few = SEEN_IN if len(texts) > SEEN_IN else 1
    stems = tuple(sorted(stem for stem, n in seen.items() if few <= n <= max(most, few)))
    idf = np.array([np.log((1 + len(texts)) / (1 + seen[stem])) + 1 for stem in stems], dtype=float)
    matrix, lengths = weigh(counted, stems, idf)
    rare = np.log((1 + len(texts)) / 2) + 1
    own = [
        sum(((1 + np.log(n)) * rare) ** 2 for s, n in counts.items() if seen[s] < few) for counts in counted
    ]
    return Corpus(
        ids=tuple(text.id for text in texts),
        matrix=matrix,
        idf=idf,
        stems=stems,
        spoken=tuple(commonest(spoken[stem]) for stem in stems),
        readable=np.array([sum(counts.values()) >= READABLE for counts in counted], dtype=bool),
        shared=lengths / np.sqrt(lengths**2 + np.array(own, dtype=float)),
    )


def commonest(words: Counter[str]) -> str:
    """The word counted most often, the first of the alphabet among equals."""
    return min(words, key=lambda word: (-words[word], word))


def read_more(corpus: Corpus, texts: Iterable[Text]) -> Any:
    """Other texts (a protocol's) in the columns of a corpus: a sparse matrix, one row each."""
    return weigh([count_stems(text, {}) for text in texts], corpus.stems, corpus.idf)[0]


def count_stems(text: Text, spoken: dict[str, Counter[str]]) -> Counter[str]:
    """How often each stem stands in a text, title words counted more; notes the words behind the stems."""
    counts: Counter[str] = Counter()
    for part, weight in ((text.title, TITLE_WEIGHT), (text.abstract, 1), (" ; ".join(text.keywords), 1)):
        for word in WORD.findall(plain(part)):
            stem = stem_of(word)
            counts[stem] += weight
            spoken.setdefault(stem, Counter())[word] += 1
    return counts


def weigh(
    counted: Sequence[Counter[str]], stems: Sequence[str], idf: "NDArray[np.float64]"
) -> tuple[Any, "NDArray[np.float64]"]:
    """Counts as tf-idf rows of length 1 (an empty text stays empty), and how long they were (empty: 1)."""
    import numpy as np
    from scipy.sparse import csr_matrix

    place = {stem: n for n, stem in enumerate(stems)}
    starts, columns, values, lengths = [0], [], [], []
    for counts in counted:
        own = sorted((place[stem], n) for stem, n in counts.items() if stem in place)
        weights = np.array([1 + np.log(n) for _, n in own]) * idf[[column for column, _ in own]]
        length = float(np.sqrt((weights**2).sum())) or 1.0
        columns += [column for column, _ in own]
        values += (weights / length).tolist()
        starts.append(len(columns))
        lengths.append(length)
    matrix = csr_matrix((values, columns, starts), shape=(len(counted), len(stems)), dtype=float)
    return matrix, np.array(lengths, dtype=float)


def plain(text: str) -> str:
    """Lower case, without accents."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


@lru_cache(maxsize=200_000)
def stem_of(word: str) -> str:
    """A word without the first of the endings that it has, if four letters are left."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word
