"""From the links in the ledger to reports: whose word holds, what is kept apart, and what is said of it."""

import pytest

from slr.dedup.group import Link
from slr.dedup.links import Links, links_in_force, pair
from slr.model.report import Report
from story import Story, story

A, B, C = "a-1", "b-1", "c-1"


def said(*words: tuple[str, str, str, str]) -> Links:
    """The links of these words: who (slr for the program), two records, the verdict."""
    told = Story()
    for who, a, b, verdict in words:
        basis = "program" if who == "slr" else "person"
        told.add("link", {"a": a, "b": b, "verdict": verdict, "basis": basis, "score": 80}, who)
    return links_in_force(told.events)


def test_a_pair_has_one_order() -> None:
    assert pair(B, A) == pair(A, B) == (A, B)


@pytest.mark.parametrize(
    ("verdict", "where"), [("different", "different"), ("related", "related"), ("uncertain", "waiting")]
)
def test_what_the_program_holds_of_a_pair(verdict: str, where: str) -> None:
    links = said(("slr", B, A, verdict))
    found = {name: getattr(links, name) for name in ("different", "related", "waiting", "disputed")}
    none = frozenset[tuple[str, str]]()
    # A pair that the program finds different is no word that stops anybody's.
    expected = dict.fromkeys(found, none) | ({where: frozenset([(A, B)])} if verdict != "different" else {})
    assert (found, links.same) == (expected, ())
    assert list(links.events) == [(A, B)]


def test_a_persons_word_beats_the_programs_whenever_it_was_said() -> None:
    words = [("slr", A, B, "same"), ("ana", A, B, "different")]
    for order in (words, words[::-1]):
        links = said(*order)
        assert (links.same, links.different, links.disputed) == ((), {(A, B)}, frozenset())
    joined = said(("slr", A, B, "related"), ("ana", B, A, "same"))
    assert joined.same == (Link(A, B, 80, person=True),) and joined.related == frozenset()


def test_of_two_versions_of_the_program_the_later_holds() -> None:
    assert said(("slr", A, B, "same"), ("slr", A, B, "uncertain")).waiting == {(A, B)}
    assert said(("slr", A, B, "uncertain"), ("slr", A, B, "same")).same == (Link(A, B, 80),)


def test_two_people_who_differ_leave_the_pair_apart_and_disputed() -> None:
    links = said(("ana", A, B, "same"), ("ben", B, A, "different"), ("ana", A, C, "same"))
    assert (links.different, links.disputed) == ({(A, B)}, {(A, B)})
    assert links.same == (Link(A, C, 80, person=True),)


def test_a_link_without_a_score_counts_as_the_least_sure_and_of_several_the_surest_counts() -> None:
    told = Story()
    told.add("link", {"a": A, "b": B, "verdict": "same", "basis": "program"})
    told.add("link", {"a": A, "b": C, "verdict": "same", "basis": "program", "score": 71})
    told.add("link", {"a": C, "b": A, "verdict": "same", "basis": "program", "score": 99})
    assert links_in_force(told.events).same == (Link(A, B, 0), Link(A, C, 99))


def test_a_link_taken_back_is_as_if_never_said() -> None:
    told = story("import scopus 2\nsame ana scopus.1 scopus.2")
    assert len(told.state().reports) == 1
    told.tell("unlink scopus.1 scopus.2")
    assert len(told.state().reports) == 2 and told.state().links.events == {}


def test_a_report_shows_its_first_record_that_is_not_withdrawn() -> None:
    told = story(
        "import scopus 1\nimport wos 1\nimport registry 1\nsame ana scopus.1 wos.1\nsame ana wos.1 registry.1"
    )
    scopus, wos, registry = (told.id(f"{name}.1") for name in ("scopus", "wos", "registry"))
    members = (scopus, wos, registry)
    assert told.state().reports == [Report(id=scopus, members=members, present=members)]
    told.tell("withdraw scopus")
    assert told.state().reports == [Report(id=wos, members=members, present=(wos, registry))]
    told.tell("withdraw wos\nwithdraw registry")
    (gone,) = told.state().by_id.values()
    assert gone == Report(id=scopus, members=members, present=())


def test_what_cannot_be_applied_is_a_finding_that_says_why_and_what_to_do() -> None:
    told = story("import scopus 4\nsame ana scopus.1 scopus.2\ndifferent ben scopus.1 scopus.3")
    one, two, four = (told.id(f"scopus.{n}") for n in (1, 2, 4))
    link = {"verdict": "same", "basis": "person"}
    told.add("link", link | {"a": four, "b": "wos-abcdef-9"})
    told.tell("same ana scopus.2 scopus.3")
    told.add("link", link | {"a": one, "b": two, "verdict": "different"}, "ben")
    found = [(f.code, f.severity.value, f.record, f.message) for f in told.state().findings]
    assert found == [
        (
            "D001",
            "warning",
            four,
            f"a duplicate link names a record that does not exist: {four} = wos-abcdef-9",
        ),
        (
            "D002",
            "warning",
            one,
            f"{one} and {two}: same or different? people answered it differently; they are kept apart",
        ),
    ]
    assert told.groups() == {
        frozenset(["scopus.1"]),
        frozenset(["scopus.2", "scopus.3"]),
        frozenset(["scopus.4"]),
    }


def test_a_chain_across_a_difference_is_said_of_the_programs_link_and_of_a_persons() -> None:
    program = story("import scopus 3\ndifferent ana scopus.1 scopus.3")
    program.tell("program scopus.1 scopus.2 same 90\nprogram scopus.2 scopus.3 same 80")
    two, three = program.id("scopus.2"), program.id("scopus.3")
    (told,) = program.state().findings
    assert (told.code, told.severity.value, told.record) == ("D003", "info", two)
    assert (
        told.message
        == f"{two} and {three} look like one report, but others that they would join are different"
    )
    people = story("import scopus 3\ndifferent ana scopus.1 scopus.3")
    people.tell("same ana scopus.1 scopus.2\nsame ana scopus.2 scopus.3")
    (told,) = people.state().findings
    assert (told.code, told.record) == ("D002", two)
    assert "other links of people join them" in told.message
    related = story("import scopus 3\nprogram scopus.1 scopus.3 related")
    related.tell("program scopus.1 scopus.2 same 90\nprogram scopus.2 scopus.3 same 80")
    assert [f.code for f in related.state().findings] == ["D003"]
    assert len(related.state().reports) == 2
