"""The command line: the visible dict of commands, and the one map from error to exit code.

0 done, warnings included; 1 an error-severity finding, a difference, or a file or record refused; 2 not
done: bad input or usage; 70 a bug; 130 interrupted. A closed pipe ends quietly.
"""

import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import Annotated

import typer

from slr import __version__
from slr.cli.session import Session
from slr.model.errors import SlrError

# Every command: its module, its panel and the first line of its help, in the order of the help. The line
# stands here too (a test compares), so that the help and every command load no module but their own.
COMMANDS: dict[str, tuple[str, str, str]] = {
    "init": ("init", "Set up", "Make a review folder with a commented protocol.yaml."),
    "check": (
        "check",
        "Set up",
        "Check the protocol, the codebooks, the ledger and the files, with file and line.",
    ),
    "codebook": (
        "codebook",
        "Set up",
        "List, show, begin, check and compare codebooks, and add categories that emerge.",
    ),
    "formats": (
        "formats",
        "Set up",
        "List the formats that slr reads and writes, and which fields of a record each holds.",
    ),
    "demo": ("demo", "Set up", "Build the worked case, a synthetic review, from exports to report."),
    "import": ("import_", "Run", "Take in exports, byte for byte, and say what they hold."),
    "dedup": (
        "dedup",
        "Run",
        "Join certain duplicates; uncertain pairs wait, and a person's word beats slr's.",
    ),
    "screen": ("screen", "Run", "Decide on the reports of a stage, one by one or from a CSV file."),
    "resolve": ("resolve", "Run", "Settle conflicts between reviewers, or between coders (--codebook)."),
    "reopen": ("reopen", "Run", "Take back settled outcomes, with a reason, so that they are decided anew."),
    "retrieve": ("retrieve", "Run", "Say where the full texts stand: a status the team shares."),
    "study": ("study", "Run", "Say which reports describe one study."),
    "code": (
        "code",
        "Run",
        "Code the included studies with a codebook, the words of the text as evidence; or cases, or results.",
    ),
    "round": (
        "round",
        "Run",
        "Close a round of an updated review: its counts and members are kept, later changes are shown.",
    ),
    "status": ("status", "Look", "Say where the review stands and what to do next."),
    "rank": (
        "rank",
        "Look",
        "List what waits for a reviewer, likeliest first, with the words that moved it up.",
    ),
    "stop": (
        "stop",
        "Look",
        "Say whether screening may stop, and what may then be claimed; an estimate excludes nothing.",
    ),
    "agree": (
        "agree",
        "Look",
        "Measure how far reviewers, or coders (--codebook), agree on what each said while blind.",
    ),
    "flow": ("flow", "Look", "Draw the PRISMA 2020 flow, every number counted from the folder."),
    "tabulate": (
        "tabulate",
        "Look",
        "Count the coded studies by one dimension, or by two; or write all codings as CSV.",
    ),
    "why": (
        "why",
        "Look",
        "Tell the whole story of one record, from its export's line to its place in the flow.",
    ),
    "log": ("log", "Look", "List what happened, event by event, as far as you may see it."),
    "diff": (
        "diff",
        "Look",
        "Say what changed in the review since a state of git, as a methodologist would.",
    ),
    "verify": (
        "verify",
        "Look",
        "Recompute everything from the exports up, and say what only git could witness.",
    ),
    "export": ("export", "Share", "Write any set of the review's reports in any format that slr writes."),
    "publish": (
        "publish",
        "Share",
        "Build output/: the report page, the flow, tables, figures and references.",
    ),
    "convert": ("convert", "Share", "Turn exports into another format, without a review folder."),
    "simulate": (
        "simulate",
        "Share",
        "Replay a finished screening: how much work would the ranking have saved?",
    ),
}
TAKES_VALUE = ("-C", "--folder", "--as")  # the options of slr itself that are followed by a word

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


def verb_of(argv: Sequence[str]) -> str:
    """The command that the arguments name, empty where they name none."""
    words = iter(argv)
    for word in words:
        if word in TAKES_VALUE:
            next(words, None)
        elif not word.startswith("-"):
            return word
    return ""


def build(argv: Sequence[str]) -> typer.Typer:
    """The application: the command that is asked for in full, of the others what the help shows of them.

    Where a shell asks for completions, all of them in full.
    """
    app = typer.Typer(
        name="slr",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        epilog="A first look: slr demo",
    )
    app.callback()(root)
    wanted = set(COMMANDS) if "_SLR_COMPLETE" in os.environ else {verb_of(argv)}
    for name, (module, panel, summary) in COMMANDS.items():
        if name in wanted:
            verb = import_module(f"slr.cli.{module}")
            app.command(name, rich_help_panel=panel, epilog=f"Example: {verb.EXAMPLE}")(verb.run)
        else:
            app.command(name, rich_help_panel=panel, help=summary)(not_asked_for)
    return app


def not_asked_for() -> None:
    """Stands for a command in the help; the arguments name another one."""
    raise AssertionError("the arguments named this command after all")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        build(words)(words, prog_name="slr", standalone_mode=True)
    except SystemExit as stop:
        if stop.code == 2:
            hint_misplaced(words)
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


def hint_misplaced(words: Sequence[str]) -> None:
    """Say where an option of slr itself stands, after one was refused behind a command that has none such."""
    verb = verb_of(words)
    if verb not in COMMANDS:
        return
    own = signature(import_module(f"slr.cli.{COMMANDS[verb][0]}").run).parameters
    behind = words[words.index(verb) + 1 :]
    names = ("-C", "--folder", *(() if "who" in own else ("--as",)))
    found = next((name for word in behind for name in names if word.partition("=")[0] == name), "")
    if found:
        value = "NAME" if found == "--as" else "DIR"
        print(f"hint: {found} stands before the command: slr {found} {value} {verb} …", file=sys.stderr)  # noqa: T201


def show_error(error: SlrError) -> None:
    """One clear message with place and hint, on stderr."""
    from slr.cli.output import printable, say

    named = error.message.startswith(f"{error.file} ") and not error.line
    place = f"{error.place}: " if error.place and not named else ""
    say(printable(f"{place}{error.message}"), style="error")
    if error.hint:
        say(printable(f"hint: {error.hint}"), style="hint")


def quiet_end() -> int:
    """End without a word: whoever read our output has gone. Python would complain at its own exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
