"""Old events in today's shape. Nothing is ever rewritten: a line stays as it was, its reader follows."""

from collections.abc import Callable, Mapping
from typing import Any

from slr.model.event import VERSION

Values = dict[str, Any]

# For each version that is past, what turns a line of it into one of the next. Version 1 is the first that
# was released: the row `1: from_1` comes with version 2 and stays for good, as does a golden folder of each.
UPCASTS: Mapping[int, Callable[[Values], Values]] = {}


def upcast(
    values: Values, *, upcasts: Mapping[int, Callable[[Values], Values]] = UPCASTS, version: int = VERSION
) -> Values:
    """The values of a line in the version of today. Raises ValueError where it is newer, or none at all."""
    found = values.get("v")
    if not isinstance(found, int) or isinstance(found, bool):
        raise ValueError("v is no version")
    if found > version:
        raise ValueError(
            f"version {found} of an event; this slr reads up to {version}: a newer slr wrote it, update yours"
        )
    for step in range(found, version):
        if step not in upcasts:
            raise ValueError(f"version {found} of an event, which was never released")
        values = {**upcasts[step](values), "v": step + 1}
    return values
