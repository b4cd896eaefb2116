"""Nobody sees another's decision on a report before having made one."""

from dataclasses import replace

from slr.model.words import Outcome, Scheme
from slr.screening.blinding import visible_events
from story import TITLES, Story, story, with_stages


def verdicts(told: Story, viewer: str) -> set[tuple[str, str]]:
    """Who decided what, as a viewer sees it."""
    state = told.state(viewer)
    return {(d.reviewer, d.verdict.value) for ones in state.told.decisions.values() for d in ones}


def test_anothers_decision_is_hidden_until_one_has_decided() -> None:
    told = story("import scopus 1\ndecide ana scopus.1 exclude")
    assert verdicts(told, "ben") == set()
    assert verdicts(told, "ana") == {("ana", "exclude")}
    told.tell("decide ben scopus.1 include")
    assert verdicts(told, "ben") == {("ana", "exclude"), ("ben", "include")}


def test_the_team_and_people_outside_it_see_everything() -> None:
    told = story("import scopus 1\ndecide ana scopus.1 exclude")
    assert verdicts(told, "") == verdicts(told, "editor") == {("ana", "exclude")}


def test_a_settled_outcome_is_seen_by_all() -> None:
    told = story("import scopus 1\ndecide ana scopus.1 exclude\ndecide ben scopus.1 exclude")
    assert verdicts(told, "cleo") == {("ana", "exclude"), ("ben", "exclude")}
    assert told.outcome("scopus.1", viewer="cleo") is Outcome.EXCLUDED


def test_a_conflict_of_others_looks_pending_to_a_third_reviewer_who_must_decide() -> None:
    three = with_stages(replace(TITLES, reviewers=3))
    told = story("import scopus 1\ndecide ana scopus.1 include\ndecide ben scopus.1 exclude", three)
    assert told.outcome("scopus.1") is Outcome.CONFLICT
    assert told.outcome("scopus.1", viewer="cleo") is Outcome.PENDING


def test_a_decision_taken_back_still_opens_the_others() -> None:
    told = story(
        "import scopus 1\ndecide ana scopus.1 exclude\ndecide ben scopus.1 include\nundo ben scopus.1"
    )
    assert verdicts(told, "ben") == {("ana", "exclude")}


def test_showing_someone_anothers_decision_is_an_event_that_opens_it() -> None:
    told = story(
        "import scopus 2\ndecide ana scopus.1 exclude\ndecide ana scopus.2 exclude\nshown ben scopus.1"
    )
    assert len(verdicts(told, "ben")) == 1
    state = told.state("ben")
    assert [d.record for d in state.told.decisions["title-abstract"]] == [told.id("scopus.1")]


def test_what_hides_a_decision_hides_its_change_and_its_undoing() -> None:
    told = story(
        "import scopus 1\ndecide ana scopus.1 exclude\ndecide ana scopus.1 include\nundo ana scopus.1"
    )
    kinds = [event.kind for event in told.state("ben").events]
    assert kinds == ["import"]
    assert told.state("ben").hidden == 3


def test_a_stage_of_one_reviewer_is_not_blinded() -> None:
    told = story("import scopus 1\ndecide ana scopus.1 exclude", with_stages(replace(TITLES, reviewers=1)))
    assert verdicts(told, "ben") == {("ana", "exclude")}
    liberal = with_stages(replace(TITLES, reviewers=1, scheme=Scheme.LIBERAL))
    assert verdicts(story("import scopus 1\ndecide ana scopus.1 exclude", liberal), "ben") == set()


def test_joined_reports_open_together() -> None:
    told = story("import scopus 1\nimport wos 1\ndecide ana scopus.1 include\ndecide ben wos.1 exclude")
    assert verdicts(told, "ben") == {("ben", "exclude")}
    told.tell("program scopus.1 wos.1")
    assert verdicts(told, "ben") == {("ana", "include"), ("ben", "exclude")}


def test_a_hidden_decision_ends_a_removal_for_everybody() -> None:
    told = story(
        "import scopus 1\ndecide ben scopus.1 include @full-text\nremove ana scopus.1 why\nrule e1 scopus.1 true"
    )
    assert told.outcome("scopus.1") is told.outcome("scopus.1", viewer="ana") is Outcome.AUTOMATED


def test_a_record_that_no_import_brought_is_blinded_and_opened_like_any_other() -> None:
    told = Story()
    for who in ("ana", "ben"):
        told.add("decision", {"stage": "title-abstract", "record": "x", "verdict": "include"}, who)
    for seen, events in ((1, told.events[:1]), (0, told.events[:1]), (2, told.events)):
        reviewer = "ana" if seen == 1 else "ben"
        found = visible_events(events, reviewer=reviewer, plan=told.plan, report_of={}, settlements={})
        assert len(found) == seen
