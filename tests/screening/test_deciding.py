"""The design's section "Deciding", sentence by sentence, on the smallest reviews that show it."""

from dataclasses import replace

import pytest

from slr.model.report import REASON_CONFLICT, REASON_MISSING
from slr.model.words import Outcome, Scheme, Unsure
from story import TEXTS, TITLES, Story, story, with_stages

ONE = with_stages(replace(TITLES, reviewers=1))
LIBERAL = with_stages(replace(TITLES, scheme=Scheme.LIBERAL))
THREE = with_stages(replace(TITLES, reviewers=3))


def at_full_text(text: str) -> Story:
    """A report that two people let pass, and what they say of it at full text."""
    passed = "import scopus 1\ndecide ana scopus.1 include\ndecide ben scopus.1 include\n"
    return story(passed + text)


@pytest.mark.parametrize(
    ("decisions", "outcome"),
    [
        ("", Outcome.PENDING),
        ("decide ana scopus.1 include", Outcome.PENDING),
        ("decide ana scopus.1 exclude", Outcome.PENDING),
        ("decide ana scopus.1 include\ndecide ben scopus.1 include", Outcome.INCLUDED),
        ("decide ana scopus.1 exclude\ndecide ben scopus.1 exclude", Outcome.EXCLUDED),
        ("decide ana scopus.1 include\ndecide ben scopus.1 exclude", Outcome.CONFLICT),
        ("decide ana scopus.1 include\ndecide ben scopus.1 unsure", Outcome.INCLUDED),
        ("decide ana scopus.1 unsure\ndecide ben scopus.1 unsure", Outcome.INCLUDED),
        ("decide ana scopus.1 exclude\ndecide ben scopus.1 unsure", Outcome.CONFLICT),
        ("decide ana scopus.1 unsure", Outcome.PENDING),
    ],
)
def test_two_reviewers_on_records(decisions: str, outcome: Outcome) -> None:
    assert story(f"import scopus 1\n{decisions}").outcome("scopus.1") is outcome


def test_one_reviewer_is_enough_where_the_stage_asks_for_one() -> None:
    assert story("import scopus 1\ndecide ana scopus.1 exclude", ONE).outcome("scopus.1") is Outcome.EXCLUDED


def test_with_one_reviewer_unsure_stays_pending_unless_it_advances() -> None:
    text = "import scopus 1\ndecide ana scopus.1 unsure"
    waits = with_stages(replace(TITLES, reviewers=1, unsure=Unsure.CONFLICT))
    assert story(text, waits).outcome("scopus.1") is Outcome.PENDING
    assert story(text, ONE).outcome("scopus.1") is Outcome.INCLUDED


def test_three_reviewers_must_all_decide_but_a_conflict_shows_early() -> None:
    two = story("import scopus 1\ndecide ana scopus.1 include\ndecide ben scopus.1 include", THREE)
    found = two.at("scopus.1")
    assert found is not None and (found.outcome, found.missing) == (Outcome.PENDING, 1)
    assert two.tell("decide cleo scopus.1 exclude").outcome("scopus.1") is Outcome.CONFLICT


def test_a_decision_of_a_third_person_counts_too() -> None:
    told = story("import scopus 1\ndecide ana scopus.1 include\ndecide ben scopus.1 include")
    assert told.tell("decide cleo scopus.1 exclude").outcome("scopus.1") is Outcome.CONFLICT


def test_liberal_acceleration_any_include_includes_and_two_must_exclude() -> None:
    one = story("import scopus 1\ndecide ana scopus.1 exclude", LIBERAL)
    assert one.outcome("scopus.1") is Outcome.PENDING
    assert one.fork("two").tell("decide ben scopus.1 exclude").outcome("scopus.1") is Outcome.EXCLUDED
    assert one.tell("decide ben scopus.1 include").outcome("scopus.1") is Outcome.INCLUDED
    assert (
        story("import scopus 1\ndecide ana scopus.1 include", LIBERAL).outcome("scopus.1") is Outcome.INCLUDED
    )


