"""The flow diagram as text that other programs draw: Mermaid (GitHub, Quarto, Obsidian) and Graphviz."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from slr.flow.diagram import diagram_of
from slr.flow.draw_svg import COLORS, safe_links
from slr.flow.parts import Diagram, Node
from slr.flow.style import PRISMA_2020, Style
from slr.flow.wrapping import NBSP
from slr.model.flow import Flow

_EMSP = "#8195;"  # how Mermaid writes a wide space


@dataclass(frozen=True, slots=True)
class _Named:
    """A node with the name that it has in the graph."""

    name: str
    node: Node


@dataclass(frozen=True, slots=True)
class _Graph:
    nodes: tuple[_Named, ...]
    ways: tuple[tuple[str, str], ...]  # down the columns and into the included box
    exits: tuple[tuple[str, str], ...]  # from a main box to what leaves beside it
    columns: tuple[
        tuple[str, tuple[str, ...]], ...
    ]  # a column's heading and its nodes; none for the last phase


def _graph_of(diagram: Diagram) -> _Graph:
    """Names are b1, b2, … in the order of the diagram."""
    nodes: list[_Named] = []
    ways: list[tuple[str, str]] = []
    exits: list[tuple[str, str]] = []
    sources: list[str] = []
    columns: dict[str, list[str]] = {}
    mains: dict[tuple[str, str], str] = {}
    for track in diagram.tracks:
        for step in track.steps:
            here = [_Named(f"b{len(nodes) + n}", one) for n, one in enumerate((step.main, *step.sides), 1)]
            nodes += here
            mains[track.column, step.slot] = here[0].name
            exits += [(here[0].name, side.name) for side in here[1:] if side.node.kind != "source"]
            sources += [side.name for side in here[1:] if side.node.kind == "source"]
            heading = "" if step.phase == "included" else track.heading
            columns.setdefault(heading, []).extend(one.name for one in here)
        ways += pairwise(mains[track.column, step.slot] for step in track.steps)
        ways += [(source, mains[track.column, track.steps[1].slot]) for source in sources]
    for track in diagram.tracks:
        last = mains[track.column, track.steps[-1].slot]
        if track.column == "other":
            ways.append((last, mains["databases", "included"]))
        if track.column == "previous":
            ways.append((last, mains["databases", "total"]))
    headed = tuple((heading, tuple(names)) for heading, names in columns.items())
    return _Graph(tuple(nodes), tuple(ways), tuple(exits), headed)


def _banner(diagram: Diagram) -> list[str]:
    return [text for text in (diagram.title, diagram.notice, diagram.draft) if text]


def draw_mermaid(flow: Flow, *, links: Mapping[str, str] | None = None, style: Style = PRISMA_2020) -> str:
    """The diagram as a Mermaid flowchart, notice and draft in a node on top; `links` as for `draw_svg`."""
    diagram = diagram_of(flow, style)
    graph = _graph_of(diagram)
    lines = ["flowchart TD"]
    if diagram.notice or diagram.draft:
        lines.append(f'  top["{_mermaid_text(_banner(diagram))}"]:::banner')
        lines.append(f"  top ~~~ {graph.nodes[0].name}")
    for place, (heading, names) in enumerate(graph.columns, 1):
        if heading:
            lines.append(f'  subgraph column{place}["{_mermaid_text([heading])}"]')
        lines += [_mermaid_node(one) for one in graph.nodes if one.name in names]
        if heading:
            lines.append("  end")
    lines += [f"  {start} --> {end}" for start, end in (*graph.ways, *graph.exits)]
    for address, target in sorted(safe_links(links or {}).items()):
        lines += [
            f'  click {one.name} href "{_escape_url(target)}"'
            for one in graph.nodes
            if one.node.address == address
        ]
    for look in ("main", "side", "source", "pending", "notice"):
        fill, stroke, ink = style.colors.get(look, COLORS[look])
        dashes = ",stroke-dasharray:5 3" if look == "pending" else ""
        name = "banner" if look == "notice" else look
        lines.append(f"  classDef {name} fill:{fill},stroke:{stroke},color:{ink},text-align:left{dashes}")
    return "\n".join(lines) + "\n"


def _mermaid_node(one: _Named) -> str:
    label = "<br/>".join(_EMSP * ln.level + _mermaid_text([ln.text]) for ln in one.node.lines)
    return f'    {one.name}["{label}"]:::{one.node.kind}'


def _mermaid_text(lines: list[str]) -> str:
    """Lines of a label: everything that Mermaid or HTML could take for markup as a character code."""
    coded = (re.sub(r"[^\w .,:;()=/%+–-]", lambda m: f"#{ord(m.group())};", line) for line in lines)
    return "<br/>".join(coded)


def draw_dot(flow: Flow, *, links: Mapping[str, str] | None = None, style: Style = PRISMA_2020) -> str:
    """The diagram as a Graphviz digraph, main boxes of one slot on one rank. `links` as for `draw_svg`."""
    diagram = diagram_of(flow, style)
    graph = _graph_of(diagram)
    safe = safe_links(links or {})
    lines = [
        "digraph flow {",
        "  rankdir=TB; splines=ortho; nodesep=0.4; ranksep=0.4;",
        '  node [shape=box, fontname="Arial", fontsize=10, style=filled];',
        f"  label={_dot_text(_banner(diagram))}; labelloc=t; labeljust=l; fontname=Arial;",
    ]
    for one in graph.nodes:
        fill, stroke, ink = style.colors.get(one.node.kind, COLORS[one.node.kind])
        strokes = "filled,dashed" if one.node.kind == "pending" else "filled"
        text = _dot_text(["   " * line.level + line.text for line in one.node.lines])
        link = f", URL={_dot_text([safe[one.node.address]], end='')}" if one.node.address in safe else ""
        lines.append(
            f'  {one.name} [label={text}, fillcolor="{fill}", color="{stroke}", fontcolor="{ink}", '
            f'style="{strokes}"{link}];'
        )
    lines += [f"  {start} -> {end};" for start, end in graph.ways]
    for start, end in graph.exits:
        lines.append(f"  {{ rank=same; {start} -> {end}; }}")
    return "\n".join([*lines, "}"]) + "\n"


def _dot_text(lines: list[str], end: str = "\\l") -> str:
    r"""A quoted string whose lines end in `\l`, that is, are set flush left."""
    escaped = (_plain(line).replace("\\", "\\\\").replace('"', '\\"') + end for line in lines)
    return f'"{"".join(escaped)}"'


def _plain(text: str) -> str:
    return text.replace(NBSP, " ")


def _escape_url(url: str) -> str:
    return url.replace('"', "%22").replace(" ", "%20").replace("\n", "")
