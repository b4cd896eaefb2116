"""A closed round keeps its counts and members; later changes to it are findings."""

from slr.flow.rounds import changes_since, closing_data
from story import Story, story

TEXT = """
import scopus 2
decide ana scopus.1 include
decide ben scopus.1 include
decide ana scopus.2 exclude
decide ben scopus.2 exclude
decide ana scopus.1 include @full-text
decide ben scopus.1 include @full-text
"""


def closed() -> Story:
    """A review whose first round is closed."""
    told = story(TEXT)
    told.add("round-closed", closing_data(told.flow(1)))
    return told


def changes(told: Story) -> list[str]:
    """What the findings say."""
    return [finding.message for finding in changes_since(told.events, told.flow)]


def test_closing_freezes_counts_and_membership() -> None:
    data = closing_data(story(TEXT).flow(1))
    assert data["round"] == 1
    assert data["counts"]["databases/screened"] == 2
    assert data["counts"]["all/included-studies"] == 1
    assert data["included"] == [story(TEXT).id("scopus.1")]


def test_nothing_is_found_where_nothing_changed_nor_where_a_later_round_grows() -> None:
    assert changes(closed()) == []
    assert changes(closed().tell("import update 3\nprogram update.1 scopus.1")) == []


def test_a_changed_count_of_a_closed_round_is_a_finding() -> None:
    told = closed().tell("import scopus 1 as late")
    assert changes(told) == [
        "round 1 was closed, and has changed: databases/identified counted 2 then and counts 3 now",
        "round 1 was closed, and has changed: databases/screened counted 2 then and counts 3 now",
        "round 1 was closed, and has changed: databases/screening-pending counted 0 then and counts 1 now",
    ]


def test_changed_membership_is_a_finding_even_where_the_counts_stay() -> None:
    told = closed()
    told.tell(
        "decide ana scopus.1 exclude\ndecide ben scopus.1 exclude\n"
        + TEXT.replace("import scopus 2", "")
        .replace("scopus.1", "scopus.X")
        .replace("scopus.2", "scopus.1")
        .replace("scopus.X", "scopus.2")
    )
    one, two = told.id("scopus.1"), told.id("scopus.2")
    assert changes(told)[-1] == (
        f"round 1 was closed, and has changed: no longer included: {one}; included since: {two}"
    )
