"""What a search means: words, phrases, what must not be there, and single fields."""

import pytest

from slr.tui.search_words import read_search

FIELDS = {
    "title": "wildfire smoke and asthma",
    "abstract": "we followed children; smoke was measured.",
    "author": "ames, a",
    "year": "2015",
    "tag": "method later",
    "reason": "e1",
    "note": "ask ben #method #later",
}


@pytest.mark.parametrize(
    ("words", "fits"),
    [
        ("", True),
        ("smoke CHILDREN", True),
        ("smoke dogs", False),
        ('"wildfire smoke"', True),
        ('"smoke wildfire"', False),
        ('"wildfire   smoke', True),  # the second quotation mark may wait
        ("smoke -dogs", True),
        ("smoke -children", False),
        ('-"wildfire smoke"', False),
        ("title:asthma", True),
        ("title:children", False),
        ("author:ames year:2015", True),
        ("year:201", False),
        ("tag:#method", True),
        ("tag:meth", False),
        ("reason:e1", True),
        ("reason:e", False),
        ("-reason:e1", False),
        ("e1", False),  # a reason is found where it is asked for alone
        ("mid-air", False),
        ("-", False),
        ("http://x", False),
    ],
)
def test_a_search_fits(words: str, fits: bool) -> None:
    assert read_search(words).fits(FIELDS) is fits


def test_what_is_marked_in_the_text() -> None:
    assert read_search('"wildfire smoke" -dogs title:asthma reason:e1').marked == ("wildfire smoke", "asthma")
