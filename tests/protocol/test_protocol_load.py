"""Loading protocols: what fits, what each misfit says and where, the plan, and the hash."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slr.model.plan import Criterion, Search, Stage
from slr.model.words import Scheme, SearchKind, Unsure
from slr.protocol.load import canonical, load_protocol, protocol_hash

SOUND = """\
title: Nudges in schools
question:
  text: Do nudges work in schools?
  framework: PICO
  elements: {population: Pupils, intervention: Nudges, outcome: Grades}
registration: {registry: OSF, id: abc12, date: 2020-01-05}
reviewers:
  - {id: ana, name: Ana, email: ana@example.org}
  - ben
searches:
  - id: eric
    source: ERIC
    platform: EBSCO
    date: 2020-02-01
    query: |
      nudg*
        AND school*
    limits: English
    filters: trials
    expected: 120
  - {id: sites, kind: website, source: Ministries, date: 2020-02-02, screen: true, round: 2}
stages:
  - {id: title-abstract, reviewers: 1}
  - {id: full-text, name: Full texts, on: reports, scheme: liberal}
criteria:
  - {id: i1, text: About nudges, type: include, element: intervention}
  - {id: e1, text: No pupils, type: exclude, stages: [full-text], order: 9}
codebooks: [bertot-2010]
known: [10.1000/ABC, "Nudges, a trial", {title: T, doi: "https://doi.org/10.1000/Xy", pmid: 12}]
amendments:
  - {date: 2020-03-01, change: e1 reworded, reason: it was unclear}
"""


def load(text):
    protocol, findings = load_protocol(text)
    assert findings == []
    return protocol


def test_a_sound_protocol_becomes_a_plan():
    plan = load(SOUND).plan()
    assert plan.title == "Nudges in schools"
    assert plan.question == "Do nudges work in schools?"
    assert plan.framework == {"population": "Pupils", "intervention": "Nudges", "outcome": "Grades"}
    assert plan.reviewers == ("ana", "ben")
    assert plan.codebooks == ("bertot-2010",)
    assert plan.registration == "OSF abc12"
    assert plan.searches == (
        Search(
            id="eric",
            source="ERIC",
            platform="EBSCO",
            date="2020-02-01",
            query="nudg*\n  AND school*",
            limits="English; filter: trials",
            expected=120,
        ),
        Search(
            id="sites",
            source="Ministries",
            kind=SearchKind.WEBSITE,
            round=2,
            date="2020-02-02",
            screen=True,
        ),
    )
    assert plan.stages == (
        Stage(id="title-abstract", name="Title abstract", reviewers=1, unsure=Unsure.ADVANCES),
        Stage(
            id="full-text",
            name="Full texts",
            on="reports",
            scheme=Scheme.LIBERAL,
            unsure=Unsure.CONFLICT,
            last=True,
        ),
    )
    assert plan.criteria == (
        Criterion(id="i1", text="About nudges", type="include", order=1),
        Criterion(id="e1", text="No pupils", type="exclude", stages=("full-text",), order=9),
    )
    assert plan.synthetic == ""


def test_known_studies_are_taken_by_doi_by_title_or_in_full():
    known = load(SOUND).known
    assert [(k.doi, k.title, k.pmid) for k in known] == [
        ("10.1000/abc", "", ""),
        ("", "Nudges, a trial", ""),
        ("10.1000/xy", "T", "12"),
    ]


def test_the_unsure_default_follows_what_people_see():
    protocol = load("title: T\nstages:\n  - id: a\n  - {id: b, on: reports}\n  - {id: c, unsure: conflict}\n")
    assert [stage.unsure for stage in protocol.plan().stages] == [
        Unsure.ADVANCES,
        Unsure.CONFLICT,
        Unsure.CONFLICT,
    ]


def test_a_key_without_a_value_counts_as_not_given():
    protocol = load("title: T\nregistration:\nsearches:\n  - id: wos\n    date:\n    expected:\n")
    assert (protocol.registration.words, protocol.searches[0].date, protocol.searches[0].expected) == (
        "",
        "",
        None,
    )


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "said", "hint"),
    [
        ("title: T\nserches: []\n", "P002", 2, 1, "`serches`", "`searches`"),
        ("title: T\nquestion:\n  txt: Why?\n", "P002", 3, 3, "in question", "`text`"),
        ("title: T\nsearches:\n  - id: a\n    peerreview: no\n", "P002", 4, 5, "item 1", "`peer-review`"),
        ("title: T\ntitle: U\n", "P003", 2, 1, "twice", "Keep one"),
        ("question: Why?\n", "P004", 1, 1, "no `title`", "title"),
        ("title: T\ncriteria:\n  - {id: e1, type: exclude}\n", "P004", 3, 5, "no `text`", "text"),
        (
            "title: T\nstages:\n  - {id: a, reviewers: two}\n",
            "P005",
            3,
            24,
            "expected a number, found `two`",
            "digits",
        ),
        (
            "title: T\nstages:\n  - {id: a, reviewers: '2'}\n",
            "P005",
            3,
            24,
            "expected a number",
            "without quotes",
        ),
        ("title: T\nstages:\n  - {id: a, reviewers: 0}\n", "P005", 3, 24, "at least 1", ""),
        ("title: T\nstages:\n  - {id: a, sample: 1.5}\n", "P005", 3, 21, "at most 1", ""),
        ("title: T\nstages:\n  - {id: a, sample: .nan}\n", "P005", 3, 21, "`.nan`", ""),
        ("title: T\nstages:\n  - {id: a, on: report}\n", "P005", 3, 17, "records, reports", "`reports`"),
        ("title: T\nstages:\n  - {id: a, unsure: advance}\n", "P005", 3, 21, "advances", "`advances`"),
        ("title: T\nsearches:\n  - {id: a, kind: databse}\n", "P005", 3, 19, "`databse`", "`database`"),
        ("title: T\nsearches:\n  - {id: a, screen: yes}\n", "P005", 3, 21, "found `yes`", "true"),
        ("title: true\n", "P005", 1, 8, "found true", "quotes"),
        ("title: [T]\n", "P005", 1, 8, "found a list", "one line"),
        ("title: ''\n", "P005", 1, 8, "empty", "Fill"),
        ("title: T\ncriteria: none\n", "P005", 2, 11, "expected a list", "starts with `- `"),
        ("title: T\ncodebooks:\n  a: b\n", "P005", 3, 3, "keys and values", ""),
        ("title: T\nreviewers: [Ana]\n", "P006", 2, 13, "`Ana`", "`ana`"),
        ("title: T\nreviewers: [auto]\n", "P006", 2, 13, "`auto`", "not `auto`"),
        ("title: T\nstages:\n  - id: nul\n", "P006", 3, 9, "`nul`", "Windows"),
        ("", "P007", None, None, "empty", "slr init"),
        ("- title\n", "P007", 1, 1, "keys and values", ""),
        ("title: T\nsearches:\n  - {id: a, date: 12/07/2015}\n", "P013", 3, 19, "`12/07/2015`", "2015-07-12"),
        ("title: T\nsearches:\n  - {id: a, date: 2015-02-30}\n", "P013", 3, 19, "`2015-02-30`", ""),
        ("title: T\nreviewers: [ana, ben, ana]\n", "P016", 2, 23, "twice in reviewers", ""),
        (
            "title: T\nstages: [{id: full}]\ncriteria:\n  - {id: a, text: x, type: include, stages: [ful]}\n",
            "P017",
            4,
            46,
            "`ful`",
            "`full`",
        ),
    ],
)
def test_each_misfit_is_one_finding_with_line_and_column(text, code, line, column, said, hint):
    protocol, findings = load_protocol(text, file="x.yaml")
    assert protocol is None
    assert [(f.code, f.line, f.column) for f in findings] == [(code, line, column)]
    assert said in findings[0].message
    assert hint in findings[0].hint
    assert findings[0].file == "x.yaml"


def test_all_misfits_come_at_once_in_the_order_of_the_lines():
    text = "titel: T\nstages:\n  - {id: a, reviewers: x}\nreviewers: [Ana]\n"
    found = [(f.code, f.line) for f in load_protocol(text)[1]]
    assert found == [("P002", 1), ("P004", 1), ("P005", 3), ("P006", 4)]


def test_the_hash_does_not_see_layout_comments_order_and_written_out_defaults():
    rewritten = """\
