"""Random flows of any shape, for properties: the counts need not add up, a drawing must hold all the same."""

from hypothesis import strategies as st

from flow_builder import box
from slr.model.flow import BOX_NAMES, Box, Flow, flow_from_boxes

LABELS = st.one_of(
    st.sampled_from(
        ["Scopus", "Wrong population", "no outcome of interest reported", "数据库检索记录", "Größe"]
    ),
    st.text(alphabet="abc déW中-/", max_size=60),
    st.text(max_size=30),
    st.text(alphabet="x", min_size=30, max_size=200),
)
COUNTS = st.one_of(st.integers(0, 9), st.integers(100, 3000))
ROW_COUNTS = st.integers(0, 40)
KINDS = ("database", "register", "website", "organisation", "citation", "other", "rule", "stop", "")


@st.composite
def boxes(draw: st.DrawFn, name: str, column: str) -> Box:
    """One box, with rows now and then."""
    rows = draw(
        st.lists(st.tuples(LABELS, ROW_COUNTS, st.sampled_from(KINDS)), max_size=8)
        if name in ("identified", "automation", "excluded-full-text", "screened")
        else st.just([])
    )
    named = tuple((f"i{n}", label, count, kind) for n, (label, count, kind) in enumerate(rows))
    total = sum(row[2] for row in named) if named else draw(COUNTS)
    return box(name, total, column, named, conflicts=draw(st.integers(0, 3)))  # type: ignore[arg-type]


@st.composite
def flows(draw: st.DrawFn) -> Flow:
    """A flow with any boxes in any columns."""
    ways = [n for n in BOX_NAMES if not n.startswith(("previous", "total", "included"))]
    made = []
    for column in ("databases", "other"):
        for name in draw(st.lists(st.sampled_from(ways), unique=True, max_size=len(ways))):
            made.append(draw(boxes(name, column)))
    if draw(st.booleans()):
        made += [draw(boxes(n, "previous")) for n in ("previous-studies", "previous-reports")]
        made += [draw(boxes(n, "all")) for n in ("total-studies", "total-reports")]
    made += [draw(boxes(n, "all")) for n in ("included-reports", "included-studies")]
    return flow_from_boxes(made, title=draw(LABELS), notice=draw(LABELS))
