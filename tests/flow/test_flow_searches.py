"""What a search is and which way its reports go; sums that do not add up; what a closed round says."""

from dataclasses import replace

import pytest

from flow_builder import box, databases_only, updated, with_other_methods
from slr.flow.arithmetic import check_arithmetic
from slr.flow.rounds import changes_since, closed_rounds, closing_data
from slr.flow.searches import Way, holdings, read_import, searches_in_force, way_through
from slr.model.flow import Box, Flow, flow_from_boxes
from slr.model.imports import Holdings, Import
from slr.model.plan import Search
from slr.model.words import SearchKind, Severity
from story import PLAN, TITLES, Story, story, with_stages

# Imports


def test_an_import_is_read_as_it_was_written() -> None:
    told = Story()
    told.add(
        "import",
        {
            "search": "wos",
            "sha256": "ab" * 32,
            "file": "searches/wos/a.ris",
            "format": "ris",
            "entries": 5,
            "refused": [{"position": 2}, {"position": 4}],
            "record_files": [{"path": "ledger/records/wos/1.jsonl"}],
            "settings": {"source": "Web of Science", "round": 2, "seats": 4},
        },
    )
    one = read_import(told.events)
    assert one == Import(
        events=("one-1",),
        search="wos",
        sha256="ab" * 32,
        file="searches/wos/a.ris",
        format="ris",
        entries=5,
        refused=(2, 4),
        record_files=("ledger/records/wos/1.jsonl",),
        settings={"source": "Web of Science", "round": 2},
    )
    assert one.record_ids == ("wos-ababab-1", "wos-ababab-3", "wos-ababab-5")
    told.add("import", {"search": "wos", "sha256": "cd" * 32, "file": "b", "entries": 0})
    bare = read_import(told.events[1:])
    assert (bare.format, bare.refused, bare.record_files, bare.settings) == ("", (), (), {})


def test_of_one_export_the_latest_event_in_force_tells_and_withdrawn_records_stay_known() -> None:
    told = Story()
    data = {"search": "wos", "sha256": "ab" * 32, "file": "a", "entries": 2}
    told.add("import", data)
    told.add("import", data | {"entries": 3, "replaces": ["one-1"]})
    found = holdings(told.events)
    assert [(one.events, one.entries) for one in found.imports] == [(("one-2",), 3)]
    assert found.known == tuple(f"wos-ababab-{n}" for n in (1, 2, 3)) and found.present == set(found.known)
    told.add("withdraw", {"search": "wos", "sha256": "ab" * 32, "replaces": ["one-2"]})
    gone = holdings(told.events)
    assert (gone.imports, gone.present, gone.known) == ((), frozenset(), found.known)
    assert gone.search_of == dict.fromkeys(found.known, "wos")


# Searches


def test_the_command_line_fills_in_what_the_protocol_lacks_and_changes_nothing_that_it_says() -> None:
    settings = {"source": "Scopus", "kind": "register", "round": 2, "date": "", "expected": None}
    one = Import(events=(), search="s", sha256="", file="", settings=settings)
    found = Holdings(imports=(one, replace(one, search="new", settings={"source": "PubMed"})))
    planned = [Search(id="s", source="", round=3), Search(id="other")]
    searches = searches_in_force(planned, {"s": frozenset(["round"])}, found)
    assert searches == {
        "s": Search(id="s", source="Scopus", kind=SearchKind.REGISTER, round=3),
        "other": Search(id="other"),
        "new": Search(id="new", source="PubMed"),
    }


DATABASE, WEBSITE = Search(id="d", round=2), Search(id="w", kind=SearchKind.WEBSITE, round=3)
SCREENED = Search(id="s", kind=SearchKind.OTHER, screen=True)


