"""Search strings as search-query reads them: what is taken of it, on which token, and what is not."""

import pytest

from slr.protocol.checks import check_protocol
from slr.protocol.query import parsed
from slr.protocol.query.dialects import DIALECTS
from slr.protocol.query.tokens import read_query

DIALECT = {dialect.id: dialect for dialect in DIALECTS}

COCHRANE_TRIALS_IN_PUBMED = """\
#1 asthma[mh] OR wheez*[tiab] OR "reactive airway*"[tiab]
#2 randomized controlled trial[pt] OR controlled clinical trial[pt] OR randomized[tiab] OR placebo[tiab]
  OR clinical trials as topic[mesh:noexp] OR randomly[tiab] OR trial[ti]
#3 animals[mh] NOT humans[mh]
#4 (#1 AND #2) NOT #3
#5 #4 AND 2010:2024[dp]"""
OVID_TRIALS = """\
1. exp Asthma/
2. (wheez* or (bronchial adj3 hyperreactiv*)).ti,ab,kf.
3. or/1-2
4. randomized controlled trial.pt.
5. (randomi?ed or placebo or randomly).ab.
6. or/4-5
7. exp animals/ not humans.sh.
8. 6 not 7
9. 3 and 8"""
PUBMED_HISTORY = """\
("asthma"[MeSH Terms] OR "asthma"[All Fields]) AND ("2010/01/01"[Date - Publication] : "3000"[Date - Publication])
AND ("child"[MeSH Terms:noexp] OR "child, preschool"[Majr:NoExp] OR child*[Title/Abstract])
AND "last 10 years"[dp] AND 31176308[uid]"""
WOS_BLOCKS = """\
TS=((school* OR pupil*) NEAR/3 (nudg* OR "choice architect*")) AND (TI=trial OR AB="random* allocat*")
AND PY=2010-2020 AND LA=(English) NOT DT=(Editorial)"""
WOS_LINES = """\
#1 TS=(school* NEAR/20 pupil*)
#2 TI=nudg* OR AK=nudg*
#3 #1 AND #2 AND PY=(2010-2020)
#4 #3 AND LA=(English)"""
EBSCO_LINES = """\
S1 (MH "Nurses+") OR (MM "Nursing Staff, Hospital") OR TI ( nurs* OR midwi#e )
S2 AB ( burnout N3 ( work* OR job ) ) OR TI ( AI OR IT OR US )
S3 S1 AND S2
S4 S3 AND PY 2010-2020 AND LA English"""

SOUND = [
    ("PubMed", COCHRANE_TRIALS_IN_PUBMED),
    ("Ovid", OVID_TRIALS),
    ("PubMed", PUBMED_HISTORY),
    ("PubMed", 'Sleep[mh] OR "Sleep Deprivation"[mh] OR "sleep hygiene"[tiab:~3]'),
    ("PubMed", "(asthma[tiab] OR wheeze[tiab]) AND (2010[dp] OR 2011[dp])"),
    ("PubMed", "pubmed[tiab] AND 2010:2020[dp]"),
    ("Web of Science", WOS_LINES),
    ("EBSCOhost", EBSCO_LINES),
    ("EBSCOhost", 'SU health OR SU "public health" OR (US policy OR N95 mask*)'),
    ("Scopus", 'TITLE-ABS-KEY ( ( school* OR pupil* ) PRE/2 nudg* ) AND NOT DOCTYPE ( "ed" )'),
    (
        "Cochrane Library",
        "#1 [mh Asthma] OR wheez*:ti,ab,kw\n#2 (bronchial NEAR/3 reactiv*):ti,ab\n#3 #1 OR #2",
    ),
]


def check(platform, query):
    """The findings of the Q rules but Q015 (NOT), with the place inside the string."""
    rows = "".join(f"      {row}\n" for row in query.split("\n"))
    head = f"title: T\nsearches:\n  - id: x\n    source: {platform}\n    platform: {platform}\n    query: |\n"
    found = check_protocol(head + rows + "check: {select: [Q]}\n")
    return [(f.code, f.line - 6, f.column - 6) for f in found]


@pytest.mark.parametrize(("platform", "query"), SOUND)
def test_sound_strategies_raise_no_alarm(platform, query):
    assert [
        found for found in check(platform, query) if "NOT DOCTYPE" not in query or found[0] != "Q015"
    ] == []


