"""The bundled codebooks load without a finding, and hold what their sources say."""

import pytest

from slr.coding.table import wide_table
from slr.coding.tabulate import tabulate
from slr.coding.validate import check_coding
from slr.model.codebook import Coding
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


EXPECTED = {
    "one-team-government": {
        "principle": [
            "open-and-positive",
            "practical-action",
            "experiment-and-iterate",
            "diverse-and-inclusive",
            "care-about-citizens",
            "across-borders",
            "embrace-technology",
        ]
    },
    "open-government": {
        "component": ["open-data", "open-access", "open-engagement"],
        "challenge": [
            "clear-policy",
            "digital-gap",
            "organizational-culture",
            "privacy-laws",
            "data-infrastructure",
        ],
        "period": ["period-1", "period-2", "period-3", "period-4"],
    },
    "digital-social-innovation": {
        "field": [
            "healthcare",
            "education",
            "employment",
            "democratic-participation",
            "migration",
            "environment",
            "other",
        ],
        "barrier": [
            "system-level",
            "funding",
            "weak-networks",
            "skills-shortages",
            "slow-public-sector",
            "slow-civil-society",
            "project-level",
            "engaging-users",
            "measuring-impact",
            "growth-sustainability",
        ],
    },
    "oecd-core-skills": {
        skill: ["basic-awareness", "emerging-capability", "regular-practitioner"]
        for skill in (
            "iteration",
            "data-literacy",
            "user-centricity",
            "curiosity",
            "storytelling",
            "insurgency",
        )
    },
    "systems-change": {
        "setting": ["public-service", "social-harm", "new-economy", "policy-making", "other"],
        "intervention": [
            "people-and-place",
            "dwelling",
            "connecting",
            "framing",
            "designing",
            "prototyping",
            "stewarding",
            "evaluating",
        ],
    },
    "digital-governance": {
        "aim": [
            "transparency",
            "accountability",
            "participation",
            "service-access-quality",
            "resource-efficiency",
            "transaction-costs",
            "entrepreneurship-investment",
            "regulatory-burden",
            "political-oversight",
        ]
    },
    "experimental-culture": {
        "theme": ["accelerating-learning", "uncertainty-into-risk", "reframing-failure", "cultural-change"],
        "continuum": ["exploration", "between", "validation"],
    },
    "data-infrastructures": {
        "role": [
            "spaces-for-intervention",
            "spaces-for-accountability",
            "scrutiny",
            "framing",
            "mobilization",
        ]
    },
    "rob-2": {
        domain: ["low", "some-concerns", "high"] for domain in ("d1", "d2", "d3", "d4", "d5", "overall")
    },
    "robins-i": {
        domain: ["low", "moderate", "serious", "critical", "no-information"]
        for domain in ("d1", "d2", "d3", "d4", "d5", "d6", "d7", "overall")
    },
    "mmat-2018": {"s1": ["yes", "no", "cannot-tell"], "q5-5": ["yes", "no", "cannot-tell"]},
    "jbi-cross-sectional": {"q8": ["yes", "no", "unclear", "not-applicable"]},
}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_each_framework_has_the_categories_of_its_source(name):
    codebook = load(name)
    found = {d.id: [c.id for c in d.categories] for d in codebook.dimensions if d.id in EXPECTED[name]}
    assert found == EXPECTED[name]


def test_the_units_are_those_that_the_tools_judge():
    units = {name: load(name).unit for name in BUNDLED}
    assert {name for name, unit in units.items() if unit == "result"} == {"rob-2", "robins-i"}
    assert {name for name, unit in units.items() if unit == "case"} == {"digital-social-innovation"}


def test_factors_stand_below_abilities_motivations_and_opportunities():
    factor = load("ability-motivation-opportunity").dimension("factor")
    tops = [c.id for c in factor.categories if not c.parent]
    assert tops == ["abilities", "motivations", "opportunities"]
    assert {c.parent for c in factor.categories if c.parent} == set(tops)


def test_the_mmat_has_two_screening_questions_and_five_criteria_for_each_category():
    codebook = load("mmat-2018")
    ids = [d.id for d in codebook.dimensions]
    assert ids == [
        "category",
        "component",
        "s1",
        "s2",
        *(f"q{group}-{item}" for group in range(1, 6) for item in range(1, 6)),
    ]
    assert [c.id for c in codebook.dimension("category").categories] == [
        "qualitative",
        "randomized",
        "non-randomized",
        "descriptive",
        "mixed-methods",
    ]


def test_the_mmat_asks_the_five_criteria_of_the_category_of_the_study():
    codebook = load("mmat-2018")

    def asked(**said):
        dimensions = codebook.asked(said)
        assert all(one.required for one in dimensions)
        return [one.id for one in dimensions]

    five = {n: [f"q{n}-{item}" for item in range(1, 6)] for n in range(1, 6)}
    assert asked() == ["category", "s1", "s2"]
    for n, category in enumerate(("qualitative", "randomized", "non-randomized", "descriptive"), 1):
        assert asked(category=[category]) == ["category", "s1", "s2", *five[n]]
        assert asked(category=[category], component=["randomized"]) == ["category", "s1", "s2", *five[n]]
    mixed = ["category", "component", "s1", "s2", *five[1]]
    assert asked(category=["mixed-methods"]) == [*mixed, *five[5]]
    both = asked(category=["mixed-methods"], component=["randomized", "descriptive"])
    assert both == [*mixed, *five[2], *five[4], *five[5]]


def a_value(dimension):
    free = {"text": "something", "number": "2014", "country": "Italy"}
    return free.get(dimension.kind) or dimension.categories[-1].id


@pytest.mark.parametrize("name", sorted(BUNDLED))
def test_each_codebook_can_be_coded_with_and_tabulated(name):
    codebook = load(name)
    codings = []
    for dimension in codebook.dimensions:
        value = a_value(dimension)
        assert check_coding(codebook, dimension.id, [value], "the words") == []
        assert (
            check_coding(codebook, dimension.id, ["no-such-category"], "q") != [] or dimension.kind == "text"
        )
        coding = Coding(
            study="s1", codebook=name, dimension=dimension.id, coder="ana", values=(value,), quote="q"
        )
        codings.append(coding)
    first, last = codebook.dimensions[0], codebook.dimensions[-1]
    table = tabulate(codings, codebook, first.id, last.id, studies=["s1", "s2"])
    assert table.row_studies("(not coded)") == ("s2",)
    assert [row.id for row in table.rows if "s1" in table.row_studies(row.id)][-1] in (
        a_value(first),
        "Italy",
    )
    wide = wide_table(codings, codebook, ["s1"])
    assert all(cell.text for cell in wide.rows[0])