def test_a_sample_is_decided_by_two_and_the_rest_by_one() -> None:
    plan = with_stages(replace(TITLES, scheme=Scheme.SAMPLE, sample=0.2))
    told = story(
        "import scopus 2\ndraw scopus.1\ndecide ana scopus.1 exclude\ndecide ana scopus.2 exclude", plan
    )
    assert told.outcome("scopus.1") is Outcome.PENDING
    assert told.outcome("scopus.2") is Outcome.EXCLUDED
    assert told.tell("decide ben scopus.1 exclude").outcome("scopus.1") is Outcome.EXCLUDED


def test_the_sample_before_it_is_drawn_is_about_its_share_and_the_same_each_time() -> None:
    plan = with_stages(replace(TITLES, scheme=Scheme.SAMPLE, sample=0.25))
    told = story(
        "import scopus 200\n" + "\n".join(f"decide ana scopus.{n} exclude" for n in range(1, 201)), plan
    )
    ones = told.state().screening.settlements["title-abstract"]
    pending = {name for name, one in ones.items() if one.outcome is Outcome.PENDING}
    assert 30 <= len(pending) <= 70
    again = told.state().screening.settlements["title-abstract"]
    assert pending == {name for name, one in again.items() if one.outcome is Outcome.PENDING}


def test_an_undone_decision_is_as_if_never_made() -> None:
    told = story("import scopus 1\ndecide ana scopus.1 include\nundo ana scopus.1")
    assert told.outcome("scopus.1") is Outcome.PENDING
    assert told.state().told.decisions == {}


def test_a_changed_decision_replaces_the_earlier_one() -> None:
    told = story("import scopus 1\ndecide ana scopus.1 include\ndecide ana scopus.1 exclude")
    assert told.tell("decide ben scopus.1 exclude").outcome("scopus.1") is Outcome.EXCLUDED


def test_nobodys_event_overrides_anothers() -> None:
    told = story("import scopus 1\ndecide ana scopus.1 include")
    target = told.events[-1].id
    data = {
        "stage": "title-abstract",
        "record": told.id("scopus.1"),
        "verdict": "exclude",
        "replaces": [target],
    }
    told.add("decision", data, "ben")
    assert told.outcome("scopus.1") is Outcome.CONFLICT


def test_the_same_persons_two_changes_in_two_clones_are_a_conflict_until_decided_anew() -> None:
    told = story("import scopus 1\ndecide ana scopus.1 unsure\ndecide ben scopus.1 include")
    here = told.fork("here").tell("decide ana scopus.1 include")
    there = told.fork("there").tell("decide ana scopus.1 exclude")
    merged = here.merge(there)
    assert merged.outcome("scopus.1") is Outcome.CONFLICT
    assert merged.tell("decide ana scopus.1 include").outcome("scopus.1") is Outcome.INCLUDED


# At full text


def test_unsure_at_full_text_is_a_conflict() -> None:
    told = at_full_text("decide ana scopus.1 include @full-text\ndecide ben scopus.1 unsure @full-text")
    assert told.outcome("scopus.1", "full-text") is Outcome.CONFLICT


def test_two_excludes_with_different_reasons_are_excluded_with_the_reason_in_conflict() -> None:
    told = at_full_text(
        "decide ana scopus.1 exclude e1 @full-text\ndecide ben scopus.1 exclude e2 @full-text"
    )
    found = told.at("scopus.1", "full-text")
    assert found is not None and (found.outcome, found.reason) == (Outcome.EXCLUDED, REASON_CONFLICT)
    told.tell("resolve cleo scopus.1 exclude e2 @full-text")
    found = told.at("scopus.1", "full-text")
    assert found is not None and (found.outcome, found.reason, found.by) == (
        Outcome.EXCLUDED,
        "e2",
        "resolution",
    )


def test_different_reasons_where_none_is_needed_are_no_conflict() -> None:
    told = story("import scopus 1\ndecide ana scopus.1 exclude e1\ndecide ben scopus.1 exclude e2")
    found = told.at("scopus.1", "title-abstract")
    assert found is not None and (found.outcome, found.reason) == (Outcome.EXCLUDED, "")
    assert [one.reason for one in found.decisions] == ["e1", "e2"]


