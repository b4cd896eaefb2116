"""The design's sections "Searches and rounds" and "Boxes", sentence by sentence."""

from dataclasses import replace

import pytest

from slr.model.flow import Flow
from story import PLAN, TEXTS, TITLES, story, with_stages

INCLUDE_1 = "decide ana {0} include\ndecide ben {0} include\n"
FULL = "decide ana {0} {1} @full-text\ndecide ben {0} {1} @full-text\n"


def include(record: str) -> str:
    """Two people let a record pass."""
    return INCLUDE_1.format(record)


def exclude(record: str) -> str:
    """Two people exclude a record."""
    return include(record).replace("include", "exclude")


def full_text(record: str, verdict: str) -> str:
    """Two people decide on the full text."""
    return FULL.format(record, verdict)


def rows(flow: Flow, name: str, column: str = "databases") -> dict[str, int]:
    """The rows of a box."""
    found = next(box for box in flow.boxes if box.name == name and box.column == column)
    return {row.item: row.count for row in found.rows}


# Searches


def test_identified_counts_every_entry_of_the_exports_refused_ones_included() -> None:
    told = story("import scopus 3 refused 2\nimport wos 2\nimport registry 1")
    assert told.counts()["identified"] == 6
    assert rows(told.flow(), "identified") == {"scopus": 3, "wos": 2, "registry": 1}
    identified = told.flow().box("identified")
    assert identified is not None
    kinds = {row.item: row.kind for row in identified.rows}
    assert kinds["registry"] == "register"
    assert told.counts()["other-reasons"] == 1
    assert rows(told.flow(), "other-reasons") == {"refused": 1}


def test_a_withdrawn_import_leaves_every_count_and_its_ids_stay_taken() -> None:
    told = story("import scopus 2\nimport wos 1\nwithdraw scopus")
    assert told.counts() == {"identified": 1, "screened": 1, "screening-pending": 1}
    assert told.id("scopus.1") in told.state().holdings.known


def test_a_replaced_import_counts_once_by_its_new_export() -> None:
    told = story("import scopus 2\nimport scopus 3 as later replaces scopus")
    assert told.counts()["identified"] == 3


def test_the_same_export_imported_in_two_clones_counts_once() -> None:
    here = story("import wos 1")
    there = here.fork("two").tell("import scopus 2")
    merged = here.tell("import scopus 2").merge(there)
    assert merged.counts()["identified"] == 3


def test_a_database_record_takes_the_report_down_the_first_column() -> None:
    told = story("import grey 2\nimport scopus 1\nprogram grey.1 scopus.1")
    assert told.counts()["screened"] == 1
    assert told.counts("other") == {
        "identified": 2,
        "already-found": 1,
        "sought": 1,
        "not-yet-retrieved": 1,
    }
    assert told.counts().get("duplicates", 0) == 0


def test_reports_of_other_methods_alone_go_straight_to_retrieval() -> None:
    told = story("import grey 1\n" + full_text("grey.1", "include"))
    assert told.at("grey.1") is None
    assert told.counts("other") == {"identified": 1, "sought": 1, "assessed": 1, "included-reports": 1}
    assert told.counts("all") == {"included-reports": 1, "included-studies": 1}


def test_unless_the_search_says_that_they_are_screened() -> None:
    told = story("import screened 2\n" + include("screened.1") + exclude("screened.2"))
    assert told.counts("other") == {
        "identified": 2,
        "screened": 2,
        "excluded": 1,
        "sought": 1,
        "not-yet-retrieved": 1,
    }


def test_a_report_with_a_record_of_an_earlier_round_is_not_new_in_this_one() -> None:
    told = story("import scopus 2\nimport update 2\nprogram scopus.1 update.1\n" + include("scopus.1"))
    told.tell(full_text("scopus.1", "include") + include("update.2") + full_text("update.2", "include"))
    assert told.counts(round=1)["screened"] == 2
    assert told.counts(round=2) == {
        "identified": 2,
        "duplicates": 1,
        "screened": 1,
        "sought": 1,
        "assessed": 1,
        "included-reports": 1,
    }
    assert told.counts("previous", round=2) == {"previous-reports": 1, "previous-studies": 1}
    assert told.counts("all", round=2) == {
        "included-reports": 1,
        "included-studies": 1,
        "total-reports": 2,
        "total-studies": 2,
    }
    assert told.counts("all") == {"included-reports": 2, "included-studies": 2}


def test_what_a_later_search_finds_changes_no_column_of_an_earlier_round() -> None:
    told = story("import grey 1\nimport update 1\nprogram grey.1 update.1")
    assert told.counts("other", round=1)["identified"] == 1
    assert told.counts("databases", round=1) == {}
    assert told.counts("databases", round=2) == {"identified": 1, "duplicates": 1}


# Boxes


