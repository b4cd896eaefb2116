"""Replay a finished screening: in which order would it have gone, and how much work would that have saved?

Work saved over sampling (WSS) as Cohen et al. 2006, recall at 10 %, average time to discovery (ATD) as
ASReview's. N and R leave out the priors; found is the ceiling of the share of R, 10 % is 0.1 N rounded.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from random import Random

from slr.model.errors import SlrError
from slr.screening.ranking import Settings, learn
from slr.screening.text_features import Corpus


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """One replay. `order` holds rows of the corpus, priors first; `found` says which were included.

    `wss95`, `wss100` are shares of N; `recall10` a share of R; `atd` the mean share of N screened when an
    included report was found. None where nothing was left to find.
    """

    order: tuple[int, ...]
    found: tuple[bool, ...]
    priors: int

    @property
    def total(self) -> int:
        """N: the reports to screen, without the priors."""
        return len(self.order) - self.priors

    @property
    def relevant(self) -> int:
        """R: the included ones among them."""
        return sum(self.found[self.priors :])

    @property
    def places(self) -> tuple[int, ...]:
        """After how many reports each included one was found, from 1, without the priors."""
        return tuple(n for n, found in enumerate(self.found[self.priors :], 1) if found)

    def curve(self) -> tuple[float, ...]:
        """Recall after each report screened, without the priors; empty where there is nothing to find."""
        seen, recall = 0, []
        for found in self.found[self.priors :]:
            seen += found
            recall.append(seen / self.relevant if self.relevant else 0.0)
        return tuple(recall) if self.relevant else ()

    def wss(self, share: float) -> float | None:
        """Work saved over sampling at a recall: that recall minus the share screened when it was reached."""
        if not self.relevant:
            return None
        needed = ceil(Fraction(str(share)) * self.relevant)
        return share - self.places[needed - 1] / self.total

    @property
    def wss95(self) -> float | None:
        """WSS@95."""
        return self.wss(0.95)

    @property
    def wss100(self) -> float | None:
        """WSS@100."""
        return self.wss(1.0)

    @property
    def recall10(self) -> float | None:
        """The share found within the first tenth (0.1 N, a half rounded up)."""
        if not self.relevant:
            return None
        first = (self.total + 5) // 10
        return sum(place <= first for place in self.places) / self.relevant

    @property
    def atd(self) -> float | None:
        """Average time to discovery."""
        if not self.relevant:
            return None
        return sum(self.places) / self.relevant / self.total


def choose_priors(
    labels: Sequence[bool], *, included: int = 1, excluded: int = 1, seed: int
) -> tuple[int, ...]:
    """Rows drawn as priors, the included first. Raises SlrError where there are not so many."""
    chance = Random(seed)
    rows = []
    for label, many in ((True, included), (False, excluded)):
        of = [row for row, own in enumerate(labels) if bool(own) is label]
        if len(of) < many:
            word = "included" if label else "excluded"
            raise SlrError(f"cannot draw {many} {word} priors of {len(of)}", "ask for fewer")
        rows += chance.sample(of, many)
    return tuple(rows)


def simulate(
    corpus: Corpus,
    labels: Sequence[bool],
    *,
    priors: Sequence[int],
    settings: Settings | None = None,
    growth: float = 0.03,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Simulation:
    """Screen by the ranking until nothing is left, learning anew after each 1/33 more decisions (`growth`).

    `labels` are the decisions that will be made, in the order of the corpus. Nothing is random once the
    priors are given. With no included or no excluded prior the first reports come in the order of the texts.
    """
    import numpy as np

    y = np.asarray(labels, dtype=bool)
    if len(y) != len(corpus.ids):
        raise SlrError(f"{len(y)} labels for {len(corpus.ids)} texts", "every text needs one")
    order = list(dict.fromkeys(priors))
    left = np.ones(len(y), dtype=bool)
    left[order] = False
    while left.any():
        rows = np.array(order, dtype=int)
        scores, _ = learn(corpus, rows, y[rows], settings=settings or Settings())
        pool = np.flatnonzero(left)
        best = pool[np.argsort(-scores[pool], kind="stable")[: max(1, int(growth * len(order)))]]
        order += best.tolist()
        left[best] = False
        progress(len(order), len(y))
    return Simulation(order=tuple(order), found=tuple(y[order].tolist()), priors=len(dict.fromkeys(priors)))
