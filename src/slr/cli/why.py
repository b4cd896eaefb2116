"""`slr why`."""

from typing import TYPE_CHECKING, Annotated

import typer

from slr.cli.options import Json, Unblind
from slr.cli.output import emit, emit_json, printable
from slr.cli.session import Session

if TYPE_CHECKING:
    from slr.app.why import Story
    from slr.model.report import Decision
    from slr.screening.proceedings import Resolution

EXAMPLE = "slr why scopus-1a2b3c-12"


def run(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID", help="A record's or report's id, or a DOI.")],
    unblind: Unblind = False,
    as_json: Json = False,
) -> None:
    """Tell the whole story of one record, from its export's line to its place in the flow."""
    from slr.app.why import why

    session: Session = context.obj
    review = session.review()
    if unblind:
        review = session.unblinded(review, by="why", name=name)
    story = why(review, name, viewer=session.viewer(review))
    if as_json:
        emit_json(as_dict(story))
    else:
        emit(printable("\n".join(lines(story))))


def as_dict(story: "Story") -> dict[str, object]:
    """The story as JSON-able values."""
    return {
        "id": story.id,
        "report": story.report,
        "record": story.record.as_dict(),
        "export": story.export,
        "line": story.line,
        "seed": {"direction": story.seed[0], "record": story.seed[1]} if story.seed else None,
        "raw": [list(pair) for pair in story.raw],
        "members": list(story.members),
        "links": [{"a": a, "b": b, "who": who, "reason": why} for a, b, who, why in story.links],
        "stages": [
            {
                "stage": s.stage,
                "outcome": s.outcome.value,
                "reason": s.reason,
                "by": s.by,
                "decisions": [
                    {
                        "reviewer": d.reviewer,
                        "verdict": d.verdict.value,
                        "reason": d.reason,
                        "note": d.note,
                        "judgments": dict(d.judgments),
                    }
                    for d in s.decisions
                ],
                "resolutions": [
                    {
                        "by": [one.who, *one.agreed],
                        "verdict": one.verdict.value,
                        "reason": one.reason,
                        "note": one.note,
                    }
                    for one in story.resolutions
                    if one.stage == s.stage
                ],
                "handed_over": [
                    {"from": one.giver, "to": one.heir} for one in story.handovers if one.stage == s.stage
                ],
            }
            for s in story.stages
        ],
        "retrieval": story.retrieval.value if story.retrieval else None,
        "removed": story.removed,
        "studies": list(story.studies),
        "boxes": [{"box": box, "column": column} for box, column in story.boxes],
    }


def resolved(one: "Resolution") -> str:
    """Who settled a conflict, how and why."""
    who = " and ".join((one.who, *one.agreed))
    return ", ".join(
        part for part in (f"resolved by {who}: {one.verdict.value}", one.reason, one.note) if part
    )


def more_of(decision: "Decision") -> tuple[str, str, str]:
    """A decision's reason, its judgment of each criterion, and its note."""
    judged = "; ".join(f"{name} {word}" for name, word in decision.judgments)
    return decision.reason, judged, decision.note


def lines(story: "Story") -> list[str]:
    """The story for a person."""
    from slr.app.seeds import WAYS
    from slr.model.record import cite

    told = [cite(story.record), f"{story.id}: line {story.line} of {story.export}"]
    if story.seed:
        direction, seed, citation = story.seed
        told.append(f"found by citation searching: {WAYS[direction]} {seed} ({citation})")
    others = [name for name in story.members if name != story.id]
    if others:
        told.append(f"one report with {', '.join(others)} (on show as {story.report})")
        told += [f"  {a} = {b}: {who} says so; {why}" for a, b, who, why in story.links]
    if story.removed:
        told.append(f"removed by hand before screening: {story.removed}")
    for settled in story.stages:
        reason = f", {settled.reason}" if settled.reason else ""
        told.append(f"{settled.stage}: {settled.outcome.value}{reason} (by {settled.by})")
        told += [
            "  " + ", ".join(part for part in (f"{d.reviewer}: {d.verdict.value}", *more_of(d)) if part)
            for d in settled.decisions
        ]
        told += [f"  {resolved(one)}" for one in story.resolutions if one.stage == settled.stage]
        told += [
            f"  handed over from {one.giver} to {one.heir}"
            for one in story.handovers
            if one.stage == settled.stage
        ]
    if story.retrieval:
        told.append(f"full text: {story.retrieval.value}")
    if story.studies:
        told.append(f"study: {', '.join(story.studies)}")
    told.append(
        "in the flow: " + (", ".join(f"{box} ({column})" for box, column in story.boxes) or "nowhere")
    )
    return told
