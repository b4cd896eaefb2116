"""A share of random reports among ranked ones: which, where, and that the sample owes nothing to the ranking."""

from math import comb
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slr.screening.random_share import drawn_order, drawn_sample, estimate_share, mix

NAMES = [f"made-up-000000-{n}" for n in range(1, 41)]


def test_the_random_order_depends_on_stage_seed_and_ids_alone() -> None:
    drawn = drawn_order("title-abstract", 1, NAMES)
    assert drawn == drawn_order("title-abstract", 1, NAMES[::-1])
    assert drawn != drawn_order("title-abstract", 2, NAMES) != drawn_order("full-text", 2, NAMES)
    some = [name for name in drawn if name in NAMES[:20]]
    assert some == drawn_order("title-abstract", 1, NAMES[:20])  # new reports move none


def test_without_a_share_the_order_is_the_ranking() -> None:
    assert mix(NAMES, NAMES[::-1], share=0, reached=0, chance=lambda: 0.0).order == tuple(NAMES)


def test_random_places_take_the_next_drawn_and_ranked_ones_fill_the_others() -> None:
    chances = iter([0.9, 0.0, 0.9, 0.0, 0.9])
    mixed = mix(list("abcde"), list("edcba"), share=0.5, reached=0, chance=lambda: next(chances))
    assert mixed.order == ("a", "e", "b", "d", "c")
    assert mixed.sizes == {"e": 1, "d": 2}


def test_a_drawn_report_that_was_decided_is_in_the_sample_and_costs_no_place() -> None:
    mixed = mix(list("abc"), ["x", "c", "a", "b"], share=1, reached=0, chance=lambda: 0.0)
    assert mixed.order == ("a", "c", "b")  # x was decided: the likeliest is shown in its place
    assert mixed.sizes == {"a": 1, "c": 2, "b": 3}
    assert drawn_sample(["x", "c", "a", "b"], 2) == ("x", "c")


def test_the_sample_goes_on_where_it_was() -> None:
    mixed = mix(list("abc"), ["x", "y", "a", "b"], share=1, reached=2, chance=lambda: 0.0)
    assert mixed.order == ("a", "b", "c")
    assert mixed.sizes == {"a": 3, "b": 4}


@given(st.permutations(NAMES[:12]), st.sets(st.sampled_from(NAMES[:12])), st.floats(0, 1), st.integers(0, 99))
def test_every_waiting_report_comes_once_and_sizes_rise(
    ranked: list[str], decided: set[str], share: float, seed: int
) -> None:
    waiting = [name for name in ranked if name not in decided]
    drawn = drawn_order("s", seed, ranked)
    mixed = mix(waiting, drawn, share=share, reached=0, chance=Random(seed).random)
    assert sorted(mixed.order) == sorted(waiting)
    sizes = [mixed.sizes[name] for name in mixed.order if name in mixed.sizes]
    assert sizes == list(range(1, len(sizes) + 1))
    places = {name: n for n, name in enumerate(mixed.order)}
    for name, size in mixed.sizes.items():  # what was due by then is decided or was shown
        assert all(one in decided or places[one] <= places[name] for one in drawn_sample(drawn, size))


def test_the_sample_is_unbiased_though_the_ranking_is_good() -> None:
    relevant = set(NAMES[:8])  # a fifth, and all of them ranked first
    shares = []
    for seed in range(400):
        drawn = drawn_order("s", seed, NAMES)
        mixed = mix(NAMES, drawn, share=0.3, reached=0, chance=Random(seed).random)
        size = max((mixed.sizes.get(name, 0) for name in mixed.order[:20]), default=0)
        sample = drawn_sample(drawn, size)
        if sample:
            shares.append(len(relevant.intersection(sample)) / len(sample))
    assert abs(sum(shares) / len(shares) - 0.2) < 0.02


def test_reports_of_the_sample_that_wait_still_come_at_the_next_random_places() -> None:
    chances = iter([0.9, 0.0, 0.0, 0.9])
    mixed = mix(list("abcd"), ["d", "x", "b", "a", "c"], share=0.5, reached=2, chance=lambda: next(chances))
    assert mixed.order == ("a", "d", "b", "c")  # d was due before, then the third of the random order
    assert mixed.sizes == {"d": 2, "b": 3}


def test_the_estimate_is_that_of_all_reports_drawn_and_none_before_they_are_decided() -> None:
    drawn = [str(n) for n in range(1000)]
    decided = {name: name in ("3", "5") for name in drawn[:50]}
    found = estimate_share(1, drawn, 50, decided, 0.95)
    assert (found.included, found.sample, found.waiting, found.total) == (2, 50, 0, 1000)
    del decided["7"]
    waits = estimate_share(1, drawn, 50, decided, 0.95)
    assert (waits.waiting, waits.least, waits.most) == (1, None, None)
    assert estimate_share(1, drawn, 0, decided, 0.95).most is None
    everything = estimate_share(1, drawn[:50], 50, {name: name == "3" for name in drawn[:50]}, 0.95)
    assert (everything.least, everything.most) == (1, 1)


@pytest.mark.parametrize(("hits", "size", "total"), [(0, 20, 100), (3, 20, 100), (20, 20, 100), (1, 5, 12)])
def test_the_bounds_are_those_of_the_tests_that_they_invert(hits: int, size: int, total: int) -> None:
    drawn = [str(n) for n in range(total)]
    found = estimate_share(1, drawn, size, {name: n < hits for n, name in enumerate(drawn[:size])}, 0.9)

    def tail(included: int, *, upper: bool) -> float:
        """By counting: the probability of so many hits, or more (upper) or fewer."""
        ways = range(hits, size + 1) if upper else range(hits + 1)
        told = sum(comb(included, k) * comb(total - included, size - k) for k in ways if size - k >= 0)
        return told / comb(total, size)

    possible = range(hits, total - size + hits + 1)
    assert found.least == min(n for n in possible if tail(n, upper=True) > 0.05)
    assert found.most == max(n for n in possible if tail(n, upper=False) > 0.05)
