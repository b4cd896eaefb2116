"""PubMed's saves for reading give the same records however their lines end and whichever records were taken out."""

from collections.abc import Callable

import pytest

from golden_formats import DATA
from slr.formats.registry import read_export
from spans_formats import check_tiling

SAVES = ["pubmed-abstract.txt", "pubmed-summary.txt"]


@pytest.mark.parametrize("name", SAVES)
@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: f"\ufeff\n\n{text}",
        lambda text: text.rstrip("\n"),
    ],
)
def test_line_ends_change_nothing(name: str, change: Callable[[str], str]) -> None:
    text = (DATA / name).read_text(encoding="utf-8")
    data = change(text).encode()
    reading = read_export(data, file=name)
    check_tiling(data, reading)
    assert reading.records == read_export(text.encode(), file=name).records


@pytest.mark.parametrize("name", SAVES)
def test_a_record_that_was_taken_out_costs_only_itself(name: str) -> None:
    text = (DATA / name).read_text(encoding="utf-8")
    whole = read_export(text.encode(), file=name)
    second = whole.entries[1].span
    data = text.encode()[: second.start] + text.encode()[second.end :]
    reading = read_export(data, file=name)
    assert reading.records == (whole.records[0], *whole.records[2:])
