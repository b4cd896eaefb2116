"""Codebooks as pages."""

import pytest

from slr.protocol.bundled import bundled_codebooks
from slr.protocol.codebook import load_codebook
from slr.protocol.codebook_page import codebook_note, codebook_page

TEXT = """\
id: help
name: Help_book
version: 1
source: Somebody (2012)
note: |
  What is left
  out, and why.
dimensions:
  - id: topic
    name: Topic
    question: About what?
    kind: many
    required: true
    quote: true
    categories:
      - {id: aid, name: Aid, definition: Help., use: Always., avoid: Never.}
      - {id: food, definition: "<b>Meals</b>.", parent: aid}
  - {id: year, kind: number}
"""
PAGE = """\
# Help\\_book

`help`, version 1.

Source: Somebody (2012).

What is coded: each study.

What is left out, and why.

## Topic

About what? (`topic`: one or more categories, required, with the words of the text as evidence)

- **Aid** (`aid`). Help. *When to use it:* Always. *When not:* Never.
  - **food** (`food`). \\<b\\>Meals\\</b\\>.

## year

(`year`: a number)
"""


def test_a_codebook_s_page_says_everything():
    codebook, findings = load_codebook(TEXT, file="help.yaml", find={}.get)
    assert findings == []
    assert codebook_page(codebook, note=codebook_note(TEXT)) == PAGE


@pytest.mark.parametrize("name", sorted(bundled_codebooks()))
def test_every_bundled_codebook_has_a_page_with_all_its_categories(name):
    books = bundled_codebooks()
    codebook, _ = load_codebook(books[name], file=f"{name}.yaml", find=books.get)
    page = codebook_page(codebook, note=codebook_note(books[name]))
    assert codebook_note(books[name])
    for dimension in codebook.dimensions:
        assert f"(`{dimension.id}`: " in page
        assert all(f"(`{category.id}`)" in page for category in dimension.categories)


def test_a_broken_file_has_no_note():
    assert codebook_note("note: [") == codebook_note("- a") == codebook_note("note: [a]") == ""