def test_duplicates_are_identified_less_refused_less_distinct_reports() -> None:
    told = story("import scopus 3 refused 3\nimport wos 2\nprogram scopus.1 scopus.2\nprogram scopus.1 wos.1")
    assert told.counts() == {
        "identified": 5,
        "duplicates": 2,
        "other-reasons": 1,
        "screened": 2,
        "screening-pending": 2,
    }


def test_the_order_of_imports_changes_no_number() -> None:
    links = "\nprogram scopus.1 wos.1\nprogram wos.2 grey.1"
    one = story("import scopus 2\nimport wos 2\nimport grey 2" + links)
    two = story("import grey 2\nimport wos 2\nimport scopus 2" + links)
    for column in ("databases", "other"):
        assert one.counts(column) == two.counts(column)


def test_automation_has_a_line_for_each_rule_and_one_for_each_declared_stop() -> None:
    told = story("import scopus 5\nrule e1 scopus.1 true\nrule e2 scopus.2 true\nstop scopus.3 scopus.4")
    assert told.counts() == {"identified": 5, "automation": 4, "screened": 1, "screening-pending": 1}
    assert rows(told.flow(), "automation") == {"e1": 1, "e2": 1, "hypergeometric": 2}
    kinds = {row.item: row.kind for box in told.flow().boxes if box.name == "automation" for row in box.rows}
    assert kinds == {"e1": "rule", "e2": "rule", "hypergeometric": "stop"}


def test_other_reasons_are_refused_entries_and_reports_removed_by_hand_with_a_reason() -> None:
    told = story(
        "import scopus 4 refused 4\nremove ana scopus.1 a book of abstracts\nremove ana scopus.2 a test"
    )
    assert told.counts() == {"identified": 4, "other-reasons": 3, "screened": 1, "screening-pending": 1}
    labels = {
        row.label: row.count for box in told.flow().boxes if box.name == "other-reasons" for row in box.rows
    }
    assert labels == {"Entries that could not be read": 1, "a book of abstracts": 1, "a test": 1}


def test_a_removal_ends_where_a_record_joins_that_nobody_looked_at() -> None:
    told = story("import scopus 1\nimport wos 1\nremove ana scopus.1 a test\nprogram scopus.1 wos.1")
    assert told.counts()["screened"] == 1


def test_retrieval_is_a_status_that_the_team_shares() -> None:
    text = "import scopus 4\n" + "".join(include(f"scopus.{n}") for n in (1, 2, 3, 4))
    told = story(text + "retrieve ana scopus.1 not-retrieved\nretrieve ana scopus.2 requested\n")
    told.tell("retrieve ana scopus.3 retrieved")
    assert told.counts() == {
        "identified": 4,
        "screened": 4,
        "sought": 4,
        "not-retrieved": 1,
        "not-yet-retrieved": 2,
        "assessed": 1,
        "full-text-pending": 1,
    }


def test_a_full_text_decision_implies_retrieved() -> None:
    told = story("import scopus 1\n" + include("scopus.1") + "retrieve ana scopus.1 not-retrieved")
    told.tell("decide ana scopus.1 include @full-text")
    assert told.counts()["assessed"] == 1


def test_if_two_people_differ_on_retrieval_retrieved_wins() -> None:
    told = story("import scopus 1\n" + include("scopus.1"))
    here = told.fork("here").tell("retrieve ana scopus.1 retrieved")
    there = told.fork("there").tell("retrieve ben scopus.1 not-retrieved")
    assert here.merge(there).counts()["assessed"] == 1
    assert there.merge(here).counts()["assessed"] == 1


def test_excluded_at_full_text_is_the_sum_of_its_reasons_in_the_protocols_order() -> None:
    text = "import scopus 4\n" + "".join(include(f"scopus.{n}") for n in (1, 2, 3, 4))
    told = story(text + full_text("scopus.1", "exclude e2") + full_text("scopus.2", "exclude e1"))
    told.tell("decide ana scopus.3 exclude e1 @full-text\ndecide ben scopus.3 exclude e2 @full-text")
    told.tell(full_text("scopus.4", "exclude"))
    assert list(rows(told.flow(), "excluded-full-text").items()) == [
        ("e1", 1),
        ("e2", 1),
        ("(no reason given)", 1),
        ("(reason in conflict)", 1),
    ]
    assert told.counts()["excluded-full-text"] == 4


def test_pending_is_never_added_to_excluded_and_says_how_many_are_conflicts() -> None:
    told = story(
        "import scopus 3\ndecide ana scopus.1 include\ndecide ben scopus.1 exclude\n" + exclude("scopus.2")
    )
    assert told.counts() == {"identified": 3, "screened": 3, "excluded": 1, "screening-pending": 2}
    flow = told.flow()
    box = flow.box("screening-pending")
    assert box is not None and box.conflicts == 1
    assert flow.draft


