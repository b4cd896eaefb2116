"""One docs page a bundled codebook, as the codebooks are now; and each as REFI-QDA's XML."""

import runpy
from pathlib import Path
from xml.etree import ElementTree

import pytest

from slr.model.codebook import Category, Codebook, Dimension
from slr.protocol.bundled import bundled_codebooks
from slr.protocol.codebook import load_codebook
from slr.protocol.codebook_qdc import NAMESPACE, codebook_qdc

DOCS = Path(__file__).resolve().parents[2] / "docs"
BUNDLED = bundled_codebooks()
CODE = f"{{{NAMESPACE}}}Code"


def test_every_page_is_up_to_date_and_no_other_is_there():
    made = runpy.run_path(str(DOCS / "generate_codebooks.py"))["pages"]()
    kept = {path.name: path.read_text(encoding="utf-8") for path in (DOCS / "codebooks").glob("*.md")}
    assert made == kept, "run: python docs/generate_codebooks.py"
    assert set(made) == {"index.md", *(f"{name}.md" for name in BUNDLED)}


@pytest.mark.parametrize("name", sorted(BUNDLED))
def test_every_codebook_is_written_as_qdc_with_all_its_categories_and_ids_of_their_own(name):
    codebook, _ = load_codebook(BUNDLED[name], file=f"{name}.yaml", find=BUNDLED.get)
    text = codebook_qdc(codebook)
    assert text == codebook_qdc(codebook)
    root = ElementTree.fromstring(text)
    codes = list(root.iter(CODE))
    names = [code.get("name") for code in codes]
    for dimension in codebook.dimensions:
        assert dimension.name in names
        assert {c.name for c in dimension.categories} <= set(names)
    assert len({code.get("guid") for code in codes}) == len(codes)
    assert len(codes) == sum(1 + len(d.categories) for d in codebook.dimensions)


def test_children_stand_below_their_parents_and_what_is_no_xml_is_left_out():
    categories = (
        Category(id="aid", name="Aid <&>", definition="Help.\x00", use="Often."),
        Category(id="food", parent="aid", examples=("soup", "bread")),
    )
    book = Codebook(id="b", dimensions=(Dimension(id="d", question="Which?", categories=categories),))
    root = ElementTree.fromstring(codebook_qdc(book))
    (dimension,) = root.findall(f"./{{{NAMESPACE}}}Codes/{CODE}")
    (aid,) = dimension.findall(CODE)
    (food,) = aid.findall(CODE)
    assert (dimension.get("isCodable"), aid.get("name"), food.get("name")) == ("false", "Aid <&>", "food")
    assert aid.findtext(f"{{{NAMESPACE}}}Description") == "Help.\nWhen to use it: Often."
    assert food.findtext(f"{{{NAMESPACE}}}Description") == "Examples: soup; bread"
