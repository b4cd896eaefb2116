"""`slr tabulate --map`: the evidence map of any two dimensions, a third as color."""

from pathlib import Path

from slr.app.code import codings_of
from slr.app.codebook import load
from slr.app.review import Review, nearest
from slr.app.state import state_of
from slr.model.codebook import Codebook, Dimension
from slr.model.errors import SlrError
from slr.model.flow import Flow
from slr.publish.data import ReportData
from slr.publish.drawing import svg_text
from slr.publish.figures import evidence_map_of


def evidence_map(
    review: Review, name: str, rows: str, columns: str, color: str, *, file: Path, viewer: str = ""
) -> bytes:
    """The map in the form of the file's ending (.svg, .png, .pdf). Raises SlrError."""
    codebook = load(review, name)
    chosen = (categorical(codebook, rows), categorical(codebook, columns))
    third = categorical(codebook, color) if color else None
    state = state_of(review, viewer=viewer)
    notice = Flow(boxes=(), title=review.plan.title, notice=review.plan.synthetic)
    data = ReportData(plan=review.plan, flow=notice, flow_svg="")
    drawing = evidence_map_of(data, codebook.id, codings_of(state, codebook), (*chosen, third))
    if drawing is None:
        raise SlrError(f"nothing is coded in {rows} and {columns} yet", "slr code")
    if file.suffix == ".svg":
        return svg_text(drawing).encode("utf-8")
    from slr.publish.print import pdf, png

    made = {".png": png, ".pdf": pdf}.get(file.suffix)
    if made is None:
        raise SlrError(f"a map cannot be drawn as {file.name}", "endings: .svg, .png, .pdf")
    return made(drawing)


def categorical(codebook: Codebook, name: str) -> Dimension:
    """A dimension that has categories. Raises SlrError."""
    having = [one.id for one in codebook.dimensions if one.categories]
    found = codebook.dimension(name)
    if found is None or not found.categories:
        raise SlrError(f"{codebook.id} has no categories of {name!r}", nearest(name, having))
    return found
