"""The rules: each one's own example sets it off, on the right line; sound protocols are silent."""

import re

import pytest

from slr.model.words import Severity
from slr.protocol.bundled import bundled_codebooks, bundled_protocols
from slr.protocol.checks import PROTOCOL_RULES, RULES, check_codebook, check_protocol

SOUND = {
    "title": "title: Nudges in schools, a systematic review\n",
    "question": "question:\n  text: Do nudges work?\n  framework: PCC\n  elements:\n"
    "    population: Pupils\n    concept: Nudges\n    context: Schools\n",
    "rationale": "rationale: Nobody has put the trials together.\n",
    "objectives": "objectives:\n  - Find the studies.\n",
    "registration": "registration: {registry: OSF, id: abc12, date: 2020-01-05}\n",
    "authors": "authors: [Ana, Ben]\n",
    "funding": "funding: none\n",
    "interests": "interests: none\n",
    "reviewers": "reviewers:\n  - {id: ana, name: Ana, email: ana@example.org, orcid: 0000-0002-1825-0097}\n"
    "  - {id: ben, name: Ben}\n",
    "searches": "searches:\n"
    "  - {id: scopus, source: Scopus, platform: Scopus, date: 2020-02-01, query: TITLE(nudg*), limits: none,"
    " filters: none, peer-review: none, expected: 9}\n"
    "  - {id: eric, source: ERIC, platform: EBSCOhost, date: 2020-02-01, query: TI nudg*, limits: none,"
    " filters: none}\n"
    "  - {id: sites, source: Ministries, kind: website, date: 2020-02-02, screen: true}\n",
    "stages": "stages:\n  - id: title-abstract\n  - {id: full-text, on: reports}\n",
    "criteria": "criteria:\n  - {id: i1, text: About nudges of any kind, type: include}\n"
    "  - {id: e1, text: No pupils took part, type: exclude}\n",
    "codebooks": "codebooks: [bertot-2010]\n",
    "methods": "methods: {data: see the codebook, appraisal: MMAT, synthesis: narrative}\n",
}


def with_example(example):
    """The sound protocol with the example's sections in place of its own; the example comes first."""
    sections = re.findall(r"^([a-z-]+):", example, re.MULTILINE)
    return example + "".join(text for name, text in SOUND.items() if name not in sections)


def check(example):
    codebooks = ["bertot-2010", "tursunbayeva-2017"]
    return check_protocol(with_example(example), codebooks=codebooks, latest="2026-01-01")


def found(example):
    return [(f.code, f.line, f.column) for f in check(example)]


