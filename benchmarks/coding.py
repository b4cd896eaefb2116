"""How long coding takes: 500 studies of 40 dimensions, two coders. python benchmarks/coding.py [FOLDER]

Builds a synthetic review (kept in FOLDER where one is named), then opens the coding desk and makes tables of
it, each measured in a fresh process, wall clock and CPU.
"""

import os
import secrets
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

STUDIES, DIMENSIONS, CATEGORIES = 500, 40, 8
TIMED = (("tabulate", "d0"), ("tabulate", "d0", "d1"), ("tabulate", "--wide"), ("codebook", "show", "many"))
PROTOCOL = """\
title: A benchmark (synthetic)
synthetic: All records and codings are made up.
question: {text: "How long does it take?", framework: PCC, elements: {population: p, concept: c, context: x}}
reviewers: [{id: ana, name: Ana}, {id: ben, name: Ben}]
searches: [{id: catalogue, source: An invented catalogue, kind: database, date: 2021-01-15, query: x}]
stages: [{id: full-text, name: Full text, on: reports, reviewers: 1}]
criteria: [{id: i1, text: Everything, type: include}]
codebooks: [many]
"""


def codebook() -> str:
    """Forty dimensions of eight categories."""
    lines = ["id: many", "source: made up", "dimensions:"]
    for n in range(DIMENSIONS):
        lines += [f"  - id: d{n}", f"    kind: {'many' if n % 2 else 'single'}", "    required: true"]
        lines += ["    categories:"]
        lines += [f"      - {{id: c{k}, definition: The category {k}.}}" for k in range(CATEGORIES)]
    return "\n".join(lines) + "\n"


def slr(root: Path, *words: str) -> str:
    """Run a command; its wall clock and CPU time in words."""
    begin, before = time.perf_counter(), os.times()
    command = [sys.executable, "-m", "slr", "-C", str(root), *words]
    subprocess.run(command, capture_output=True, check=True)
    after = os.times()
    cpu = after.children_user - before.children_user + after.children_system - before.children_system
    return f"{time.perf_counter() - begin:.2f} s ({cpu:.2f} s CPU)"


def build(root: Path) -> None:
    """The review, coded by two people."""
    rng = Random("coding, synthetic, 1")
    beside = root.parent
    (beside / "protocol.yaml").write_text(PROTOCOL)
    subprocess.run(
        [sys.executable, "-m", "slr", "init", str(root), "--protocol", str(beside / "protocol.yaml")]
    )
    (root / "codebooks").mkdir(exist_ok=True)
    (root / "codebooks" / "many.yaml").write_text(codebook())
    entries = [
        f"TY  - JOUR\nTI  - Made-up study number {n}\nAU  - Ames, Ann\nPY  - 2010\nDO  - 10.5555/b.{n}\n"
        f"AB  - {' '.join(f'word{rng.randrange(2000)}' for _ in range(200))}\nER  - \n"
        for n in range(STUDIES)
    ]
    (beside / "export.ris").write_text("\n".join(entries))
    slr(root, "import", str(beside / "export.ris"), "--search", "catalogue")
    rows = "".join(f"10.5555/b.{n},include,ana\n" for n in range(STUDIES))
    (beside / "decisions.csv").write_text("report,decision,reviewer\n" + rows)
    slr(root, "screen", "--stage", "full-text", "--apply", str(beside / "decisions.csv"))
    for who in ("ana", "ben"):
        rows = "".join(
            f"10.5555/b.{n},d{d},c{rng.randrange(CATEGORIES)},{who},some words of the text\n"
            for n in range(STUDIES)
            for d in range(DIMENSIONS)
        )
        (beside / f"{who}.csv").write_text("study,dimension,values,coder,quote\n" + rows)
        said = slr(root, "code", "--apply", str(beside / f"{who}.csv"))
        print(f"code --apply, {STUDIES * DIMENSIONS:,} rows ({who}): {said}")
        if who == "ana":
            print(f"slr tabulate d0, one coder: {slr(root, 'tabulate', 'd0')}")


OPENING = """
import sys, time
from pathlib import Path
begin, cpu = time.perf_counter(), time.process_time()
from slr.app.caller import Caller
from slr.app.code_desk import code
from slr.app.review import open_review
from slr.tui.coding_session import sit_down_to_code
class Asker:
    def code(self, desk):
        session = sit_down_to_code(desk)
        assert session.sheet or desk.progress().left == 0
        print(f"{{time.perf_counter() - begin:.2f}} s ({{time.process_time() - cpu:.2f}} s CPU)")
        study = desk.queue[-1]
        begin2 = time.perf_counter()
        for n in range(20):
            desk.code(study, "d0", ["c%d" % (n % 8)])
            desk.progress()
        print(f"a key press (kept on the disk): {{(time.perf_counter() - begin2) * 50:.1f}} ms")
caller = Caller(root=Path({root!r}), who="ana", now=lambda: "2026-01-01T00:00:00Z", token=lambda: {token!r})
code(open_review(caller.root), caller, "many", Asker())
"""


def main() -> None:
    """Build, then measure."""
    with tempfile.TemporaryDirectory() as made:
        root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(made) / "review"
        if not (root / "protocol.yaml").exists():
            root.parent.mkdir(parents=True, exist_ok=True)
            build(root)
        program = OPENING.format(root=str(root), token=secrets.token_hex(6))
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        print(f"open the desk, {STUDIES} studies of {DIMENSIONS} dimensions: {done.stdout.strip()}")
        for words in (
            ("tabulate", "d0"),
            ("tabulate", "d0", "d1"),
            ("tabulate", "--wide"),
            ("codebook", "show", "many"),
        ):
            print(f"slr {' '.join(words)}, two coders: {slr(root, *words)}")


if __name__ == "__main__":
    main()
