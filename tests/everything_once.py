"""Run every command once, in a process that notes each connection and each program started: python everything_once.py DIR

Prints JSON: the verbs that ran with their exit codes, what reached for a network, and the programs that ran.
Python's audit hooks (PEP 578) see every socket of this process, whichever library opens it.
"""

import contextlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

from slr.cli.main import main

PROTOCOL = """\
title: A review made for a test
reviewers: [{id: ana, name: Ana}, {id: ben, name: Ben}]
searches:
  - {id: scopus, source: Scopus, date: 2015-07-12, query: TITLE(a)}
  - {id: wos, source: Web of Science, date: 2015-07-12, query: TI=(a)}
stages:
  - {id: title-abstract, reviewers: 2}
  - {id: full-text, on: reports, reviewers: 2}
criteria: [{id: e1, text: Wrong topic, type: exclude}]
codebooks: [bertot-2010]
"""
RECORD = "TY  - JOUR\nTI  - {0} in towns\nAU  - Ames, A\nPY  - 2010\nDO  - 10.5555/{0}\nUR  - https://example.org/{0}\nER  - \n"
DECISIONS = "report,reviewer,decision,reason\n" + "".join(
    f"10.5555/{name},{who},{verdict}\n"
    for name, verdict in (("bees", "include,"), ("ants", "exclude,e1"), ("moths", "include,"))
    for who in ("ana", "ben")
)
SCREENED = "id,title,abstract,included\n" + "".join(
    f"{n},a study of {'bees' if n % 7 == 0 else 'stones'} number {n},,{int(n % 7 == 0)}\n" for n in range(40)
)
# Verb and words, in an order in which each has something to do.
CALLS = """
init review --protocol protocol.yaml
import one.ris --search scopus
import two.ris --search wos
dedup
screen --stage title-abstract --apply decisions.csv
screen --stage title-abstract --as ana --plain
resolve --stage title-abstract --apply nothing.csv
rank --stage title-abstract --as ana
retrieve 10.5555/bees --attach bees.pdf
screen --stage full-text --apply decisions.csv
stop --stage title-abstract
study link a-study 10.5555/bees 10.5555/moths
code --codebook bertot-2010 --apply codings.csv
codebook list
agree --stage title-abstract
tabulate objective
flow
flow -o flow.svg
why 10.5555/bees
log
check
check --fix
git init --quiet
git add --all
git -c user.name=T -c user.email=t@example.org commit --quiet --message x
verify
diff HEAD
round list
export included --to ris
reopen 10.5555/ants --stage title-abstract --reason again --as ana
publish --text-only
convert one.ris --to jsonl
simulate screened.csv --label included
formats
status
demo --fresh
"""
NETWORK = (
    "socket.connect",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.sendto",
    "socket.bind",
    "urllib.Request",
)
noted: dict[str, list[str]] = {"network": [], "programs": []}


def watch(event: str, args: tuple[object, ...]) -> None:
    """Note what reaches out of this process."""
    if event in NETWORK:
        noted["network"].append(f"{event} {args[-1]!r}")
    elif event in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "webbrowser.open"):
        noted["programs"].append(str(args[0]))


def prepare(folder: Path) -> None:
    """The files that the calls name."""
    os.chdir(folder)
    files = {
        "protocol.yaml": PROTOCOL,
        "one.ris": RECORD.format("bees") + RECORD.format("ants"),
        "two.ris": RECORD.format("bees") + RECORD.format("moths"),
        "decisions.csv": DECISIONS,
        "nothing.csv": "report,reviewer,decision,reason\n",
        "codings.csv": "study,coder,dimension,values,quote\na-study,ana,objective,transparency-accountability,open\n",
        "bees.pdf": "%PDF-1.4 no real one",
        "screened.csv": SCREENED,
    }
    for name, text in files.items():
        Path(name).write_text(text, encoding="utf-8")


def run() -> list[tuple[str, int, str]]:
    """Run every call; the verb, its exit code and what it said."""
    done = []
    for call in CALLS.split("\n")[1:-1]:
        words = call.split()
        if words[0] == "git":
            subprocess.run(words, cwd="review", check=True)
            continue
        at = [] if words[0] in ("init", "convert", "simulate", "formats", "demo") else ["-C", "review"]
        said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = main([*at, *words])
        said.seek(0)
        done.append((words[0], code, said.read()[-300:]))
    return done


if __name__ == "__main__":
    prepare(Path(sys.argv[1]))
    sys.addaudithook(watch)
    print(json.dumps({"ran": run(), **noted}))  # noqa: T201