def test_awaiting_and_ongoing_have_boxes_of_their_own() -> None:
    text = "import scopus 2\n" + include("scopus.1") + include("scopus.2")
    told = story(text + full_text("scopus.1", "awaiting") + full_text("scopus.2", "ongoing"))
    assert told.counts()["awaiting"] == 1
    assert told.counts()["ongoing"] == 1
    assert not told.flow().draft


def test_several_stages_on_records_have_a_row_each() -> None:
    titles, abstracts = (
        replace(TITLES, id="titles", reviewers=1),
        replace(TITLES, id="abstracts", reviewers=1),
    )
    text = "import scopus 3\ndecide ana scopus.1 include @titles\ndecide ana scopus.2 include @titles\n"
    text += "decide ana scopus.3 exclude @titles\ndecide ana scopus.1 exclude @abstracts"
    told = story(text, with_stages(titles, abstracts, TEXTS))
    assert rows(told.flow(), "screened") == {"titles": 3, "abstracts": 2}
    assert rows(told.flow(), "excluded") == {"titles": 1, "abstracts": 1}
    assert told.counts() == {"identified": 3, "screened": 3, "excluded": 2, "screening-pending": 1}


def test_labels_say_records_up_to_screening_and_reports_after_it() -> None:
    units = {box.name: box.unit for box in story("import scopus 1").flow().boxes if box.column == "databases"}
    assert {name for name, unit in units.items() if unit == "records"} == {
        "identified",
        "duplicates",
        "automation",
        "other-reasons",
        "screened",
        "excluded",
        "screening-pending",
    }
    assert set(units.values()) == {"records", "reports"}


def test_every_box_knows_what_is_in_it() -> None:
    told = story("import scopus 2\nimport wos 1\nprogram scopus.1 wos.1\n" + exclude("scopus.2"))
    flow = told.flow()
    found = {
        box.name: [told.short(one) for one in box.ids] for box in flow.boxes if box.column == "databases"
    }
    assert found["identified"] == ["scopus.1", "scopus.2", "wos.1"]
    assert found["duplicates"] == ["wos.1"]
    assert found["screened"] == ["scopus.1", "scopus.2"]
    assert found["excluded"] == ["scopus.2"]


# Studies


def test_each_included_report_is_a_study_of_its_own_until_reports_are_linked() -> None:
    text = "import scopus 2\n" + include("scopus.1") + include("scopus.2")
    told = story(text + full_text("scopus.1", "include") + full_text("scopus.2", "include"))
    assert told.counts("all") == {"included-reports": 2, "included-studies": 2}
    assert told.tell("study trial scopus.1 scopus.2").counts("all") == {
        "included-reports": 2,
        "included-studies": 1,
    }
    assert [study.id for study in told.state().studies] == ["trial"]
    assert told.tell("leave trial scopus.2").counts("all")["included-studies"] == 2


def test_one_report_may_describe_several_studies() -> None:
    told = story("import scopus 1\n" + include("scopus.1") + full_text("scopus.1", "include"))
    told.tell("study first scopus.1\nstudy second scopus.1")
    assert told.counts("all") == {"included-reports": 1, "included-studies": 2}


def test_a_study_counts_with_at_least_one_included_report() -> None:
    text = "import scopus 2\n" + include("scopus.1") + exclude("scopus.2") + full_text("scopus.1", "include")
    told = story(text + "study trial scopus.1 scopus.2")
    assert told.state().studies[0].reports == (told.id("scopus.1"),)
    assert story("import scopus 1\nstudy trial scopus.1").counts("all") == {}


def test_a_study_follows_its_records_through_a_join_and_a_split() -> None:
    text = (
        "import scopus 1\nimport wos 1\nprogram scopus.1 wos.1\n"
        + include("wos.1")
        + full_text("wos.1", "include")
    )
    told = story(text + "study trial wos.1")
    assert told.state().studies[0].reports == (told.id("scopus.1"),)
    told.tell("unlink scopus.1 wos.1")
    assert told.state().studies[0].reports == (told.id("wos.1"),)


@pytest.mark.parametrize("round", [None, 1])
def test_an_empty_review_has_an_empty_flow(round: int | None) -> None:
    told = story("")
    assert {box.count for box in told.flow(round).boxes} == {0}
    assert not told.flow(round).draft


def test_a_review_without_full_text_stage_includes_what_passed_its_last_stage() -> None:
    told = story("import scopus 2\n" + include("scopus.1") + exclude("scopus.2"), with_stages(TITLES))
    assert told.counts() == {"identified": 2, "screened": 2, "excluded": 1, "included-reports": 1}
    assert told.counts("all") == {"included-reports": 1, "included-studies": 1}


def test_the_plans_title_and_its_synthetic_notice_are_the_flows() -> None:
    flow = story("", replace(PLAN, synthetic="All made up.")).flow()
    assert (flow.title, flow.notice) == ("A test", "All made up.")