def test_a_filter_of_animal_studies_is_no_alarm_but_another_not_is():
    assert check("Web of Science", WOS_BLOCKS) == [("Q015", 2, 35)]
    assert check("PubMed", "(asthma[mh] AND trial[ti]) NOT (animals[mh] NOT humans[mh])") == []


@pytest.mark.parametrize(
    ("platform", "query", "expected"),
    [
        ("PubMed", "asthma[tiab] wheeze[tiab]", [("Q018", 1, 7)]),
        ("PubMed", "child*[tiab] AND\n(twitter OR facebook)[tiab]", [("Q019", 2, 21)]),
        ("PubMed", "asthma[tiab] AND 20010:2020[dp]", [("Q020", 1, 18)]),
        ("PubMed", "asthma[tiab:~3]", [("Q016", 1, 1)]),
        ("PubMed", '"a b*"[tiab] OR asthma[tiab]', [("Q010", 1, 1)]),
        ("PubMed", 'health[tiab] OR "public health"[tiab]', [("Q017", 1, 17)]),
        ("PubMed", "twitter[tiab] OR (facebook[tiab] AND 2010:2020[dp])", [("Q021", 1, 38)]),
        ("PubMed", "PubMed: (twitter[tiab] OR facebook[tiab])", [("Q024", 1, 1)]),
        ("PubMed", '"(twitter[tiab] OR facebook[tiab])"', [("Q024", 1, 1)]),
        ("Web of Science", "TS=(twitter) AND DO=doi.org/10.5", [("Q020", 1, 21)]),
        ("Web of Science", "TS=(twitter) AND IS=12345", [("Q020", 1, 21)]),
        ("Web of Science", "TS=(twitter) AND\n  PY=201*", [("Q020", 2, 6)]),
        ("Web of Science", "twitter AND TS=(health)", [("Q022", 1, 1)]),
        ("Web of Science", "TS=(e-mail@work OR twitter)", [("Q023", 1, 5)]),
        ("EBSCOhost", "TI f*tal OR AB *logy", [("Q010", 1, 4), ("Q010", 1, 16)]),
        ("EBSCOhost", "TI 50% OR AB half", [("Q023", 1, 4)]),
        ("Ovid", "1. twitter.ti.\n2. health.ti.\n3. work.ti.\n4. 1 and 3", [("Q025", 2, 4)]),
        ("Scopus", "a OR b NOT c", [("Q007", 1, 8), ("Q015", 1, 8)]),
    ],
)
def test_each_defect_is_found_in_its_place(platform, query, expected):
    assert check(platform, query) == expected


def test_what_our_own_rules_say_is_not_said_twice():
    # An open bracket, two operators, a foreign tag: search-query has a word for each, and stays silent.
    assert [code for code, _, _ in check("PubMed", "(asthma[tiab]")] == ["Q001"]
    assert [code for code, _, _ in check("Web of Science", "TS=(a AND AND b)")] == ["Q005"]
    assert [code for code, _, _ in check("Web of Science", "TS=(“a b”)")] == ["Q003"]
    assert [code for code, _, _ in check("PubMed", "pol*[tiab] AND child[tiab]")] == ["Q010"]


def test_what_would_take_the_package_long_is_not_handed_over(monkeypatch):
    handed = []
    monkeypatch.setattr(parsed, "_messages", lambda read, text: handed.append(text) or [])
    many = read_query("TS=(" + " OR ".join(f"term{n}" for n in range(300)) + ")").expressions[0]
    deep = read_query("(" * 20 + "TS=a" + ")" * 20).expressions[0]
    for expression in (many, deep):
        assert parsed.said_of.__wrapped__(expression, DIALECT["wos"]) == ()
    assert handed == []
    assert parsed.said_of.__wrapped__(read_query("TS=(a)").expressions[0], DIALECT["wos"]) == ()
    assert handed == ["TS=(a)"]


def test_a_package_that_breaks_costs_its_own_findings_alone(monkeypatch):
    class Breaks:
        class linter:
            messages = ()

        def __init__(self, text, silent):
            pass

        def parse(self):
            raise IndexError("list index out of range")

    monkeypatch.setattr(parsed, "_reader", lambda dialect: Breaks)
    parsed.said_of.cache_clear()
    try:
        assert check("PubMed", "abc[tiabs] and d[tiab]") == [("Q012", 1, 4), ("Q004", 1, 12)]
    finally:
        parsed.said_of.cache_clear()


def test_nothing_is_printed(capsys):
    check("PubMed", "twitter[tiab] OR (facebook[tiab] AND 20100:2020[dp])")
    assert capsys.readouterr() == ("", "")
