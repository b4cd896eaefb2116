"""The order in which reports are shown: learned from the decisions so far, explained by words.

A linear support vector machine (Cortes and Vapnik 1995; as ASReview's ELAS u4, van de Schoot et al. 2021) and
a naive Bayes classifier (McCallum and Nigam 1998) on the same weighted words vote with standardized scores.
While little is decided, a text's length counts the words too that no other text has (Salton and Buckley 1988
of cosine normalization): a text is then like the included ones by the share of it that is like them. The more
is decided, the better is known which words matter, and the less does the rest of a text.
A text that says too little to be judged gets a score somewhat above the average: unknown never excludes.
Before anything was included the protocol's text stands for an included report; before anything was excluded,
all texts together stand for an excluded one. benchmarks/ranking_choose.py says how the settings were chosen.
"""

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from slr.screening.function_words import FUNCTION_WORDS
from slr.screening.text_features import Corpus, Text, read_more

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

FEW = 10  # included reports below which the protocol's text counts as one more


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the model is set to; one setting for every review."""

    penalty: float = 0.11  # C of the support vector machine
    weight_included: float = 9.8  # all included together weigh so much more than all excluded
    bayes: float = 0.5  # weight of naive Bayes' vote
    half: float = 100.0  # decisions after which words of a single text count half to its length
    unreadable: float = 0.5  # standard deviations above the mean where unreadable texts are placed


@dataclass(frozen=True, kw_only=True, eq=False)
class Ranking:
    """A score for each text (higher is likelier to be included), and the weights behind it.

    `included` and `excluded` are how many decisions it was learned from; both 0 is a cold start.
    """

    ids: tuple[str, ...]
    scores: "Floats"
    weights: "Floats"
    included: int = 0
    excluded: int = 0

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The ids, best first; ties in the order of the texts."""
        import numpy as np

        return tuple(self.ids[n] for n in np.argsort(-self.scores, kind="stable"))

    @property
    def score_of(self) -> dict[str, float]:
        """The score of each id."""
        return dict(zip(self.ids, self.scores.tolist(), strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class WordWeight:
    """A word of a report and how much it moved the report up (or, below 0, down)."""

    word: str
    weight: float


def rank(
    corpus: Corpus,
    decided: Mapping[str, bool],
    *,
    wanted: Sequence[str] = (),
    unwanted: Sequence[str] = (),
    settings: Settings | None = None,
) -> Ranking:
    """Rank all texts by the decisions so far (id: included); ids that are no text are left out.

    `wanted` is what the protocol says of what is sought (question, criteria to include, their terms),
    `unwanted` of what is not; they help while little is included. Nothing random, nothing kept.
    """
    import numpy as np

    place = {name: n for n, name in enumerate(corpus.ids)}
    rows = np.array([place[name] for name in decided if name in place], dtype=int)
    said = np.array([value for name, value in decided.items() if name in place], dtype=bool)
    told: Any = None
    if any(text.strip() for text in wanted) and said.sum() < FEW:
        sides = [" ".join(wanted), *([" ".join(unwanted)] if any(t.strip() for t in unwanted) else [])]
        told = read_more(corpus, [Text(id="", abstract=side) for side in sides])
    scores, weights = learn(corpus, rows, said, told=told, settings=settings or Settings())
    return Ranking(
        ids=corpus.ids,
        scores=scores,
        weights=weights,
        included=int(said.sum()),
        excluded=int((~said).sum()),
    )


def learn(
    corpus: Corpus,
    rows: "NDArray[np.int_]",
    said: "NDArray[np.bool_]",
    *,
    settings: Settings,
    told: Any = None,
) -> tuple["Floats", "Floats"]:
    """(scores of all texts, weights of the stems), learned from some rows and what was said of them.

    `told` has a row for the protocol's text, and perhaps a second for what it rules out. With nothing
    included and nothing told all scores are the same.
    """
    import numpy as np
    from scipy.sparse import csr_matrix, vstack

    shrunk = corpus.shared ** (settings.half / (settings.half + len(rows)) if settings.half else 0.0)
    parts, labels = [corpus.matrix[rows].multiply(shrunk[rows][:, None]).tocsr()], [said]
    if told is not None:
        parts.append(told)
        labels.append(np.arange(told.shape[0]) == 0)
    if not any((~one).any() for one in labels) and len(corpus.ids):
        parts.append(csr_matrix(corpus.matrix.mean(axis=0)))
        labels.append(np.array([False]))
    y = np.concatenate(labels)
    if not y.any() or y.all() or not corpus.matrix.shape[1]:
        return np.zeros(len(corpus.ids)), np.zeros(corpus.matrix.shape[1])
    x = vstack(parts).tocsr()
    share = settings.weight_included
    weight = np.where(y, share / y.sum(), 1 / (~y).sum()) * len(y) / (share + 1)
    votes = [(vector_machine(x, y, weight, settings), 1.0), (naive_bayes(x, y, weight), settings.bayes)]
    weights = np.zeros(x.shape[1])
    for own, much in votes:
        if much:
            voted = (shrunk * (corpus.matrix @ own))[corpus.readable]
            spread = float(voted.std()) if len(voted) else 0.0
            weights += much * own / (spread or 1.0)
    return place_unreadable(shrunk * (corpus.matrix @ weights), corpus, settings), weights


def vector_machine(x: Any, y: "NDArray[np.bool_]", weight: "Floats", settings: Settings) -> "Floats":
    """The weights of a linear support vector machine with squared hinge loss."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.svm import LinearSVC

    machine = LinearSVC(C=settings.penalty, loss="squared_hinge", dual=True, random_state=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # an order needs no more digits
        machine.fit(x, y, sample_weight=weight)
    weights: Floats = machine.coef_[0]
    return weights


def naive_bayes(x: Any, y: "NDArray[np.bool_]", weight: "Floats") -> "Floats":
    """The weights of multinomial naive Bayes with Laplace's smoothing, without the prior."""
    import numpy as np

    sides = []
    for side in (y, ~y):
        seen = x.T @ np.where(side, weight, 0.0) + 1
        sides.append(np.log(seen / seen.sum()))
    weights: Floats = sides[0] - sides[1]
    return weights


def place_unreadable(scores: "Floats", corpus: Corpus, settings: Settings) -> "Floats":
    """Give texts that say too little the score of somewhat more than an average text."""
    readable = scores[corpus.readable]
    if len(readable) and len(readable) < len(scores):
        scores = scores.copy()
        scores[~corpus.readable] = readable.mean() + settings.unreadable * readable.std()
    return scores


def explain_rank(corpus: Corpus, ranking: Ranking, report: str, *, most: int = 8) -> tuple[WordWeight, ...]:
    """The words that moved a report up, the strongest first; none for a report without readable text.

    Words without a meaning of their own (`we`, `between`) count as all others do, but explain nothing.
    """
    row = corpus.matrix[corpus.ids.index(report)]
    pushed = sorted(
        (
            (float(n * ranking.weights[column]), int(column))
            for column, n in zip(row.indices, row.data, strict=True)
            if corpus.spoken[column] not in FUNCTION_WORDS
        ),
        key=lambda pair: (-pair[0], pair[1]),
    )
    return tuple(
        WordWeight(word=corpus.spoken[column], weight=weight)
        for weight, column in pushed[:most]
        if weight > 0
    )
