"""What is owed when a protocol changes under way; `slr.protocol.compare.check_drift` finds it."""

from typing import Any

from slr.model.words import Severity
from slr.protocol.rule import Rule

DRIFT_RULES: tuple[Rule[Any], ...] = (
    Rule(
        code="A001",
        name="change without an amendment",
        family="drift",
        severity=Severity.ERROR,
        why="A criterion, stage or query that changes after decisions were made, without a word of it, "
        "looks like one changed to suit the results.",
        example="criteria:\n  - {id: e1, text: No children, type: exclude}  # was: No pupils\n",
        mend="Enter it under `amendments` with date, change and reason (and `parts: [e1]`), or take it back.",
        source="PRISMA-P 2015, item 4; PRISMA 2020, item 24c",
    ),
)
