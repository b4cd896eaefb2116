"""How the file is written: words that other tools read otherwise, and what was never filled in."""

import re
from collections.abc import Iterator

from slr.model.words import Severity
from slr.protocol.rule import Subject, Trouble, rule
from slr.protocol.scalar import read_by_yaml_11

_PLACEHOLDER = re.compile(
    r"(?<!\w)…|\b(?:TODO|TBD|FIXME|XXX)\b|^Working title: a systematic review$|^Who or what is studied$"
    r"|^What is looked at$|^Where and under which circumstances$|\"(?:first|second) concept\""
)


@rule(
    "P008",
    "word that YAML 1.1 reads otherwise",
    "writing",
    Severity.WARNING,
    why="slr reads YAML 1.2; many tools still read 1.1, to which `no` is false and 012 is ten. The protocol "
    "should mean the same to both.",
    example="methods:\n  appraisal: no\n  synthesis: narrative\n",
    mend="Put the word in quotes.",
    source="YAML 1.2.2, section 10.3; YAML 1.1 types bool, int and float",
)
def reads_otherwise(subject: Subject) -> Iterator[Trouble]:
    for path, scalar in subject.marks.scalars.items():
        otherwise = read_by_yaml_11(scalar.text) if scalar.plain else None
        if otherwise is not None:
            message = f"Tools that read YAML 1.1 take `{scalar.text}` for {otherwise}."
            number = scalar.text.lstrip("-+").isdigit()
            hint = (
                "Put it in quotes, or write the number without its zero." if number else "Put it in quotes."
            )
            yield Trouble(path, message, hint)


@rule(
    "P009",
    "placeholder left",
    "writing",
    Severity.WARNING,
    why="What `slr init` wrote to be replaced would go into the report as if you had meant it.",
    example="objectives:\n  - Find the studies of …\n",
    mend="Write what you mean, or delete the line.",
)
def placeholder(subject: Subject) -> Iterator[Trouble]:
    for path, scalar in subject.marks.scalars.items():
        if found := _PLACEHOLDER.search(scalar.text.strip()):
            yield Trouble(path, f"`{found[0]}` is a placeholder.", "Replace it, or delete the line.")


@rule(
    "P027",
    "check that names no rule",
    "writing",
    Severity.WARNING,
    why="A code that no rule has silences nothing, and one in small letters neither.",
    example="check:\n  ignore: [S03x]\n",
    mend="Write the code as the finding shows it; `slr check --list` has all of them.",
)
def names_no_rule(subject: Subject) -> Iterator[Trouble]:
    from slr.protocol.checks import RULES

    settings = subject.protocol.check
    for key, codes in (("select", settings.select), ("ignore", settings.ignore)):
        for index, code in enumerate(codes):
            elsewhere = re.fullmatch(r"[ADFGLV]\d{0,3}", code)  # rules on the folder, which stand in app
            if not elsewhere and not any(known.startswith(code) for known in RULES):
                near = f"Did you mean `{code.upper()}`?" if code.upper() in RULES else "See slr check --list."
                yield Trouble(("check", key, index), f"There is no rule `{code}`.", near)


WRITING_RULES = (reads_otherwise, placeholder, names_no_rule)
