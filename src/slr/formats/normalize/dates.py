"""Years out of the many forms in which exports write dates."""

import re

from slr.formats.normalize.remember import remembered

_PLAIN = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
_COMPACT = re.compile(r"\D*(1[4-9]\d\d|20\d\d)(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])?(?!\d)")


def year_of(text: str) -> int | None:
    """The first year (1400 to 2099) that a date names; None where it names none.

    Reads `1999/08//undefined`, `2008/08//`, `15 March 2004`, `03/15/2004`, `2004-03-15T00:00:00Z`,
    `20040315`, `c2004`, `[2004?]`, `2003-2004`, `1999.0`.
    """
    if len(text) == 4 and text.isdigit() and text.isascii() and "1400" <= text < "2100":
        return int(text)
    return _year_of(text)


@remembered
def _year_of(text: str) -> int | None:
    found = _PLAIN.search(text) or _COMPACT.match(text)
    return int(found[1]) if found else None
