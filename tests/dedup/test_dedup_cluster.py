"""Deduplication on a Dask cluster of a scheduler and two workers over loopback gives the same bytes."""

from collections.abc import Callable, Iterable

import pytest

from slr.dedup import pipeline
from slr.dedup.pipeline import Chunk, Found, find_duplicates
from slr.model.record import Record, record_table

distributed = pytest.importorskip("distributed")


def test_the_result_is_the_same_on_a_cluster(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        Record(
            id=f"{copy}{n:03d}",
            title=f"Screening of women for cancer in town {n // 5}{'.' * copy}",
            authors=("Smith, J.", f"Roe{n % 7}, K."),
            year=2000 + n % 3,
            journal="Cancer",
            volume=str(n % 4),
            pages=f"{n}-{n + 9}",
        )
        for n in range(60)
        for copy in range(2)
    ]
    table = record_table(rows)
    monkeypatch.setattr(pipeline, "_CHUNK", 50)
    here = find_duplicates(table).pairs
    assert len(here) >= 60
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):

        def spread(function: Callable[[Chunk], Found], chunks: Iterable[Chunk]) -> list[Found]:
            return list(client.gather(client.map(function, list(chunks))))

        there = find_duplicates(table, spread=spread).pairs
    assert there.to_csv() == here.to_csv()
