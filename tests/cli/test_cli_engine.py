"""`slr dedup --engine`: the same result in this process, over all cores and on a Dask cluster."""

from pathlib import Path

import distributed
import pytest

from conftest import Folder, Run, ris


def exports(folder: Folder) -> list[Path]:
    """Two exports that share most of their records, spelled differently."""
    titles = [f"Study number {n} of the uses of social media in {word}" for n, word in enumerate(WORDS * 5)]
    first = [f"{title} | Ames, Ann | {1990 + n % 20} | 10.5555/s.{n}" for n, title in enumerate(titles)]
    second = [
        f"{title.upper()} | Ames, A. | {1990 + n % 20} | 10.5555/S.{n}"
        for n, title in enumerate(titles)
        if n % 3
    ]
    return [folder.file("a.ris", ris(*first)), folder.file("b.ris", ris(*second))]


WORDS = ("health", "parks", "schools", "courts", "trains", "water")


def pairs(slr: Run, files: list[Path], out: Path, *words: str) -> str:
    """The pairs file of a run."""
    slr("dedup", *files, "--pairs", out, *words)
    return out.read_text()


def test_every_engine_gives_the_same_bytes(empty: Folder, slr: Run) -> None:
    files, out = exports(empty), empty.root.parent / "pairs.csv"
    local = pairs(slr, files, out)
    assert local.count(",same,") >= 20
    assert pairs(slr, files, out, "--engine", "cores") == local
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        address = cluster.scheduler_address
        assert pairs(slr, files, out, "--engine", "dask", "--scheduler", address) == local


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--engine", "daks"], "did you mean dask?"),
        (["--scheduler", "tcp://127.0.0.1:1"], "goes with --engine dask"),
        (["--engine", "dask", "--scheduler", "nonsense"], "no Dask scheduler answers at nonsense"),
    ],
)
def test_what_cannot_run_is_said(empty: Folder, words: list[str], message: str) -> None:
    assert message in empty.slr("dedup", *exports(empty), *words, code=2).err


def test_the_protocol_may_want_kinds_joined_that_are_kept_apart(empty: Folder) -> None:
    records = [
        "Twitter in public health: what three agencies did | Ames, Ann; Boyd, Bo | 2012 | 10.5555/a",
        "Erratum to: Twitter in public health: what three agencies did | Ames, Ann; Boyd, Bo | 2012 | 10.5555/b",
    ]
    empty("import", empty.file("x.ris", ris(*records)), "--search", "scopus")
    protocol = empty.root / "protocol.yaml"
    protocol.write_text(protocol.read_text() + "dedup: {join: [preprnt]}\n")
    assert "no such relation between records: preprnt" in empty("dedup", code=2).err
