"""Grouping: people's words before the program's, and no chain across a known difference."""

import random
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from slr.dedup.group import Link, group_records

IDS = list("abcdefgh")
PAIRS = list(combinations(IDS, 2))


def said(a: str, b: str) -> Link:
    return Link(a, b, 0, True)


def found(a: str, b: str, score: int = 50) -> Link:
    return Link(a, b, score, False)


def test_links_chain_into_one_group_and_single_records_stay() -> None:
    grouping = group_records(["c", "a", "b", "d"], [found("a", "b"), found("b", "c")], [])
    assert grouping.groups == [("c", "a", "b"), ("d",)]
    assert grouping.contradictions == []
    assert grouping.refused == []


def test_a_persons_difference_breaks_the_weaker_link_of_a_chain() -> None:
    grouping = group_records(["a", "b", "c"], [found("a", "b", 60), found("b", "c", 90)], [("c", "a")])
    assert grouping.groups == [("a",), ("b", "c")]
    assert grouping.refused == [found("a", "b", 60)]


def test_a_persons_link_comes_before_a_surer_one_of_the_program() -> None:
    grouping = group_records(["a", "b", "c"], [said("a", "b"), found("b", "c", 100)], [("a", "c")])
    assert grouping.groups == [("a", "b"), ("c",)]


def test_contradictory_people_are_named_and_the_later_link_waits() -> None:
    grouping = group_records(["a", "b", "c"], [said("c", "b"), said("a", "b")], [("a", "c")])
    assert grouping.groups == [("a", "b"), ("c",)]
    assert grouping.contradictions == [("b", "c")]


def test_same_and_different_of_one_pair_is_a_contradiction() -> None:
    grouping = group_records(["a", "b"], [said("b", "a")], [("a", "b")])
    assert grouping.groups == [("a",), ("b",)]
    assert grouping.contradictions == [("a", "b")]


def test_what_the_program_holds_apart_does_not_stop_a_person() -> None:
    links = [said("a", "b"), found("b", "c", 90)]
    grouping = group_records(["a", "b", "c"], links, [], apart=[("a", "b"), ("a", "c")])
    assert grouping.groups == [("a", "b"), ("c",)]
    assert grouping.contradictions == []
    assert grouping.refused == [found("b", "c", 90)]


def test_unknown_ids_and_links_to_oneself_are_ignored() -> None:
    grouping = group_records(["a", "b"], [found("a", "x"), said("y", "z"), found("a", "a")], [("a", "x")])
    assert grouping.groups == [("a",), ("b",)]
    assert grouping.contradictions == []


def test_the_empty_review() -> None:
    assert group_records([], [], []).groups == []


links = st.lists(
    st.builds(
        lambda pair, score, person: Link(*pair, score, person),
        st.sampled_from(PAIRS),
        st.integers(0, 3),
        st.booleans(),
    ),
    max_size=14,
)


@settings(max_examples=150, deadline=None)
@given(
    links,
    st.lists(st.sampled_from(PAIRS), max_size=6),
    st.lists(st.sampled_from(PAIRS), max_size=4),
    st.randoms(use_true_random=False),
)
def test_properties(
    same: list[Link], different: list[tuple[str, str]], apart: list[tuple[str, str]], rng: random.Random
) -> None:
    grouping = group_records(IDS, same, different, apart=apart)
    assert sorted(member for group in grouping.groups for member in group) == IDS
    home = {member: group for group in grouping.groups for member in group}
    assert all(home[a] != home[b] for a, b in different)
    waiting = set(grouping.contradictions)
    refused = {link.pair for link in grouping.refused}
    for link in same:
        assert (home[link.a] == home[link.b]) == (link.pair not in (waiting if link.person else refused))
    # independent of the order of words, of which id is named first, and of the order of records
    turned = [Link(k.b, k.a, k.score, k.person) for k in rng.sample(same, len(same))]
    again = group_records(IDS, turned, [(b, a) for a, b in different[::-1]], apart=apart[::-1])
    assert again.groups == grouping.groups
    assert again.contradictions == grouping.contradictions
    assert [link.pair for link in again.refused] == [link.pair for link in grouping.refused]
    other = group_records(rng.sample(IDS, len(IDS)), same, different, apart=apart)
    assert {frozenset(group) for group in other.groups} == {frozenset(group) for group in grouping.groups}
