"""The R package's CSV is written, read back, and read as people leave it."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flow_builder import box, databases_only, updated, with_other_methods
from flow_golden import check_golden
from slr.flow.arithmetic import check_arithmetic
from slr.flow.prisma_csv import COLUMNS, read_prisma_csv, write_prisma_csv
from slr.model.flow import Flow, flow_from_boxes


def numbers(text: str) -> dict[str, str]:
    return {row["data"]: row["n"] for row in csv.DictReader(io.StringIO(text)) if row["data"] != "NA"}


def counts(flow: Flow) -> dict[tuple[str, str], int]:
    return {(b.column, b.name): b.count for b in flow.boxes}


def typed(**given: str) -> str:
    """A CSV of only the columns that matter, as somebody may keep it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["data", "n"])
    writer.writerows(given.items())
    return out.getvalue()


def test_writes_the_template_s_columns_keys_and_lists() -> None:
    text = write_prisma_csv(updated())
    check_golden("updated-prisma2020.csv", text)
    found = numbers(text)
    assert text.splitlines()[0] == ",".join(COLUMNS)
    assert found["database_results"] == "1014"
    assert found["database_specific_results"] == "Web of Science, 500; Scopus, 330; MEDLINE (Ovid), 184"
    assert found["register_specific_results"] == "Cochrane CENTRAL, 40"
    assert found["dbr_excluded"].startswith("Wrong population, 40; Not an empirical study, 35")
    assert (found["citations_results"], found["total_studies"], found["previous_reports"]) == (
        "10",
        "43",
        "19",
    )


def test_what_the_flow_has_not_is_na_and_separators_in_names_do_not_separate() -> None:
    reasons = box("excluded-full-text", 3, rows=(("a", "Wrong, or no; population", 3),))
    found = numbers(write_prisma_csv(flow_from_boxes([reasons])))
    assert found["dbr_excluded"] == "Wrong/or no/population, 3"
    assert found["records_screened"] == "NA"


@pytest.mark.parametrize("flow", [databases_only(), with_other_methods(), updated()])
def test_what_was_written_is_read_back(flow: Flow) -> None:
    found, findings = read_prisma_csv(write_prisma_csv(flow), title=flow.title)
    assert findings == []
    without = {("other", "already-found")}
    assert counts(found) == {key: n for key, n in counts(flow).items() if key not in without}
    reasons, again = flow.box("excluded-full-text"), found.box("excluded-full-text")
    assert reasons and again
    assert [(r.label, r.count) for r in again.rows] == [(r.label, r.count) for r in reasons.rows]
    sources = found.box("identified")
    assert sources and [(r.label, r.kind, r.count) for r in sources.rows][:2] == [
        ("Web of Science", "database", 500),
        ("Scopus", "database", 330),
    ]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 3000), min_size=8, max_size=8))
def test_any_counts_are_read_back(n: list[int]) -> None:
    names = (
        "duplicates",
        "automation",
        "other-reasons",
        "screened",
        "excluded",
        "sought",
        "not-retrieved",
        "assessed",
    )
    flow = flow_from_boxes(box(name, count) for name, count in zip(names, n, strict=True))
    found, findings = read_prisma_csv(write_prisma_csv(flow))
    assert findings == []
    assert {b.name: b.count for b in found.boxes if b.column == "databases"} == {
        b.name: b.count for b in flow.boxes
    }


