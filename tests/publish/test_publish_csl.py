"""Reference lists by CSL style, with a small style written for the test."""

import importlib.util

import pytest

from slr.model.errors import SlrError
from slr.publish.csl import styled_list

STYLE = b"""<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="en-US">
  <info><title>A test</title><id>test</id><updated>2020-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography>
    <layout suffix="!"><text variable="citation-number" suffix="."/><text variable="title"/></layout>
  </bibliography>
</style>
"""
ITEMS = [
    {"id": "A-1", "type": "article-journal", "title": "Beta\u202e <script>alert(1)</script>"},
    {"id": "a-1", "type": "article-journal", "title": "Alpha"},
]
installed = importlib.util.find_spec("citeproc") is not None


@pytest.mark.skipif(not installed, reason="citeproc-py is not installed")
def test_items_are_listed_in_a_style_in_their_order() -> None:
    assert styled_list(ITEMS, STYLE) == "1. Beta <script>alert(1)</script>!\n2. Alpha!\n"


@pytest.mark.skipif(not installed, reason="citeproc-py is not installed")
def test_what_is_no_style_is_refused() -> None:
    with pytest.raises(SlrError, match="citeproc-py cannot use this style"):
        styled_list(ITEMS, b"<html/>")


def test_a_style_that_declares_entities_is_refused() -> None:
    with pytest.raises(SlrError, match="declares entities"):
        styled_list(ITEMS, b'<!DOCTYPE style [<!ENTITY a "b">]>' + STYLE)


@pytest.mark.skipif(installed, reason="citeproc-py is installed")
def test_without_citeproc_the_message_says_what_to_install() -> None:
    with pytest.raises(SlrError) as caught:
        styled_list(ITEMS, STYLE)
    assert caught.value.hint == "pip install citeproc-py"
