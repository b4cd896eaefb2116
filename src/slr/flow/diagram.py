"""The diagram of a flow, before anything is drawn.

Every drawing (terminal, SVG, Mermaid, DOT, PNG, PDF) is made from this one, so that all of them say the same.
"""

from collections.abc import Sequence

from slr.flow.diagram_2009 import tracks_2009
from slr.flow.diagram_2020 import tracks_2020
from slr.flow.labels import labels
from slr.flow.parts import Diagram, Pen, Phase, Track
from slr.flow.style import PRISMA_2020, Style
from slr.flow.wrapping import NBSP, clean
from slr.model.flow import Flow


def diagram_of(flow: Flow, style: Style = PRISMA_2020) -> Diagram:
    """The diagram of a flow, in a style; rows (searches, reasons) are named as the review does."""
    words = labels(style)
    pen = Pen(flow, words)
    tracks = tracks_2009(pen) if style.edition == "2009" else tracks_2020(pen)
    return Diagram(
        title=_title(flow, words["round"]),
        notice=clean(flow.notice),
        draft=_pending_sentence(pen) if flow.draft else "",
        slots=_slots(tracks),
        tracks=tracks,
        words=words,
    )


def _title(flow: Flow, word: str) -> str:
    """The review's title, and which round it is where the flow is of one."""
    parts = [clean(flow.title), f"{word}{NBSP}{flow.round}" if flow.round is not None else ""]
    return " – ".join(part for part in parts if part)


def _slots(tracks: Sequence[Track]) -> tuple[tuple[str, Phase], ...]:
    """Every slot of any track once: the longest way first, others' own stages before the reports."""
    slots: dict[str, Phase] = {}
    for track in tracks:
        for step in track.steps:
            slots.setdefault(step.slot, step.phase)
    fixed = ("sought", "assessed", "included", "total")  # what other columns add stands before these
    early = [slot for slot in slots if slot not in fixed]
    return tuple((slot, slots[slot]) for slot in (*early, *(s for s in fixed if s in slots)))


def _pending_sentence(pen: Pen) -> str:
    parts = []
    for name in ("screening-pending", "not-yet-retrieved", "full-text-pending"):
        count = pen.flow.total(name)
        if count:
            parts.append(f"{pen.words[name]}: {count}")
    return f"{pen.words['draft']}, {pen.words['pending']}: {'; '.join(parts)}"
