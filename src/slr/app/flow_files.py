"""The flow as files: every form that `slr flow -o` writes, and flows that somebody typed."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from slr.app.review import Review
from slr.flow.draw_graph import draw_dot, draw_mermaid
from slr.flow.draw_svg import draw_svg
from slr.flow.draw_text import draw_text
from slr.flow.prisma_csv import read_prisma_csv, write_prisma_csv
from slr.flow.style import Style
from slr.model.errors import SlrError
from slr.model.finding import Finding
from slr.model.flow import Flow
from slr.model.plan import Plan
from slr.model.record import Record
from slr.store.disk import read_text


def as_json(flow: Flow) -> dict[str, object]:
    """The flow as JSON-able values."""
    return {
        "title": flow.title,
        "synthetic": flow.notice,
        "draft": flow.draft,
        "round": flow.round,
        "boxes": [box.as_dict() for box in flow.boxes],
    }


def _json(flow: Flow, style: Style) -> bytes:
    return (json.dumps(as_json(flow), ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _png(flow: Flow, style: Style) -> bytes:
    from slr.flow.draw_print import draw_png

    return draw_png(flow, style=style)


def _pdf(flow: Flow, style: Style) -> bytes:
    from slr.flow.draw_print import draw_pdf

    return draw_pdf(flow, style=style)


def _html(flow: Flow, style: Style, records: Mapping[str, Record] | None = None) -> bytes:
    from slr.publish.data import ReportData
    from slr.publish.lists import flow_links
    from slr.publish.page import render_page

    drawing = draw_svg(flow, links=flow_links(flow), style=style)
    plan = Plan(title=flow.title, synthetic=flow.notice)
    return render_page(ReportData(plan=plan, flow=flow, flow_svg=drawing, records=records or {})).encode(
        "utf-8"
    )


# Every form by its file ending.
FORMS: dict[str, Callable[[Flow, Style], bytes]] = {
    ".svg": lambda flow, style: draw_svg(flow, style=style).encode("utf-8"),
    ".png": _png,
    ".pdf": _pdf,
    ".html": _html,
    ".txt": lambda flow, style: draw_text(flow, style=style).encode("utf-8"),
    ".mmd": lambda flow, style: draw_mermaid(flow, style=style).encode("utf-8"),
    ".dot": lambda flow, style: draw_dot(flow, style=style).encode("utf-8"),
    ".csv": lambda flow, style: write_prisma_csv(flow).encode("utf-8"),
    ".json": _json,
}


def drawn(flow: Flow, file: Path, style: Style, records: Mapping[str, Record] | None = None) -> bytes:
    """The flow in the form that a file's ending asks for. Raises SlrError where there is none.

    `records` are what the lists behind the boxes of an HTML page cite, by id.
    """
    if file.suffix.casefold() == ".html":
        return _html(flow, style, records)
    form = FORMS.get(file.suffix.casefold())
    if form is None:
        raise SlrError(f"the flow cannot be drawn as {file.name}", f"endings: {', '.join(FORMS)}")
    return form(flow, style)


def typed_flow(file: Path) -> tuple[Flow, list[Finding]]:
    """A flow from a CSV in the layout of the PRISMA2020 R package, and what could not be read of it.

    Raises SlrError where the file is none.
    """
    from dataclasses import replace

    flow, findings = read_prisma_csv(read_text(file), title="")
    for finding in findings:
        if finding.code == "csv-shape":
            raise SlrError(finding.message, finding.hint, file=str(file))
    return flow, [replace(finding, file=str(file)) for finding in findings]


def records_behind(review: Review, flow: Flow, *, viewer: str = "") -> dict[str, Record]:
    """The record to cite for every id in a box."""
    from slr.app.merged import Merged
    from slr.app.report import records_of_boxes
    from slr.app.state import records_of, state_of

    state = state_of(review, viewer=viewer)
    records = records_of(review, state.holdings)
    return records_of_boxes(state, Merged(state, records), records, flow)
