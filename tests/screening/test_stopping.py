"""The stopping rules: their numbers by hand, their guarantee under chance order, their words."""

from math import comb
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slr.model.errors import SlrError
from slr.screening.simulate import Simulation
from slr.screening.simulate_stops import StopOutcome, stop_outcome, stop_outcomes
from slr.screening.stopping import (
    always_valid_test,
    below_target,
    consecutive_irrelevant,
    hypergeometric_test,
    p_betting,
    p_hypergeometric,
    sample_estimate,
)
from slr.screening.stopping_words import methods_text

GOOD = [True] * 19 + [False] * 150  # all found first, of 200


def test_the_least_number_that_is_below_the_target() -> None:
    assert [below_target(found, 0.95) for found in (0, 1, 18, 19, 20, 38)] == [1, 2, 19, 21, 22, 41]


def test_the_hypergeometric_p_value_is_that_of_the_urn() -> None:
    # 2 more of 181 left after 19, none of them in the 150 drawn since
    by_hand = comb(179, 150) / comb(181, 150)
    assert p_hypergeometric(GOOD, 200, 21) == pytest.approx(by_hand)
    check = hypergeometric_test(GOOD, 200)
    assert (check.p, check.stop, check.found, check.screened) == (pytest.approx(by_hand), True, 19, 169)
    assert not hypergeometric_test(GOOD[:100], 200).stop


def test_the_betting_p_value_of_bets_that_lose_all_is_that_of_the_urn() -> None:
    # with odds 1 a bet that loses all with a hit is worth 1 / P(no hit since it began)
    from slr.screening.stopping import PACES, won

    assert 0.0 in PACES
    import numpy as np

    said = np.array([True, False, False, False])
    waiting, unseen = np.array([2, 1, 1, 1]), np.array([10, 9, 8, 7])
    worth = sum(comb(n, k) / comb(n - 1, k) for n, k in [(9, 3), (8, 2), (7, 1)])
    assert won(said, waiting / unseen, 0.0, 10) == pytest.approx(worth / 10)


def test_a_better_ranking_is_believed_sooner() -> None:
    p = [always_valid_test(GOOD, 200, odds=odds).p for odds in (1, 2, 3)]
    assert p == sorted(p, reverse=True)  # type: ignore[type-var]
    check = always_valid_test(GOOD, 200)
    assert check.stop
    assert (check.most, check.recall) == (20, 0.95)
    assert p_betting(GOOD, 200, 20, 2.5) > 0.05 >= p_betting(GOOD, 200, 21, 2.5)


def test_more_reports_are_less_likely_to_have_been_missed() -> None:
    p = [p_betting(GOOD, 200, included, 2.5) for included in range(20, 52)]
    assert p == sorted(p, reverse=True)
    assert p[-1] == 0  # there are not so many left


@pytest.mark.parametrize("included", [4, 40])
def test_under_chance_order_the_betting_test_rarely_ever_stops_short(included: int) -> None:
    """The guarantee: chance order is the worst that odds 1 allow, and every decision is a look."""
    short = 0
    for seed in range(60):
        order = [True] * included + [False] * (120 - included)
        Random(seed).shuffle(order)
        for n in range(1, 120):
            if always_valid_test(order[:n], 120, odds=1, bound=False).stop:
                short += sum(order[:n]) < 0.95 * included
                break
    assert short <= 6  # 3 of 60 expected at most; 7 would come by chance with probability 0.03


def test_nothing_found_never_stops_before_the_end() -> None:
    assert not always_valid_test([False] * 99, 100).stop
    assert not hypergeometric_test([False] * 99, 100).stop
    assert not consecutive_irrelevant([False] * 99, 100, limit=10).stop
    assert always_valid_test([False] * 100, 100).stop
    assert always_valid_test([], 100).p == 1


