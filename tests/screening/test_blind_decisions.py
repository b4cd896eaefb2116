"""Agreement takes each reviewer's last decision made while blind."""

from slr.screening.blind_decisions import blind_decisions
from story import Story, story


def blind(told: Story) -> list[tuple[str, str, str]]:
    """Who decided what of which record, blind."""
    state = told.state()
    found = blind_decisions(state.events, "title-abstract", state.report_of)
    return [(d.reviewer, told.short(d.record), d.verdict.value) for d in found]


def test_what_was_changed_after_seeing_the_other_is_left_out() -> None:
    told = story("import scopus 1\ndecide ana scopus.1 include\ndecide ben scopus.1 exclude")
    told.tell("decide ana scopus.1 exclude")
    assert blind(told) == [("ana", "scopus.1", "include"), ("ben", "scopus.1", "exclude")]


def test_a_change_while_still_blind_counts_last() -> None:
    told = story("import scopus 1\ndecide ana scopus.1 include\ndecide ana scopus.1 exclude")
    assert blind(told)[-1] == ("ana", "scopus.1", "exclude")


def test_a_decision_taken_back_does_not_count() -> None:
    told = story("import scopus 1\ndecide ana scopus.1 include\nundo ana scopus.1")
    assert blind(told) == []


def test_a_decision_after_being_shown_anothers_is_not_blind() -> None:
    told = story(
        "import scopus 2\ndecide ana scopus.1 include\nshown ben scopus.1\ndecide ben scopus.1 include"
    )
    told.tell("decide ben scopus.2 exclude")
    assert blind(told) == [("ana", "scopus.1", "include"), ("ben", "scopus.2", "exclude")]


def test_resolutions_and_rules_are_no_decisions() -> None:
    told = story("import scopus 2\ndecide ana scopus.1 include\ndecide ben scopus.1 exclude")
    told.tell("resolve cleo scopus.1 include\nrule e1 scopus.2 true")
    assert [who for who, _, _ in blind(told)] == ["ana", "ben"]