def test_an_exclusion_without_a_reason_from_elsewhere_is_counted_as_such() -> None:
    told = at_full_text("decide ana scopus.1 exclude @full-text\ndecide ben scopus.1 exclude @full-text")
    found = told.at("scopus.1", "full-text")
    assert found is not None and found.reason == REASON_MISSING


@pytest.mark.parametrize("verdict", ["awaiting", "ongoing"])
def test_awaiting_and_ongoing_are_outcomes_at_the_last_stage(verdict: str) -> None:
    told = at_full_text(f"decide ana scopus.1 {verdict} @full-text\ndecide ben scopus.1 {verdict} @full-text")
    found = told.outcome("scopus.1", "full-text")
    assert found is not None and found.value == verdict
    mixed = at_full_text(f"decide ana scopus.1 {verdict} @full-text\ndecide ben scopus.1 include @full-text")
    assert mixed.outcome("scopus.1", "full-text") is Outcome.CONFLICT


def test_an_outcome_counts_only_for_reports_that_passed_the_stages_before() -> None:
    told = story("import scopus 1\ndecide ana scopus.1 exclude e1 @full-text")
    assert told.at("scopus.1", "full-text") is None
    state = told.state()
    assert [d.record for d in state.screening.uncounted] == [told.id("scopus.1")]
    assert [f.code for f in state.findings] == ["F001"]
    told.tell("decide ana scopus.1 include\ndecide ben scopus.1 include")
    found = told.at("scopus.1", "full-text")
    assert found is not None and len(found.decisions) == 1
    assert told.state().screening.uncounted == ()


# Resolutions


def test_a_resolution_settles_the_events_that_it_names() -> None:
    told = story("import scopus 1\ndecide ana scopus.1 include\ndecide ben scopus.1 exclude")
    assert told.tell("resolve cleo scopus.1 exclude").outcome("scopus.1") is Outcome.EXCLUDED


def test_if_a_settled_event_changes_the_report_is_in_conflict_again() -> None:
    told = story("import scopus 1\ndecide ana scopus.1 include\ndecide ben scopus.1 exclude")
    told.tell("resolve cleo scopus.1 exclude\ndecide ben scopus.1 include")
    assert told.outcome("scopus.1") is Outcome.CONFLICT
    assert told.tell("resolve cleo scopus.1 include").outcome("scopus.1") is Outcome.INCLUDED


def test_a_later_decision_that_a_resolution_did_not_know_reopens_the_conflict() -> None:
    told = story("import scopus 1\ndecide ana scopus.1 include\ndecide ben scopus.1 exclude")
    told.tell("resolve ana scopus.1 exclude")
    agreeing, differing = told.fork("a"), told.fork("b")
    assert agreeing.tell("decide cleo scopus.1 exclude").outcome("scopus.1") is Outcome.EXCLUDED
    assert differing.tell("decide cleo scopus.1 include").outcome("scopus.1") is Outcome.CONFLICT


def test_two_people_who_resolve_differently_apart_leave_a_conflict() -> None:
    told = story("import scopus 1\ndecide ana scopus.1 include\ndecide ben scopus.1 exclude")
    here = told.fork("here").tell("resolve cleo scopus.1 include")
    there = told.fork("there").tell("resolve ana scopus.1 exclude")
    assert here.merge(there).outcome("scopus.1") is Outcome.CONFLICT
    same = told.fork("same").tell("resolve ana scopus.1 include")
    assert here.merge(same).outcome("scopus.1") is Outcome.INCLUDED


def test_a_resolution_that_names_nothing_settles_nothing() -> None:
    told = story("import scopus 1")
    data = {"stage": "title-abstract", "record": told.id("scopus.1"), "verdict": "exclude", "settles": []}
    told.add("resolution", data, "cleo")
    assert told.outcome("scopus.1") is Outcome.PENDING