def test_a_random_sample_bounds_what_is_left() -> None:
    decided = [True] * 10 + [False] * 90
    check = sample_estimate(decided, 200, sample=[False] * 50)
    # 150 were left: the most of them that 50 drawn miss with a chance above 0.05
    most = max(k for k in range(101) if comb(150 - k, 50) / comb(150, 50) > 0.05)
    assert (check.most, check.limit, check.stop) == (10 + most, 50, False)
    hit = sample_estimate([*decided, True], 200, sample=[True])
    assert hit.found == 11 and hit.most is not None and hit.most > 100
    with pytest.raises(SlrError, match="not the last"):
        sample_estimate(decided, 200, sample=[True])


def test_consecutive_irrelevant_counts_from_the_last_included() -> None:
    decided = [True, False, False, True, False, False]
    assert consecutive_irrelevant(decided, 10, limit=2).stop
    assert not consecutive_irrelevant(decided, 10, limit=3).stop


def test_impossible_numbers_are_refused() -> None:
    with pytest.raises(SlrError, match="3 decisions on 2 reports"):
        hypergeometric_test([False] * 3, 2)
    with pytest.raises(SlrError, match=r"target of 1 "):
        always_valid_test([True], 2, target=1)
    with pytest.raises(SlrError, match="worse than chance"):
        always_valid_test([True], 2, odds=0.5)


def test_the_words_say_what_may_be_claimed() -> None:
    text = methods_text(always_valid_test(GOOD, 200))
    assert text.startswith(
        "Screening, in the order of a ranking learned from the decisions, covered 169 of 200 reports (84%), of "
        "which 19 were included. That fewer than 95% of the includable reports had been found was tested"
    )
    assert "2.5 times as likely" in text
    assert "rejected at 95% confidence" in text
    assert "recall is at least" in text
    assert methods_text(always_valid_test(GOOD, 200), conflicts=2) == (
        "Conflicts are open: nothing may be claimed until they are resolved (2 left)."
    )
    assert "screening should go on" in methods_text(hypergeometric_test(GOOD[:60], 200))
    assert "Repeated looks were not corrected for" in methods_text(hypergeometric_test(GOOD, 200))
    assert "no recall can be claimed" in methods_text(consecutive_irrelevant(GOOD, 200, limit=50))
    assert "random sample of those left. At most" in methods_text(
        sample_estimate(GOOD, 200, sample=[False] * 40)
    )
    assert (
        methods_text(always_valid_test([True, False], 2)) == "All 2 reports were screened; 1 were included."
    )
    assert "no later than by chance" in methods_text(always_valid_test(GOOD, 200, odds=1))


def test_a_rule_is_followed_through_a_replay() -> None:
    run = Simulation(order=tuple(range(202)), found=(True, False, *GOOD, *[False] * 31), priors=2)
    after_30 = stop_outcome(
        run, "30 idle", lambda decided, total: consecutive_irrelevant(decided, total, limit=30).stop
    )
    assert after_30 == StopOutcome(rule="30 idle", screened=50, saved=0.75, recall=1.0)
    never = stop_outcome(run, "never", lambda decided, total: False)
    assert (never.screened, never.saved, never.reached()) == (200, 0.0, True)
    early = stop_outcome(run, "early", lambda decided, total: True)
    assert (early.screened, early.reached()) == (2, False)
    assert [one.rule for one in stop_outcomes(run)] == [
        "both-tests, odds 4", "curve", "always-valid, odds 2.5", "always-valid, odds 1", "hypergeometric",
        "5 % consecutive irrelevant", "10 % consecutive irrelevant",
    ]  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(st.booleans(), min_size=1, max_size=40), st.integers(0, 40))
def test_p_values_are_between_nothing_and_one(decided: list[bool], left: int) -> None:
    total = len(decided) + left
    for check in (always_valid_test(decided, total), hypergeometric_test(decided, total)):
        assert check.p is not None
        assert 0 <= check.p <= 1 + 1e-9
    most = always_valid_test(decided, total).most
    assert most is not None
    assert sum(decided) <= most <= sum(decided) + left
