"""The YAML loader: YAML 1.2 scalars, places, bounds, and a finding for whatever cannot be read."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slr.protocol.scalar import read_by_yaml_11
from slr.protocol.yaml import MAX_CHARACTERS, MAX_DEPTH, ignored_on_lines, load_yaml


def places(findings):
    return [(f.code, f.line, f.column) for f in findings]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("Off", "Off"),
        ("true", True),
        ("FALSE", False),
        ("2015-07-12", "2015-07-12"),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("~", None),
        ("", None),
        ("null", None),
        ("007", 7),
        ("0o17", 15),
        ("0x1F", 31),
        ("1.50", 1.5),
        ("1e3", 1000.0),
        ("'7'", "7"),
        ('"true"', "true"),
        ("<<", "<<"),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_scalars_follow_the_core_schema_of_yaml_1_2(written, value):
    data, _, findings = load_yaml(f"key: {written}\n", "p.yaml")
    assert findings == []
    assert data == {"key": value}
    assert type(data["key"]) is type(value) or isinstance(data["key"], type(value))


def test_a_number_remembers_how_it_was_written():
    data, _, _ = load_yaml("a: 007\nb: 1.10\n", "p.yaml")
    assert (data["a"].written, data["b"].written) == ("007", "1.10")


def test_infinity_and_not_a_number_are_floats():
    data, _, _ = load_yaml("a: -.inf\nb: .nan\n", "p.yaml")
    assert data["a"] == float("-inf")
    assert data["b"] != data["b"]


def test_keys_are_always_text():
    data, _, findings = load_yaml("on: 1\n2015: 2\nnull: 3\n", "p.yaml")
    assert (data, findings) == ({"on": 1, "2015": 2, "null": 3}, [])


def test_every_node_keeps_its_place():
    _, marks, _ = load_yaml("title: A\ncriteria:\n  - id: e1\n    stages: [one, two]\n", "p.yaml")
    assert marks.at(("title",)) == (1, 8)
    assert marks.key(("criteria",)) == (2, 1)
    assert marks.at(("criteria", 0)) == (3, 5)
    assert marks.at(("criteria", 0, "stages", 1)) == (4, 19)
    assert marks.at(("criteria", 0, "text")) == (3, 5), "what is missing is found at what it is missing from"
    assert marks.scalars[("title",)].plain


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("a:\n\tb: 1\n", 2, 1, "tab"),
        ("title: Health: a review\n", 1, 14, "colon"),
        ('query: "social media"[tiab] AND x\n', 1, 22, "does not fit"),
        ("a: 'x\nb: 2\n", 1, 4, "never closed"),
        ("a: 1\nb: [1, 2\nc: 3\n", 3, 2, "bracket"),
        ("a: @x\n", 1, 4, "`@`"),
        ("a: *x\n", 1, 4, "anchor that is not defined"),
        ("a: &x [*x]\n", 1, 8, "anchor that is not defined"),
        ("a: x\x07y\n", 1, 5, "U+0007"),
        ("b: 1\nnot a key\nc: 2\n", 2, 1, "without the colon"),
        ("- a\nb: 1\n", 2, 1, "list"),
        ("a: 1\n---\nb: 2\n", 2, 1, "second document"),
        ("a: !!python/object:os.system x\n", 1, 4, "tag"),
        ("? [a]\n: b\n", 1, 3, "plain text"),
        ('a: "\\q"\n', 1, 4, "backslash"),
        ('a: "\\x1b[31m"\n', 1, 4, "U+001B"),
        ('a: "\\ud800"\n', 1, 4, "U+FFFD"),
        ("a: - b\n", 1, 4, "list item"),
    ],
)
def test_broken_yaml_is_one_finding_with_its_place_and_a_hint(text, line, column, said):
    data, _, findings = load_yaml(text, "p.yaml")
    assert data is None
    assert places(findings) == [("P001", line, column)]
    assert said in findings[0].message
    assert findings[0].hint
    assert findings[0].file == "p.yaml"


def test_a_key_given_twice_is_a_finding_and_the_first_one_counts():
    data, marks, findings = load_yaml("a: 1\nb:\n  c: x\n  c: [2, 3]\na: 4\n", "p.yaml")
    assert data == {"a": 1, "b": {"c": "x"}}
    assert places(findings) == [("P003", 4, 3), ("P003", 5, 1)]
    assert "line 3" in findings[0].message
    assert marks.at(("b", "c")) == (3, 6)


def test_aliases_are_read_but_may_not_grow_out_of_bounds():
    data, marks, findings = load_yaml("a: &words [x, y]\nb: *words\n", "p.yaml")
    assert (data, findings) == ({"a": ["x", "y"], "b": ["x", "y"]}, [])
    assert marks.at(("b", 1)) == (2, 4)
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in range(1, 9):
        bomb += f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]\n"
    data, _, findings = load_yaml(bomb, "p.yaml")
    assert data is None
    assert [f.code for f in findings] == ["P001"]


def test_depth_and_size_are_bounded():
    assert load_yaml("[" * 5000, "p.yaml")[2][0].column == MAX_DEPTH + 2
    assert load_yaml("a" * (MAX_CHARACTERS + 1), "p.yaml")[2][0].code == "P001"


def test_an_empty_file_is_nothing_and_no_finding():
    assert load_yaml("# only a comment\n", "p.yaml")[::2] == (None, [])


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_no_text_raises(text):
    data, _, findings = load_yaml(text, "p.yaml")
    assert data is None or all(f.code == "P003" for f in findings)
    assert all(f.file == "p.yaml" and f.message for f in findings)


_TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffd"), max_size=8)
_VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**12), 10**12), _TEXT),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.text("abc-", min_size=1, max_size=6), inner, max_size=3),
    ),
    max_leaves=8,
)


@given(_VALUES)
@settings(max_examples=100, deadline=None)
def test_json_is_read_as_json_reads_it(value):
    data, _, findings = load_yaml(json.dumps(value), "p.yaml")
    assert (data, findings) == (value, [])


def test_comments_name_the_codes_that_they_silence():
    text = "a: 1  # slr: ignore P014, P015\nb: 2 # slr:ignore S001\nc: 3 # slr: ignore\n"
    assert ignored_on_lines(text) == {1: {"P014", "P015"}, 2: {"S001"}}


@pytest.mark.parametrize(
    ("written", "otherwise"),
    [
        ("no", "false"),
        ("On", "true"),
        ("y", "true"),
        ("012", "the octal number 10"),
        ("12:30", "a number in base 60"),
    ],
)
def test_what_yaml_1_1_would_have_made_of_it(written, otherwise):
    assert read_by_yaml_11(written) == otherwise


def test_plain_words_mean_the_same_in_yaml_1_1():
    assert [read_by_yaml_11(word) for word in ("true", "12", "none", "2015-07-12", "1.5", "0")] == [None] * 6
