"""The command line as a whole: its help, its exit codes, what it loads."""

import json
import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from conftest import Folder, Run
from slr import __version__
from slr.cli.main import COMMANDS, main, verb_of
from slr.model.errors import SlrError

PANELS = {
    "Set up": ["init", "check", "codebook", "formats", "demo"],
    "Run": ["import", "dedup", "screen", "resolve", "reopen", "retrieve", "study", "code", "round"],
    "Look": ["status", "rank", "stop", "agree", "flow", "tabulate", "why", "log", "diff", "verify"],
    "Share": ["export", "publish", "convert", "simulate"],
}


def test_the_help_shows_the_panels_of_the_design(slr: Run) -> None:
    text = slr("--help").out
    found: dict[str, list[str]] = {}
    panel = ""
    for line in text.splitlines():
        if match := re.match(r"╭─ (.+?) ─", line):
            panel = match[1]
        elif match := re.match(r"│ ([a-z]+)  ", line):
            found.setdefault(panel, []).append(match[1])
    assert found == PANELS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_commands_help_has_a_real_example(slr: Run, command: str) -> None:
    text = " ".join(slr(command, "--help").out.split())
    assert re.search(rf"Example: slr (-C \S+ )?{command}\b", text)


def test_the_version(slr: Run) -> None:
    assert slr("--version").out == f"slr {__version__}\n"
    done = subprocess.run(
        [sys.executable, "-m", "slr", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"slr {__version__}\n"


def test_help_status_and_check_load_nothing_heavy(review: Folder) -> None:
    root = review.root
    code = (
        "import sys; from slr.cli.main import main\n"
        "assert main(sys.argv[1:]) == 0\n"
        "heavy = {'pandas', 'numpy', 'rapidfuzz', 'textual', 'jinja2', 'bibtexparser', 'pylatexenc'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    for words in (
        ["--help"],
        ["-C", root, "status"],
        ["-C", root, "check"],
        ["-C", root, "log"],
        ["-C", root, "flow"],
    ):
        done = subprocess.run([sys.executable, "-c", code, *map(str, words)], capture_output=True, text=True)
        assert done.returncode == 0, (words, done.stderr)


def test_usage_errors_exit_2(slr: Run) -> None:
    assert "No such command" in slr("imprt", code=2).err
    assert "import" in slr("imprt", code=2).err
    assert "No such option" in slr("status", "--nope", code=2).err


def test_an_impossible_request_is_one_message_with_place_and_hint(slr: Run, tmp_path: Path) -> None:
    ran = slr("-C", tmp_path, "status", code=2)
    assert ran.out == ""
    assert ran.err.splitlines()[-2:] == [
        f"{tmp_path} is no review folder: it has no protocol.yaml",
        "hint: name the folder with slr -C DIR, or make one with slr init DIR",
    ]


def test_a_bug_looks_like_one(slr: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("on purpose")

    monkeypatch.setattr("slr.cli.session.Session.review", broken)
    ran = slr("status", code=70)
    assert "ZeroDivisionError: on purpose" in ran.err
    assert "This is a bug in slr" in ran.err


def test_interrupted_is_130(slr: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("slr.cli.session.Session.review", stopped)
    slr("status", code=130)


def test_a_closed_pipe_ends_quietly(review: Folder) -> None:
    root = review.root
    slr = f'"{sys.executable}" -m slr -C "{root}"'
    command = f'{slr} export all --to jsonl | head -c 1 >/dev/null; echo "${{PIPESTATUS[0]}}"'
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
    assert done.stdout.strip() in ("0", "1")
    assert done.stderr == ""


def test_no_color_and_no_escape_where_nobody_watches(slr: Run, review: Folder) -> None:
    root = review.root
    for words in (["status"], ["flow"], ["log"], ["check"]):
        ran = slr("-C", root, *words)
        assert "\x1b" not in ran.out + ran.err


def test_control_characters_of_a_record_do_not_reach_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    from slr.cli.main import show_error

    show_error(SlrError("bad \x1b[31mtitle\x07 [bold]x[/bold]", file="a\x1b]0;x\x07.ris"))
    assert capsys.readouterr().err == "a.ris: bad title [bold]x[/bold]\n"


def test_main_takes_the_arguments_of_the_process_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["slr", "--version"])
    assert main() == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_all_says_what_the_commands_own_help_begins_with(command: str) -> None:
    module, _, summary = COMMANDS[command]
    assert (import_module(f"slr.cli.{module}").run.__doc__ or "").strip().splitlines()[0] == summary


@pytest.mark.parametrize(
    ("words", "verb"),
    [
        (["status"], "status"),
        (["-C", "demo", "--as", "flow", "log"], "log"),
        (["--folder=x", "log", "flow"], "log"),
        (["--help"], ""),
        ([], ""),
    ],
)
def test_the_command_is_told_from_the_options_before_it(words: list[str], verb: str) -> None:
    assert verb_of(words) == verb


def test_a_shell_may_ask_for_completions() -> None:
    environment = os.environ | {
        "_SLR_COMPLETE": "complete_bash",
        "COMP_WORDS": "slr flow --exp",
        "COMP_CWORD": "2",
    }
    command = [sys.executable, "-c", "import sys; sys.argv[0] = 'slr'; from slr.__main__ import run; run()"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert {"--expect", "--explain"} <= set(done.stdout.split())


def test_a_command_on_a_large_review_ends_at_once_and_says_all_it_has_to(review: Folder) -> None:
    """Large is what this test says is large; whatever it says must be whole, and its exit code its own."""
    large = "import slr.model.lasting as l; l.LARGE = 1; from slr.__main__ import run; "
    noticed = "import atexit; atexit.register(print, 'taken apart'); "
    argv = f"import sys; sys.argv = ['slr', '-C', {str(review.root)!r}, 'status', '--json']; "
    done = subprocess.run([sys.executable, "-c", noticed + argv + large + "run()"], capture_output=True)
    assert done.returncode == 0 and not done.stderr
    assert json.loads(done.stdout) == review.json("status")
    small = subprocess.run(
        [sys.executable, "-c", noticed + argv + "from slr.__main__ import run; run()"], capture_output=True
    )
    assert small.stdout.endswith(b"taken apart\n")


def test_an_option_of_slr_itself_behind_a_command_is_put_right(
    slr: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        "hint: --as stands before the command: slr --as NAME import …"
        in slr("import", "x", "--as", "ana", code=2).err
    )
    assert "hint: -C stands before the command: slr -C DIR status …" in slr("status", "-C", "x", code=2).err
    assert "stands before" not in slr("code", "--as", "ana", "--nope", code=2).err
    assert "stands before" not in slr("status", "--nope", code=2).err