# a comment
criteria:
  - id: i1
    type: include
    text: >
      About
      nudges
title:   "Nudges in schools"
stages: [{id: title-abstract, on: records, reviewers: 2, scheme: independent, unsure: advances}]
check: {ignore: [P014]}
registration:
"""
    plain = """\
title: Nudges in schools
stages:
  - id: title-abstract
criteria:
  - {id: i1, text: About nudges, type: include}
"""
    assert canonical(load(rewritten)) == canonical(load(plain))
    assert protocol_hash(load(rewritten)) == protocol_hash(load(plain))
    assert len(protocol_hash(load(plain))) == 64


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("About nudges", "About nudging"),
        ("reviewers: 1", "reviewers: 2"),
        ("type: include", "type: exclude"),
        ("AND school*", "OR school*"),
        ("order: 9", "order: 8"),
    ],
)
def test_the_hash_sees_what_matters(old, new):
    assert old in SOUND
    assert protocol_hash(load(SOUND)) != protocol_hash(load(SOUND.replace(old, new)))


def test_the_canonical_form_is_known_byte_for_byte():
    text = "title: Ü\nstages: [{id: a}]\nsearches: [{id: wos, kind: register, query: a}]\n"
    assert canonical(load(text)) == (
        '{"searches":[{"id":"wos","kind":"register","query":"a"}],"stages":[{"id":"a"}],"title":"Ü"}'
    )


_TEXT = st.text("abc:#'\"é -", max_size=12)


@given(
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(-3, 3), _TEXT),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3),
            st.dictionaries(
                st.sampled_from(
                    ["title", "id", "stages", "criteria", "text", "type", "known", "question", "doi"]
                ),
                inner,
                max_size=4,
            ),
        ),
        max_leaves=12,
    )
)
@settings(max_examples=150, deadline=None)
def test_whatever_people_write_is_a_protocol_or_findings(value):
    import json

    protocol, findings = load_protocol(json.dumps(value))
    assert (protocol is None) == bool(findings)