# Where each rule's own example must be found.
PLACES = {
    "P001": (1, 8),
    "P002": (1, 1),
    "P003": (2, 1),
    "P004": (2, 5),
    "P005": (3, 16),
    "P006": (2, 9),
    "P007": (1, 1),
    "P008": (2, 14),
    "P009": (2, 5),
    "P010": (1, 11),
    "P011": (1, 37),
    "P012": (3, 45),
    "P013": (3, 11),
    "P014": (1, 15),
    "P015": (2, 9),
    "P016": (3, 9),
    "P017": (5, 14),
    "P018": (1, 13),
    "P019": (3, 60),
    "P020": (1, 26),
    "P021": (4, 34),
    "P022": (4, 3),
    "P023": (1, 13),
    "P024": (2, 69),
    "P025": (4, 51),
    "P026": (1, 8),
    "P027": (2, 12),
    "P028": (3, 14),
    "P030": (1, 1),
    "P031": (3, 20),
    "P032": (3, 20),
    "P033": (3, 67),
    "P034": (3, 20),
    "P035": (2, 20),
    "P036": (2, 20),
    "P037": (2, 20),
    "P038": (2, 20),
    "P040": (3, 64),
    "P050": (1, 9),
    "P051": (1, 1),
    "P052": (3, 10),
    "P053": (2, 34),
    "P054": (2, 34),
    "P055": (3, 45),
    "P056": (2, 48),
    "P057": (3, 42),
    "P058": (3, 34),
    "P059": (3, 35),
    "P060": (3, 33),
    "P063": (3, 42),
    "P061": (2, 33),
    "P062": (2, 33),
    "P070": (1, 40),
    "P071": (1, 48),
    "P072": (1, 1),
    "P073": (1, 10),
    "P074": (1, 10),
    "P075": (1, 12),
    "P076": (1, 17),
    "P077": (1, 10),
    "P078": (1, 10),
    "P079": (1, 12),
    "P080": (2, 5),
    "P081": (3, 12),
    "P082": (2, 74),
    "P083": (2, 5),
    "P084": (1, 22),
    "P085": (2, 11),
    "Q001": (7, 7),
    "Q002": (7, 7),
    "Q003": (7, 7),
    "Q004": (7, 16),
    "Q005": (7, 19),
    "Q006": (7, 28),
    "Q007": (7, 27),
    "Q008": (9, 16),
    "Q009": (7, 8),
    "Q010": (7, 7),
    "Q011": (7, 7),
    "Q012": (7, 14),
    "Q013": (7, 14),
    "Q014": (7, 34),
    "Q015": (7, 29),
    "Q016": (7, 15),
    "Q017": (7, 31),
    "Q018": (7, 29),
    "Q019": (7, 27),
    "Q020": (7, 39),
    "Q021": (7, 44),
    "Q022": (7, 7),
    "Q023": (7, 11),
    "Q024": (7, 7),
    "Q025": (8, 10),
    "S001": (2, 27),
    "S002": (2, 24),
    "S003": (2, 10),
    "S004": (2, 10),
    "S005": (1, 1),
    "S006": (1, 1),
    "S007": (1, 1),
    "S008": (3, 10),
    "S009": (2, 92),
    "S010": (2, 92),
    "S011": (2, 84),
    "S012": (2, 10),
    "S013": (3, 93),
    "S014": (1, 11),
    "S015": (2, 58),
}


def test_a_sound_protocol_has_no_finding():
    assert found("") == []


@pytest.mark.parametrize("code", sorted(PROTOCOL_RULES))
def test_the_example_of_each_rule_sets_it_off_at_its_place(code):
    rule = RULES[code]
    text = rule.example if code in ("P001", "P007") else with_example(rule.example)
    told = check_protocol(text, codebooks=["bertot-2010"], latest="2026-01-01")
    own = [f for f in told if f.code == code]
    assert own, f"{code} does not find its own example"
    assert (own[0].line, own[0].column) == PLACES[code]
    assert all(f.severity is rule.severity and f.message for f in own)


_VARIANTS = """\
title: "Barriers to telehealth: protocol for a scoping review"
---
question:
  text: Why?
  framework: PICO
  elements: {participants: All, interventions: Any, comparator: None, outcomes: Any}
---
question: {text: "Why?", framework: PICo, elements: {population: All, interest: Any, context: All}}
---
question:
  text: Why?
  framework: spider
  elements: {sample: a, phenomenon of interest: b, design: c, evaluation: d, research type: e}
---
question: {text: "Why?", framework: Our own, elements: {who: teachers, what: tablets}}
---
registration: {registry: PROSPERO, id: CRD42015024731, date: 2015}
---
registration: {registry: PROSPERO, id: CRD420250651234, date: 2019-12}
---
reviewers:
  - {id: ana, name: A}
  - {id: ben, name: B, orcid: https://orcid.org/0000-0002-1694-233X}
  - c3
---
stages:
  - {id: title, on: records, scheme: sample, sample: 0.2}
  - {id: abstract, scheme: liberal}
  - {id: full, on: reports, unsure: conflict}
---
stages:
  - {id: screening, reviewers: 1}
  - {id: full, on: reports}
---
stages: [{id: full, on: reports}]
criteria:
  - {id: i1, text: Reports nudges, type: include}
  - {id: e1, text: No full text to be had, type: exclude, stages: [full]}
---
criteria:
  - {id: i1, text: No restriction by language, type: include, order: 2}
  - {id: e1, text: Published before 2004, type: exclude, order: 1}
---
criteria:
  - {id: i1, text: Published from 2004-01-01 to 2015-07-12, type: include}
---
searches:
  - id: scopus
    source: Scopus
    platform: Scopus
    date: 2020-02
    query: TITLE(a)
    limits: 2010-2020
    filters: none
    peer-review: by a librarian
  - {id: ct, source: ClinicalTrials.gov, kind: register, date: 2020, query: a, limits: none, filters: none}
---
searches:
  - id: s1
    source: Scopus
    platform: Scopus
    date: 2020-02-01
    query: TITLE(a)
    limits: none
    filters: none
    peer-review: none
  - id: s2
    source: Scopus
    platform: Scopus
    date: 2021-02-01
    round: 2
    query: TITLE(a)
    limits: none
    filters: none
  - {id: e1, source: ERIC, platform: ProQuest, date: 2020, query: a, limits: all languages, filters: none}
  - {id: cites, source: Citations, kind: citation, date: 2020-03-01}
---
codebooks: [tursunbayeva-2017, bertot-2010]
---
known: [10.1000/abc, {title: A trial, pmid: 12}, {doi: 10.1000/abd, year: 2012}]
---
amendments:
  - {date: 2020-03, change: e1 was reworded, reason: it was unclear, parts: [e1, searches]}
  - {date: 2020-03-15, change: a search was added, reason: a reader asked, parts: [sites]}
---
methods: {data: a form, outcomes: any, appraisal: "no, the studies are only mapped", synthesis: a map}
---
synthetic: Every record of this review is made up.
note: An example.
sources: [Nobody]
---
# a comment: with a colon
contact: Ana, ana@example.org
"""
SOUND_VARIANTS = _VARIANTS.split("---\n")


