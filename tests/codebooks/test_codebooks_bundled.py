"""The bundled codebooks load without a finding, and hold what their sources say."""

import pytest

from slr.protocol.bundled import bundled_codebooks
from slr.protocol.codebook import load_codebook

BUNDLED = bundled_codebooks()


def load(name):
    codebook, findings = load_codebook(BUNDLED[name], file=f"{name}.yaml", find=BUNDLED.get)
    assert findings == []
    return codebook


@pytest.mark.parametrize("name", sorted(BUNDLED))
def test_every_bundled_codebook_is_sound_defined_and_has_a_source(name):
    codebook = load(name)
    assert codebook.id == name
    assert codebook.name and codebook.version and codebook.source
    for dimension in codebook.dimensions:
        assert dimension.name and dimension.question, f"{dimension.id} has no name or question"
        for category in dimension.categories:
            assert category.name and category.definition.endswith("."), f"{category.id} is not defined"


def test_bertot_has_four_objectives():
    codebook = load("bertot-2010")
    objective = codebook.dimension("objective")
    assert [c.id for c in objective.categories] == [
        "transparency-accountability",
        "democratic-participation",
        "co-production",
        "crowdsourcing",
    ]
    assert (objective.kind, objective.required, objective.quote, codebook.unit) == (
        "many",
        True,
        True,
        "study",
    )
    assert "10.1109/MC.2010.325" in codebook.source


def test_tursunbayeva_extends_bertot_by_evaluation_and_adds_descriptors():
    codebook = load("tursunbayeva-2017")
    bertot = load("bertot-2010")
    objective = codebook.dimension("objective")
    assert objective.categories[:4] == bertot.dimension("objective").categories
    assert [c.id for c in objective.categories[4:]] == ["evaluation"]
    assert objective.quote
    assert [(d.id, d.kind) for d in codebook.dimensions] == [
        ("objective", "many"),
        ("platform", "many"),
        ("income-group", "single"),
        ("publication-field", "single"),
        ("study-design", "single"),
        ("year", "number"),
    ]
