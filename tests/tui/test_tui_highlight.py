"""Highlighting of a criterion's terms."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slr.model.plan import Criterion
from slr.tui.highlight import Highlighter

CRITERIA = tuple(Criterion(id=f"c{n}", text="") for n in range(1, 12))


def marked(text: str, **terms: tuple[str, ...]) -> str:
    """The text with its marks."""
    return Highlighter.of(CRITERIA, terms).mark(text).plain


@pytest.mark.parametrize(
    ("term", "text", "shown"),
    [
        ("web", "A web, the Web, webs and a cobweb.", "A web¹, the Web¹, webs and a cobweb."),
        ("tweet*", "Tweets and tweeting, not retweet.", "Tweets¹ and tweeting¹, not retweet."),
        ("public health", "Public  health and public houses", "Public  health¹ and public houses"),
        ("health depart*", "Health departments", "Health departments¹"),
        ("/[0-9]+ users?/", "12 users, 1 user", "12 users¹, 1 user¹"),
        ("[red]", "a [red] b", "a [red]¹ b"),
        ("double blind", "A double-blind trial", "A double-blind¹ trial"),
        ("/(/", "a ( b", "a ( b"),
        ("", "nothing", "nothing"),
        ("*", "nothing", "nothing"),
        ("größe", "Größe der GRÖSSE", "Größe¹ der GRÖSSE"),
    ],
)
def test_terms(term: str, text: str, shown: str) -> None:
    assert marked(text, c1=(term,)) == shown


def test_each_criterion_has_its_number_and_the_longer_term_wins() -> None:
    text = "social media and social work"
    assert marked(text, c2=("social",), c3=("social media",)) == "social media³ and social² work"
    assert marked("ten", c10=("ten",)) == "ten"  # beyond nine only the style tells


def test_the_style_of_a_criterion_without_terms_is_empty() -> None:
    highlighter = Highlighter.of(CRITERIA, {"c2": ("x",)})
    assert highlighter.style_of("c1") == ""
    assert "underline" in highlighter.style_of("c2")
    assert Highlighter.of(CRITERIA, {"unknown": ("x",), "c1": ("/(/",)}).terms == {}


def test_a_criterion_brings_its_own_terms() -> None:
    own = (Criterion(id="c1", text="", terms=("tweet*",)),)
    assert Highlighter.of(own, {"c1": ("blog",)}).mark("tweets on a blog").plain == "tweets¹ on a blog¹"


def test_highlighting_can_be_turned_off() -> None:
    highlighter = Highlighter.of(CRITERIA, {"c1": ("x",)})
    highlighter.on = False
    assert highlighter.mark("x").plain == "x"


def test_searched_words_are_marked_without_a_number() -> None:
    highlighter = Highlighter(searched=("inv",))
    content = highlighter.mark("an invented result")
    assert content.plain == "an invented result"
    assert [(span.start, span.end, span.style) for span in content.spans] == [(3, 11, "reverse")]


def test_a_bad_expression_stops_in_time() -> None:
    start = time.thread_time()
    assert marked("a" * 5000 + "b", c1=("/(a|aa)+$/",)) == "a" * 5000 + "b"
    assert time.thread_time() - start < 5


@given(st.text(max_size=80), st.lists(st.text(max_size=6), max_size=4))
@settings(max_examples=150)
def test_marking_only_adds_numbers(text: str, terms: list[str]) -> None:
    from textual.content import Content

    shown = marked(text, c1=tuple(terms))
    assert "".join(shown.split("¹")) == "".join(Content(text).plain.split("¹"))


@given(st.text(max_size=20))
@settings(max_examples=150)
def test_no_term_breaks_it(term: str) -> None:
    marked("some text", c1=(term, f"/{term}/"))