@pytest.mark.parametrize(
    ("searches", "way"),
    [
        ([DATABASE], Way(first_column=True, round=2, screened=True)),
        ([WEBSITE], Way(first_column=False, round=3, screened=False)),
        ([WEBSITE, DATABASE], Way(first_column=True, round=2, screened=True)),
        ([WEBSITE, SCREENED], Way(first_column=False, round=1, screened=True)),
        ([replace(DATABASE, kind=SearchKind.REGISTER)], Way(first_column=True, round=2, screened=True)),
    ],
)
def test_the_way_of_a_report(searches: list[Search], way: Way) -> None:
    assert way_through(searches) == way


# Boxes


def test_one_stage_needs_no_rows_and_several_are_named() -> None:
    told = story("import scopus 2\ndecide ana scopus.1 exclude\ndecide ben scopus.1 exclude")
    for name in ("screened", "excluded", "screening-pending"):
        assert told.flow().box(name).rows == ()  # type: ignore[union-attr]
    stages = (replace(TITLES, id="titles", name="Titles", reviewers=1), replace(TITLES, id="abstracts"))
    two = story("import scopus 2\ndecide ana scopus.1 include @titles", with_stages(*stages))
    pending = two.flow().box("screening-pending")
    assert pending is not None
    assert [(row.item, row.label, row.count) for row in pending.rows] == [
        ("titles", "Titles", 1),
        ("abstracts", "abstracts", 1),
    ]


def test_a_row_of_a_search_is_labeled_by_its_source_or_else_its_id_in_the_protocols_order() -> None:
    searches = (Search(id="wos"), Search(id="scopus", source="Scopus"), Search(id="empty"))
    told = story("import scopus 1\nimport wos 2", replace(PLAN, searches=searches))
    identified = told.flow().box("identified")
    assert identified is not None
    assert [(row.item, row.label, row.count) for row in identified.rows] == [
        ("wos", "wos", 2),
        ("scopus", "Scopus", 1),
    ]
    assert identified.ids == tuple(told.id(name) for name in ("wos.1", "wos.2", "scopus.1"))


def test_rows_are_labeled_by_the_words_of_the_protocol() -> None:
    told = story("import scopus 4\nrule e1 scopus.1 true\nstop scopus.2\nremove ana scopus.3 a poster")
    found = {
        box.name: [(r.item, r.label) for r in box.rows]
        for box in told.flow().boxes
        if box.column == "databases"
    }
    assert found["automation"] == [("e1", "Wrong topic"), ("hypergeometric", "hypergeometric")]
    assert found["other-reasons"] == [("removed-1", "a poster")]
    passed = "decide ana scopus.4 include\ndecide ben scopus.4 include\n"
    told.tell(passed + "decide ana scopus.4 exclude e2 @full-text\ndecide ben scopus.4 exclude e1 @full-text")
    excluded = told.flow().box("excluded-full-text")
    assert excluded is not None
    assert [(r.item, r.label) for r in excluded.rows] == [("(reason in conflict)", "Reason not agreed on")]


def test_conflicts_are_counted_in_both_pending_boxes_and_only_of_their_own_column() -> None:
    told = story(
        "import scopus 2\nimport screened 1\ndecide ana scopus.1 include\ndecide ben scopus.1 include"
    )
    told.tell("decide ana scopus.2 include\ndecide ben scopus.2 exclude")
    told.tell("decide ana scopus.1 include @full-text\ndecide ben scopus.1 exclude e1 @full-text")
    flow = told.flow()
    found = {(b.column, b.name): (b.count, b.conflicts) for b in flow.boxes if b.name.endswith("pending")}
    assert found == {
        ("databases", "screening-pending"): (1, 1),
        ("databases", "full-text-pending"): (1, 1),
        ("other", "screening-pending"): (1, 0),
        ("other", "full-text-pending"): (0, 0),
    }


# Sums


def wrong(flow: Flow) -> list[tuple[str, str, str]]:
    """What is wrong with a flow's sums."""
    return [(f.code, f.severity.value, f.message) for f in check_arithmetic(flow)]


