"""The rules: each one's own example sets it off, on the right line; sound protocols are silent."""

import re

import pytest

from slr.model.words import Severity
from slr.protocol.bundled import bundled_codebooks, bundled_protocols
from slr.protocol.checks import PROTOCOL_RULES, RULES, check_codebook, check_protocol

SOUND = {
    "title": "title: Nudges in schools\n",
    "question": "question:\n  text: Do nudges work?\n  framework: PCC\n  elements:\n"
    "    population: Pupils\n    concept: Nudges\n    context: Schools\n",
    "objectives": "objectives:\n  - Find the studies.\n",
    "registration": "registration: {registry: OSF, id: abc12, date: 2020-01-05}\n",
    "reviewers": "reviewers:\n  - {id: ana, name: Ana}\n  - {id: ben, name: Ben}\n",
    "searches": "searches:\n  - {id: scopus, source: Scopus, date: 2020-02-01, query: nudg*}\n",
    "stages": "stages:\n  - id: title-abstract\n  - {id: full-text, on: reports}\n",
    "criteria": "criteria:\n  - {id: i1, text: About nudges, type: include}\n"
    "  - {id: e1, text: No pupils, type: exclude}\n",
}


def with_example(example):
    """The sound protocol with the example's sections in place of its own; the example comes first."""
    sections = re.findall(r"^([a-z-]+):", example, re.MULTILINE)
    return example + "".join(text for name, text in SOUND.items() if name not in sections)


def test_a_sound_protocol_has_no_finding():
    assert check_protocol("".join(SOUND.values())) == []


@pytest.mark.parametrize("code", sorted(PROTOCOL_RULES))
def test_the_example_of_each_rule_sets_it_off(code):
    rule = RULES[code]
    text = rule.example if code in ("P001", "P007") else with_example(rule.example)
    found = [f for f in check_protocol(text, codebooks=["bertot-2010"]) if f.code == code]
    assert found, f"{code} does not find its own example"
    assert all(f.severity is rule.severity and f.message for f in found)
    lines = rule.example.count("\n")
    assert found[0].line is not None
    assert found[0].line <= lines, f"{code} points at line {found[0].line} of an example of {lines} lines"


@pytest.mark.parametrize("code", sorted(RULES.keys() - PROTOCOL_RULES.keys()))
def test_the_example_of_each_codebook_rule_sets_it_off_and_nothing_else(code):
    text = RULES[code].example
    found = check_codebook(text, file="codebooks/example.yaml", find={"example": text}.get)
    assert {f.code for f in found} == {code}
    assert all(
        f.severity is RULES[code].severity and f.line and f.file == "codebooks/example.yaml" for f in found
    )


@pytest.mark.parametrize("code", sorted(RULES))
def test_each_rule_explains_itself(code):
    rule = RULES[code]
    assert rule.code == code
    assert re.fullmatch(r"[A-Z]\d{3}", code)
    assert rule.name and rule.family
    assert rule.why.endswith((".", "?")) and rule.mend.endswith(".")


@pytest.mark.parametrize("name", sorted(bundled_protocols()))
def test_bundled_protocols_raise_no_alarm(name):
    text = bundled_protocols()[name]
    assert check_protocol(text, file=f"{name}.yaml", codebooks=bundled_codebooks()) == []


def found(example, codebooks=()):
    return [(f.code, f.line, f.column) for f in check_protocol(with_example(example), codebooks=codebooks)]


def test_the_place_is_the_one_to_mend():
    assert found("reviewers:\n  - ana\n") == [("P012", 17, 5), ("P012", 18, 5)]
    assert found("codebooks:\n  - bertot-2010\n  - bertot-2011\n", ["bertot-2010"]) == [("P018", 3, 5)]
    assert found("criteria:\n  - {id: i1, text: x, type: include, stages: [full-text]}\n") == [
        ("P011", 20, 9)
    ]
    assert found("searches:\n  - id: scopus\n") == [("P015", 2, 9)]
    assert found("searches:\n  - {id: web, kind: website, source: S, date: 2020}\n") == []


def test_an_error_of_loading_hides_no_other_one_and_cannot_be_ignored():
    text = "check: {ignore: [P0]}\ntitel: x\nstages:\n  - {id: Full}\n"
    assert [f.code for f in check_protocol(text)] == ["P004", "P002", "P006"]


def test_rules_are_ignored_in_the_protocol_or_on_the_line():
    assert found("registration: ''\n") == [("P014", 1, 15)]
    assert found("registration: '' # slr: ignore P014\n") == []
    assert found("registration: ''\ncheck: {ignore: [P014]}\n") == []
    assert found("registration: ''\ncheck: {ignore: [P01]}\n") == []
    assert found("registration: ''\nquestion: Why?\ncheck: {select: [P010]}\n") == [("P010", 2, 11)]


def test_errors_and_warnings_are_told_apart():
    severities = {
        f.code: f.severity for f in check_protocol(with_example("registration: ''\nreviewers: [ana]\n"))
    }
    assert severities == {"P014": Severity.WARNING, "P012": Severity.ERROR}
