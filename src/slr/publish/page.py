"""The report as one HTML page that opens from disk: nothing is fetched, nothing is needed but the file."""

import base64
import hashlib
import importlib.resources
from functools import cache

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from slr.publish.data import Cell, Link, ReportData
from slr.publish.drawing import svg_text
from slr.publish.figures import report_figures
from slr.publish.lists import box_lists
from slr.publish.plain_text import number, printable, safe_url
from slr.publish.report_tables import table_groups

_SHORT, _LONG = 12, 40  # letters: of a date or less, and of what wraps


def render_page(report: ReportData) -> str:
    """The whole page as HTML text, the same bytes for the same report.

    Text is escaped, links are http(s) only, abstracts are left out unless the report has them. The page says
    on top where the data are synthetic and where the flow is a draft. Its one small script sorts and
    searches tables; without it everything is there, unsorted.
    """
    script = _template_text("page.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    page = _environment().get_template("page.html")
    return page.render(
        report=report,
        plan=report.plan,
        flow=report.flow,
        flow_svg=Markup(report.flow_svg),
        charts=[
            {"caption": figure.caption, "svg": Markup(svg_text(figure))} for figure in report_figures(report)
        ],
        sections=table_groups(report),
        lists=box_lists(report.flow, report.records),
        style=Markup(_template_text("page.css")),
        script=Markup(script),
        script_hash=digest,
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        autoescape=True,
        loader=FunctionLoader(_template_text),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "printable": printable,
        "safe_url": safe_url,
        "cell": _cell,
        "kind": _kind,
    }
    return environment


def _template_text(name: str) -> str:
    return (importlib.resources.files("slr.publish") / "templates" / name).read_text(encoding="utf-8")


def _kind(cell: Cell) -> str:
    """How a cell wants to be set: numbers to the right, a date on one line, sentences with room for words."""
    if isinstance(cell, int | float):
        return "number"
    letters = len(str(cell or ""))
    return "short" if letters <= _SHORT else "long" if letters > _LONG else "plain"


def _cell(cell: Cell) -> Markup:
    """A cell as HTML: escaped, apart from the reading direction around it, a link only where it is safe."""
    if cell is None:
        return Markup('<span class="none">–</span>')
    if isinstance(cell, int | float):
        return Markup("{}").format(number(cell))
    text = printable(str(cell))
    url = safe_url(cell.url) if isinstance(cell, Link) else ""
    if url:
        return Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(url, text)
    return Markup("<bdi>{}</bdi>").format(text)
