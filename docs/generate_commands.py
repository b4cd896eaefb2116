"""Write docs/commands.md from the commands themselves: python docs/generate_commands.py."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from typer.models import ArgumentInfo, OptionInfo

from slr.cli.main import COMMANDS, root

PAGE = Path(__file__).with_name("commands.md")
HEAD = """\
# The commands

Made by `python docs/generate_commands.py` from the commands themselves; a test holds it up to date.
`slr --help` lists the commands, `slr COMMAND --help` says the same as below.

Data goes to stdout, talk to stderr. Exit codes: 0 done, warnings included; 1 an error was found, numbers
differ, or a file or record was refused; 2 not done, because the input or the call was wrong; 70 a bug in
slr; 130 interrupted.
"""


@dataclass(frozen=True)
class Word:
    """One argument or option as it is written on the command line."""

    info: ArgumentInfo | OptionInfo
    name: str
    type: Any
    required: bool

    def __str__(self) -> str:
        """An option's names and what they take, or an argument's word, in brackets where it may miss."""
        if isinstance(self.info, ArgumentInfo):
            word = (self.info.metavar or self.name.upper()).strip("[]")
            return word if self.required else f"[{word}]"
        # Typer takes an option's first name for its default, until it reads the Annotated form.
        said = [one for one in (self.info.default, *(self.info.param_decls or ())) if isinstance(one, str)]
        names = ", ".join(said or ["--" + self.name.replace("_", "-")])
        if self.type is bool:
            return names
        return f"{names} {self.info.metavar or ('INTEGER' if self.type is int else 'TEXT')}"


def words(run: Callable[..., None]) -> Iterator[Word]:
    """The arguments and options of a command's function."""
    hints = get_type_hints(run, include_extras=True)
    for parameter in inspect.signature(run).parameters.values():
        hint = hints[parameter.name]
        if get_origin(hint) is not Annotated:
            continue
        kind, info = get_args(hint)[:2]
        plain = next((one for one in get_args(kind) if one is not type(None)), kind)
        yield Word(info, parameter.name, plain, parameter.default is inspect.Parameter.empty)


def page() -> str:
    """The whole page."""
    parts = [HEAD, "## slr\n", "`slr [OPTIONS] COMMAND`\n", *rows(list(words(root)))]
    panel = ""
    for name, (module, its_panel, _) in COMMANDS.items():
        if its_panel != panel:
            panel = its_panel
            parts.append(f"## {panel}\n")
        parts += section(name, import_module(f"slr.cli.{module}"))
    return "\n".join(parts)


def section(name: str, verb: Any) -> Iterator[str]:
    """One command: what it does, how it is called, its arguments and options, its example."""
    told = list(words(verb.run))
    options = ["[OPTIONS]"] * any(isinstance(word.info, OptionInfo) for word in told)
    arguments = [str(word) for word in told if isinstance(word.info, ArgumentInfo)]
    yield f"### slr {name}\n"
    yield f"{inspect.getdoc(verb.run)}\n"
    yield f"`{' '.join(['slr', name, *options, *arguments])}`\n"
    yield from rows(told)
    yield f"```sh check\n{verb.EXAMPLE}\n```\n"


def rows(told: list[Word]) -> Iterator[str]:
    """The arguments and options, a row each."""
    if told:
        table = [f"| `{word}` | {(word.info.help or '').replace('|', chr(92) + '|')} |" for word in told]
        yield "\n".join(["| | |", "|---|---|", *table, ""])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
