"""`slr tabulate`: what was coded, by one dimension or by two, and the codings themselves, wide and long."""

from slr.app.code import codings_of, units_at
from slr.app.codebook import load
from slr.app.review import Review
from slr.app.state import state_of
from slr.coding.tabulate import Table
from slr.coding.tabulate import tabulate as table_of


def tabulate(review: Review, name: str, rows: str, columns: str | None, *, viewer: str = "") -> Table:
    """The table. Raises SlrError where the codebook has no such dimension."""
    codebook = load(review, name)
    state = state_of(review, viewer=viewer)
    units = [unit.id for unit in units_at(state, codebook)]
    return table_of(codings_of(state, codebook), codebook, rows, columns, studies=units)
