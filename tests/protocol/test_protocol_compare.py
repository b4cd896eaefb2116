"""Changes between protocols and between codebooks, in words; amendments that are owed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slr.model.codebook import Category, Codebook, Coding, Dimension
from slr.protocol.bundled import bundled_protocols
from slr.protocol.checks import RULES
from slr.protocol.compare import check_drift, compare_protocols, describe_changes, unamended
from slr.protocol.compare_codebooks import codings_touched, compare_codebooks
from slr.protocol.load import canonical, load_protocol, protocol_hash

BEFORE = """\
title: Nudges
question: {text: "Do they work?", elements: {population: Pupils}}
reviewers: [ana, ben]
searches:
  - {id: eric, source: ERIC, query: nudg*}
stages:
  - {id: title-abstract}
  - {id: full-text, on: reports}
criteria:
  - {id: i1, text: About nudges, type: include}
  - {id: e1, text: No pupils, type: exclude}
codebooks: [bertot-2010]
"""


def load(text):
    protocol, findings = load_protocol(text)
    assert findings == []
    return protocol


def changes(*replacements):
    text = BEFORE
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return describe_changes(compare_protocols(load(BEFORE), load(text)))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("No pupils", "No children", "The criterion `e1` was reworded, from “No pupils” to “No children”."),
        ("type: exclude", "type: include", "The criterion `e1` now includes, and did exclude before."),
        (
            "type: exclude}",
            "type: exclude, stages: [full-text]}",
            "The criterion `e1` is judged at full-text, and was at every stage.",
        ),
        (
            "codebooks:",
            "  - {id: e2, text: Old, type: exclude}\ncodebooks:",
            "The criterion `e2` was added (“Old”).",
        ),
        (
            "  - {id: e1, text: No pupils, type: exclude}\n",
            "",
            "The criterion `e1` was removed (“No pupils”).",
        ),
        (
            "on: reports}",
            "on: reports, reviewers: 1}",
            "`reviewers` of the stage `full-text` was changed from “2” to “1”.",
        ),
        ("nudg*", "nudge*", "`query` of the search `eric` was changed from “nudg*” to “nudge*”."),
        ("source: ERIC,", "source: ERIC, date: 2020,", "`date` of the search `eric` was filled in: “2020”."),
        ("[ana, ben]", "[ben, ana]", "`reviewers` stand in another order, ben, ana instead of ana, ben."),
        (
            "Do they work?",
            "Do they help?",
            "`text` of `question` was changed from “Do they work?” to “Do they help?”.",
        ),
        ("[bertot-2010]", "[]", "The codebook `bertot-2010` was removed."),
        ("title: Nudges", "title: Nudging", "`title` was changed from “Nudges” to “Nudging”."),
    ],
)
def test_each_change_is_said_in_words(old, new, words):
    assert changes((old, new)) == [words]


def test_what_the_hash_does_not_see_is_no_change():
    assert changes(("reviewers: [ana, ben]", "# people\nreviewers:\n  - ana\n  - {id: ben}")) == []


def test_an_amendment_is_owed_for_what_changes_the_meaning_of_decisions():
    reworded = BEFORE.replace("No pupils", "No children").replace("title: Nudges", "title: Nudging")
    owed = unamended(load(BEFORE), load(reworded))
    assert [(c.section, c.id, c.field) for c in owed] == [("criteria", "e1", "text")]
    for parts, left in [("", 0), (", parts: [e1]", 0), (", parts: [criteria]", 0), (", parts: [i1]", 1)]:
        amended = reworded + f"amendments:\n  - {{date: 2020, change: reworded, reason: unclear{parts}}}\n"
        assert len(unamended(load(BEFORE), load(amended))) == left


def test_an_old_amendment_covers_no_new_change():
    old = BEFORE + "amendments:\n  - {date: 2020, change: something, reason: any}\n"
    assert len(unamended(load(old), load(old.replace("No pupils", "No children")))) == 1


def test_drift_is_found_on_the_line_of_the_change():
    after = BEFORE.replace("No pupils", "No children").replace("on: reports}", "on: reports, reviewers: 1}")
    after = after.replace("  - {id: i1, text: About nudges, type: include}\n", "")
    found = check_drift(canonical(load(BEFORE)), after)
    assert [(f.code, f.line, f.column) for f in found] == [("A001", 8, 34), ("A001", 10, 14), ("A001", 9, 1)]
    assert "reworded" in found[1].message
    assert {f.severity for f in found} == {RULES["A001"].severity}
    assert check_drift(BEFORE, BEFORE) == []
    assert check_drift(BEFORE, "title: [\n") == []


@pytest.mark.parametrize("text", [BEFORE, *bundled_protocols().values()])
def test_the_canonical_form_read_again_is_the_same_protocol(text):
    protocol = load(text)
    again = load(canonical(protocol))
    assert protocol_hash(again) == protocol_hash(protocol)
    assert compare_protocols(protocol, again) == ()


@given(st.permutations(["title: Nudges", "funding: none", "rationale: why", "note: x"]))
@settings(max_examples=20, deadline=None)
def test_the_order_of_keys_is_no_change(lines):
    text = "\n".join(lines) + "\n"
    assert (
        compare_protocols(load("title: Nudges\nnote: x\nfunding: none\nrationale: why\n"), load(text)) == ()
    )


BOOK = Codebook(
    id="b",
    dimensions=(
        Dimension(
            id="topic", kind="many", categories=(Category(id="aid"), Category(id="law", definition="L."))
        ),
        Dimension(id="year", kind="number"),
    ),
)


def with_topic(**change):
    values = {"id": "topic", "kind": "many", "categories": BOOK.dimensions[0].categories} | change
    return Codebook(id="b", dimensions=(Dimension(**values), BOOK.dimensions[1]))


def coding(study, dimension, *values):
    return Coding(study=study, codebook="b", dimension=dimension, coder="ana", values=values)


CODINGS = [coding("s1", "topic", "aid"), coding("s2", "topic", "law"), coding("s3", "year", "2014")]


@pytest.mark.parametrize(
    ("after", "words", "touched"),
    [
        (BOOK, [], []),
        (
            with_topic(categories=(Category(id="aid"), Category(id="law", definition="Laws."))),
            ["`definition` of the category `law` was changed from “L.” to “Laws.”."],
            ["s2"],
        ),
        (
            with_topic(categories=(Category(id="aid"), Category(id="law", name="Law", definition="L."))),
            ["`name` of the category `law` was changed from nothing to “Law”."],
            [],
        ),
        (
            with_topic(categories=(Category(id="aid"),)),
            ["The category `law` was removed from `topic`."],
            ["s2"],
        ),
        (
            with_topic(categories=(*BOOK.dimensions[0].categories, Category(id="new"))),
            ["The category `new` was added to `topic`."],
            ["s1", "s2"],
        ),
        (
            with_topic(quote=True),
            ["`quote` of the dimension `topic` was changed from no to yes."],
            ["s1", "s2"],
        ),
        (
            Codebook(id="b", dimensions=BOOK.dimensions[:1]),
            ["The dimension `year` was removed."],
            ["s3"],
        ),
        (
            Codebook(id="b", dimensions=(*BOOK.dimensions, Dimension(id="note", kind="text"))),
            ["The dimension `note` was added."],
            [],
        ),
    ],
)
def test_a_codebook_s_changes_say_which_codings_to_look_at_again(after, words, touched):
    found = compare_codebooks(BOOK, after)
    assert [change.words for change in found] == words
    assert [coding.study for coding in codings_touched(found, CODINGS)] == touched
