"""Search strings: tokens, dialects, and no false alarm on strategies as people write them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slr.protocol.checks import check_protocol
from slr.protocol.query.dialects import DIALECTS, dialect_of
from slr.protocol.query.tokens import Kind, read_query, referred_lines


def check(platform, query):
    """The findings of the Q rules on a search string, with the place inside the string (from 1)."""
    rows = "".join(f"      {row}\n" for row in query.split("\n"))
    head = f"title: T\nsearches:\n  - id: x\n    source: {platform}\n    platform: {platform}\n    query: |\n"
    findings = check_protocol(head + rows + "check: {select: [Q]}\n")
    return [(f.code, f.line - 6, f.column - 6) for f in findings]


PUBMED_TAGS = """\
"Hepatolenticular Degeneration"[Mesh] OR systematic[sb] OR meta-analysis[pt]
  OR "heart failure"[tiab:~3] OR "Neoplasms/therapy"[Majr:NoExp]"""
PUBMED_BLOCKS = """\
(psychiatr*[tiab] OR "mental health"[tiab] OR type 2 diabetes[mh])
AND 2016:2026[dp] AND english[lang]"""
PUBMED_LINES = """\
#1 "Wilson disease"[tiab]
#3 chelat*[tiab]
#5 #1 AND #3"""
OVID_LINES = """\
1. exp Neoplasms/
2. (cancer* or tumo?r* or carcinoma* or
   adenocarcinoma*).ti,ab,kf.
3. *Depression/ or depress$.tw.
4. type 2 diabetes.ti,ab.
5. (heart adj3 failure).ti,ab. or "quality of life".mp.
6. or/1-3
7. 6 and (4 or 5)
8. limit 7 to yr="2004 - 2015"
9. limit 8 to (english language and humans)"""
WOS_LINES = """\
#1 TS=(twitter OR facebook)
#2 TI=("public health")
#3 #1 AND #2"""
SCOPUS_FIELDS = """\
TITLE-ABS-KEY ( "homomorphic encryption" OR fhe ) AND TITLE-ABS-KEY ( health* W/3 medical )
AND PUBYEAR > 2015 AND PUBYEAR < 2027 AND LANGUAGE ( english )
AND ( DOCTYPE ( "ar" ) OR DOCTYPE ( "cp" ) )"""
EBSCO_LINES = """\
S1 (MH "Nurses+") OR TI ( nurs* OR midwi#e )
S2 TX ( burnout N3 work* ) OR AB stress*
S3 S1 AND S2"""
COCHRANE_LINES = """\
#1 MeSH descriptor: [Exercise] explode all trees
#2 (physical* NEAR/2 (intervent* OR activit*)):ti,ab,kw
#3 [mh "Diabetes Mellitus"] OR (cancer):ti,ab,kw
#4 (#1 OR #2) AND #3"""

SOUND = [
    ("PubMed", PUBMED_BLOCKS),
    ("PubMed", PUBMED_TAGS),
    ("PubMed", PUBMED_LINES),
    ("PubMed", '(N2[tiab] OR N3[tiab]) AND "lymph nodes"[MeSH Terms]'),
    ("Ovid", OVID_LINES),
    ("Web of Science", 'TS=(("climat*" NEAR/3 "change*") OR labo$r)\nAND TS=("law$" OR polic*)'),
    ("Web of Science", WOS_LINES),
    ("Scopus", SCOPUS_FIELDS),
    ("Scopus", 'TITLE-ABS-KEY ( "zero-shot learning" ) AND ( LIMIT-TO ( SUBJAREA , "COMP" ) )'),
    ("EBSCOhost", EBSCO_LINES),
    ("Cochrane Library", COCHRANE_LINES),
    ("A library catalogue", "social media and (health or hospitals) and (policy$ or behavio?r)"),
]


@pytest.mark.parametrize(("platform", "query"), SOUND)
def test_sound_strategies_raise_no_alarm(platform, query):
    assert check(platform, query) == []


