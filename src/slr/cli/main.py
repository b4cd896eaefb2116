"""The command line: the visible dict of commands, and the one map from error to exit code.

0 done, warnings included; 1 an error-severity finding, a difference, or a file or record refused; 2 not
done: bad input or usage; 70 a bug; 130 interrupted. A closed pipe ends quietly.
"""

import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from slr import __version__
from slr.cli.session import Session
from slr.model.errors import SlrError

# Every command, its module and its panel, in the order of the help.
COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("init", "Set up"),
    "check": ("check", "Set up"),
    "codebook": ("codebook", "Set up"),
    "formats": ("formats", "Set up"),
    "demo": ("demo", "Set up"),
    "import": ("import_", "Run"),
    "dedup": ("dedup", "Run"),
    "screen": ("screen", "Run"),
    "resolve": ("resolve", "Run"),
    "reopen": ("reopen", "Run"),
    "retrieve": ("retrieve", "Run"),
    "study": ("study", "Run"),
    "code": ("code", "Run"),
    "round": ("round", "Run"),
    "status": ("status", "Look"),
    "rank": ("rank", "Look"),
    "stop": ("stop", "Look"),
    "agree": ("agree", "Look"),
    "flow": ("flow", "Look"),
    "tabulate": ("tabulate", "Look"),
    "why": ("why", "Look"),
    "log": ("log", "Look"),
    "diff": ("diff", "Look"),
    "export": ("export", "Share"),
    "publish": ("publish", "Share"),
    "convert": ("convert", "Share"),
    "simulate": ("simulate", "Share"),
}

INTERNAL_ERROR = 70
INTERRUPTED = 130
REPORT_TO = "please report it, with the lines above, where you got slr from"


def show_version(wanted: bool) -> None:
    """Print the version and stop."""
    if wanted:
        print(f"slr {__version__}")  # noqa: T201
        raise typer.Exit


def root(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Option("-C", "--folder", metavar="DIR", help="The review folder; here by default.")
    ] = Path(),
    who: Annotated[
        str, typer.Option("--as", metavar="NAME", help="The reviewer's id; git's identity by default.")
    ] = "",
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Systematic literature reviews from the command line, in a folder of plain text."""
    context.obj = Session(root=folder, who=who)


def build() -> typer.Typer:
    """The application with all its commands."""
    app = typer.Typer(
        name="slr",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        epilog="A first look: slr demo",
    )
    app.callback()(root)
    for name, (module, panel) in COMMANDS.items():
        verb = import_module(f"slr.cli.{module}")
        app.command(name, rich_help_panel=panel, epilog=f"Example: {verb.EXAMPLE}")(verb.run)
    return app


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    try:
        build()(list(argv) if argv is not None else None, prog_name="slr", standalone_mode=True)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    except SlrError as error:
        show_error(error)
        return 2
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return quiet_end()
    except Exception:  # noqa: BLE001 the one place where a bug becomes an exit code
        traceback.print_exc()
        print(f"This is a bug in slr {__version__}: {REPORT_TO}.", file=sys.stderr)  # noqa: T201
        return INTERNAL_ERROR
    return 0


def show_error(error: SlrError) -> None:
    """One clear message with place and hint, on stderr."""
    from slr.cli.output import printable, say

    place = f"{error.place}: " if error.place else ""
    say(printable(f"{place}{error.message}"), style="error")
    if error.hint:
        say(printable(f"hint: {error.hint}"), style="hint")


def quiet_end() -> int:
    """End without a word: whoever read our output has gone. Python would complain at its own exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
