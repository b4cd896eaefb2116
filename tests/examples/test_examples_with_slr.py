"""The synthetic worked case held against slr: what its readers make of the exports, and its deduplication."""

import csv
from itertools import combinations
from pathlib import Path

import pytest
from msgspec.structs import replace

from slr.dedup.group import Link, group_records
from slr.dedup.pipeline import Deduplication, find_duplicates
from slr.formats.registry import read_export
from slr.model.record import Record, record_table
from slr.model.words import Severity

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "tursunbayeva-2017"
EXPORTS = (
    ("medline.nbib", "nbib", 612),
    ("cochrane.ris", "ris", 74),
    ("wos.bib", "bibtex", 693),
    ("scopus.csv", "csv", 1001),
    ("grey.csv", "csv", 61),
)


def rows_of(name: str) -> list[dict[str, str]]:
    with (EXAMPLE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def truth() -> dict[str, str]:
    """The true report of every record."""
    return {row["id"]: row["report"] for row in rows_of("truth.csv")}


@pytest.fixture(scope="module")
def records(truth: dict[str, str]) -> list[Record]:
    """Every record as slr reads it, under the id that the truth gives it."""
    read = [
        record
        for name, _, _ in EXPORTS
        for record in read_export((EXAMPLE / "searches" / name).read_bytes(), file=name).records
    ]
    return [replace(record, id=name) for record, name in zip(read, truth, strict=True)]


@pytest.fixture(scope="module")
def found(records: list[Record]) -> Deduplication:
    """What the deduplication finds."""
    return find_duplicates(record_table(records))


@pytest.mark.parametrize(("name", "format", "entries"), EXPORTS)
def test_every_export_is_told_by_its_contents_and_read_without_a_warning(
    name: str, format: str, entries: int
) -> None:
    reading = read_export((EXAMPLE / "searches" / name).read_bytes(), file=name)
    assert reading.format == format
    assert len(reading.entries) == entries
    assert reading.refused == ()
    assert [one for one in reading.findings if one.severity is not Severity.INFO] == []
    assert all(record.title and record.year and record.authors for record in reading.records)


def test_the_records_of_one_report_agree_on_what_must_agree(
    records: list[Record], truth: dict[str, str]
) -> None:
    members: dict[str, list[Record]] = {}
    for record in records:
        members.setdefault(truth[record.id], []).append(record)
    for report, group in members.items():
        assert len({record.doi for record in group if record.doi}) <= 1, report
        years = [record.year for record in group if record.year is not None]
        assert max(years) - min(years) <= 2, report
    owners: dict[str, set[str]] = {}
    for record in records:
        if record.doi:
            owners.setdefault(record.doi, set()).add(truth[record.id])
    assert [doi for doi, reports in owners.items() if len(reports) > 1] == []


def test_slr_joins_no_near_miss_and_finds_most_duplicates(
    found: Deduplication, truth: dict[str, str]
) -> None:
    pairs = found.pairs
    same = {(a, b) for a, b, v in zip(pairs["a"], pairs["b"], pairs["verdict"], strict=True) if v == "same"}
    members: dict[str, list[str]] = {}
    for name, report in truth.items():
        members.setdefault(report, []).append(name)
    right = {pair for names in members.values() for pair in combinations(sorted(names), 2)}
    assert same - right == set()
    assert len(same & right) >= 0.95 * len(right)


def test_the_groups_are_the_truth_once_a_person_has_spoken(
    found: Deduplication, truth: dict[str, str]
) -> None:
    links = rows_of("links.csv")
    told = {tuple(sorted((row["a"], row["b"]))) for row in links}
    pairs = [pair for pair in found.pairs.itertuples(index=False) if (pair.a, pair.b) not in told]
    same = [Link(p.a, p.b, score=int(p.score)) for p in pairs if p.verdict == "same"]
    same += [Link(row["a"], row["b"], person=True) for row in links if row["verdict"] == "same"]
    different = [(row["a"], row["b"]) for row in links if row["verdict"] == "different"]
    related = [(p.a, p.b) for p in pairs if p.verdict == "related"]
    grouping = group_records(list(truth), same, different, apart=related)
    members: dict[str, list[str]] = {}
    for name, report in truth.items():
        members.setdefault(report, []).append(name)
    assert grouping.contradictions == []
    assert {frozenset(group) for group in grouping.groups} == {frozenset(names) for names in members.values()}
    assert [p for p in pairs if p.verdict == "uncertain"] == []
