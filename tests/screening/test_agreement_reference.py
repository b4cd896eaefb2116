"""Agreement of random ratings against irrCAC, krippendorff, statsmodels and scikit-learn, to 1e-9, intervals too.

make_agreement_reference.py made the values; they are kept, as the libraries are no dependency of the tests.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from slr.screening.agreement import cohen_kappa, fleiss_kappa, gwet_ac1, pabak, raw_agreement
from slr.screening.agreement_alpha import krippendorff_alpha
from slr.screening.agreement_counts import Estimate
from slr.screening.agreement_table import Ratings, ratings_from

CASES: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("agreement_reference.json").read_text(encoding="utf-8")
)
BY_NAME = {
    "gwet_ac1": gwet_ac1,
    "fleiss_kappa": fleiss_kappa,
    "fleiss_statsmodels": fleiss_kappa,
    "pabak": pabak,
    "raw": raw_agreement,
    "cohen_kappa": cohen_kappa,
    "cohen_sklearn": cohen_kappa,
}
PAIRS = [(place, name) for place, case in enumerate(CASES) for name in case["references"]]


def ratings_of(case: dict[str, Any]) -> Ratings:
    """The ratings of a case; a point is missing."""
    rows = [row.split() for row in case["rows"]]
    said = [(f"{u:03}", str(r), v) for u, row in enumerate(rows) for r, v in enumerate(row) if v != "."]
    return ratings_from(said, categories="abcdef"[: case["categories"]])


def estimate(case: dict[str, Any], name: str) -> Estimate:
    """What we say of a case."""
    ratings = ratings_of(case)
    return krippendorff_alpha(ratings, seed=1) if name == "alpha" else BY_NAME[name](ratings)


@pytest.mark.parametrize(("place", "name"), PAIRS)
def test_value_and_interval_are_the_librarys(place: int, name: str) -> None:
    case = CASES[place]
    expected = case["references"][name]
    found = estimate(case, name)
    if isinstance(expected, float):
        assert found.value == pytest.approx(expected, abs=1e-9)
        return
    low, high = max(expected[1], -1.0), min(expected[2], 1.0)
    assert (found.value, found.low, found.high) == pytest.approx((expected[0], low, high), abs=1e-9)


def test_the_cases_are_of_many_shapes() -> None:
    shapes = {(len(case["rows"][0].split()), case["categories"]) for case in CASES}
    assert len(shapes) >= 6 and any("." in row for case in CASES for row in case["rows"])
    assert {name for case in CASES for name in case["references"]} == {*BY_NAME, "alpha"}
