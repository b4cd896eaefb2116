"""Loading codebooks: `extends`, what is wrong and where, the hash."""

import pytest

from slr.model.codebook import Category, Codebook, Dimension
from slr.model.words import Severity
from slr.protocol.checks import check_codebook
from slr.protocol.codebook import canonical_codebook, codebook_hash, load_codebook

BASE = """\
id: base
name: Base
source: somebody
unit: report
dimensions:
  - id: topic
    name: Topic
    question: About what?
    kind: many
    required: true
    categories:
      - {id: aid, name: Aid, definition: Help}
      - {id: advice, definition: Words, parent: aid}
  - {id: year, kind: number}
"""
CHILD = """\
id: child
version: 1.10
source: ours
extends: base
dimensions:
  - id: size
    kind: number
  - id: topic
    quote: true
    categories:
      - {id: advice, use: when told}
      - {id: food, definition: Meals, parent: aid}
"""


def load(text, file="codebooks/child.yaml", **others):
    return load_codebook(text, file=file, find={"base": BASE, **others}.get)


def test_a_codebook_extends_another_dimension_by_dimension():
    codebook, findings = load(CHILD)
    assert findings == []
    assert codebook == Codebook(
        id="child",
        name="child",
        version="1.10",
        source="ours",
        unit="report",
        extends="base",
        dimensions=(
            Dimension(
                id="topic",
                name="Topic",
                question="About what?",
                kind="many",
                required=True,
                quote=True,
                categories=(
                    Category(id="aid", name="Aid", definition="Help"),
                    Category(id="advice", definition="Words", use="when told", parent="aid"),
                    Category(id="food", definition="Meals", parent="aid"),
                ),
            ),
            Dimension(id="year", kind="number"),
            Dimension(id="size", kind="number"),
        ),
    )


def test_an_extension_can_be_extended():
    text = "id: third\nsource: ours\nextends: child\ndimensions:\n  - {id: note, kind: text}\n"
    codebook, findings = load(text, "third.yaml", child=CHILD)
    assert findings == []
    assert [d.id for d in codebook.dimensions] == ["topic", "year", "size", "note"]


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "column", "said"),
    [
        ("extends: base", "extends: bass", "C014", 4, 10, "`bass`"),
        ("extends: base", "extends: child", "C015", 4, 10, "child → child"),
        ("parent: aid", "parent: aids", "C012", 12, 47, "`aids`"),
        ("parent: aid", "parent: food", "C013", 12, 47, "`food`"),
        ("use: when told", "parent: advice", "C013", 11, 30, "`advice`"),
        ("id: food", "id: advice", "C011", 12, 14, "`advice`"),
        ("id: size", "id: topic", "C010", 8, 9, "`topic`"),
        ("kind: number", "kind: many", "C016", 6, 9, "`size`"),
        ("quote: true", "kind: text", "C017", 10, 5, "`topic`"),
        ("definition: Meals, ", "", "C018", 12, 14, "`food`"),
        ("source: ours", "", "C019", 1, 5, "source"),
        ("id: child", "id: kid", "C020", 1, 5, "`child`"),
        ("quote: true", "quot: true", "P002", 9, 5, "`quot`"),
        ("kind: number", "kind: numbr", "P005", 7, 11, "`numbr`"),
        ("id: size", "id: Size", "P006", 6, 9, "`Size`"),
        ("id: size", "id: si: ze", "P001", 6, 11, "colon"),
    ],
)
def test_each_defect_is_found_on_its_line(old, new, code, line, column, said):
    assert old in CHILD
    codebook, findings = load(CHILD.replace(old, new, 1))
    first = next(f for f in findings if f.code == code)
    assert (first.line, first.column, first.file) == (line, column, "codebooks/child.yaml")
    assert said in first.message
    assert (codebook is None) == any(f.severity is Severity.ERROR for f in findings)


def test_a_longer_circle_names_everyone_in_it():
    other = "id: other\nextends: child\ndimensions: []\n"
    _, findings = load(CHILD.replace("extends: base", "extends: other"), other=other)
    assert [(f.code, f.line) for f in findings] == [("C015", 4)]
    assert "child → other → child" in findings[0].message


def test_a_broken_base_is_one_finding_that_says_where_to_look():
    _, findings = load(CHILD, base=BASE.replace("kind: many", "kind: several"))
    assert [(f.code, f.line, f.hint) for f in findings] == [("C014", 4, "See base.yaml:9:11.")]


def test_warnings_are_silenced_on_their_line_and_errors_are_not():
    def codes(text):
        return [f.code for f in check_codebook(text, file="x.yaml", find={}.get)]

    assert codes("id: x\ndimensions:\n  - {id: a, kind: number}\n") == ["C019"]
    assert codes("id: x # slr: ignore C019\ndimensions:\n  - {id: a, kind: number}\n") == []
    assert codes("id: x\nsource: s\ndimensions:\n  - {id: a} # slr: ignore C016\n") == ["C016"]


def test_the_hash_sees_what_is_extended_but_no_layout():
    def hashed(text, **others):
        return codebook_hash(load(text, **others)[0])

    assert hashed(CHILD) == hashed("# a comment\n" + CHILD.replace("{id: food,", "{ id:   food,"))
    assert hashed(CHILD) != hashed(CHILD, base=BASE.replace("Help", "Any help"))
    assert hashed(CHILD) != hashed(CHILD.replace("Meals", "Dishes"))


def test_the_canonical_form_is_known_byte_for_byte():
    codebook, _ = load("id: x\nsource: s\ndimensions:\n  - {id: a, kind: number, required: true}\n", "x.yaml")
    assert canonical_codebook(codebook) == (
        '{"dimensions":[{"id":"a","kind":"number","required":true}],"id":"x","name":"x","source":"s","unit":"study"}'
    )
