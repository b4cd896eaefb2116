"""Conditions: which dimensions are asked of a study, which codings count, what is left to code."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from slr.coding.conditions import complete_studies, counting, counting_by_coder, left_to_code
from slr.coding.labels import NOT_ASKED, NOT_CODED
from slr.coding.table import wide_table
from slr.coding.tabulate import tabulate
from slr.model.codebook import Category, Codebook, Coding, Condition, Dimension, condition_words
from slr.protocol.codebook import canonical_codebook, codebook_from_canonical, load_codebook

TEXT = """
id: book
source: ours
dimensions:
  - id: design
    required: true
    categories:
      - {id: trial, definition: Allotted}
      - {id: cluster, definition: By groups, parent: trial}
      - {id: cohort, definition: Followed}
      - {id: survey, definition: Asked}
  - {id: blinding, kind: text, required: true, when: {design: trial}}
  - id: funder
    categories: [{id: firm, definition: A firm}, {id: state, definition: A state}]
    when: {design: [trial, cohort]}
  - id: role
    kind: text
    when: [{funder: firm, design: trial}, {design: survey}]
"""


def book(text: str = TEXT) -> Codebook:
    found, findings = load_codebook(text, file="book.yaml", find={}.get)
    assert found is not None, findings
    return found


def coding(study: str, dimension: str, *values: str, coder: str = "ana") -> Coding:
    return Coding(study=study, codebook="book", dimension=dimension, coder=coder, values=values)


def asked(**said: list[str]) -> list[str]:
    return [one.id for one in book().asked(said)]


def test_a_dimension_is_asked_where_its_condition_holds() -> None:
    assert asked() == ["design"]
    assert asked(design=["trial"]) == ["design", "blinding", "funder"]
    assert asked(design=["cluster"]) == ["design", "blinding", "funder"]  # it stands below trial
    assert asked(design=["cohort"]) == ["design", "funder"]
    assert asked(design=["trial"], funder=["firm"]) == ["design", "blinding", "funder", "role"]
    assert asked(design=["cohort"], funder=["firm"]) == ["design", "funder"]
    assert asked(design=["survey"], funder=["firm"]) == ["design", "role"]
    assert asked(design=["gone"]) == ["design"]


def test_what_is_said_where_nothing_is_asked_opens_nothing() -> None:
    text = TEXT + "  - {id: share, kind: number, when: {funder: firm}}\n"
    said = {"design": ["survey"], "funder": ["firm"]}
    assert [one.id for one in book(text).asked(said)] == ["design", "role"]


def test_conditions_survive_the_canonical_form_and_an_extension() -> None:
    assert codebook_from_canonical(canonical_codebook(book())) == book()
    more = "id: more\nsource: ours\nextends: book\ndimensions:\n  - {id: blinding, when: []}\n"
    found, _ = load_codebook(more, file="more.yaml", find={"book": TEXT}.get)
    assert found is not None
    assert [one.id for one in found.dimensions if one.when] == ["funder", "role"]
    assert (
        condition_words(book().dimensions[3].when)
        == "funder is firm and design is trial, or design is survey"
    )


def test_a_codebook_without_conditions_has_the_hash_that_it_had() -> None:
    plain = book(TEXT.partition("  - {id: blinding")[0])
    assert "when" not in canonical_codebook(plain)


def test_codings_of_what_is_not_asked_do_not_count_and_count_again() -> None:
    before = [coding("s", "design", "trial"), coding("s", "blinding", "double")]
    assert counting(before, book()) == before
    changed = [coding("s", "design", "cohort"), before[1]]
    assert counting(changed, book()) == changed[:1]
    other = coding("s", "design", "trial", coder="ben")
    assert counting([*changed, other], book()) == [*changed, other]  # they differ: nothing is lost yet
    assert counting_by_coder([*changed, other], book()) == [changed[0], other]


def test_complete_is_what_is_coded_in_all_that_is_required_and_asked() -> None:
    codings = [coding("a", "design", "trial"), coding("b", "design", "cohort"), coding("c", "funder", "firm")]
    assert complete_studies(codings, book()) == {"b"}
    assert left_to_code(book(), {"design": ["trial"]}) == ["blinding"]
    assert complete_studies([*codings, coding("a", "blinding", "double")], book()) == {"a", "b"}


def test_tables_tell_what_is_not_asked_from_what_is_not_coded() -> None:
    codings = [
        coding("a", "design", "trial"),
        coding("b", "design", "survey"),
        coding("a", "blinding", "none"),
    ]
    table = tabulate(codings, book(), "funder", studies=["a", "b", "c"])
    places = {row.id: table.behind(row.id) for row in table.rows if table.behind(row.id)}
    assert places == {NOT_CODED: ("a",), NOT_ASKED: ("b", "c")}
    assert table.not_coded == ("a",)
    wide = wide_table(codings, book(), ["a", "b", "c"])
    assert [[cell.text for cell in row] for row in wide.rows] == [
        ["trial", "none", "", NOT_ASKED],
        ["survey", NOT_ASKED, NOT_ASKED, ""],
        ["", NOT_ASKED, NOT_ASKED, NOT_ASKED],
    ]
    assert [(cell.study, cell.dimension) for cell in wide.missing] == [("c", "design")]


@given(st.dictionaries(st.sampled_from("abc"), st.lists(st.sampled_from("xyz"), max_size=2)), st.data())
def test_counting_twice_is_counting_once_and_says_the_same_of_what_is_asked(
    said: dict[str, list[str]], data: st.DataObject
) -> None:
    categories = tuple(Category(id=name) for name in "xyz")
    ways = st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xyz")), max_size=2)
    dimensions = [Dimension(id="a", categories=categories)]
    for name, earlier in (("b", "a"), ("c", "ab")):
        when = tuple(
            (Condition(dimension=on, categories=(value,)),) for on, value in data.draw(ways) if on in earlier
        )
        dimensions.append(Dimension(id=name, categories=categories, when=when))
    codebook = Codebook(id="book", dimensions=tuple(dimensions))
    codings = [coding("s", name, *dict.fromkeys(values)) for name, values in said.items()]
    once = counting(codings, codebook)
    assert counting(once, codebook) == once
    kept = {one.dimension: one.values for one in once}
    assert codebook.asked(kept) == codebook.asked(said)
    assert replace(codebook, dimensions=dimensions[:1]).has_conditions is False
