"""A line is read fast; what the fast reader takes, the slow one takes too, and makes the same of it."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import MsgspecError, structs
from msgspec.structs import replace

from slr.model.event import Event
from slr.model.payloads import ALLOWED, UsualDecision, trouble_with
from slr.store.lines import READ, READ_DECISION, canonical, decode, decode_all, encode, explain
from slr.store.records import line_of

EVENT = Event(
    id="abc-1",
    n=3,
    at="2026-01-01T00:00:00Z",
    who="ana",
    by="ben",
    kind="decision",
    data={
        "stage": "full-text",
        "record": "scopus-1a2b3c-1",
        "verdict": "exclude",
        "reason": "e1",
        "blind": True,
    },
    protocol="p",
    slr="0.1.0",
    prev=("x" * 64,),
)
LINE = encode(EVENT)[:-1]
SOME = {
    "usual": EVENT,
    "note": replace(EVENT, data={**EVENT.data, "note": "x", "members": ["a", "b"], "replaces": ["abc-0"]}),
    "undo": replace(EVENT, kind="undo", data={"stage": "full-text", "record": "r", "replaces": ["abc-0"]}),
    "unknown key": replace(EVENT, data={**EVENT.data, "later": 1}),
    "null": replace(EVENT, data={**EVENT.data, "note": None}),
    "resolution": replace(EVENT, kind="resolution", data={**EVENT.data, "settles": []}),
}
PIECES = [
    "1",
    "-1",
    "1.0",
    "1e400",
    "true",
    "null",
    '""',
    '"\\ud800"',
    "[]",
    "{}",
    '["a"]',
    "[1]",
    '"v":2,',
    "\x00",
    "é",
]


@st.composite
def edited(draw: st.DrawFn) -> bytes:
    """The line with a value or a few bytes replaced."""
    text = LINE.decode()
    for _ in range(draw(st.integers(1, 2))):
        at, much = draw(st.integers(0, len(text))), draw(st.integers(0, 12))
        text = text[:at] + draw(st.sampled_from([*PIECES, ""])) + text[at + much :]
    return text.encode("utf-8", "surrogatepass")


def outcome(read: Any, line: bytes) -> Any:
    try:
        return structs.asdict(read(line))
    except (ValueError, MsgspecError, RecursionError):
        return None


@given(edited())
@settings(max_examples=600, deadline=None)
def test_what_the_fast_reader_takes_the_slow_one_takes_alike(line: bytes) -> None:
    fast = outcome(READ, line)
    if fast is not None and fast["v"] == 1:
        assert outcome(explain, line) == fast


values = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 2), st.sampled_from(["include", "unsure", "x", ""]), st.just(1.5),
    st.lists(st.one_of(st.text(max_size=3), st.integers(0, 1)), max_size=2), st.just({}),
)  # fmt: skip


@given(
    st.dictionaries(st.sampled_from(["stage", "record", "verdict", *ALLOWED, "other"]), values, max_size=8)
)
@settings(max_examples=400, deadline=None)
def test_a_usual_decision_passes_the_close_look(data: dict[str, Any]) -> None:
    data = {"stage": "s", "record": "r", "verdict": "include"} | data
    line = LINE.split(b'"data":')[0] + b'"data":' + json.dumps(data).encode() + b"}"
    try:
        usual = READ_DECISION(line).data
    except MsgspecError:
        return
    assert trouble_with("decision", data) == ""
    assert usual == data
    assert data == dict(usual)
    assert (set(usual), len(usual)) == (set(data), len(data))
    names = [*ALLOWED, "stage", "keys", 1]
    assert [usual.get(name, "nothing") for name in names] == [data.get(name, "nothing") for name in names]
    assert [name in usual for name in names] == [name in data for name in names]
    with pytest.raises(KeyError):
        usual["get"]


def test_a_usual_decision_is_a_mapping_to_its_readers() -> None:
    data = decode(LINE, segment="decisions/a", number=1).data
    assert isinstance(data, UsualDecision)
    assert isinstance(data, Mapping)
    assert data == EVENT.data
    assert {**data, "note": "x"} == {**EVENT.data, "note": "x"}
    assert data != {**EVENT.data, "note": "x"}
    assert (set(data.keys()), set(data.items())) == (set(EVENT.data), set(EVENT.data.items()))
    assert sorted(map(str, data.values())) == sorted(map(str, EVENT.data.values()))
    assert list(data) == sorted(data)  # as a line has them
    with pytest.raises(KeyError):
        data["note"]


@given(st.lists(st.sampled_from(["usual", "note", "undo", "unknown key", "null", "resolution"]), max_size=8))
def test_a_segment_at_one_go_is_its_lines_one_by_one(kinds: list[str]) -> None:
    lines = [encode(SOME[kind])[:-1] for kind in kinds]
    for segment in ("decisions/s/ana/x.jsonl", "imports/ana/x.jsonl"):
        each = [decode(line, segment=segment, number=n) for n, line in enumerate(lines, 1)]
        assert decode_all(lines, segment=segment) == each
        assert [dict(one.data) for one in each] == [dict(SOME[kind].data) for kind in kinds]
        with pytest.raises(ValueError, match="is not what it must be"):
            decode_all([*lines, LINE.replace(b"exclude", b"perhaps"), *lines], segment=segment)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"n":3', '"n":true', "n"),
        ('"n":3', '"n":"3"', "n"),
        ('"who":"ana",', "", "no who"),
        ('"prev":["', '"prev":[1,"', "prev"),
        ('"data":{', '"data":[{', "\\w"),
        ('"verdict":"exclude"', '"verdict":"maybe"', "verdict of the decision"),
        ('"v":1', '"v":2', "a newer slr wrote it"),
        ('"v":1', '"v":0', "never released"),
    ],
)
def test_what_is_wrong_with_a_line_is_said(old: str, new: str, said: str) -> None:
    line = LINE.decode().replace(old, new, 1).encode()
    assert line != LINE
    with pytest.raises(ValueError, match=said):
        decode(line, segment="s", number=1)


def test_a_line_comes_back_as_it_was_written() -> None:
    assert decode(LINE, segment="s", number=4) == structs.replace(EVENT, segment="s", line=4)


_texts = st.text(st.characters(), max_size=12)


@given(
    st.dictionaries(
        st.sampled_from(["title", "id", "raw", "year", "é"]),
        st.one_of(_texts, st.integers(-(2**40), 2**40), st.lists(st.tuples(_texts, _texts), max_size=3)),
    )
)
def test_a_record_line_is_canonical_json_whatever_its_texts(value: dict[str, object]) -> None:
    assert line_of(value) == (canonical(value) + "\n").encode("utf-8", errors="replace")
