"""The synthetic worked case: rebuilt byte for byte, complete, consistent, and recognizably synthetic."""

import csv
import hashlib
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import yaml

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "tursunbayeva-2017"
EXPORTS = {
    "medline": "medline.nbib",
    "cochrane": "cochrane.ris",
    "wos": "wos.bib",
    "scopus": "scopus.csv",
    "grey": "grey.csv",
}
DATABASES = ("medline", "cochrane", "wos", "scopus")


def rows_of(name: str) -> list[dict[str, str]]:
    with (EXAMPLE / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def truth() -> dict[str, str]:
    """The true report of every record."""
    return {row["id"]: row["report"] for row in rows_of("truth.csv")}


@pytest.fixture(scope="module")
def expected() -> dict[tuple[str, str, str], int]:
    """The expected count of every box, column and item."""
    read = yaml.safe_load((EXAMPLE / "flow.expect.yaml").read_text(encoding="utf-8"))
    return {(row["box"], row["column"], row.get("item", "")): row["count"] for row in read["boxes"]}


def outcomes(stage: str, truth: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Outcome and reason of every report at a stage, as two reviewers and the resolutions have it."""
    said: dict[str, list[tuple[str, str]]] = {}
    for reviewer in ("reviewer-a", "reviewer-b"):
        for row in rows_of(f"decisions/{stage}-{reviewer}.csv"):
            verdict = row["decision"]
            if stage == "title-abstract" and verdict == "unsure":
                verdict = "include"
            said.setdefault(truth[row["report"]], []).append((verdict, row["reason"]))
    settled = {truth[row["report"]]: row for row in rows_of(f"resolutions/{stage}.csv")}
    result = {}
    for report, verdicts in said.items():
        assert len(verdicts) == 2, f"{report} has not two decisions at {stage}"
        if report in settled:
            assert verdicts[0] != verdicts[1], f"{report} was resolved without a conflict"
            result[report] = (settled[report]["decision"], settled[report]["reason"])
        else:
            assert verdicts[0] == verdicts[1], f"{report} is in conflict and not resolved at {stage}"
            result[report] = verdicts[0]
    return result


def test_the_generator_rebuilds_every_file_byte_for_byte(tmp_path: Path) -> None:
    command = [sys.executable, "-B", str(EXAMPLE / "generate.py"), str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True)
    made = {path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()}
    assert len(made) == 20
    for name in sorted(made):
        assert (EXAMPLE / name).read_bytes() == (tmp_path / name).read_bytes(), f"{name} is not as generated"


def test_record_ids_are_made_of_the_exports_bytes_and_count_every_entry(truth: dict[str, str]) -> None:
    starts = {
        "medline": rb"(?m)^PMID- ",
        "cochrane": rb"(?m)^TY  - ",
        "wos": rb"(?m)^@\w+\{",
    }
    assert len(truth) == 2441
    for search, name in EXPORTS.items():
        data = (EXAMPLE / "searches" / name).read_bytes()
        stamp = hashlib.sha256(data).hexdigest()[:6]
        pattern = starts.get(search)
        entries = len(re.findall(pattern, data)) if pattern else len(rows_of(f"searches/{name}"))
        assert [one for one in truth if one.startswith(f"{search}-")] == [
            f"{search}-{stamp}-{position}" for position in range(1, entries + 1)
        ]


def test_the_protocol_expects_as_many_records_as_the_exports_hold(truth: dict[str, str]) -> None:
    protocol = yaml.safe_load((EXAMPLE / "protocol.yaml").read_text(encoding="utf-8"))
    held = Counter(one.split("-")[0] for one in truth)
    assert {search["id"]: search["expected"] for search in protocol["searches"]} == held
    assert "made up" in protocol["synthetic"]


def test_the_expected_flow_is_what_the_decisions_add_up_to(
    truth: dict[str, str], expected: dict[tuple[str, str, str], int]
) -> None:
    first, last = outcomes("title-abstract", truth), outcomes("full-text", truth)
    got = {truth[row["report"]]: row["status"] for row in rows_of("retrieval.csv")}
    in_databases = {report for record, report in truth.items() if record.split("-")[0] in DATABASES}
    assert set(first) == set(truth.values())
    assert set(got) == {report for report, (verdict, _) in first.items() if verdict == "include"}
    assert set(last) == {report for report, status in got.items() if status == "retrieved"}
    for column in ("databases", "other"):
        mine = {report for report in first if (report in in_databases) is (column == "databases")}
        reasons = Counter(reason for report, (v, reason) in last.items() if v == "exclude" and report in mine)
        counts = {
            "screened": len(mine),
            "excluded": sum(first[report][0] == "exclude" for report in mine),
            "sought": len(mine & set(got)),
            "not-retrieved": sum(got.get(report) == "not-retrieved" for report in mine),
            "assessed": len(mine & set(last)),
            "excluded-full-text": sum(reasons.values()),
            "included-reports": sum(last.get(report, ("", ""))[0] == "include" for report in mine),
        }
        assert {name: expected[name, column, ""] for name in counts} == counts
        items = {
            item: n
            for (box, where, item), n in expected.items()
            if (box, where) == ("excluded-full-text", column)
        }
        assert items == {"": sum(reasons.values()), **reasons}


def test_the_expected_boxes_add_up(expected: dict[tuple[str, str, str], int]) -> None:
    for column in ("databases", "other"):

        def count(box: str, column: str = column) -> int:
            return expected[box, column, ""]

        gone = count("duplicates") + count("automation") + count("other-reasons")
        gone += expected.get(("already-found", column, ""), 0)
        assert count("screened") == count("identified") - gone
        assert count("sought") == count("screened") - count("excluded") - count("screening-pending")
        assert count("assessed") == count("sought") - count("not-retrieved") - count("not-yet-retrieved")
        rest = count("excluded-full-text") + count("full-text-pending")
        assert count("included-reports") == count("assessed") - rest
    both = ("identified", "included-reports")
    for box in both:
        assert expected[box, "all", ""] == expected[box, "databases", ""] + expected[box, "other", ""]
    assert (expected["identified", "all", ""], expected["included-studies", "all", ""]) == (2441, 22)


def test_published_numbers_are_the_two_that_were_published() -> None:
    read = yaml.safe_load((EXAMPLE / "flow.expect.yaml").read_text(encoding="utf-8"))
    published = [(row["box"], row["count"]) for row in read["boxes"] if row["source"] == "published"]
    assert published == [("identified", 2441), ("included-studies", 22)]
    assert {row["source"] for row in read["boxes"]} == {"published", "ours"}


def test_included_reports_make_22_studies_and_every_study_is_coded_twice(truth: dict[str, str]) -> None:
    included = {
        report for report, (verdict, _) in outcomes("full-text", truth).items() if verdict == "include"
    }
    linked = {truth[row["report"]]: row["study"] for row in rows_of("studies.csv")}
    assert set(linked) <= included
    assert Counter(Counter(linked.values()).values()) == {2: 2}
    studies = {linked.get(report, report) for report in included}
    assert len(studies) == 22
    for coder in ("reviewer-a", "reviewer-b"):
        coded = rows_of(f"codings/{coder}.csv")
        assert {linked.get(truth[row["study"]], truth[row["study"]]) for row in coded} == studies


def test_codings_quote_the_words_of_the_abstract(truth: dict[str, str]) -> None:
    text = " ".join((EXAMPLE / "searches" / name).read_text(encoding="utf-8") for name in EXPORTS.values())
    folded = " ".join(text.split())
    quotes = [row["quote"] for row in rows_of("codings/reviewer-a.csv") if row["quote"]]
    assert quotes
    assert [quote for quote in quotes if quote.split(". ")[0].rstrip(".") not in folded] == []


def test_links_tell_the_truth_and_keep_every_near_miss_apart(truth: dict[str, str]) -> None:
    rows = rows_of("links.csv")
    for row in rows:
        same = truth[row["a"]] == truth[row["b"]]
        assert row["verdict"] == ("same" if same else "different"), row
        assert row["reason"]
    kinds = {row["reason"] for row in rows if row["verdict"] == "different"}
    for kind in (
        "preprint",
        "part I",
        "correction",
        "meeting abstract",
        "editions",
        "same title",
        "protocol",
    ):
        assert any(kind in reason for reason in kinds), f"no near miss of this kind: {kind}"


def test_reviewers_disagree_as_people_do(truth: dict[str, str]) -> None:
    a, b = (
        {
            truth[row["report"]]: row["decision"] != "exclude"
            for row in rows_of(f"decisions/title-abstract-{who}.csv")
        }
        for who in ("reviewer-a", "reviewer-b")
    )
    seen = sum(a[report] == b[report] for report in a) / len(a)
    share_a, share_b = sum(a.values()) / len(a), sum(b.values()) / len(b)
    by_chance = share_a * share_b + (1 - share_a) * (1 - share_b)
    assert 0.6 <= (seen - by_chance) / (1 - by_chance) <= 0.8


def test_identifiers_are_recognizably_synthetic() -> None:
    for name in EXPORTS.values():
        text = (EXAMPLE / "searches" / name).read_text(encoding="utf-8")
        assert set(re.findall(r"\b10\.\d{4,9}/", text)) <= {"10.5555/"}
        assert set(re.findall(r"https?://([^/\s\"]+)", text)) <= {"example.org"}
    nbib = (EXAMPLE / "searches" / "medline.nbib").read_text(encoding="utf-8")
    assert all(pmid.startswith("99") for pmid in re.findall(r"(?m)^PMID- (\d+)", nbib))
    assert nbib.count("Synthetic record") == nbib.count("PMID- ")


def test_codings_use_the_bundled_codebook_and_have_the_shape_of_the_published_pattern() -> None:
    folder = Path(__file__).resolve().parents[2] / "src" / "slr" / "codebooks"
    allowed: dict[str, set[str]] = {}
    for name in ("bertot-2010.yaml", "tursunbayeva-2017.yaml"):
        for dimension in yaml.safe_load((folder / name).read_text(encoding="utf-8"))["dimensions"]:
            categories = {category["id"] for category in dimension.get("categories", ())}
            allowed.setdefault(dimension["id"], set()).update(categories)
    agreed: dict[tuple[str, str], set[str]] = {}
    for table in ("reviewer-a", "resolutions"):
        for row in rows_of(f"codings/{table}.csv"):
            values = {value.strip() for value in row["values"].split(";")}
            agreed[row["study"], row["dimension"]] = values
            assert values <= allowed[row["dimension"]] or row["dimension"] == "year", row
            assert row["quote"] or row["dimension"] != "objective", row
    assert {dimension for _, dimension in agreed} == set(allowed)
    found = Counter(value for key, values in agreed.items() if key[1] == "objective" for value in values)
    order = [
        "transparency-accountability",
        "democratic-participation",
        "evaluation",
        "crowdsourcing",
        "co-production",
    ]
    assert [name for name, _ in found.most_common()] == order


def test_coders_differ_at_times_and_every_difference_is_settled() -> None:
    a, b, settled = (
        {
            (row["study"], row["dimension"]): set(row["values"].split("; "))
            for row in rows_of(f"codings/{table}.csv")
        }
        for table in ("reviewer-a", "reviewer-b", "resolutions")
    )
    assert a.keys() == b.keys()
    assert {key for key in a if a[key] != b[key]} == settled.keys()
    assert 10 <= len(settled) <= len(a) // 4
