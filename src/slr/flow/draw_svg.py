"""The flow diagram as one self-contained SVG: no script, style sheet, font or picture from elsewhere."""

from collections.abc import Mapping
from html import escape

from slr.flow.diagram import diagram_of
from slr.flow.layout import Arrow, Layout, Placed, Text, lay_out
from slr.flow.metrics import is_measured
from slr.flow.parts import Diagram
from slr.flow.style import PRISMA_2020, Style
from slr.flow.wrapping import NBSP
from slr.model.flow import Flow

FONTS = "Arial, Helvetica, 'Liberation Sans', 'Noto Sans', 'Noto Sans CJK SC', sans-serif"

# Fill, stroke and text of each look. Every pair of text on fill has a contrast of at least 7 to 1.
COLORS: Mapping[str, tuple[str, str, str]] = {
    "main": ("#ffffff", "#1f2933", "#111111"),
    "side": ("#ffffff", "#1f2933", "#111111"),
    "source": ("#ffffff", "#1f2933", "#111111"),
    "pending": ("#fff8e1", "#8a5a00", "#4a3000"),
    "heading": ("#f6c445", "#8a6d00", "#111111"),
    "phase": ("#a9cbe8", "#3b6a94", "#0b2a45"),
    "notice": ("#fde8e8", "#b42318", "#7a1210"),
    "draft": ("#fff8e1", "#8a5a00", "#4a3000"),
}
INK = "#1f2933"


def draw_svg(
    flow: Flow,
    *,
    links: Mapping[str, str] | None = None,
    style: Style = PRISMA_2020,
) -> str:
    """The PRISMA 2020 diagram of a flow as SVG text, the same bytes for the same flow.

    `links` maps an address (`column/box` or `column/box/item`) to where a click on it leads: a fragment
    (`#list`), a relative path, http or https; anything else is left out.
    """
    diagram = diagram_of(flow, style)
    pen = _Pen(diagram, dict(COLORS) | dict(style.colors), safe_links(links or {}))
    return pen.page(lay_out(diagram))


def safe_links(links: Mapping[str, str]) -> dict[str, str]:
    """Only links that cannot run anything: no scheme, http or https."""
    safe = {}
    for address, target in links.items():
        head = target.split("/", 1)[0].split("#", 1)[0].split("?", 1)[0]
        if ":" not in head or target.lower().startswith(("http://", "https://")):
            safe[address] = target
    return safe


class _Pen:
    def __init__(
        self, diagram: Diagram, colors: Mapping[str, tuple[str, str, str]], links: Mapping[str, str]
    ) -> None:
        self.diagram = diagram
        self.colors = colors
        self.links = links

    def page(self, layout: Layout) -> str:
        """The whole document."""
        width, height = _number(layout.width), _number(layout.height)
        title = self.diagram.title or self.diagram.words["flow-diagram"]
        role = "group" if self.links else "img"  # an image's links would be hidden from a screen reader
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}" role="{role}" aria-labelledby="flow-title flow-desc" '
            f'font-family="{FONTS}" font-size="12">'
        )
        parts = [
            head,
            f'<title id="flow-title">{_text(title)}</title>',
            f'<desc id="flow-desc">{_text(self.description())}</desc>',
            f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
            *(_line(points) for points in layout.joins),
            *(self.arrow(arrow) for arrow in layout.arrows),
            *(self.box(box) for box in layout.boxes),
            *(self.line(line, INK) for line in layout.loose),
            "</svg>",
        ]
        return "\n".join(parts) + "\n"

    def description(self) -> str:
        """All that the boxes say, in reading order, for those who cannot see them."""
        said = [t for t in (self.diagram.notice, self.diagram.draft) if t]
        for track in self.diagram.tracks:
            said.append(track.heading)
            for step in track.steps:
                for node in (step.main, *step.sides):
                    said.append("; ".join(line.text for line in node.lines))
        return ". ".join(said) + "."

    def box(self, box: Placed) -> str:
        """A box and its lines, a link as a whole where its address has one."""
        fill, stroke, ink = self.colors[box.look]
        rect = box.rect
        radius = ' rx="6"' if box.look in ("heading", "phase") else ""
        dashes = ' stroke-dasharray="5 3"' if box.look == "pending" else ""
        shape = (
            f'<rect x="{_number(rect.x)}" y="{_number(rect.y)}" width="{_number(rect.width)}" '
            f'height="{_number(rect.height)}"{radius} fill="{fill}" stroke="{stroke}"{dashes}/>'
        )
        linked = box.address in self.links
        lines = [self.line(line, ink, upright=box.upright, inside=linked) for line in box.lines]
        if not linked:
            return "\n".join(["<g>", shape, *lines, "</g>"])
        target = escape(self.links[box.address], quote=True)
        return "\n".join([f'<a href="{target}">', shape, *lines, "</a>"])

    def line(self, line: Text, ink: str, *, upright: bool = False, inside: bool = False) -> str:
        """One line of text; a known length is pinned, so that another font cannot break the box."""
        attributes = [f'x="{_number(line.x)}"', f'y="{_number(line.y)}"']
        if upright:
            x, y = _number(line.x), _number(line.y)
            attributes.append(f'transform="rotate(-90 {x} {y})"')
        if line.middle:
            attributes.append('text-anchor="middle"')
        if line.bold:
            attributes.append('font-weight="bold"')
        if line.size != 12:
            attributes.append(f'font-size="{_number(line.size)}"')
        if line.text and is_measured(line.text):
            attributes.append(f'textLength="{_number(line.width)}" lengthAdjust="spacingAndGlyphs"')
        drawn = f'<text {" ".join(attributes)} fill="{ink}">{_text(line.text)}</text>'
        if inside or line.address not in self.links:
            return drawn
        return f'<a href="{escape(self.links[line.address], quote=True)}">{drawn}</a>'

    def arrow(self, arrow: Arrow) -> str:
        """A line with a filled head, drawn without markers, which not every program knows."""
        head = " ".join(f"{_number(x)},{_number(y)}" for x, y in arrow_head(arrow))
        return f'{_line(arrow)}<polygon points="{head}" fill="{INK}"/>'


def arrow_head(arrow: Arrow) -> Arrow:
    """The three corners of an arrow's head, its point first."""
    (before_x, before_y), (x, y) = arrow[-2:]
    across, down = _sign(x - before_x), _sign(y - before_y)
    return (
        (x, y),
        (x - 8 * across - 4 * down, y - 8 * down - 4 * across),
        (x - 8 * across + 4 * down, y - 8 * down + 4 * across),
    )


def _line(points: Arrow) -> str:
    joined = " ".join(f"{_number(x)},{_number(y)}" for x, y in points)
    return f'<polyline points="{joined}" fill="none" stroke="{INK}" stroke-width="1.2"/>'


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)


def _number(value: float) -> str:
    """A number with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def _text(text: str) -> str:
    return escape(text.replace(NBSP, " "), quote=False)
