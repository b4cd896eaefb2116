"""Where the program's source reaches the store's one seam, and which of these places a command has come by."""

import ast
import sys
from functools import cache
from pathlib import Path

import slr

SOURCE = Path(slr.__file__).parent
CALLS = frozenset(["create_file", "make_folders", "keep_copy", "write_record_files"])
Site = tuple[str, int]  # module below src/slr, first line of the call


@cache
def sites() -> dict[Site, range]:
    """Every call outside the store that changes a review's disk, and the lines that it spans.

    These are the calls that append an event (a room, a kind, its data) and those of `CALLS`.
    """
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        module = path.relative_to(SOURCE).as_posix()
        if module.startswith("store/"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and changes(node):
                found[module, node.lineno] = range(node.lineno, (node.end_lineno or node.lineno) + 1)
    return found


def changes(call: ast.Call) -> bool:
    """Whether a call appends an event or puts a file."""
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    return name in CALLS or (name == "append" and len(call.args) == 3)


@cache
def in_module(file: str) -> tuple[str, dict[int, Site]]:
    """A source file below src/slr: its name there, and the sites by each line that they span."""
    place = Path(file)
    module = place.relative_to(SOURCE).as_posix() if place.is_relative_to(SOURCE) else ""
    return module, {line: site for site, lines in sites().items() if site[0] == module for line in lines}


def reached() -> set[Site]:
    """The sites that the calls now under way have come by."""
    found = set()
    frame = sys._getframe()
    while frame is not None:
        _, by_line = in_module(frame.f_code.co_filename)
        if (site := by_line.get(frame.f_lineno)) is not None:
            found.add(site)
        frame = frame.f_back  # type: ignore[assignment]
    return found
