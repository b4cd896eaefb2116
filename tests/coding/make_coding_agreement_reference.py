"""Write coding_agreement_reference.json: coders' alpha by the krippendorff package, sets of values included.

Not a test. Run where krippendorff 0.9.0 and numpy are installed: python make_coding_agreement_reference.py
The distances are written here anew, from their papers, so that nothing of slr enters the reference.
"""

import json
from collections.abc import Callable
from pathlib import Path
from random import Random

import krippendorff  # type: ignore[import-not-found]
import numpy as np

CATEGORIES = ("a", "b", "c", "d", "e")


def masi(first: frozenset[str], second: frozenset[str]) -> float:
    """Passonneau 2006."""
    if first == second:
        return 0.0
    both, either = len(first & second), len(first | second)
    monotone = 2 / 3 if first <= second or second <= first else 1 / 3 if both else 0
    return 1 - both / either * monotone


def nominal(first: frozenset[str], second: frozenset[str]) -> float:
    """Equal or not."""
    return float(first != second)


def alpha(
    said: list[list[list[str] | None]], distance: Callable[[frozenset[str], frozenset[str]], float]
) -> float:
    """By the package, each set of values under the number of its place in a list of all."""
    sets = sorted({tuple(sorted(v)) for coder in said for v in coder if v is not None})
    place = {one: number for number, one in enumerate(sets)}
    data = np.array(
        [[np.nan if v is None else place[tuple(sorted(v))] for v in coder] for coder in said], dtype=float
    )

    def metric(v1, v2, i1=None, i2=None, n_v=None, dtype=np.float64):  # type: ignore[no-untyped-def]
        return np.vectorize(
            lambda a, b: distance(frozenset(sets[int(a)]), frozenset(sets[int(b)])), otypes=[float]
        )(v1, v2)

    found: float = krippendorff.alpha(data, value_domain=list(range(len(sets))), level_of_measurement=metric)
    return found


def main() -> None:
    """Twelve sets of made-up codings: two or three coders, some of whom did not code everything."""
    cases = []
    for seed in range(12):
        rng = Random(f"coding agreement {seed}")
        coders, units = 2 + seed % 2, 8 + seed * 3
        truth = [rng.sample(CATEGORIES, rng.randint(1, 3)) for _ in range(units)]
        said: list[list[list[str] | None]] = []
        for _ in range(coders):
            own: list[list[str] | None] = []
            for unit in truth:
                values = [v for v in unit if rng.random() > 0.15]
                values += [v for v in CATEGORIES if v not in unit and rng.random() < 0.08]
                own.append(None if rng.random() < 0.1 else sorted(values))
            said.append(own)
        cases.append({"said": said, "masi": alpha(said, masi), "nominal": alpha(said, nominal)})
    place = Path(__file__).with_name("coding_agreement_reference.json")
    place.write_text(json.dumps(cases, indent=None) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
