"""Do the tests notice a changed line? python benchmarks/mutations.py run flow --count 120 --results FILE

Draws mutants at random (seeded) out of all that cosmic-ray's operators make of the modules that decide what
a review counts, and runs the tests of the room on each. `run` appends what came of each to the results and
goes on where it was stopped; `again` runs the survivors anew, after new tests were written, with `--wider` on
tests of the commands too; `show` prints the scores and survivors. Not drawn are mutants of declarations
(annotations, decorators) and those that are no Python, which any test would kill, and `is` for `==`, which
none could. A mutant takes effect in the import of a forked process alone (POSIX): no file is changed.
Needs `pip install cosmic-ray==8.7.0`. docs/test-quality.md has the figures.
"""

import argparse
import ast
import importlib.util
import json
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from itertools import islice, starmap
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).parents[1]
CPU_SECONDS = 60  # a mutant that takes longer hangs, and counts as killed; the tests take 2 to 8
WALL_SECONDS = 600  # one that waits for ever

MODULES = {
    "dedup": [f"dedup/{m}" for m in ("group", "links", "decide", "relation", "block", "compare")],
    "flow": [f"flow/{m}" for m in ("counts", "searches", "arithmetic", "rounds")],
    "outcomes": [
        f"screening/{m}" for m in ("deciding", "stages", "assignment", "proceedings", "blinding", "retrieval")
    ],
    "ledger": [f"store/{m}" for m in ("ledger", "lines", "writer", "records")],
}
TESTS = {
    "dedup": [
        f"dedup/test_dedup_{t}.py"
        for t in (
            "group",
            "links",
            "compare",
            "points",
            "verdict",
            "block",
            "pipeline",
            "reading",
            "properties",
        )
    ],
    "flow": [
        f"flow/test_flow_{t}.py"
        for t in ("counts", "searches", "rounds", "update", "prisma_csv", "expect", "freeze", "recount")
    ],
    "outcomes": [
        f"screening/test_{t}.py"
        for t in ("deciding", "proceedings", "blinding", "blind_decisions", "assignment", "retrieval")
    ],
    "ledger": [
        f"store/test_store_{t}.py" for t in ("lines", "exact", "ledger", "files", "refused", "upcast")
    ],
}
WIDER = {
    "dedup": ["dedup/test_dedup_merge.py", "cli/test_cli_dedup.py", "cli/test_cli_dedup_review.py"],
    "flow": ["cli/test_cli_round.py", "cli/test_cli_flow_files.py", "cli/test_cli_import.py"],
    "outcomes": [
        f"cli/test_cli_{t}.py" for t in ("screen", "blinding", "resolve_undo", "rules", "stop", "after")
    ],
    "ledger": ["test_verify.py", "test_two_clones.py", "cli/test_cli_import.py"],
}
# On enum members and booleans `is` and `==` are the same; elsewhere the change dies at once or means nothing.
PASSED = ("RemoveDecorator", "_Is_Eq", "_Eq_Is", "_IsNot_NotEq", "_NotEq_IsNot")
PRELOADED = (
    "numpy",
    "pandas",
    "rapidfuzz.process",
    "msgspec",
    "pydantic",
    "yaml",
    "regex",
    "hypothesis",
    "rich",
)


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one module: where, the line before and after, and the module's whole changed text."""

    module: str
    operator: str
    occurrence: int
    line: int
    before: str
    after: str
    text: str

    @property
    def name(self) -> str:
        return f"{self.module}:{self.line} {self.operator} {self.occurrence}"


def places_of(module: str) -> Iterator[tuple[str, str, int]]:
    """Each place that an operator can change, but for declarations: module, operator, occurrence."""
    from cosmic_ray.ast import ast_nodes, get_ast
    from cosmic_ray.plugins import get_operator, operator_names

    text = text_of(module)
    nodes = list(ast_nodes(get_ast(text)))
    declared = declarations(text)
    for name in operator_names():
        kind = get_operator(name)
        if kind.arguments() or any(name.endswith(pair) for pair in PASSED):
            continue
        operator = kind()
        positions = [place for node in nodes for place in operator.mutation_positions(node)]
        for occurrence, (start, _) in enumerate(positions):
            if not any(first <= start < last for first, last in declared):
                yield module, name, occurrence


def mutant_at(module: str, operator: str, occurrence: int) -> Mutant | None:
    """The mutant of a place; None where it is no Python, or no change."""
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator

    text = text_of(module)
    changed = mutate_code(text, get_operator(operator)(), occurrence)
    try:
        if changed is None or ast.dump(ast.parse(changed)) == ast.dump(ast.parse(text)):
            return None
    except SyntaxError:
        return None
    old, new = text.split("\n"), changed.split("\n")
    line = next(n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b)
    before, after = old[line].strip(), new[line].strip()
    return Mutant(module, operator.split("/")[-1], occurrence, line + 1, before, after, changed)


def text_of(module: str) -> str:
    return (ROOT / "src" / "slr" / f"{module}.py").read_text(encoding="utf-8")


def declarations(text: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """From where to where (line, column) annotations, decorators and classes' options (frozen, gc) stand."""
    found: list[ast.expr | None] = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.arg | ast.AnnAssign):
            found.append(node.annotation)
        elif isinstance(node, ast.FunctionDef):
            found += [node.returns, *node.decorator_list]
        elif isinstance(node, ast.ClassDef):
            found += [*node.decorator_list, *(option.value for option in node.keywords)]
    return [
        ((one.lineno, one.col_offset), (one.end_lineno or 0, one.end_col_offset or 0)) for one in found if one
    ]


