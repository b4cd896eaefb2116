"""The curve through what was found, and the rule that asks for two tests to agree."""

from math import exp

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar
from scipy.stats import nbinom

from slr.screening.stopping import always_valid_test
from slr.screening.stopping_curve import both_tests, curve_estimate, falling, left_by_curve
from slr.screening.stopping_words import methods_text

GOOD = [True] * 19 + [False] * 150  # all found first, of 200
HITS = (1, 2, 3, 5, 6, 9, 13, 14, 20, 31, 44, 60)
FALLING = [rank in HITS for rank in range(1, 101)]  # ever fewer, of 300


def test_the_slope_is_the_likeliest() -> None:
    middle = sum(rank - 0.5 for rank in HITS) / len(HITS) / 100

    def unlikely(slope: float) -> float:
        return slope * middle - float(np.log(slope / (1 - exp(-slope))))

    best = minimize_scalar(unlikely, bounds=(0.01, 50), method="bounded", options={"xatol": 1e-8}).x
    assert falling(middle) == pytest.approx(best, rel=1e-4)
    assert (falling(0.5), falling(0.7)) == (0.0, 0.0)
    assert falling(1e-3) == pytest.approx(1000)


def test_those_left_are_the_area_under_the_rest_of_the_curve() -> None:
    slope = falling(sum(rank - 0.5 for rank in HITS) / len(HITS) / 100)
    by_hand = 12 * (exp(-slope) - exp(-3 * slope)) / (1 - exp(-slope))
    assert left_by_curve(FALLING, 300) == pytest.approx(by_hand)
    assert left_by_curve([False, True] * 50, 300) == pytest.approx(100, rel=0.05)  # no fall: as many again
    assert left_by_curve(FALLING, 100) == 0


def test_the_bound_is_that_of_the_negative_binomial() -> None:
    check = curve_estimate(FALLING, 300)
    left = left_by_curve(FALLING, 300)
    assert check.most == 12 + nbinom.ppf(0.95, 12, 12 / (12 + left))
    assert check.p == pytest.approx(1 - nbinom.cdf(0, 12, 12 / (12 + left)))  # 13 would be short of 95 %
    assert (check.stop, curve_estimate(GOOD, 200).stop) == (check.p <= 0.05, True)


def test_too_few_found_or_none_left() -> None:
    assert (curve_estimate([True, True] + [False] * 80, 100).p, curve_estimate([], 9).stop) == (1.0, False)
    assert not curve_estimate([False] * 99, 100).stop
    assert curve_estimate([True, False], 2).stop
    assert both_tests([True, False], 2).stop
    assert not both_tests([False] * 99, 100).stop


def test_both_must_agree() -> None:
    check = both_tests(GOOD, 200)
    assert check.stop
    assert (check.rule, check.found, check.odds) == ("both-tests", 19, 4.0)
    late = [*GOOD[:60], *[n % 30 == 0 for n in range(1, 61)]]  # 2 more came late, by the same chance
    for decided in (GOOD, late, FALLING):
        test, curve = always_valid_test(decided, 300, odds=4), curve_estimate(decided, 300)
        both = both_tests(decided, 300)
        assert both.stop == (test.stop and curve.stop)
        assert (both.p, both.most) == (max(test.p or 0, curve.p or 0), max(test.most or 0, curve.most or 0))
        assert both_tests(decided, 300, bound=False).stop == both.stop


def test_the_words_name_both_assumptions_and_call_an_estimate_one() -> None:
    text = methods_text(both_tests(GOOD, 200))
    assert "only where both tests rejected it" in text
    assert "at least 4 times as likely" in text and "assuming that it goes on as it went" in text
    assert "As far as either assumption holds, recall is at least" in text
    assert "screening should go on" in methods_text(both_tests(FALLING[:40], 300))
    assert "This is an estimate" in methods_text(curve_estimate(GOOD, 200))
    assert "no curve can be fitted" in methods_text(curve_estimate([False] * 5, 200))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.booleans(), max_size=60), st.integers(0, 60))
def test_the_numbers_can_be(decided: list[bool], left: int) -> None:
    total = len(decided) + left
    check = both_tests(decided, total)
    assert check.p is not None and 0 <= check.p <= 1 + 1e-9
    assert check.most is not None and sum(decided) <= check.most <= sum(decided) + left
