"""Run ASReview's simulation on a labelled set with given priors, and read the order it screened in.

Used by ranking.py. ASReview runs as its users run it (`asreview simulate`, its default model ELAS u4, one
core), in an interpreter of its own; its project file is a zip with an SQLite database inside.
"""

import csv
import json
import os
import sqlite3
import subprocess
import tempfile
import time
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

ONE_CORE = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "NUMEXPR")}
CODE = "from asreview.__main__ import main; main()"


@dataclass(frozen=True)
class Run:
    """The rows in the order they were screened, priors first, up to the last relevant one; and the time."""

    order: tuple[int, ...]
    seconds: float


def asreview(
    python: str,
    texts: Sequence[tuple[str, str]],
    labels: Sequence[bool],
    priors: Sequence[int],
    kept: Path | None,
) -> Run:
    """One simulation; taken from the folder `kept` where it was run before on the same input."""
    key = sha256(json.dumps([list(texts), list(map(bool, labels)), list(priors)]).encode()).hexdigest()[:20]
    file = kept / f"{key}.json" if kept else None
    if file and file.exists():
        said = json.loads(file.read_text(encoding="utf-8"))
        return Run(tuple(said["order"]), said["seconds"])
    with tempfile.TemporaryDirectory() as folder:
        run = simulate(python, texts, labels, priors, Path(folder))
    if file:
        file.write_text(json.dumps({"order": run.order, "seconds": run.seconds}), encoding="utf-8")
    return run


def simulate(
    python: str, texts: Sequence[tuple[str, str]], labels: Sequence[bool], priors: Sequence[int], folder: Path
) -> Run:
    """Run `asreview simulate` in a folder. Raises CalledProcessError with its words where it fails."""
    data, project = folder / "data.csv", folder / "run.asreview"
    with data.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["title", "abstract", "included"])
        writer.writerows([*text, int(label)] for text, label in zip(texts, labels, strict=True))
    told = ["simulate", str(data), "--ai", "elas_u4", "--seed", "1", "--output", str(project)]
    began = time.perf_counter()
    subprocess.run(
        [python, "-c", CODE, *told, "--prior-idx", *map(str, priors)],
        check=True,
        capture_output=True,
        env=os.environ | ONE_CORE,
    )
    return Run(read_order(project, folder), time.perf_counter() - began)


def read_order(project: Path, folder: Path) -> tuple[int, ...]:
    """The rows in the order they were labelled, out of a project file."""
    with zipfile.ZipFile(project) as archive:
        name = next(n for n in archive.namelist() if n.endswith("results.db"))
        path = archive.extract(name, folder)
    with sqlite3.connect(path) as database:
        rows = database.execute("select record_id from results order by rowid").fetchall()
    return tuple(row[0] for row in rows)
