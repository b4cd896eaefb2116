"""Safe mending: the text's own spans, the same meaning, and nothing where a person has to decide."""

from hypothesis import given, settings
from hypothesis import strategies as st

from slr.protocol.fix import fix_protocol
from slr.protocol.load import load_protocol, protocol_hash


def mended(text):
    fixed = fix_protocol(text)
    return fixed.text, [(f.code, f.line, f.column) for f in fixed.mended]


def test_words_are_quoted_where_they_stand_and_comments_stay():
    text = (
        "title: no\n"
        "reviewers: [{id: ana, name: yes}, 012] # two people\n"
        "methods:\n"
        "  appraisal:   off   # later\n"
    )
    after = (
        'title: "no"\n'
        'reviewers: [{id: ana, name: "yes"}, "012"] # two people\n'
        "methods:\n"
        '  appraisal:   "off"   # later\n'
    )
    assert mended(text) == (after, [("P008", 1, 8), ("P008", 2, 29), ("P008", 2, 35), ("P008", 4, 16)])


def test_a_number_is_not_made_text():
    text = "title: T\ncriteria:\n  - {id: e1, text: x y, type: exclude, order: 012}\n"
    fixed = fix_protocol(text)
    assert (fixed.text, fixed.mended) == (text, ())
    assert "P008" in {f.code for f in fixed.left}


def test_what_is_silenced_or_broken_is_left_alone():
    assert mended("title: no # slr: ignore P008\n")[1] == []
    assert mended("title: no\nserches: yes\n") == ("title: no\nserches: yes\n", [])


_WORD = st.sampled_from(
    ["no", "yes", "on", "Off", "012", "1_000", "12:30", "plain", "'no'", "true story", "# no"]
)


@given(st.lists(_WORD, min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_mending_never_changes_the_meaning_and_is_done_at_once(words):
    text = "title: T\nobjectives:\n" + "".join(f"  - {word}\n" for word in words)
    fixed = fix_protocol(text)
    before, after = load_protocol(text)[0], load_protocol(fixed.text)[0]
    if before is not None:
        assert protocol_hash(before) == protocol_hash(after)
        assert fix_protocol(fixed.text).mended == ()
    else:
        assert fixed.text == text
