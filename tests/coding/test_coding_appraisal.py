"""Overall judgements by the published rules of RoB 2 and ROBINS-I."""

import pytest

from slr.coding.appraisal import OVERALL_RULES, propose_overall
from slr.protocol.bundled import bundled_codebooks
from slr.protocol.codebook import load_codebook


def judge(codebook, *judgements):
    return propose_overall(codebook, {f"d{n}": value for n, value in enumerate(judgements, start=1)})


@pytest.mark.parametrize(
    ("judgements", "value", "why"),
    [
        (("low",) * 5, "low", "low in all domains"),
        (("low", "some-concerns", "low", "low", "low"), "some-concerns", "some concerns in D2"),
        (("low", "some-concerns", "low", "high", "low"), "high", "high in D4"),
        (
            ("low", "some-concerns", "some-concerns", "low", "low"),
            "some-concerns",
            "some concerns in D2, D3; judge it high if together they leave little confidence in the result",
        ),
    ],
)
def test_rob_2_takes_the_gravest_domain_and_asks_about_several_concerns(judgements, value, why):
    proposal = judge("rob-2", *judgements)
    assert (proposal.value, proposal.why) == (value, why)


@pytest.mark.parametrize(
    ("judgements", "value"),
    [
        (("low",) * 7, "low"),
        (("moderate", *("low",) * 6), "moderate"),
        (("moderate", "no-information", *("low",) * 5), "no-information"),
        (("serious", "no-information", *("low",) * 5), "serious"),
        (("serious", "critical", "no-information", *("low",) * 4), "critical"),
    ],
)
def test_robins_i_needs_information_unless_the_risk_is_serious_anyway(judgements, value):
    assert judge("robins-i", *judgements).value == value


def test_nothing_is_proposed_before_every_domain_is_judged_or_for_another_codebook():
    assert judge("rob-2", "low", "low", "low", "low") is None
    assert judge("bertot-2010", "low", "low", "low", "low", "low") is None


@pytest.mark.parametrize("name", sorted(OVERALL_RULES))
def test_the_rules_speak_of_domains_and_judgements_that_the_codebooks_have(name):
    books = bundled_codebooks()
    codebook, _ = load_codebook(books[name], file=f"{name}.yaml", find=books.get)
    rule = OVERALL_RULES[name]
    assert [d.id for d in codebook.dimensions if d.id.startswith("d")] == list(rule.domains)
    for category in codebook.dimension("d1").categories:
        proposal = propose_overall(name, dict.fromkeys(rule.domains, category.id))
        assert proposal.value == category.id
        assert codebook.dimension("overall").category(proposal.value)
