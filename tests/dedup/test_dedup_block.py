"""Blocking: what shares a key meets, oversized blocks are cut, and what is left out is counted."""

from msgspec.structs import replace

from slr.dedup.block import NEIGHBORS, candidate_pairs
from slr.dedup.keys import STRONG
from slr.dedup.prepare import prepare
from slr.model.record import Record, record_table

ARTICLE = Record(
    id="a",
    title="Cytology and testing of women for papillomavirus after treatment",
    authors=("Smith, Jane", "Li, W."),
    year=2010,
    journal="Cancer",
    volume="12",
    pages="101-109",
)


def meet(a: Record, b: Record) -> set[str]:
    """The keys that bring two records together."""
    found = candidate_pairs(prepare(record_table([a, replace(b, id="b")])))
    return {summary.key for summary in found.summaries if summary.pairs}


def test_every_field_can_be_wrong_and_records_still_meet() -> None:
    bare = {"authors": (), "year": None, "volume": "", "pages": "", "journal": ""}
    assert "title" in meet(ARTICLE, replace(ARTICLE, **bare))  # type: ignore[arg-type]
    assert meet(ARTICLE, replace(ARTICLE, title="[Zytologie nach Behandlung]")) >= {
        "year, volume and page",
        "author, volume and page",
        "author and year",
    }
    truncated = replace(ARTICLE, **bare | {"title": "Cytology and testing of women"})  # type: ignore[arg-type]
    assert "title's beginning" in meet(ARTICLE, truncated)
    doi = {"doi": "10.1/a"}
    assert "DOI" in meet(replace(ARTICLE, **doi), Record(title="Other words", **doi))  # type: ignore[arg-type]


def test_a_changed_beginning_leaves_the_keys_of_the_other_words() -> None:
    title = "Papanicolaou cytology and testing of women for papillomavirus after treatment"
    bare = Record(title=title)
    assert any(key.startswith("title's words") for key in meet(replace(bare, title=ARTICLE.title), bare))


def test_a_large_block_is_cut_by_other_fields_and_the_rest_is_counted() -> None:
    size = STRONG * 2
    rows = [replace(ARTICLE, id=f"r{n:03d}", year=2000 + n // 20) for n in range(size)]
    found = {summary.key: summary for summary in candidate_pairs(prepare(record_table(rows))).summaries}
    assert found["title"].largest == size
    assert found["title"].pairs == 4 * (20 * 19 // 2)
    assert found["title"].uncompared == size * (size - 1) // 2 - found["title"].pairs


def test_what_nothing_cuts_is_compared_with_its_neighbors() -> None:
    rows = [Record(id=f"r{n:04d}", title="Introduction", abstract=f"{n} " * 50) for n in range(1000)]
    found = candidate_pairs(prepare(record_table(rows)))
    assert len(found.left) == NEIGHBORS * 1000 - NEIGHBORS * (NEIGHBORS + 1) // 2
    assert found.uncompared == 1000 * 999 // 2 - len(found.left)


def test_a_block_that_is_just_small_enough_is_compared_whole_and_once() -> None:
    for size in (STRONG, STRONG + 1):
        rows = [replace(ARTICLE, id=f"r{n:03d}") for n in range(size)]
        found = {summary.key: summary for summary in candidate_pairs(prepare(record_table(rows))).summaries}
        summary, every = found["title"], size * (size - 1) // 2
        # Of equal records in a larger block each is compared with the next: a chain joins them all.
        assert (summary.largest, summary.uncompared) == (size, 0)
        assert summary.pairs == (every if size == STRONG else size - 1)
