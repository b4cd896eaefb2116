"""The benchmark's own parts: the generator, the score, and what slr reaches on a set it made."""

import sys
from itertools import combinations
from pathlib import Path

import pytest

from slr.dedup.group import Link, group_records
from slr.dedup.pipeline import find_duplicates

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture
def benchmarks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(BENCHMARKS), *sys.path])


def pairs(labels: dict[str, object]) -> set[tuple[str, str]]:
    members: dict[object, list[str]] = {}
    for name, label in labels.items():
        members.setdefault(label, []).append(name)
    return {pair for names in members.values() for pair in combinations(sorted(names), 2)}


@pytest.mark.usefixtures("benchmarks")
def test_the_generator_repeats_itself_and_labels_every_record() -> None:
    from dedup_synthetic import COLUMNS, synthetic_rows

    rows = list(synthetic_rows(200, seed=3))
    assert rows == list(synthetic_rows(200, seed=3))
    assert rows != list(synthetic_rows(200, seed=4))
    assert len(rows) == 200
    assert all(set(row) == set(COLUMNS) - {"id"} for row, _ in rows)
    assert len({report for _, report in rows}) < 180


@pytest.mark.usefixtures("benchmarks")
def test_pairs_are_scored_as_found_wrong_and_missed() -> None:
    from dedup import score

    truth = {"a": "1", "b": "1", "c": "1", "d": "2", "e": "3"}
    scored = score(truth, {"a": "x", "b": "x", "c": "y", "d": "z", "e": "z"})
    assert (scored.both, scored.wrong, scored.missed) == (1, 1, 2)
    assert (scored.precision, round(scored.recall, 3), round(scored.f1, 3)) == (0.5, 0.333, 0.4)
    with pytest.raises(ValueError, match="different ids"):
        score(truth, {"a": "x"})


@pytest.mark.usefixtures("benchmarks")
def test_nearly_all_synthetic_duplicates_are_found_and_no_pair_is_wrong() -> None:
    from dedup_run import slr_table
    from dedup_synthetic import synthetic_rows

    rows = [
        ({"id": f"r{n:04d}"} | row, report) for n, (row, report) in enumerate(synthetic_rows(1500, seed=7))
    ]
    table = slr_table([row for row, _ in rows])
    decided = find_duplicates(table).pairs
    links = [Link(*link) for link in decided[decided["verdict"] == "same"][["a", "b", "score"]].to_numpy()]
    apart = decided[decided["verdict"] == "related"][["a", "b"]].to_numpy()
    groups = group_records(table["id"].tolist(), links, [], apart=[tuple(pair) for pair in apart]).groups
    found = pairs({name: group[0] for group in groups for name in group})
    true = pairs({row["id"]: report for row, report in rows})
    assert found <= true
    assert len(found) >= 0.99 * len(true)
