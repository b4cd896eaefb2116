"""Rules: true, false or unknown; what is wrong with one; terms in a text."""

from itertools import product

import pytest

from slr.model.record import Record
from slr.screening.rules import Truth, all_of, any_of, judge, negated
from slr.screening.rules_parse import parse_rule
from slr.screening.terms import Span, compile_term, find_spans, found_in


def held(data: object, record: Record, **more: object) -> Truth:
    """What a rule written as data says of a record."""
    rule, findings = parse_rule(data)
    assert findings == ()
    assert rule is not None
    return judge(rule, record, **more)  # type: ignore[arg-type]


PAPER = Record(
    title="A double-blind trial",
    abstract="Patients were randomised.",
    year=2010,
    language="en",
    type="article-journal",
    keywords=("Asthma",),
)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"year": {"from": 2004, "to": 2015}}, True),
        ({"year": {"from": 2010, "to": 2010}}, True),
        ({"year": {"to": 2009}}, False),
        ({"year": 2010}, True),
        ({"language": ["en", "it"]}, True),
        ({"language": "not [en, it]"}, False),
        ({"language": "de"}, False),
        ({"type": ["article-journal"]}, True),
        ({"type": "not [book, thesis]"}, True),
        ({"type": {"not": ["article-journal"]}}, False),
        ({"title": ["double blind"]}, True),
        ({"title": "random*"}, False),
        ({"text": ["random*"]}, True),
        ({"keywords": ["asthma", "copd"]}, True),
        ({"abstract": ["/randomi[sz]ed/"]}, True),
        ({"year": {"from": 2004}, "language": ["it"]}, False),
        ({"all": [{"year": {"from": 2004}}, {"title": ["trial"]}]}, True),
        ({"any": [{"year": {"to": 2004}}, {"title": ["trial"]}]}, True),
        ({"not": {"title": ["trial"]}}, False),
    ],
)
def test_a_rule_of_a_whole_record(data: object, expected: bool) -> None:
    assert held(data, PAPER) is expected


@pytest.mark.parametrize(
    ("data", "record", "expected"),
    [
        ({"year": {"from": 2004}}, Record(), None),
        ({"not": {"year": {"from": 2004}}}, Record(), None),
        ({"language": ["en"]}, Record(language="und"), None),
        ({"language": ["en"]}, Record(language="see the abstract"), None),
        ({"language": ["en"]}, Record(language="fr; en"), True),
        ({"language": ["en"]}, Record(language="fr; de"), False),
        ({"title": ["trial"]}, Record(), None),
        ({"text": ["trial"]}, Record(title="A trial"), True),
        ({"text": ["trial"]}, Record(title="A study"), None),  # the abstract, which is missing, may have it
        ({"text": ["trial"]}, Record(title="A study", abstract="It is."), False),
        ({"year": {"to": 2000}, "language": ["en"]}, Record(year=2010), False),
        ({"year": {"from": 2000}, "language": ["en"]}, Record(year=2010), None),
        ({"any": [{"year": {"from": 2000}}, {"language": ["en"]}]}, Record(year=2010), True),
        ({"any": [{"year": {"to": 2000}}, {"language": ["en"]}]}, Record(year=2010), None),
        ({"type": ["book"]}, Record(), None),
        ({"type": ["editorial"]}, Record(type="book"), False),
    ],
)
def test_what_is_missing_or_unreadable_is_unknown(data: object, record: Record, expected: Truth) -> None:
    assert held(data, record) is expected


def test_a_csl_type_does_not_tell_an_editorial_from_an_article() -> None:
    data = {"type": "not [editorial, case report]"}
    assert held(data, PAPER) is None
    assert held(data, PAPER, kinds=["Journal Article"]) is True
    assert held(data, PAPER, kinds=["Case Reports"]) is False


def test_kleenes_tables() -> None:
    order: list[Truth] = [False, None, True]  # and is the lesser, or the greater, not turns the order round
    for first, second in product(order, order):
        places = order.index(first), order.index(second)
        assert all_of([first, second]) is order[min(places)]
        assert any_of([first, second]) is order[max(places)]
    assert [negated(value) for value in order] == order[::-1]
    assert all_of([]) is True
    assert any_of([]) is False


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ([], "rule: is not a mapping of fields"),
        ({}, "rule: is not a mapping of fields"),
        ({"colour": "red"}, "rule: knows no `colour`"),
        ({"year": "2004"}, "rule.year: is neither a year nor from and to"),
        ({"year": True}, "rule.year: is neither a year nor from and to"),
        ({"year": {"from": "2004"}}, "rule.year: years are whole numbers"),
        ({"year": {"from": None}}, "rule.year: years are whole numbers"),
        ({"year": {"from": 2015, "to": 2004}}, "rule.year: from 2015 is after to 2004, so that nothing fits"),
        ({"language": ["English"]}, "rule.language: `english` is no code of ISO 639 (en, it, ...)"),
        ({"language": []}, "rule.language: is not a list of names"),
        ({"type": [1]}, "rule.type: is not a list of names"),
        ({"title": []}, "rule.title: has no terms"),
        ({"title": ["*"]}, "rule.title: `*` has no word in it"),
        ({"title": [3]}, "rule.title: `3` is no text"),
        ({"all": {"year": 2004}}, "rule.all: is not a list of rules"),
        ({"any": [{"year": 2004}, {"no": 1}]}, "rule.any[2]: knows no `no`"),
        ({"not": ["year"]}, "rule.not: is not a mapping of fields"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(data: object, message: str) -> None:
    rule, findings = parse_rule(data)
    assert rule is None
    assert [found.message for found in findings] == [message]
    assert all(found.code == "K001" and found.hint for found in findings)
    assert parse_rule(data, criterion="c3")[1][0].message == f"criterion c3, {message}"


def test_a_rule_may_not_nest_without_end() -> None:
    data: dict[str, object] = {"year": 2004}
    for _ in range(500):
        data = {"not": data}
    assert "deep" in parse_rule(data)[1][0].message


def test_a_bad_expression_is_a_finding_and_a_slow_one_is_unknown() -> None:
    assert "no regular expression" in parse_rule({"title": ["/(/"]})[1][0].message
    term, _ = compile_term("/(a|a|aa)+$/")
    assert term is not None
    assert found_in(term, "a" * 60 + "b", limit=0.01) is None
    slow = Record(title="a" * 60 + "b")
    assert held({"title": ["/(a|a|aa)+$/"]}, slow, limit=0.01) is None


def test_terms_are_found_by_criterion_without_overlap() -> None:
    text = "Double-blind trial of screening; not screens. Doubled."
    terms = {"c1": ["double blind", "double*"], "c2": ["blind", "screen*", "/(?<=not )\\w+/", "/(/"]}
    spans = find_spans(text, terms)
    assert [(text[s.start : s.end], s.criterion) for s in spans] == [
        ("Double-blind", "c1"),
        ("screening", "c2"),
        ("screens", "c2"),
        ("Doubled", "c1"),
    ]
    assert find_spans("", terms) == ()


def test_a_word_is_a_whole_word() -> None:
    assert find_spans("catalog cat CAT bobcat", {"c": ["cat"]}) == (Span(8, 11, "c"), Span(12, 15, "c"))