def test_reopening_takes_a_settled_outcome_back() -> None:
    told = story("import scopus 1\ndecide ana scopus.1 include\ndecide ben scopus.1 exclude")
    told.tell("resolve cleo scopus.1 exclude\nreopen cleo scopus.1")
    assert told.outcome("scopus.1") is Outcome.PENDING
    told.tell("decide ana scopus.1 include\ndecide ben scopus.1 include")
    assert told.outcome("scopus.1") is Outcome.INCLUDED


# Joining and splitting


def test_when_groups_join_all_members_decisions_belong_to_the_report() -> None:
    told = story("import scopus 1\nimport wos 1\ndecide ana scopus.1 include\ndecide ben wos.1 include")
    assert told.outcome("scopus.1") is Outcome.PENDING
    assert told.tell("program scopus.1 wos.1").outcome("wos.1") is Outcome.INCLUDED


def test_one_reviewers_differing_decisions_on_members_are_a_conflict_until_decided_anew() -> None:
    told = story("import scopus 1\nimport wos 1\ndecide ana scopus.1 include\ndecide ana wos.1 exclude")
    told.tell("decide ben scopus.1 include\nprogram scopus.1 wos.1")
    assert told.outcome("scopus.1") is Outcome.CONFLICT
    assert told.tell("decide ana scopus.1 include").outcome("scopus.1") is Outcome.INCLUDED


def test_an_include_is_never_overridden_by_a_join_even_under_liberal_acceleration() -> None:
    told = story(
        "import scopus 1\nimport wos 1\ndecide ana scopus.1 include\ndecide ana wos.1 exclude", LIBERAL
    )
    assert told.tell("program scopus.1 wos.1").outcome("scopus.1") is Outcome.CONFLICT


def test_when_a_group_splits_decisions_stay_with_the_record_shown() -> None:
    told = story("import scopus 1\nimport wos 1\nprogram scopus.1 wos.1")
    told.tell("decide ana scopus.1 exclude\ndecide ben scopus.1 exclude\nunlink scopus.1 wos.1")
    assert told.outcome("scopus.1") is Outcome.EXCLUDED
    assert told.outcome("wos.1") is Outcome.PENDING


def test_when_a_resolved_group_splits_no_part_keeps_half_a_resolution() -> None:
    told = story("import scopus 1\nimport wos 1\ndecide ana scopus.1 include\ndecide ben wos.1 exclude")
    told.tell("program scopus.1 wos.1\nresolve cleo scopus.1 exclude")
    assert told.outcome("wos.1") is Outcome.EXCLUDED
    told.tell("unlink scopus.1 wos.1")
    assert (told.outcome("scopus.1"), told.outcome("wos.1")) == (Outcome.PENDING, Outcome.PENDING)


def test_a_decision_lists_the_members_that_its_report_had() -> None:
    told = story("import scopus 1\nimport wos 1\nprogram scopus.1 wos.1\ndecide ana wos.1 include")
    assert told.events[-1].data["record"] == told.id("wos.1")
    assert told.events[-1].data["members"] == [told.id("scopus.1"), told.id("wos.1")]


def test_decisions_on_a_report_that_lost_all_its_records_are_kept_and_listed() -> None:
    told = story("import scopus 1\ndecide ana scopus.1 include\nwithdraw scopus")
    state = told.state()
    assert [report.members for report in state.lost] == [(told.id("scopus.1"),)]
    assert [d.reviewer for d in state.screening.uncounted] == ["ana"]
    assert told.tell("import scopus 1").outcome("scopus.1") is Outcome.PENDING
    found = told.at("scopus.1")
    assert found is not None and [d.reviewer for d in found.decisions] == ["ana"]


def test_a_decision_is_blind_until_its_maker_could_have_seen_anothers() -> None:
    told = story("import scopus 1\ndecide ana scopus.1 include\ndecide ben scopus.1 exclude")
    assert [event.data["blind"] for event in told.events[1:]] == [True, True]
    assert told.tell("decide ana scopus.1 exclude").events[-1].data["blind"] is False


# Rules and stopping: their events and boxes


