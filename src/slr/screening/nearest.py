"""How like each text is to the included texts that it is most like: a vote that sees subjects apart.

A line through all words knows one kind of included report. A review has several, and a report that is like a
few of them and unlike the rest comes late by the line alone (nearest neighbors: Cover and Hart 1967).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

NEIGHBORS = 3  # included texts that a text is held against
AT_ONCE = 200  # included texts compared in one go, so that memory stays small


@dataclass(slots=True)
class Nearest:
    """The greatest cosines between each text of `matrix` (rows of length 1) and the texts added so far."""

    matrix: Any  # scipy.sparse.csr_matrix
    best: "Floats"  # texts by NEIGHBORS, ascending; 0 where fewer were added
    added: int = 0

    def add(self, texts: Any) -> None:
        """Hold all texts against more included ones (sparse rows of length 1)."""
        import numpy as np

        for first in range(0, texts.shape[0], AT_ONCE):
            some = texts[first : first + AT_ONCE]
            cosines = (self.matrix @ some.T).toarray()
            both = np.concatenate([self.best, cosines], axis=1)
            self.best = np.sort(both, axis=1)[:, -NEIGHBORS:]
            self.added += some.shape[0]

    @property
    def likeness(self) -> "Floats":
        """The mean of the greatest cosines; 0 before a text was added."""
        many = max(1, min(self.added, NEIGHBORS))
        mean: Floats = self.best[:, -many:].mean(axis=1)
        return mean


def nearest_to(matrix: Any, included: Any) -> Nearest:
    """All texts of a matrix against these included ones."""
    import numpy as np

    found = Nearest(matrix=matrix, best=np.zeros((matrix.shape[0], NEIGHBORS)))
    found.add(included)
    return found


def middle_of_nearest(row: Any, included: Any) -> "Floats":
    """The mean of the included texts that one text is most like: its cosine with the text is the likeness."""
    import numpy as np

    if not included.shape[0]:
        return np.zeros(row.shape[1])
    cosines = (included @ row.T).toarray().ravel()
    chosen: Sequence[int] = np.argsort(-cosines, kind="stable")[:NEIGHBORS].tolist()
    mean: Floats = np.asarray(included[chosen].mean(axis=0)).ravel()
    return mean