@pytest.mark.parametrize(
    ("reports", "studies", "said"),
    [
        (0, 2, "2 studies are included with 0 reports"),
        (2, 0, "0 studies are included with 2 reports"),
        (2, 1, ""),
        (0, 0, ""),
    ],
)
def test_studies_have_reports_and_reports_studies(reports: int, studies: int, said: str) -> None:
    flow = flow_from_boxes([box("included-reports", reports, "all"), box("included-studies", studies, "all")])
    assert wrong(flow) == ([("flow-studies", "error", said)] if said else [])


@pytest.mark.parametrize(("total", "right"), [(2, False), (3, True), (4, True), (5, True), (6, False)])
def test_a_total_of_studies_lies_between_the_larger_part_and_the_sum(total: int, right: bool) -> None:
    for old, new in ((2, 3), (3, 2)):
        parts = [box("previous-studies", old, "previous"), box("included-studies", new, "all")]
        flow = flow_from_boxes([*parts, box("total-studies", total, "all")])
        said = f"total-studies: previous {old} + new {new} = 5, not {total}"
        assert wrong(flow) == ([] if right else [("flow-sum", "error", said)])


@pytest.mark.parametrize("total", [18, 20])
def test_a_total_of_reports_is_the_sum(total: int) -> None:
    parts = [box("previous-reports", 10, "previous"), box("included-reports", 9, "all")]
    said = f"total-reports: previous 10 + new 9 = 19, not {total}"
    assert wrong(flow_from_boxes([*parts, box("total-reports", total, "all")])) == [
        ("flow-sum", "error", said)
    ]


def chain(*names_and_counts: tuple[str, int], column: str = "databases") -> list[tuple[str, str, str]]:
    """What is wrong with some boxes alone."""
    boxes: list[Box] = [box(name, count, column) for name, count in names_and_counts]  # type: ignore[arg-type]
    return wrong(flow_from_boxes(boxes))


def test_a_sum_names_what_is_given_and_leaves_out_empty_boxes_that_may_be_missing() -> None:
    start = [("screened", 10), ("excluded", 3)]
    assert chain(*start, ("screening-pending", 0), ("sought", 6)) == [
        ("flow-sum", "error", "screened (databases): screened 10 - excluded 3 = 7, but sought is 6")
    ]
    assert chain(*start, ("screening-pending", 2), ("sought", 6)) == [
        (
            "flow-sum",
            "error",
            "screened (databases): screened 10 - excluded 3 - screening-pending 2 = 5, but sought is 6",
        )
    ]
    assert chain(("screened", 10), ("sought", 6)) == []  # excluded is not known
    assert chain(("sought", 7), ("not-retrieved", 0), ("assessed", 6)) == [
        ("flow-sum", "error", "sought (databases): sought 7 - not-retrieved 0 = 7, but assessed is 6")
    ]


def test_other_methods_go_from_identified_straight_to_sought_and_a_gap_there_is_a_warning() -> None:
    assert chain(("identified", 9), ("already-found", 2), ("sought", 6), column="other") == [
        ("flow-sum", "warning", "identified (other): identified 9 - already-found 2 = 7, but sought is 6")
    ]
    assert chain(("identified", 9), ("already-found", 2), ("sought", 7), column="other") == []
    assert chain(("sought", 7), ("not-retrieved", 2), ("assessed", 6), column="other") == [
        ("flow-sum", "error", "sought (other): sought 7 - not-retrieved 2 = 5, but assessed is 6")
    ]
    screened = [("screened", 9), ("excluded", 2), ("sought", 6)]
    assert [said[1] for said in chain(*screened, column="other")] == ["error"]


def test_what_is_included_is_what_both_columns_assessed_and_did_not_exclude() -> None:
    assert wrong(with_other_methods()) == wrong(updated()) == []
    more = databases_only(box("full-text-pending", 1), box("awaiting", 2), box("ongoing", 3))
    assert wrong(more) == [
        (
            "flow-sum",
            "error",
            (
                "included-reports: assessed 124 - excluded-full-text 99 - full-text-pending 1 - awaiting 2"
                " - ongoing 3 = 19, but included-reports is 25"
            ),
        )
    ]
    unknown = [box("assessed", 9), box("included-reports", 4, "all")]
    assert wrong(flow_from_boxes(unknown)) == []
    other = [box("assessed", 5, "other"), box("excluded-full-text", 5)]
    assert wrong(flow_from_boxes([*unknown, *other])) == []  # not known of the other column


