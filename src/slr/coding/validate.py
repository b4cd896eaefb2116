"""Whether a coding is one that the codebook allows."""

import datetime
import difflib
import math
import re
from collections.abc import Collection, Iterable, Sequence

from slr.coding.countries import find_country, nearest_country
from slr.model.codebook import Codebook, Dimension

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?([eE][-+]?\d+)?")


def check_coding(codebook: Codebook, dimension: str, values: Sequence[str], quote: str = "") -> list[str]:
    """Everything that is wrong with these values in this dimension, a sentence each; none where all is well.

    `single` takes one category id, `many` one or more, `number` one number (without its unit), `date` a year,
    a month or a day (2014, 2014-05, 2014-05-31), `country` one or more countries
    (ISO 3166-1 codes or names), `text` anything. An empty list of values is a coding only where the
    dimension is not required.
    """
    known = codebook.dimension(dimension)
    if known is None:
        dimensions = [d.id for d in codebook.dimensions]
        hint = _hint(dimension, dimensions)
        return [f"`{dimension}` is no dimension of {codebook.id}. {hint}".rstrip()]
    problems = [*_amount(known, values), *_each(known, values)]
    if known.quote and values and not quote.strip():
        problems.append(f"`{dimension}` needs the words of the text that show it: add a quote.")
    return problems


def _amount(dimension: Dimension, values: Sequence[str]) -> Iterable[str]:
    if any(not value.strip() for value in values):
        yield f"`{dimension.id}` has an empty value."
    if not values and dimension.required:
        yield f"`{dimension.id}` is required: give it a value."
    if len(values) > 1 and dimension.kind in ("single", "number", "date", "text"):
        yield f"`{dimension.id}` takes one value, and {len(values)} were given: {', '.join(values)}."
    for value in dict.fromkeys(v for v in values if v.strip() and list(values).count(v) > 1):
        yield f"`{value}` is given more than once in `{dimension.id}`."


def _each(dimension: Dimension, values: Sequence[str]) -> Iterable[str]:
    for value in dict.fromkeys(filter(str.strip, values)):
        if dimension.kind in ("single", "many"):
            if dimension.category(value) is None:
                hint = _category_hint(value, dimension)
                yield f"`{value}` is no category of `{dimension.id}`. {hint}".rstrip()
        elif dimension.kind == "number":
            if not is_number(value):
                unit = f", without the unit ({dimension.unit})" if dimension.unit else ""
                yield f"`{value}` in `{dimension.id}` is no number: write digits and a decimal point{unit}."
        elif dimension.kind == "date":
            if not is_date(value):
                yield f"`{value}` in `{dimension.id}` is no date: write 2014, 2014-05 or 2014-05-31."
        elif dimension.kind == "country" and find_country(value) is None:
            near = nearest_country(value)
            hint = f"Did you mean {near.name} ({near.alpha2})?" if near else "Write an ISO 3166 code or name."
            yield f"`{value}` in `{dimension.id}` is no country. {hint}"


def is_number(value: str) -> bool:
    """Whether text is a finite number: digits, perhaps a point, a sign, an exponent."""
    return bool(_NUMBER.fullmatch(value.strip())) and math.isfinite(float(value))


def is_date(value: str) -> bool:
    """Whether text is a year, a month or a day that there is, in the form of ISO 8601."""
    found = _DATE.fullmatch(value.strip())
    if found is None:
        return False
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


def _category_hint(value: str, dimension: Dimension) -> str:
    """Names the category of that display name, else the nearest id."""
    named = next((c for c in dimension.categories if c.name.casefold() == value.casefold()), None)
    if named is not None:
        return f"Its id is `{named.id}`."
    return _hint(value, [category.id for category in dimension.categories])


def _hint(word: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    if near:
        return f"Did you mean `{near[0]}`?"
    return f"Known are: {', '.join(known)}." if 0 < len(known) <= 20 else ""
