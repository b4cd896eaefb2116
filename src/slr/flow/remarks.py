"""What a reader of a flow must be told beside the drawing: that it is empty, a draft, or cannot be right."""

from slr.flow.arithmetic import check_arithmetic
from slr.model.finding import Finding
from slr.model.flow import Flow
from slr.model.words import Severity


def remarks(flow: Flow) -> list[Finding]:
    """Findings on a flow: nothing imported, everything or something pending, sums that are wrong.

    Pending work is information, an empty flow a warning, a wrong sum what `check_arithmetic` says of it.
    """
    if any(box.name == "identified" for box in flow.boxes) and not flow.total("identified"):
        hint = "import an export first: slr import FILE --search ID"
        return [_say("flow-empty", Severity.WARNING, "nothing has been imported: every box is empty", hint)]
    found = [*_pending(flow), *check_arithmetic(flow)]
    if flow.box("screened") and not flow.total("screened") and not flow.total("sought"):
        found.insert(0, _say("flow-unscreened", Severity.WARNING, "no record has reached screening yet"))
    return found


def _pending(flow: Flow) -> list[Finding]:
    waiting = flow.total("screening-pending")
    found = []
    if waiting and waiting == flow.total("screened"):
        text = f"none of the {waiting} records is decided yet"
        found.append(_say("flow-draft", Severity.INFO, text, "screen them: slr screen"))
    elif flow.draft:
        parts = [
            f"{flow.total(name)} {what}"
            for name, what in (
                ("screening-pending", "records to screen"),
                ("not-yet-retrieved", "reports to retrieve"),
                ("full-text-pending", "reports to assess"),
            )
            if flow.total(name)
        ]
        conflicts = sum(box.conflicts for box in flow.boxes)
        tail = f" ({conflicts} of them in conflict)" if conflicts else ""
        found.append(_say("flow-draft", Severity.INFO, f"a draft: {', '.join(parts)} are left{tail}"))
    return found


def _say(code: str, severity: Severity, message: str, hint: str = "") -> Finding:
    return Finding(code=code, severity=severity, message=message, hint=hint)