@pytest.mark.parametrize(
    ("platform", "query", "expected"),
    [
        ("Scopus", "(a OR b\nAND (c OR d)", [("Q001", 1, 1), ("Q007", 2, 1)]),
        ("Scopus", "a OR b)\nAND c", [("Q001", 1, 7), ("Q007", 2, 1)]),
        ("Scopus", 'TITLE("a b OR c)', [("Q002", 1, 7)]),
        (
            "Web of Science",
            '("grazing land*”) AND (“Africa*" OR "Angola")',
            [("Q003", 1, 2), ("Q022", 1, 2), ("Q003", 1, 24)],
        ),
        ("PubMed", "twitter or facebook", [("Q004", 1, 9)]),
        ("Ovid", "twitter or facebook", []),
        ("Scopus", "a AND NOT b", [("Q015", 1, 7)]),
        ("Scopus", "a OR AND b", [("Q005", 1, 6), ("Q007", 1, 6)]),
        ("Scopus", "AND a OR", [("Q006", 1, 1), ("Q006", 1, 7), ("Q007", 1, 7)]),
        ("Scopus", "(a OR ) AND (W/3 b)", [("Q006", 1, 4), ("Q006", 1, 14)]),
        ("Scopus", "a AND b\nOR c", [("Q007", 2, 1)]),
        ("Scopus", "a AND (b OR c) AND d", []),
        ("Web of Science", "1. TS=a\n2. 1 OR 3\n3. 3", [("Q008", 2, 9), ("Q008", 3, 4)]),
        ("Web of Science", "TS=(a) AND #3", [("Q008", 1, 12)]),
        ("Ovid", "1. a\n2. b\n3. or/1-3", [("Q008", 3, 4)]),
        ("Scopus", '() OR ""', [("Q009", 1, 1), ("Q009", 1, 7)]),
        ("PubMed", 'pol*[tiab] OR "meta analy*"', [("Q010", 1, 1)]),
        ("Scopus", "*graphy", [("Q010", 1, 1)]),
        ("PubMed", "behavio?r", [("Q011", 1, 1)]),
        ("EBSCOhost", "behavio$r", [("Q011", 1, 1)]),
        ("PubMed", "a[tiabs]", [("Q012", 1, 2)]),
        ("Scopus", "TITLE-ABS-KEYS(a)", [("Q012", 1, 1)]),
        ("Ovid", "(a or b).ti,xb.", [("Q012", 1, 9)]),
        ("Web of Science", "TX=(a)", [("Q012", 1, 1)]),
        ("Scopus", "TS=(b) AND x[tiab]", [("Q013", 1, 1), ("Q013", 1, 13)]),
        ("Cochrane Library", "x[tiab]", [("Q013", 1, 2)]),
        ("Scopus", "e\u2013health AND mail\u00a0box", [("Q014", 1, 2)]),
        ("PubMed", "a NEAR/3 b", [("Q016", 1, 3)]),
        ("Ovid", "a near/3 b", [("Q016", 1, 3)]),
        ("EBSCOhost", "a W/3 b", [("Q016", 1, 3)]),
        ("Scopus", '(a OR "b c" OR "B C")', [("Q017", 1, 16)]),
        ("Scopus", "(a OR b) AND (a OR c)", []),
        ("Scopus", '(a OR b) "c d"', [("Q018", 1, 10)]),
    ],
)
def test_each_defect_is_found_in_its_place(platform, query, expected):
    assert check(platform, query) == expected


def test_a_string_in_quotes_or_on_the_key_s_line_has_places_too():
    text = "title: T\nsearches:\n  - {id: x, query: 'a OR (b'}\n  - id: y\n    query: a)\n"
    found = [(f.code, f.line, f.column) for f in check_protocol(text + "check: {select: [Q]}\n")]
    assert found == [("Q001", 3, 26), ("Q001", 5, 13)]


def test_a_comment_after_the_bar_silences_for_the_whole_string():
    text = "title: T\nsearches:\n  - id: x\n    source: S\n    query: | # slr: ignore Q001\n      (a\n      OR (b\n"
    assert [f.code for f in check_protocol(text + "    note: (c\ncheck: {select: [Q]}\n")] == []
    other = text.replace("Q001", "Q002")
    assert [f.line for f in check_protocol(other + "check: {select: [Q]}\n")] == [6, 7]


def test_indentation_inside_a_string_is_counted():
    assert check("Scopus", "(a\n    OR b))") == [("Q001", 2, 10)]


def test_tokens_and_line_numbers():
    query = read_query('1 "a b"[ti]\n2 c.ti,ab.\n  or d\n3 1 AND (2)')
    assert query.numbered
    assert [e.number for e in query.expressions] == [1, 2, 3]
    assert [(t.kind, t.text) for t in query.expressions[0].tokens] == [
        (Kind.PHRASE, '"a b"'),
        (Kind.TAG, "[ti]"),
    ]
    assert [(t.kind, t.text, t.row) for t in query.expressions[1].tokens] == [
        (Kind.WORD, "c", 1),
        (Kind.SUFFIX, ".ti,ab.", 1),
        (Kind.OPERATOR, "or", 2),
        (Kind.WORD, "d", 2),
    ]
    assert [referred_lines(t) for t in query.expressions[2].tokens] == [[1], [], [], [2], []]


def test_a_string_without_numbers_is_one_expression():
    query = read_query("12 months\nOR 3 AND 4")
    assert (query.numbered, len(query.expressions)) == (False, 1)


@pytest.mark.parametrize(
    ("platform", "source", "dialect"),
    [
        ("PubMed", "MEDLINE", "pubmed"),
        ("OvidSP", "MEDLINE", "ovid"),
        ("", "Web of Science Core Collection", "wos"),
        ("EBSCOhost", "CINAHL", "ebsco"),
        ("Wiley", "Cochrane Library", "cochrane"),
        ("", "Scopus", "scopus"),
    ],
)
def test_the_platform_decides_on_the_language(platform, source, dialect):
    assert dialect_of(platform, source).id == dialect


def test_an_unknown_platform_has_no_language():
    assert dialect_of("ProQuest", "ERIC") is None


@given(st.text('ab ()"“”[]#/.,*123\nANDORt', max_size=40), st.sampled_from(DIALECTS))
@settings(max_examples=150, deadline=None)
def test_every_character_but_white_space_is_in_a_token_and_nothing_raises(text, dialect):
    query = read_query(text)
    rows = text.split("\n")
    for token in query.tokens:
        assert rows[token.row][token.column : token.column + len(token.text)] == token.text
    if not query.numbered:
        assert "".join(t.text for t in query.tokens).replace(" ", "") == "".join(text.split())
    if text.strip() and "\n" not in text:
        check(dialect.name, text)
