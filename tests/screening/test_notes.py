"""Notes that wait for a decision."""

from slr.screening.notes import RESOLVING, SCREENING, Kinds, waiting_notes
from story import Story, story

BEGUN = "import scopus 2\nimport wos 1"


def note(told: Story, who: str, record: str, text: str, *replaces: str, kind: str = "note") -> str:
    data = {"stage": "title-abstract", "record": told.id(record), "note": text, "replaces": list(replaces)}
    return told.add(kind, data, who).id


def decide(told: Story, record: str, text: str = "", who: str = "ana") -> str:
    data = {"stage": "title-abstract", "record": told.id(record), "verdict": "include", "blind": True}
    return told.add("decision", data | ({"note": text} if text else {}), who).id


def waits(told: Story, who: str = "ana", kinds: Kinds = SCREENING) -> dict[str, str]:
    report_of = told.state().report_of
    found = waiting_notes(told.events, reviewer=who, stage="title-abstract", report_of=report_of, kinds=kinds)
    return {told.short(report): one.text for report, one in found.items()}


def test_a_note_waits_until_a_decision_of_its_writer_says_it() -> None:
    told = story(BEGUN)
    note(told, "ana", "scopus.1", "ask ben")
    assert waits(told) == {"scopus.1": "ask ben"}
    assert waits(told, "ben") == {}
    decide(told, "scopus.1", "ask ben", who="ben")
    assert waits(told) == {"scopus.1": "ask ben"}
    decide(told, "scopus.1", "ask ben, today")
    assert waits(told) == {}


def test_a_decision_that_knew_nothing_of_it_leaves_it_waiting() -> None:
    told = story(BEGUN)
    note(told, "ana", "scopus.1", "ask ben")
    decide(told, "scopus.1", "from a file")
    assert waits(told) == {"scopus.1": "ask ben"}


def test_a_later_note_takes_the_place_of_the_one_it_names_and_empty_words_end_it() -> None:
    told = story(BEGUN)
    first = note(told, "ana", "scopus.1", "one")
    second = note(told, "ana", "scopus.1", "two", first)
    assert waits(told) == {"scopus.1": "two"}
    note(told, "ana", "scopus.1", "", second)
    assert waits(told) == {}


def test_two_clones_and_a_join_lose_neither_note() -> None:
    told = story(BEGUN)
    other = told.fork("other")
    note(told, "ana", "scopus.1", "here")
    note(other, "ana", "scopus.1", "there")
    note(other, "ana", "wos.1", "here")
    merged = told.merge(other).tell("same cleo scopus.1 wos.1")
    (words,) = waits(merged).values()
    assert sorted(words.split(" / ")) == ["here", "there"]


def test_what_is_taken_back_leaves_its_note_until_something_is_said_anew() -> None:
    told = story(BEGUN)
    made = decide(told, "scopus.1", "good")
    told.add("undo", {"stage": "title-abstract", "record": told.id("scopus.1"), "replaces": [made]})
    assert waits(told) == {"scopus.1": "good"}
    decide(told, "scopus.1")
    assert waits(told) == {}


def test_notes_on_conflicts_are_apart() -> None:
    told = story(BEGUN)
    note(told, "ana", "scopus.1", "both are right", kind="resolution-note")
    assert waits(told) == {}
    assert waits(told, kinds=RESOLVING) == {"scopus.1": "both are right"}


def test_a_note_is_no_decision_is_hidden_from_others_and_opens_nothing_to_its_writer() -> None:
    told = story(BEGUN)
    note(told, "ana", "scopus.1", "ask ben")
    one = told.at("scopus.1")
    assert one is not None and not one.decisions and one.missing == 2
    assert [event.kind for event in told.state("ben").events] == ["import", "import"]
    assert [event.kind for event in told.state("ana").events] == ["import", "import", "note"]
    told.tell("decide ben scopus.1 include")
    state = told.state("ana")
    assert not state.told.decisions.get("title-abstract")
    assert state.hidden == 1
