"""Rules on what the ledger shows, and known studies."""

import pytest

from slr.model.codebook import Coding
from slr.model.record import Record
from slr.model.report import Decision
from slr.model.words import Severity, Verdict
from slr.protocol.checks import RULES, check_review
from slr.protocol.known import find_known, fold_title, relative_recall
from slr.protocol.load import load_protocol
from slr.protocol.rule import ReviewFacts

TEXT = """\
title: Nudges
reviewers: [ana, ben]
searches:
  - {id: eric, source: ERIC, expected: 10}
  - {id: scopus, source: Scopus}
stages:
  - {id: title-abstract}
  - {id: full-text, on: reports}
criteria:
  - {id: i1, text: About nudges, type: include}
  - {id: e1, text: No pupils, type: exclude}
  - {id: e2, text: No results, type: exclude, stages: [full-text]}
known: [10.1000/abc, {title: "Nudging, in Schools!", year: 2012}]
"""


def found(text=TEXT, **facts):
    return [(f.code, f.line, f.column, f.record) for f in check_review(text, ReviewFacts(**facts))]


def decision(
    record="eric-000000-1", reviewer="ana", stage="title-abstract", verdict=Verdict.INCLUDE, reason=""
):
    return Decision(
        event="e",
        stage=stage,
        reviewer=reviewer,
        record=record,
        members=(record,),
        verdict=verdict,
        reason=reason,
    )


def record(name="eric-000000-1", **fields):
    return Record(id=name, search=name.split("-")[0], **fields)


def test_a_review_without_anything_has_no_finding():
    assert found() == []


def test_a_sound_review_has_no_finding():
    exclude = {"verdict": Verdict.EXCLUDE, "stage": "full-text"}
    assert (
        found(
            imported={"eric": 10, "scopus": 1},
            records=[
                record(doi="10.1000/abc"),
                record("scopus-000000-1", title="Nudging in schools", year=2013),
            ],
            record_ids={"eric-000000-1", "scopus-000000-1"},
            decisions=[decision(), decision(reason="e1", **exclude), decision(reason="e2", **exclude)],
            finished={"title-abstract", "full-text"},
            included={"eric-000000-1"},
            studies={"s1"},
            codings=[Coding(study="s1", codebook="b", dimension="d", coder="ana", values=("x",))],
            retracted={"10.9/zzz"},
        )
        == []
    )


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"imported": {"eric": 9, "scopus": 4}}, [("R001", 4, 40, "")]),
        ({"imported": {"eric": 10}}, [("R002", 5, 10, "")]),
        ({"imported": {"eric": 10, "scopus": 1, "web": 2}}, [("R003", 3, 1, "")]),
        ({"decisions": [decision(reviewer="cleo"), decision(reviewer="cleo")]}, [("R004", 2, 1, "")]),
        ({"decisions": [decision(stage="abstracts")]}, [("R005", 6, 1, "")]),
        (
            {"decisions": [decision("gone-000000-1")], "record_ids": {"eric-000000-1"}},
            [("R006", None, None, "gone-000000-1")],
        ),
        (
            {"decisions": [decision(reason="e2", verdict=Verdict.EXCLUDE)]},
            [("R007", None, None, "eric-000000-1")],
        ),
        ({"finished": {"full-text"}}, [("R008", 12, 10, "")]),
        (
            {"codings": [Coding(study="s9", codebook="b", dimension="d", coder="ana", values=("x",))]},
            [("R009", None, None, "s9")],
        ),
        ({"records": [record(title="Nudging in schools")]}, [("R010", 13, 9, "")]),
        (
            {
                "records": [record(doi="10.1000/abc", title="Nudging in schools")],
                "included": {"eric-000000-1"},
                "retracted": {"10.1000/ABC"},
            },
            [("R011", None, None, "eric-000000-1")],
        ),
        ({"conflicts": {"full-text": 3}}, [("R012", 8, 10, "")]),
    ],
)
def test_each_defect_is_found_by_its_rule_in_its_place(facts, expected):
    assert sorted(found(**facts), key=str) == sorted(expected, key=str)


def test_the_findings_say_what_and_how_bad():
    facts = ReviewFacts(imported={"eric": 9, "scopus": 0}, conflicts={"full-text": 1})
    by_code = {f.code: f for f in check_review(TEXT, facts)}
    assert by_code["R001"].message == "The exports of `eric` hold 9 records, and 10 were expected."
    assert by_code["R012"].message == "At `full-text`, 1 report is in conflict."
    assert all(f.severity is RULES[code].severity for code, f in by_code.items())
    assert RULES["R011"].severity is Severity.ERROR


def test_they_are_silenced_as_others_are():
    text = TEXT.replace("expected: 10}", "expected: 10} # slr: ignore R001")
    assert found(text, imported={"eric": 9, "scopus": 1}) == []
    assert found(TEXT + "check: {ignore: [R]}\n", imported={"eric": 9}) == []
    assert found("title: [\n", imported={"eric": 9}) == []


def known_of(*entries):
    text = "title: T\nknown:\n" + "".join(f"  - {entry}\n" for entry in entries)
    protocol, findings = load_protocol(text)
    assert findings == []
    return protocol.known


def test_known_studies_are_found_by_doi_by_pubmed_id_and_by_title():
    known = known_of(
        "10.1000/abc", "{pmid: 77}", "{title: Café effects - a trial, year: 2012}", "10.1000/nowhere"
    )
    records = [
        record("eric-000000-1", doi="10.1000/abc"),
        record("scopus-000000-1", doi="10.1000/abc"),
        record("scopus-000000-2", pmid="77", title="Another title"),
        record("web-000000-1", title="CAFE EFFECTS: a trial.", year=2013),
        record("web-000000-2", title="Cafe effects: a trial", year=2015),
    ]
    result = find_known(known, records)
    assert [(k.label, k.records, k.searches) for k in result] == [
        ("10.1000/abc", ("eric-000000-1", "scopus-000000-1"), ("eric", "scopus")),
        ("PMID 77", ("scopus-000000-2",), ("scopus",)),
        ("Café effects - a trial", ("web-000000-1",), ("web",)),
        ("10.1000/nowhere", (), ()),
    ]
    assert relative_recall(result) == 0.75
    assert relative_recall(result, "scopus") == 0.5
    assert relative_recall(()) is None


def test_a_doi_that_differs_is_another_study_whatever_the_title():
    known = known_of("{doi: 10.1000/abc, title: Same title}")
    assert find_known(known, [record(doi="10.1000/abd", title="Same title")])[0].records == ()
    assert find_known(known, [record(title="Same Title")])[0].records == ("eric-000000-1",)


def test_titles_of_any_script_are_compared():
    assert fold_title("Ünïcode: 日本 — Test!") == "unicode 日本 test"