def test_rows_that_do_not_add_up_are_named_but_for_stages_that_each_see_what_the_last_one_left() -> None:
    rows = (("a", "A", 3), ("b", "B", 1))
    flow = flow_from_boxes([box("excluded", 5, rows=rows), box("screened", 3, rows=rows)])
    assert wrong(flow) == [("flow-rows", "error", "excluded (databases): its rows are 3 + 1 = 4, not 5")]
    assert wrong(flow_from_boxes([box("excluded", 4, rows=rows)])) == []


# Closed rounds


def test_a_round_that_was_reopened_is_closed_no_more_and_can_be_closed_again() -> None:
    told = story("import scopus 1")
    told.add("round-closed", closing_data(told.flow(1)))
    told.tell("import wos 1")
    changes = changes_since(told.events, told.flow)
    assert {(f.code, f.severity, f.hint) for f in changes} == {
        ("F002", Severity.WARNING, "enter it as an amendment, or take the change back")
    }
    told.add("round-reopened", {"round": 1, "replaces": [told.events[1].id]})
    assert closed_rounds(told.events) == [] and changes_since(told.events, told.flow) == []
    again = told.add("round-closed", closing_data(told.flow(1)))
    assert closed_rounds(told.events) == [again] and changes_since(told.events, told.flow) == []


def test_a_closing_says_its_round_its_counts_and_its_members() -> None:
    told = story("import update 2")
    assert closing_data(told.flow(2))["round"] == 2
    assert closing_data(told.flow())["round"] == 1
    assert closing_data(told.flow(2))["counts"]["databases/identified"] == 2
    bare = closing_data(flow_from_boxes([box("identified", 3)]))
    assert bare == {"round": 1, "counts": {"databases/identified": 3}, "included": []}


def test_of_changed_members_only_what_came_or_only_what_went_is_said() -> None:
    lines = [
        f"decide {who} scopus.1 include @{at}"
        for at in ("title-abstract", "full-text")
        for who in ("ana", "ben")
    ]
    told = story("import scopus 1\n" + "\n".join(lines))
    name, included = told.id("scopus.1"), closing_data(told.flow(1))
    for members, said in (([], f"included since: {name}"), ([name, "x"], "no longer included: x")):
        other = told.fork("two")
        other.add("round-closed", included | {"included": members})
        assert [f.message for f in changes_since(other.events, other.flow)] == [
            f"round 1 was closed, and has changed: {said}"
        ]


def test_a_box_that_was_not_counted_when_the_round_was_closed_counted_nothing_then() -> None:
    told = story("import scopus 1")
    data = closing_data(told.flow(1))
    old = {name: count for name, count in data["counts"].items() if name != "databases/identified"}
    told.add("round-closed", data | {"counts": old | {"databases/forgotten": 1}})
    assert [f.message for f in changes_since(told.events, told.flow)] == [
        "round 1 was closed, and has changed: databases/forgotten counted 1 then and counts 0 now",
        "round 1 was closed, and has changed: databases/identified counted 0 then and counts 1 now",
    ]


@pytest.mark.parametrize("given", [("previous", "total"), ("included", "total"), ("previous", "included")])
def test_a_total_of_which_a_part_is_not_given_is_not_judged(given: tuple[str, ...]) -> None:
    columns = {"previous": "previous", "included": "all", "total": "all"}
    flow = flow_from_boxes([box(f"{name}-reports", 3, columns[name]) for name in given])  # type: ignore[arg-type]
    assert wrong(flow) == []


def test_what_awaits_classification_is_no_conflict() -> None:
    told = story("import scopus 1", with_stages(TITLES))
    for who in ("ana", "ben"):
        told.tell(f"decide {who} scopus.1 awaiting")
    pending = told.flow().box("screening-pending")
    assert pending is not None and (pending.count, pending.conflicts) == (0, 0)
