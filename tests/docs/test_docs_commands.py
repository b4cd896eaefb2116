"""docs/commands.md against the commands."""

import runpy
from pathlib import Path

from slr.cli.main import COMMANDS

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "commands.md").read_text(encoding="utf-8")


def test_the_reference_is_up_to_date() -> None:
    made = runpy.run_path(str(DOCS / "generate_commands.py"))["page"]()
    assert made == PAGE, "run: python docs/generate_commands.py"


def test_every_command_has_a_section_with_its_options_and_an_example() -> None:
    sections = {part.split("\n", 1)[0]: part for part in PAGE.split("\n### slr ")[1:]}
    assert set(sections) == set(COMMANDS)
    assert all("```sh check\nslr " in part for part in sections.values())
    assert "| `--reason TEXT` | Why the outcome is taken back. |" in sections["reopen"]
    assert "| `-C, --folder DIR` |" in PAGE
    assert "| `--stage, -s ID` |" in sections["screen"]
    assert "`slr import [OPTIONS] [FILE...]`" in sections["import"]
