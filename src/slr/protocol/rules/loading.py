"""Trouble that keeps a protocol from being used at all; the loader finds it (yaml.py, shape.py, load.py)."""

from typing import Any

from slr.model.words import Severity
from slr.protocol.rule import Rule


def _rule(code: str, name: str, why: str, example: str, mend: str, source: str = "") -> Rule[Any]:
    return Rule(
        code=code,
        name=name,
        family="loading",
        severity=Severity.ERROR,
        why=why,
        example=example,
        mend=mend,
        source=source,
    )


LOADING_RULES: tuple[Rule[Any], ...] = (
    _rule(
        "P001",
        "broken YAML",
        "Nothing can be read from a file that is not YAML, or too large, too deep, or grown by aliases.",
        'title: "Health: a review\n',
        "Go to the line and column named; the hint says what usually causes it.",
        "YAML 1.2.2",
    ),
    _rule(
        "P002",
        "unknown key",
        "A mistyped key would be silently left out of the plan: a query under `qeury` is no query.",
        "objectivs:\n  - Find all studies.\n",
        "Use the key that the hint names, or turn the line into a comment.",
    ),
    _rule(
        "P003",
        "key given twice",
        "YAML tools keep one of the two without a word, and not all keep the same one.",
        "title: A review\ntitle: Another review\n",
        "Keep one of them.",
        "YAML 1.2.2, 3.2.1.3: keys are unique",
    ),
    _rule(
        "P004",
        "missing key",
        "Without an id a decision cannot name it; without text or type a criterion says nothing.",
        "criteria:\n  - text: A cohort study\n    type: include\n",
        "Add the key that the message names.",
    ),
    _rule(
        "P005",
        "wrong value",
        "A value of another kind, or a word outside the vocabulary, cannot be acted on.",
        "stages:\n  - id: title-abstract\n    reviewers: two\n",
        "Write a value of the kind that the message names; `yes` and `no` are text, not `true` and `false`.",
    ),
    _rule(
        "P006",
        "unusable id",
        "Ids become file names and stand in every ledger line, on every system and for ever.",
        "reviewers:\n  - id: Ana Maria\n",
        "Use lower-case letters, digits and hyphens, 32 at most; put the display text into `name`.",
    ),
    _rule(
        "P007",
        "nothing in the file",
        "A protocol is keys and values; an empty file or a bare list holds none of them.",
        "- title\n",
        "Start from the one that `slr init` writes.",
    ),
    _rule(
        "P013",
        "unreadable date",
        "12/07/2015 is July in Naples and December in New York; rounds and updates depend on dates.",
        "searches:\n  - id: scopus\n    date: 12/07/2015\n",
        "Write 2015-07-12, or 2015-07, or 2015.",
        "ISO 8601",
    ),
    _rule(
        "P016",
        "id given twice",
        "A decision that names `e1` must mean one criterion, now and when the review is updated.",
        "reviewers:\n  - id: ana\n  - id: ana\n",
        "Rename one of them. Ids that decisions already use must stay with what they meant.",
    ),
    _rule(
        "P017",
        "criterion at an unknown stage",
        "A criterion bound to a stage that does not exist is judged by nobody.",
        "criteria:\n  - id: e1\n    text: Not about health\n    type: exclude\n    stages: [fulltext]\n",
        "Use the id of a stage under `stages`, or leave `stages` out: then it holds at every stage.",
    ),
)