def drawn(group: str, seed: int, count: int) -> list[Mutant]:
    """So many mutants of a group at random; a larger count draws the same ones first."""
    places = [place for module in MODULES[group] for place in places_of(module)]
    print(f"{group}: {len(places)} places", flush=True)
    random.Random(f"{seed}|{group}").shuffle(places)
    return list(islice(filter(None, starmap(mutant_at, places)), count))


class Changed(MetaPathFinder, Loader):
    """Imports one module with a changed text."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text

    def find_spec(self, fullname: str, path: Any, target: ModuleType | None = None) -> ModuleSpec | None:
        return importlib.util.spec_from_loader(fullname, self) if fullname == self.name else None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.text, f"<mutant of {self.name}>", "exec"), module.__dict__)


def outcome_of(mutant: Mutant | None, tests: list[str]) -> str:
    """What the tests say of a mutant, in a process of its own: survived, killed or timeout."""
    scratch = tempfile.mkdtemp(prefix="mutant-")
    child = os.fork()
    if child == 0:
        test_in_child(mutant, tests, scratch)
    until = time.monotonic() + WALL_SECONDS
    late = False
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            break
        if time.monotonic() > until and not late:
            late = True
            os.killpg(child, signal.SIGKILL)
        time.sleep(0.02)
    shutil.rmtree(scratch, ignore_errors=True)
    if os.WIFSIGNALED(status):
        return "timeout" if late or os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL) else "killed"
    return "survived" if os.WEXITSTATUS(status) == 0 else "killed"


def test_in_child(mutant: Mutant | None, tests: list[str], scratch: str) -> None:
    """Run the tests on the mutant and leave with pytest's code; never returns."""
    code = 3
    try:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
        silent = os.open(Path(scratch) / "said.txt", os.O_WRONLY | os.O_CREAT)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        sys.dont_write_bytecode = True
        if mutant is not None:
            name = "slr." + mutant.module.replace("/", ".")
            sys.meta_path.insert(0, Changed(name, mutant.text))
        import pytest

        options = ["-x", "-q", "-p", "no:cacheprovider", f"--basetemp={scratch}/t", f"--rootdir={ROOT}"]
        paths = [str(path) for test in tests if (path := ROOT / "tests" / test).exists()]
        code = int(pytest.main([*options, *paths]))
    finally:
        os._exit(code)


def read_results(path: Path) -> dict[str, dict[str, Any]]:
    """What came of each mutant: its last outcome, and its `first`."""
    found: dict[str, dict[str, Any]] = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        one = json.loads(line)
        first = found.get(one["name"], one).get("first", one["outcome"])
        found[one["name"]] = one | {"first": first}
    return found


def test_mutants(group: str, command: str, arguments: argparse.Namespace) -> None:
    """Run the mutants that the command asks for, and append what came of each."""
    for name in PRELOADED:
        importlib.import_module(name)
    tests = TESTS[group] + (WIDER[group] if arguments.wider else [])
    before = outcome_of(None, tests)
    if before != "survived":
        sys.exit(f"{group}: the tests fail without any mutant")
    known = read_results(arguments.results)
    for number, mutant in enumerate(drawn(group, arguments.seed, arguments.count), 1):
        earlier = known.get(mutant.name)
        if (earlier is not None) if command == "run" else (not earlier or earlier["outcome"] != "survived"):
            continue
        said = outcome_of(mutant, tests)
        row = {"group": group, "name": mutant.name, "outcome": said}
        row |= {"before": mutant.before, "after": mutant.after}
        with arguments.results.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")
        if said == "survived":
            print(f"{number}. {mutant.name}\n  - {mutant.before}\n  + {mutant.after}", flush=True)


def show(path: Path) -> None:
    """Print the score of each group, at first and now, and the survivors."""
    results = list(read_results(path).values())
    for group in MODULES:
        own = [one for one in results if one["group"] == group]
        if own:
            first, now = (sum(one[w] != "survived" for one in own) for w in ("first", "outcome"))
            print(f"{group}: {len(own)} mutants, killed at first {first} ({first / len(own):.1%}), ", end="")
            print(f"now {now} ({now / len(own):.1%})")
    for one in results:
        if one["outcome"] == "survived":
            print(f"{one['group']} {one['name']}\n  - {one['before']}\n  + {one['after']}")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("command", choices=["run", "again", "show"])
    parser.add_argument("groups", nargs="*", help=f"of {', '.join(MODULES)}; all where none is named")
    parser.add_argument("--count", type=int, default=120, help="mutants of each group")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--results", type=Path, required=True, help="JSON Lines, appended to")
    parser.add_argument("--wider", action="store_true", help="the tests of the commands too")
    arguments = parser.parse_args()
    if arguments.command == "show":
        show(arguments.results)
        return
    os.environ["CI"] = "1"  # the derandomized profile of Hypothesis
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # no thread before a fork
    for group in arguments.groups or MODULES:
        test_mutants(group, arguments.command, arguments)
    show(arguments.results)


if __name__ == "__main__":
    main()
