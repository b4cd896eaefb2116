"""The synthetic mapping review: rebuilt byte for byte, and its tables are what its codings add up to."""

import csv
import hashlib
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import yaml

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "innovation-map"


def rows_of(name: str) -> list[dict[str, str]]:
    with (EXAMPLE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def agreed() -> dict[tuple[str, str], list[str]]:
    """The values of every case and dimension, with the resolutions in place of what they settle."""
    settled: dict[tuple[str, str], list[str]] = {}
    for name in ("coder-a", "resolutions"):
        for row in rows_of(f"codings/{name}.csv"):
            settled[row["study"], row["dimension"]] = row["values"].split("; ")
    return settled


def test_the_generator_rebuilds_every_file_byte_for_byte(tmp_path: Path) -> None:
    command = [sys.executable, "-B", str(EXAMPLE / "generate.py"), str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True)
    made = {path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()}
    assert len(made) == 8
    for name in sorted(made):
        assert (EXAMPLE / name).read_bytes() == (tmp_path / name).read_bytes(), f"{name} is not as generated"


def test_2000_organizations_and_1000_projects_are_coded_under_their_record_ids(
    agreed: dict[tuple[str, str], list[str]],
) -> None:
    for search, count in (("organizations", 2000), ("projects", 1000)):
        stamp = hashlib.sha256((EXAMPLE / "searches" / f"{search}.csv").read_bytes()).hexdigest()[:6]
        rows = rows_of(f"searches/{search}.csv")
        assert len({row["title"] for row in rows}) == len(rows) == count
        for position, row in enumerate(rows, start=1):
            assert agreed[f"{search}-{stamp}-{position}", "country"] == [row["country"]]
            assert agreed[f"{search}-{stamp}-{position}", "field"]


def test_every_project_belongs_to_an_organization_of_its_country() -> None:
    country = {row["title"]: row["country"] for row in rows_of("searches/organizations.csv")}
    assert [p for p in rows_of("searches/projects.csv") if country[p["organization"]] != p["country"]] == []


@pytest.mark.parametrize(("one", "two"), [("field", "barrier"), ("field", "country"), ("barrier", "country")])
def test_the_tables_are_what_the_codings_add_up_to(
    agreed: dict[tuple[str, str], list[str]], one: str, two: str
) -> None:
    counted = Counter(
        (a, b) for (case, dimension), values in agreed.items() if dimension == one
        for a in values for b in agreed.get((case, two), [])
    )  # fmt: skip
    table = {(row[one], row[two]): int(row["cases"]) for row in rows_of(f"tables/{one}-by-{two}.csv")}
    assert table == counted


def test_codings_use_the_codebook_and_quote_the_description() -> None:
    codebook = yaml.safe_load((EXAMPLE / "codebooks" / "innovation-map.yaml").read_text(encoding="utf-8"))
    allowed = {d["id"]: {c["id"] for c in d.get("categories", ())} for d in codebook["dimensions"]}
    text = "\n".join(
        row["abstract"] for s in ("organizations", "projects") for row in rows_of(f"searches/{s}.csv")
    )
    for name in ("coder-a", "coder-b", "resolutions"):
        for row in rows_of(f"codings/{name}.csv"):
            values = set(row["values"].split("; "))
            if row["dimension"] == "country":
                assert re.fullmatch("[A-Z]{2}", row["values"])
            else:
                assert values <= allowed[row["dimension"]]
                assert row["quote"]
                assert row["quote"] in text


def test_two_coders_differ_at_times_and_every_difference_is_settled() -> None:
    a, b, settled = (
        {
            (row["study"], row["dimension"]): set(row["values"].split("; "))
            for row in rows_of(f"codings/{n}.csv")
        }
        for n in ("coder-a", "coder-b", "resolutions")
    )
    assert {key for key in b if a[key] != b[key]} == settled.keys()
    assert 0.05 * len(b) < len(settled) < 0.3 * len(b)
