"""Running a page: its files are written, its commands run in order, and what it shows is compared.

The language of a fenced block says what it is: `csv file=links.csv` (any language) is a file to write; `sh` is
run, line by line; `sh exit=1` ends so; `text` right after is all that these commands print, where `…` stands for
any text within a line and a line of `…` for any lines; `sh check` is only parsed, as it needs a person or files
that the page does not hold. Anything else is prose.
"""

import contextlib
import io
import re
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from slr.cli.main import main

FENCE = re.compile(r"^```(\w+)?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """One fenced block: its language, its options, its text, and the line it stands on."""

    language: str
    options: dict[str, str]
    text: str
    line: int


def blocks(page: Path) -> Iterator[Block]:
    """The fenced blocks of a page, in order."""
    text = page.read_text(encoding="utf-8")
    for found in FENCE.finditer(text):
        words = (word.partition("=") for word in found[2].split())
        options = {name: value for name, _, value in words}
        yield Block(found[1] or "", options, found[3], text.count("\n", 0, found.start()) + 1)


def commands(block: Block) -> list[list[str]]:
    """The commands of a block, a continued line joined, comments left out."""
    lines = block.text.replace("\\\n", " ").splitlines()
    return [words for line in lines if (words := shlex.split(line, comments=True))]


def run(words: list[str]) -> tuple[int, str]:
    """Run one command here; its exit code and everything that it printed, in the order it did."""
    if words[0] == "slr":
        bytes_said = io.BytesIO()
        said = io.TextIOWrapper(bytes_said, encoding="utf-8", write_through=True)
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = main(words[1:])
        return code, bytes_said.getvalue().decode()
    assert words[0] == "git", f"a page may run slr and git, not {words[0]}"
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def follow(page: Path) -> None:
    """Follow a page in the working folder as a reader would."""
    printed = ""
    for block in blocks(page):
        place = f"{page.name}:{block.line}"
        if "file" in block.options:
            path = Path(block.options["file"])
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8", newline="")
        elif block.language == "sh" and "check" not in block.options:
            printed = ""
            for words in commands(block):
                code, text = run(words)
                assert code == int(block.options.get("exit", 0)), f"{place}: {' '.join(words)}\n{text}"
                printed += text
        elif block.language == "text":
            difference = differs(block.text, printed)
            assert not difference, f"{place}: {difference}\nThe page shows what was not printed:\n{printed}"


def differs(shown: str, printed: str) -> str:
    """The first line that the page shows and the commands did not print in its place; empty where all fits."""
    lines = [line.rstrip() for line in printed.splitlines()]
    place, anywhere = 0, False
    for wanted in (line.rstrip() for line in shown.splitlines()):
        if wanted == "…":
            anywhere = True
            continue
        pattern = re.compile(".*".join(map(re.escape, wanted.split("…"))))
        reach = lines[place:] if anywhere else lines[place : place + 1]
        found = next((n for n, line in enumerate(reach) if pattern.fullmatch(line)), None)
        if found is None:
            return wanted or "(an empty line)"
        place, anywhere = place + found + 1, False
    rest = [] if anywhere else [line for line in lines[place:] if line]
    return f"printed, and not shown: {rest[0]}" if rest else ""


def refused_options(page: Path) -> list[str]:
    """The slr commands of the page's `sh` blocks that slr would not understand, run or not."""
    wrong = []
    for block in blocks(page):
        for words in commands(block) if block.language == "sh" else ():
            if words[0].endswith("slr") and run(["slr", *words[1:], "--help"])[0] != 0:
                wrong.append(f"{page.name}:{block.line}: {' '.join(words)}")
    return wrong