def test_a_rule_settles_at_the_first_stage_what_no_person_decided() -> None:
    told = story("import scopus 1\nrule e1 scopus.1 true")
    found = told.at("scopus.1")
    assert found is not None and (found.outcome, found.reason, found.by) == (Outcome.AUTOMATED, "e1", "rule")
    assert told.tell("decide ana scopus.1 include").outcome("scopus.1") is Outcome.PENDING


def test_a_rule_never_fills_a_reviewers_place() -> None:
    told = story("import scopus 1\nrule e1 scopus.1 true\ndecide ana scopus.1 exclude")
    assert told.outcome("scopus.1") is Outcome.PENDING


def test_a_rule_does_not_hold_where_a_members_own_value_contradicts_it() -> None:
    told = story("import scopus 1\nimport wos 1\nrule e1 scopus.1 true\nrule e1 wos.1 false")
    assert told.outcome("scopus.1") is Outcome.AUTOMATED
    assert told.tell("program scopus.1 wos.1").outcome("scopus.1") is Outcome.PENDING


def test_a_rule_works_at_the_first_stage_only() -> None:
    passed = at_full_text("rule e1 scopus.1 true @full-text")
    assert passed.outcome("scopus.1", "full-text") is Outcome.PENDING


def test_a_declared_stop_holds_for_the_reports_it_names_that_nobody_decided() -> None:
    told = story("import scopus 3\ndecide ana scopus.1 include\nstop scopus.1 scopus.2")
    assert told.outcome("scopus.1") is Outcome.PENDING
    assert told.outcome("scopus.2") is Outcome.AUTOMATED
    assert told.outcome("scopus.3") is Outcome.PENDING


def test_reports_that_arrive_or_split_off_later_are_outside_a_stop() -> None:
    told = story("import scopus 2\nprogram scopus.1 scopus.2\nstop scopus.1\nimport wos 1")
    assert told.outcome("scopus.1") is Outcome.AUTOMATED
    joined = told.fork("joined").tell("program scopus.1 wos.1")
    assert joined.outcome("scopus.1") is Outcome.PENDING
    split = told.tell("unlink scopus.1 scopus.2")
    assert (split.outcome("scopus.1"), split.outcome("scopus.2")) == (Outcome.AUTOMATED, Outcome.PENDING)


def test_stages_named_by_the_protocol_are_passed_in_order() -> None:
    titles, abstracts = (
        replace(TITLES, id="titles", reviewers=1),
        replace(TITLES, id="abstracts", reviewers=1),
    )
    told = story(
        "import scopus 2\ndecide ana scopus.1 include @titles", with_stages(titles, abstracts, TEXTS)
    )
    assert told.outcome("scopus.1", "abstracts") is Outcome.PENDING
    assert told.at("scopus.2", "abstracts") is None


def test_a_teams_result_from_elsewhere_settles_without_being_anybodys_decision() -> None:
    told = story("import scopus 1\noutcome scopus.1 exclude")
    found = told.at("scopus.1")
    assert found is not None and (found.outcome, found.by, found.decisions) == (
        Outcome.EXCLUDED,
        "outcome",
        (),
    )
    assert told.tell("decide ana scopus.1 exclude").outcome("scopus.1") is Outcome.EXCLUDED
    assert told.tell("decide ben scopus.1 include").outcome("scopus.1") is Outcome.CONFLICT
    assert told.tell("resolve cleo scopus.1 include").outcome("scopus.1") is Outcome.INCLUDED


def test_two_results_that_differ_are_a_conflict_and_one_can_be_reopened() -> None:
    told = story(
        "import scopus 1\nimport wos 1\noutcome scopus.1 include\noutcome wos.1 exclude\nprogram scopus.1 wos.1"
    )
    assert told.outcome("scopus.1") is Outcome.CONFLICT
    assert told.tell("reopen cleo scopus.1").outcome("scopus.1") is Outcome.PENDING


# What a changed line would have passed unnoticed (docs/test-quality.md)


