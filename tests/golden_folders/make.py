"""Make the golden folder of a release, once: python tests/golden_folders/make.py 0.1.0 (see README.md).

It tells the story of tests/docs/test_docs_ledger.py, in which everything happens that a command writes, with a
clock and names of its own, so that the same code gives the same bytes.
"""

import contextlib
import hashlib
import io
import itertools
import json
import os
import runpy
import shutil
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import slr.cli.session as session  # noqa: E402
from conftest import PROTOCOL, Folder, Ran, ris  # noqa: E402
from slr.cli.main import main  # noqa: E402

# What is asked of a golden folder, and kept beside it as it was answered.
ASKED = {
    "flow.json": ("flow", "--json"),
    "status.json": ("status", "--json"),
    "verify.json": ("verify", "--json"),
    "log.json": ("log", "--json"),
    "codings.csv": ("tabulate", "--long", "--codebook", "bertot-2010"),
    "reports.csv": ("export", "all", "--to", "csv"),
}


def answer(root: Path, words: tuple[str, ...]) -> tuple[int, str]:
    """What a command says of a folder."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        code = main(["-C", str(root), *words])
    return code, out.getvalue()


def make(version: str) -> None:
    """Build the folder and ask it everything. Refuses where there is one of this version."""
    target = HERE / version
    if target.exists():
        raise SystemExit(f"{target} is there already: a golden folder is never made again")
    seconds, names = itertools.count(1), itertools.count(1)
    session.now = lambda: f"2026-02-03T{next(seconds) // 3600 + 4:02}:{next(seconds) // 60 % 60:02}:00Z"
    session.token = lambda: hashlib.sha256(str(next(names)).encode()).hexdigest()[:12]
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        os.environ[name] = os.devnull

    def run(*argv: object, code: int = 0) -> Ran:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            got = main([str(word) for word in argv])
        assert got == code, (argv, got, err.getvalue())
        return Ran(got, out.getvalue(), err.getvalue())

    with tempfile.TemporaryDirectory() as place:
        review = Folder(Path(place) / "review", run)
        given = review.file("given.yaml", PROTOCOL.lstrip())
        run("init", review.root, "--protocol", given)
        first = ris(
            "Alpha study of things | Ames, Ann | 2010 | 10.5555/alpha",
            "Beta study of birds | Boyd, Bo | 2011",
        )
        second = ris(
            "Alpha study of things | Ames, A. | 2010 | 10.5555/alpha", "Gamma rays in spring | Gray, G | 2012"
        )
        review("import", review.file("scopus.ris", first), "--search", "scopus")
        review("import", review.file("wos.ris", second), "--search", "wos")

        def typed(lines: str) -> None:
            sys.stdin = io.StringIO(lines)

        runpy.run_path(str(HERE.parent / "docs" / "test_docs_ledger.py"))["live"](review, typed)
        full = review.file("full.txt", "The whole text, made for a test.")
        review("--as", "ana", "retrieve", review.id("scopus.1"), "--attach", full)
        shutil.rmtree(review.root / ".slr", ignore_errors=True)
        (review.root / ".gitignore").unlink(missing_ok=True)  # the full text is part of what is kept
        shutil.copytree(review.root, target / "review")
        for name, words in ASKED.items():  # asked here, outside of this repository
            code, text = answer(review.root, words)
            (target / name).write_text(json.dumps({"exit": code}) + "\n" + text, encoding="utf-8", newline="")


if __name__ == "__main__":
    make(sys.argv[1])
