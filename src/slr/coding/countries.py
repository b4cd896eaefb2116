"""Countries as codings name them: ISO 3166-1 codes and English names, read from countries.csv."""

import csv
import difflib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Country:
    """An entry of ISO 3166-1 with the English name that people use."""

    alpha2: str
    alpha3: str
    name: str


def find_country(value: str) -> Country | None:
    """The country of an alpha-2 or alpha-3 code or an English name, whatever the case; None where none is."""
    return _countries().get(_fold(value))


def nearest_country(value: str) -> Country | None:
    """The country whose name is nearest to a mistyped one, None where none is near."""
    names = [word for word in _countries() if len(word) > 3]  # codes are too short to be mistyped names
    near = difflib.get_close_matches(_fold(value), names, n=1, cutoff=0.75)
    return _countries()[near[0]] if near else None


@cache
def _countries() -> dict[str, Country]:
    """Every code and name, folded, to its country."""
    text = files("slr.coding").joinpath("countries.csv").read_text(encoding="utf-8")
    found: dict[str, Country] = {}
    for row in csv.DictReader(text.splitlines()):
        country = Country(row["alpha2"], row["alpha3"], row["name"])
        others = row["also"].split("|") if row["also"] else []
        for word in (country.alpha2, country.alpha3, country.name, *others):
            found[_fold(word)] = country
    return found


def _fold(text: str) -> str:
    """Lower case, no accents, single spaces, a plain apostrophe."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())
