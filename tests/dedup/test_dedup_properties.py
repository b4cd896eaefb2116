"""Properties that hold for any records: order, self, later searches, unrelated records, many workers; hard inputs."""

import pickle
import random
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from slr.dedup import pipeline
from slr.dedup.compare import compare
from slr.dedup.decide import Verdict, decide
from slr.dedup.explain import explain
from slr.dedup.group import Link, group_records
from slr.dedup.pipeline import Chunk, Found, find_duplicates
from slr.dedup.prepare import prepare
from slr.dedup.sift import sift
from slr.model.record import Record, record_table

Pairs = dict[tuple[str, str], tuple[str, int, str]]

WORDS = ["screening", "cervical", "cancer", "women", "trial", "vaccine", "part", "2", "I", "II", "protocol"]
NAMES = ["Smith, J.", "Smith, Jane", "Li, W.", "García, M.", "M., Garcia", "Study Group"]

titles = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join),
    st.sampled_from(
        [
            "Editorial",
            "Erratum: screening for cervical cancer in women of all ages",
            "Screening for cervical cancer in women of all ages",
            "Screening for cervical cancer in women of all ages: a trial. [Review] [33 refs]",
            "[Cribado del cáncer cervical]",
        ]
    ),
)
records = st.lists(
    st.builds(
        Record,
        title=titles,
        authors=st.lists(st.sampled_from(NAMES), max_size=3).map(tuple),
        year=st.sampled_from([None, 2010, 2011]),
        journal=st.sampled_from(["", "Cancer", "Journal of Medical Screening", "J Med Screen"]),
        volume=st.sampled_from(["", "12", "13"]),
        issue=st.sampled_from(["", "1", "12"]),
        pages=st.sampled_from(["", "10-19", "10-9", "S10", "e1234", "12"]),
        doi=st.sampled_from(["", "", "10.1/a", "10.1/b", "10.1002/14651858.cd001234.pub2"]),
        abstract=st.sampled_from(["", "We studied women. " * 6]),
    ),
    max_size=12,
).map(lambda made: [replace(record, id=f"r{place:02d}") for place, record in enumerate(made)])


def pairs_of(rows: Iterable[Record], **options: object) -> Pairs:
    pairs = find_duplicates(record_table(rows), **options).pairs  # type: ignore[arg-type]
    columns = [pairs[name].tolist() for name in ("a", "b", "verdict", "score", "reason")]
    return {(a, b): (verdict, score, why) for a, b, verdict, score, why in zip(*columns, strict=True)}


def groups_of(rows: list[Record], pairs: Pairs) -> set[frozenset[str]]:
    same = [Link(a, b, score) for (a, b), (verdict, score, _) in pairs.items() if verdict == "same"]
    apart = [pair for pair, (verdict, _, _) in pairs.items() if verdict == "related"]
    grouping = group_records([record.id for record in rows], same, [], apart=apart)
    return {frozenset(group) for group in grouping.groups}


@settings(max_examples=40, deadline=None)
@given(records, st.randoms(use_true_random=False))
def test_the_order_of_records_changes_nothing(rows: list[Record], rng: random.Random) -> None:
    assert pairs_of(rng.sample(rows, len(rows))) == pairs_of(rows)


@settings(max_examples=40, deadline=None)
@given(records)
def test_explain_says_what_the_run_decided(rows: list[Record]) -> None:
    of = {record.id: record for record in rows}
    for (a, b), (verdict, score, why) in pairs_of(rows).items():
        told = explain(of[a], of[b])
        assert told.score == score
        # a chain sets apart what on its own is simply different
        chained = why.startswith("kept apart: alike only through other records; ")
        assert told.verdict == ("different" if chained else verdict)
        assert told.reason == (why.partition("; ")[2] if chained else why)
        assert explain(of[b], of[a]).score == score


@settings(max_examples=60, deadline=None)
@given(records)
def test_the_first_look_leaves_out_only_what_is_simply_different(rows: list[Record]) -> None:
    if len(rows) < 2:
        return
    prepared = prepare(record_table(rows))
    left, right = np.triu_indices(len(rows), 1)
    sides = prepared.take(left), prepared.take(right)
    found = decide(compare(*sides)).verdict >= Verdict.RELATED
    assert not (found & ~sift(*sides)).any()


