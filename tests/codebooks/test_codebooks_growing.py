"""What a codebook's file may say beyond names: notes, examples, units; and how it is kept in the ledger."""

import pytest

from slr.coding.emergent import Emerged, check_emerged, with_emerged
from slr.model.codebook import Category
from slr.protocol.bundled import bundled_codebooks
from slr.protocol.codebook import (
    canonical_codebook,
    codebook_from_canonical,
    codebook_hash,
    load_codebook,
)
from slr.protocol.codebook_page import codebook_page
from slr.protocol.compare_codebooks import compare_codebooks

TEXT = """\
id: own
source: ours
note: The third part is left out.
dimensions:
  - id: topic
    kind: many
    categories:
      - {id: aid, definition: Help., examples: [soup, "bread, given away"]}
      - {id: food, definition: Food., parent: aid}
  - {id: weight, kind: number, unit: kg}
  - {id: day, kind: date}
"""
BUNDLED = bundled_codebooks()


def load(text=TEXT):
    codebook, findings = load_codebook(text, file="own.yaml", find=BUNDLED.get)
    assert findings == []
    return codebook


def emerged(category, dimension="topic", who="ana", **more):
    return Emerged(
        event=f"e-{category}-{who}",
        dimension=dimension,
        category=Category(id=category, **more),
        who=who,
        at="",
        why="met it",
        place="ledger/x.jsonl",
        line=3,
    )


def test_notes_examples_units_and_dates_are_read_and_shown():
    codebook = load()
    assert codebook.note == "The third part is left out."
    assert codebook.dimension("topic").category("aid").examples == ("soup", "bread, given away")
    assert (codebook.dimension("weight").unit, codebook.dimension("day").kind) == ("kg", "date")
    page = codebook_page(codebook)
    assert "The third part is left out." in page
    assert "*Examples:* soup; bread, given away" in page
    assert "(`weight`: a number (kg))" in page and "(`day`: a date" in page


@pytest.mark.parametrize("name", sorted(BUNDLED))
def test_what_the_ledger_keeps_reads_back_as_it_was(name):
    codebook, _ = load_codebook(BUNDLED[name], file=f"{name}.yaml", find=BUNDLED.get)
    assert codebook_from_canonical(canonical_codebook(codebook)) == codebook
    own = load()
    assert codebook_from_canonical(canonical_codebook(own)) == own


@pytest.mark.parametrize("text", ["", "[]", "{", '{"id": 1, "colour": 2}', '{"dimensions": [3]}'])
def test_a_damaged_copy_is_none(text):
    assert codebook_from_canonical(text) is None


def test_a_category_that_emerged_stands_behind_the_file_s_own_and_the_file_holds():
    codebook = load()
    grown = with_emerged(codebook, [emerged("law", name="Law"), emerged("aid", name="Another aid")])
    assert [c.id for c in grown.dimension("topic").categories] == ["aid", "food", "law"]
    assert grown.dimension("topic").category("aid").name == ""
    assert codebook_hash(grown) != codebook_hash(codebook)
    assert [c.words for c in compare_codebooks(codebook, grown)] == [
        "The category `law` was added to `topic`."
    ]
    assert with_emerged(codebook, []) == codebook


def test_a_category_in_a_dimension_without_categories_is_a_finding_with_its_line():
    found = list(
        check_emerged(load(), [emerged("law", dimension="weight"), emerged("law", dimension="gone")])
    )
    assert [(f.code, f.file, f.line) for f in found] == [("C032", "ledger/x.jsonl", 3)] * 2
    assert with_emerged(load(), [emerged("law", dimension="weight")]) == load()


def test_a_changed_unit_narrows_and_new_examples_do_not():
    changed = TEXT.replace("unit: kg", "unit: g").replace("[soup,", "[stew,")
    changes = {change.words: change.narrows for change in compare_codebooks(load(), load(changed))}
    assert changes == {
        "`unit` of the dimension `weight` was changed from “kg” to “g”.": True,
        "`examples` of the category `aid` was changed from “soup”; “bread, given away” to “stew”; "
        "“bread, given away”.": False,
    }