def test_who_is_still_missing_is_counted() -> None:
    waits = with_stages(replace(TITLES, reviewers=1, unsure=Unsure.CONFLICT))
    unsure = story("import scopus 1\ndecide ana scopus.1 unsure", waits).at("scopus.1")
    assert unsure is not None and (unsure.outcome, unsure.missing) == (Outcome.PENDING, 1)
    told = story("import scopus 1", THREE)
    missing = []
    for line in ("", *(f"decide {who} scopus.1 include" for who in ("ana", "ben", "cleo"))):
        found = told.tell(line).at("scopus.1")
        missing.append(found.missing if found else None)
    assert missing == [3, 2, 1, 0]
    conflict = story("import scopus 1\ndecide ana scopus.1 include\ndecide ben scopus.1 exclude", THREE)
    found = conflict.at("scopus.1")
    assert found is not None and (found.outcome, found.missing) == (Outcome.CONFLICT, 1)
    both = at_full_text("decide ana scopus.1 unsure @full-text\ndecide ben scopus.1 unsure @full-text")
    found = both.at("scopus.1", "full-text")
    assert found is not None and (found.outcome, found.missing) == (Outcome.CONFLICT, 0)


def test_one_include_in_a_sample_settles_nothing() -> None:
    plan = with_stages(replace(TITLES, scheme=Scheme.SAMPLE, sample=0.2))
    told = story("import scopus 2\ndraw scopus.1\ndecide ana scopus.1 include", plan)
    assert told.outcome("scopus.1") is Outcome.PENDING
    assert told.tell("decide ben scopus.1 exclude").outcome("scopus.1") is Outcome.CONFLICT


def test_a_later_decision_that_agrees_with_a_resolution_leaves_it_standing() -> None:
    told = at_full_text(
        "decide ana scopus.1 include @full-text\ndecide ben scopus.1 exclude e1 @full-text\n"
        "resolve cleo scopus.1 exclude e1 @full-text"
    )
    for line, outcome, reason in (
        ("decide cleo scopus.1 exclude @full-text", Outcome.EXCLUDED, "e1"),
        ("decide cleo scopus.1 exclude e1 @full-text", Outcome.EXCLUDED, "e1"),
        ("decide cleo scopus.1 exclude e2 @full-text", Outcome.CONFLICT, ""),
        ("decide cleo scopus.1 include @full-text", Outcome.CONFLICT, ""),
    ):
        found = told.fork("two").tell(line).at("scopus.1", "full-text")
        assert found is not None and (found.outcome, found.reason, found.by) == (
            outcome,
            reason,
            "resolution",
        )


def test_a_resolution_without_a_reason_says_that_none_was_given_where_the_stage_needs_one() -> None:
    told = at_full_text("decide ana scopus.1 include @full-text\ndecide ben scopus.1 exclude e1 @full-text\n")
    for verdict, reason in (("exclude", REASON_MISSING), ("include", "")):
        found = (
            told.fork("two").tell(f"resolve cleo scopus.1 {verdict} @full-text").at("scopus.1", "full-text")
        )
        assert found is not None and (found.reason, found.by) == (reason, "resolution")
    titles = story("import scopus 1\ndecide ana scopus.1 include\ndecide ben scopus.1 exclude")
    found = titles.tell("resolve cleo scopus.1 exclude").at("scopus.1")
    assert found is not None and (found.outcome, found.reason) == (Outcome.EXCLUDED, "")


@pytest.mark.parametrize(
    "settling", ["resolve cleo scopus.2 include", "outcome scopus.2 exclude", "outcome scopus.2 include"]
)
def test_a_word_on_one_report_settles_no_other_on_which_people_said_the_same(settling: str) -> None:
    lines = [
        f"decide {who} scopus.{n} {said}"
        for n in (1, 2, 3)
        for who, said in (("ana", "include"), ("ben", "exclude"))
    ]
    told = story("import scopus 3\n" + "\n".join([*lines, settling]))
    wanted = Outcome.INCLUDED if settling.startswith("resolve") else Outcome.CONFLICT
    by = "resolution" if settling.startswith("resolve") else "outcome"
    found = [told.at(f"scopus.{n}") for n in (1, 2, 3)]
    assert [(one.outcome, one.by) for one in found if one] == [
        (Outcome.CONFLICT, "people"),
        (wanted, by),
        (Outcome.CONFLICT, "people"),
    ]


