"""Tags in notes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from slr.tui.tags import tags_of, with_tags


def test_tags_are_words_with_a_number_sign() -> None:
    assert tags_of("read again #method #check-pdf #method, see p.#3 and a#b") == ("method", "check-pdf")
    assert tags_of("") == ()


def test_tags_replace_those_there_were_and_leave_the_note() -> None:
    assert with_tags("read again #old", ["new", "#two", "new"]) == "read again #new #two"
    assert with_tags("read #old again", []) == "read again"
    assert with_tags("", ["a"]) == "#a"
    assert with_tags("note", ["", "!!"]) == "note"


@given(st.text(max_size=40), st.lists(st.from_regex(r"[a-z-]{1,8}", fullmatch=True), max_size=4))
@settings(max_examples=100)
def test_tags_set_are_tags_read(note: str, tags: list[str]) -> None:
    assert tags_of(with_tags(note, tags)) == tuple(dict.fromkeys(tags))