@pytest.mark.parametrize("variant", SOUND_VARIANTS)
def test_sound_protocols_have_no_finding(variant):
    assert found(variant) == []


def test_the_suite_is_as_large_as_it_says():
    assert len(RULES) >= 100
    assert len(SOUND_VARIANTS) >= 20


@pytest.mark.parametrize("code", sorted(code for code in RULES if code.startswith("C")))
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


def test_an_error_of_loading_hides_no_other_one_and_cannot_be_ignored():
    text = "check: {ignore: [P0]}\ntitel: x\nstages:\n  - {id: Full}\n"
    assert [f.code for f in check_protocol(text)] == ["P004", "P002", "P006"]


def test_rules_are_ignored_in_the_protocol_or_on_the_line():
    assert found("registration: ''\n") == [("P014", 1, 15)]
    assert found("registration: '' # slr: ignore P014\n") == []
    assert found("registration: '' # slr: ignore P015\n") == [("P014", 1, 15)]
    assert found("registration: ''\ncheck: {ignore: [P014]}\n") == []
    assert found("registration: ''\ncheck: {ignore: [P01]}\n") == []
    assert found("registration: ''\nquestion: Why?\ncheck: {select: [P010]}\n") == [("P010", 2, 11)]


def test_errors_and_warnings_are_told_apart():
    severities = {f.code: f.severity for f in check("registration: ''\nreviewers: [{id: ana, name: A}]\n")}
    assert severities == {"P014": Severity.WARNING, "P012": Severity.ERROR}


@pytest.mark.parametrize(
    ("framework", "meant"),
    [("PCIO", "PICO"), ("SPYDER", "SPIDER"), ("PICo", ""), ("pico", ""), ("PICOT", ""), ("Our own", "")],
)
def test_a_framework_that_is_near_to_a_known_one_is_asked_about(framework, meant):
    text = f"question:\n  text: Why?\n  framework: {framework}\n  elements: {{sample: x}}\n"
    hints = [f.hint for f in check(text) if f.code == "P028"]
    assert hints == ([f"Did you mean `{meant}`?"] if meant else [])


@pytest.mark.parametrize(
    ("date", "told"),
    [("2026-01-01", False), ("2026-01-02", True), ("2026", False), ("2026-02", True), ("2027", True)],
)
def test_a_search_is_dated_today_at_the_latest(date, told):
    text = f"searches:\n  - {{id: s, source: Scopus, platform: Scopus, date: {date}, query: nudg*}}\n"
    assert ("S015" in [f.code for f in check(text)]) is told
    assert "S015" not in [f.code for f in check_protocol(with_example(text))]  # nobody looked at a clock