def test_reports_on_which_people_said_the_same_keep_their_own_decisions() -> None:
    told = story("import scopus 2\ndecide ana scopus.1 exclude\ndecide ana scopus.2 exclude")
    for n in (1, 2):
        found = told.at(f"scopus.{n}")
        assert found is not None and found.report == told.id(f"scopus.{n}")
        assert [d.record for d in found.decisions] == [told.id(f"scopus.{n}")]


def test_an_automatic_settlement_says_which_rule_or_stop_it_was() -> None:
    told = story("import scopus 3\nrule e1 scopus.1 false\nrule e2 scopus.1 true\nstop scopus.2")
    found = [told.at(f"scopus.{n}") for n in (1, 2, 3)]
    assert [(one.outcome, one.by, one.reason) for one in found if one] == [
        (Outcome.AUTOMATED, "rule", "e2"),
        (Outcome.AUTOMATED, "stop", "hypergeometric"),
        (Outcome.PENDING, "people", ""),
    ]


def test_a_teams_result_needs_a_reason_at_full_text_and_takes_a_decision_that_agrees() -> None:
    found = at_full_text("outcome scopus.1 exclude @full-text").at("scopus.1", "full-text")
    assert found is not None and (found.outcome, found.reason) == (Outcome.EXCLUDED, REASON_MISSING)
    agreed = at_full_text("outcome scopus.1 exclude e1 @full-text\ndecide ana scopus.1 exclude @full-text")
    found = agreed.at("scopus.1", "full-text")
    assert found is not None and (found.outcome, found.reason) == (Outcome.EXCLUDED, "e1")
    other = at_full_text("outcome scopus.1 exclude e1 @full-text\ndecide ana scopus.1 exclude e2 @full-text")
    assert other.outcome("scopus.1", "full-text") is Outcome.CONFLICT


def test_a_removal_holds_for_all_that_it_covers_until_somebody_decides_or_a_record_joins() -> None:
    told = story("import scopus 2\nimport wos 2\nsame ana scopus.1 wos.1\nremove ana scopus.1 a poster")
    assert [removal.reason for removal in told.state().screening.removed.values()] == ["a poster"]
    assert told.at("scopus.1") is None and told.outcome("scopus.2") is Outcome.PENDING
    joined = told.fork("two").tell("same ana wos.2 wos.1")
    assert joined.state().screening.removed == {} and joined.outcome("scopus.1") is Outcome.PENDING
    decided = told.fork("two").tell("decide ben wos.1 exclude")
    assert decided.state().screening.removed == {}
    known = told.fork("two").tell("outcome wos.1 include")
    assert known.outcome("scopus.1") is Outcome.INCLUDED


def test_a_decision_that_counts_nowhere_is_said_with_its_record_and_stage() -> None:
    told = story("import scopus 2\ndecide ana scopus.2 include\ndecide ana scopus.1 include @full-text")
    screening = told.state().screening
    assert [(d.stage, d.record) for d in screening.uncounted] == [("full-text", told.id("scopus.1"))]
    (finding,) = screening.findings
    assert (finding.code, finding.severity, finding.record) == ("F001", "warning", told.id("scopus.1"))
    assert finding.message == (
        "ana's decision at full-text does not count: "
        "the report has not passed the stages before, or its records were withdrawn"
    )


def test_what_skips_the_stages_on_records_reaches_the_full_text_and_no_stage_on_records() -> None:
    first, second = replace(TITLES, id="titles"), replace(TITLES, id="abstracts")
    told = story("import grey 1\nimport scopus 1", with_stages(first, second, TEXTS))
    stages = ("titles", "abstracts", "full-text")
    assert [told.outcome("grey.1", stage) for stage in stages] == [None, None, Outcome.PENDING]
    assert [told.outcome("scopus.1", stage) for stage in stages] == [Outcome.PENDING, None, None]
    one = story("import grey 1")
    assert [one.outcome("grey.1", stage.id) for stage in one.plan.stages] == [None, Outcome.PENDING]
