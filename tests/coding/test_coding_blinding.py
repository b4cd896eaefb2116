"""Coders do not see each other's codings of a study before they have coded it themselves."""

from hypothesis import given, settings
from hypothesis import strategies as st

from slr.coding.blinding import visible_codings
from slr.model.event import Event
from slr.model.report import Study

STUDIES = [Study(id="s1", reports=("r1",)), Study(id="both", reports=("r2", "r3"))]
REPORT_OF = {"r1": "r1", "r2": "r2", "r3": "r3", "r2b": "r2"}
TEAM = ("ana", "ben", "cleo")


class Told:
    """Events in the order in which they are told."""

    def __init__(self):
        self.events = []

    def add(self, who, kind, **data):
        n = len(self.events) + 1
        payload = {"codebook": "book"} | data
        self.events.append(Event(id=f"e{n}", n=n, at="", who=who, by=who, kind=kind, data=payload))
        return f"e{n}"

    def code(self, who, record, dimension="topic", **more):
        return self.add(who, "coding", record=record, dimension=dimension, values=["a"], **more)

    def seen_by(self, who):
        seen = visible_codings(self.events, coder=who, coders=TEAM, studies=STUDIES, report_of=REPORT_OF)
        return [event.id for event in seen]


def test_another_s_coding_is_hidden_until_one_has_coded_the_same_study_and_dimension():
    told = Told()
    told.code("ana", "r1")
    told.code("ana", "r1", "design")
    assert told.seen_by("ben") == []
    told.code("ben", "r1")
    assert told.seen_by("ben") == ["e1", "e3"], "the other dimension stays closed"
    assert told.seen_by("ana") == ["e1", "e2", "e3"]
    assert told.seen_by("somebody-else") == ["e1", "e2", "e3"], "the team sees everything"


def test_the_reports_of_one_study_are_one_place():
    told = Told()
    told.code("ana", "r3")
    told.code("ben", "r2b", study="both")
    assert told.seen_by("ben") == ["e1", "e2"]


def test_a_coding_taken_back_leaves_the_cell_open_and_its_undo_is_as_visible_as_itself():
    told = Told()
    first = told.code("ana", "r1")
    told.add("ana", "undo-coding", replaces=[first])
    assert told.seen_by("ben") == []
    own = told.code("ben", "r1")
    told.add("ben", "undo-coding", replaces=[own])
    assert told.seen_by("ben") == ["e1", "e2", "e3", "e4"]


def test_after_two_coders_a_third_sees_what_is_to_be_resolved():
    told = Told()
    told.code("ana", "r1")
    assert told.seen_by("cleo") == []
    told.code("ben", "r1")
    assert told.seen_by("cleo") == ["e1", "e2"]
    told.code("ana", "r2", codebook="another")
    assert told.seen_by("cleo") == ["e1", "e2"]


def test_whoever_was_shown_codings_sees_them_cell_by_cell_or_all():
    told = Told()
    told.code("ana", "r1")
    told.code("ana", "r2")
    told.code("ana", "r2", codebook="another")
    told.add("ben", "shown-codings", record="r1", dimension="topic")
    assert told.seen_by("ben") == ["e1", "e4"]
    told.add("ben", "shown-codings")
    assert told.seen_by("ben") == ["e1", "e2", "e4", "e5"]


def test_cases_are_told_apart_by_their_names():
    told = Told()
    told.add("ana", "coding", case="c1", dimension="topic", values=["a"])
    told.add("ben", "coding", case="c2", dimension="topic", values=["a"])
    assert told.seen_by("ben") == ["e2"]


@given(
    st.lists(
        st.tuples(st.sampled_from(TEAM[:2]), st.sampled_from(["r1", "r2"]), st.sampled_from(["a", "b"])),
        max_size=8,
    )
)
@settings(max_examples=60, deadline=None)
def test_own_codings_are_always_seen_and_others_only_in_cells_of_one_s_own(codings):
    told = Told()
    for who, record, dimension in codings:
        told.code(who, record, dimension)
    own = {codings[n][1:] for n in range(len(codings)) if codings[n][0] == "ben"}
    expected = [
        f"e{n}" for n, (who, *cell) in enumerate(codings, start=1) if who == "ben" or tuple(cell) in own
    ]
    assert told.seen_by("ben") == expected