@settings(max_examples=40, deadline=None)
@given(records, st.integers(0, 12))
def test_a_later_search_on_top_gives_what_a_full_run_gives(rows: list[Record], cut: int) -> None:
    before = pairs_of(rows[:cut])
    after = pairs_of(rows, known=set(before))
    assert not before.keys() & after.keys()
    full = pairs_of(rows)
    assert before | after == full
    assert groups_of(rows, before | after) == groups_of(rows, full)


@settings(max_examples=25, deadline=None)
@given(records)
def test_unrelated_records_change_no_group(rows: list[Record]) -> None:
    others = [
        Record(
            id=f"x{n}", title=f"Quantum chromodynamics on lattice number {n}", year=1980 + n, doi=f"10.9/{n}"
        )
        for n in range(4)
    ]
    groups = groups_of(rows + others, pairs_of(rows + others))
    assert {group for group in groups if not any(name.startswith("x") for name in group)} == groups_of(
        rows, pairs_of(rows)
    )


@settings(max_examples=40, deadline=None)
@given(records)
def test_a_record_is_a_duplicate_of_itself(rows: list[Record]) -> None:
    for record in rows:
        if len(record.title) >= 35 and record.authors and record.year:
            copies = [record, replace(record, id="copy")]
            assert {verdict for verdict, _, _ in pairs_of(copies).values()} == {"same"}


def far_away(function: Callable[[Chunk], Found], chunks: Iterable[Chunk]) -> list[Found]:
    """As on a cluster: everything pickled there and back, the last chunk first."""
    todo = [pickle.dumps(chunk) for chunk in chunks][::-1]
    done = [pickle.dumps(function(pickle.loads(chunk))) for chunk in todo]
    return [pickle.loads(found) for found in done[::-1]]


def near_copies(count: int) -> list[Record]:
    rows = []
    for n in range(count):
        record = Record(
            id=f"a{n:03d}",
            title=f"Screening of {WORDS[n % 6]} for {WORDS[n % 5]} in town {n // 7}",
            authors=(NAMES[n % 5], "Roe, K."),
            year=2000 + n % 9,
            journal="Cancer",
            volume=str(n % 9),
            pages=f"{n}-{n + 9}",
        )
        rows += [record, replace(record, id=f"b{n:03d}", title=record.title.upper(), pages=str(n))]
    return rows


def test_the_result_is_the_same_wherever_it_is_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = near_copies(60)
    whole = pairs_of(rows)
    assert sum(verdict == "same" for verdict, _, _ in whole.values()) == 60
    monkeypatch.setattr(pipeline, "_CHUNK", 37)
    assert pairs_of(rows) == whole
    assert pairs_of(rows, spread=far_away) == whole
    with ProcessPoolExecutor(2) as pool:
        assert pairs_of(rows, spread=pool.map) == whole


def test_nothing_and_one_record() -> None:
    assert pairs_of([]) == {}
    assert pairs_of([Record(id="a", title="Screening")]) == {}


def test_records_that_say_nothing_are_not_joined() -> None:
    assert pairs_of([Record(id=f"r{n}") for n in range(60)]) == {}


def test_identical_records_become_one_report() -> None:
    record = near_copies(1)[0]
    rows = [replace(record, id=f"r{n:04d}") for n in range(1500)]
    pairs = pairs_of(rows)
    assert groups_of(rows, pairs) == {frozenset(record.id for record in rows)}
    assert len(pairs) == 1499  # a chain, no pair of all with all


def test_one_title_for_all_joins_nothing_and_pairs_left_out_are_counted() -> None:
    bare = [Record(id=f"r{n:04d}", title="Editorial") for n in range(3000)]
    found = find_duplicates(record_table(bare))
    assert (found.pairs.empty, found.uncompared) == (True, 0)  # equal records: a chain compares them all
    found = find_duplicates(record_table(replace(record, pages=record.id[1:]) for record in bare))
    assert found.pairs.empty
    assert found.uncompared > 4_000_000


def test_editorials_of_many_journals_stay_apart() -> None:
    rows = [
        Record(
            id=f"r{n:04d}",
            title="Editorial",
            authors=(f"Editor{n % 40}, A.",),
            journal="Cancer" if n % 2 else "Chest",
            volume=str(n % 50),
            year=1990 + n % 30,
            pages=str(n),
        )
        for n in range(1200)
    ]
    assert groups_of(rows, pairs_of(rows)) == {frozenset([record.id]) for record in rows}