def test_reads_what_people_type() -> None:
    flow, findings = read_prisma_csv(
        "\ufeff"
        + typed(
            database_results="1,200",
            register_results="0",
            website_results="0",
            records_screened="1\u202f000.0",
            records_excluded="xxx",
            dbr_excluded="Wrong, or no, population, 3; Other, 1,204",
            other_excluded="Reason1, xxx; Reason2, xxx",
            new_studies="NA",
            my_own="7",
        )
    )
    assert [(f.code, f.severity.value, f.line) for f in findings] == [("csv-unknown", "info", 10)]
    assert counts(flow) == {
        ("databases", "identified"): 1200,
        ("databases", "screened"): 1000,
        ("databases", "excluded-full-text"): 1207,
    }
    reasons = flow.box("excluded-full-text")
    assert reasons and [r.label for r in reasons.rows] == ["Wrong, or no, population", "Other"]


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        ({"records_screened": "about 12"}, "csv-number", "records_screened: 'about 12' is no count"),
        ({"records_screened": "-3"}, "csv-number", "'-3' is no count"),
        ({"records_screened": "99999999999"}, "csv-number", "is no count"),
        ({"dbr_excluded": "Wrong population; Other, 3"}, "csv-number", "Wrong population"),
        (
            {"database_results": "10", "database_specific_results": "Scopus, 4; MEDLINE, 5"},
            "flow-rows",
            "database_results: its parts are 9 together, not 10",
        ),
    ],
)
def test_what_cannot_be_right_is_a_finding_with_its_line(given: dict[str, str], code: str, said: str) -> None:
    _, findings = read_prisma_csv(typed(**given))
    assert [f.code for f in findings] == [code]
    assert said in findings[0].message
    assert findings[0].line == len(given) + 1


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "\x00", "data\nx\n"])
def test_another_file_is_a_finding(text: str) -> None:
    flow, findings = read_prisma_csv(text)
    assert flow.boxes == ()
    assert [f.code for f in findings] == ["csv-shape"]


@pytest.mark.parametrize("flow", [databases_only(), with_other_methods(), updated()])
def test_a_right_flow_adds_up(flow: Flow) -> None:
    assert check_arithmetic(flow) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            box("duplicates", 200),
            "identified 1054 - duplicates 200 - automation 12 - other-reasons 3 = 839, but screened is 825",
        ),
        (box("excluded", 600), "screened (databases): screened 825 - excluded 600 = 225, but sought is 128"),
        (
            box("not-retrieved", 5),
            "sought (databases): sought 128 - not-retrieved 5 = 123, but assessed is 124",
        ),
        (
            box("excluded-full-text", 90, rows=(("a", "A", 90),)),
            "included-reports: assessed 124 - excluded-full-text 90 = 34, but included-reports is 25",
        ),
        (box("included-studies", 0, "all"), "0 studies are included with 25 reports"),
        (
            box("automation", 12, rows=(("a", "A", 5), ("b", "B", 6))),
            "automation (databases): its rows are 5 + 6 = 11, not 12",
        ),
    ],
)
def test_a_sum_that_is_wrong_is_named_box_by_box(change: object, said: str) -> None:
    findings = check_arithmetic(databases_only(change))  # type: ignore[arg-type]
    assert any(said in f.message for f in findings), findings


def test_boxes_that_are_not_given_are_skipped_and_pending_ones_count() -> None:
    assert check_arithmetic(flow_from_boxes([box("identified", 10), box("screened", 3)])) == []
    chain = [box("screened", 10), box("excluded", 3), box("sought", 5)]
    assert len(check_arithmetic(flow_from_boxes(chain))) == 1
    assert check_arithmetic(flow_from_boxes([*chain, box("screening-pending", 2)])) == []


def test_totals_add_up_and_a_study_may_be_in_both_versions() -> None:
    boxes = [box("included-studies", 3, "all"), box("included-reports", 4, "all")]
    old = [box("previous-studies", 2, "previous"), box("previous-reports", 2, "previous")]
    good = [box("total-studies", 4, "all"), box("total-reports", 6, "all")]
    assert check_arithmetic(flow_from_boxes([*boxes, *old, *good])) == []
    bad = [box("total-studies", 6, "all"), box("total-reports", 5, "all")]
    assert [f.message for f in check_arithmetic(flow_from_boxes([*boxes, *old, *bad]))] == [
        "total-reports: previous 2 + new 4 = 6, not 5",
        "total-studies: previous 2 + new 3 = 5, not 6",
    ]


def test_a_row_that_is_no_number_of_the_template_is_told_with_the_nearest() -> None:
    _, findings = read_prisma_csv(typed(records_screened="9", records_exclude="3", sought="6"))
    told = [(f.code, f.line, f.message) for f in findings]
    assert [f.severity.value for f in findings] == ["warning", "info"]
    assert told == [
        ("csv-unknown", 3, "records_exclude is no number of the template and is left out"),
        ("csv-unknown", 4, "sought is no number of the template and is left out"),
    ]
    assert findings[0].hint == "did you mean records_excluded?"
    assert "other_sought_reports" in findings[1].hint


def test_the_template_s_own_headings_are_no_unknown_rows() -> None:
    assert read_prisma_csv(write_prisma_csv(updated()))[1] == []
