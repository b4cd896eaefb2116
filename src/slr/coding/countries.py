"""Countries as codings name them: ISO 3166-1 codes, English names, World Bank income group and region.

Read from countries.csv: ISO 3166-1, and Kosovo under codes that ISO leaves to users. Income groups and
regions are the World Bank's of fiscal year 2023 (Country and Lending Groups, as of January 2023, CC BY
4.0); what it does not classify has none.
"""

import csv
import difflib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from slr.model.codebook import Category, Dimension
from slr.model.errors import SlrError

WORLD_BANK_YEAR = 2023

INCOME_GROUPS: dict[str, str] = {
    "high": "High income",
    "upper-middle": "Upper middle income",
    "lower-middle": "Lower middle income",
    "low": "Low income",
}
REGIONS: dict[str, str] = {
    "east-asia-pacific": "East Asia and Pacific",
    "europe-central-asia": "Europe and Central Asia",
    "latin-america-caribbean": "Latin America and the Caribbean",
    "middle-east-north-africa": "Middle East and North Africa",
    "north-america": "North America",
    "south-asia": "South Asia",
    "sub-saharan-africa": "Sub-Saharan Africa",
}
UNCLASSIFIED = "unclassified"
GROUPINGS: dict[str, dict[str, str]] = {"income": INCOME_GROUPS, "region": REGIONS}


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory; `income` and `region` are ids of INCOME_GROUPS and REGIONS, or empty."""

    alpha2: str
    alpha3: str
    name: str
    income: str = ""
    region: str = ""


def find_country(value: str) -> Country | None:
    """The country of an alpha-2 or alpha-3 code or an English name, whatever the case; None where none is."""
    return _countries().get(_fold(value))


def nearest_country(value: str) -> Country | None:
    """The country whose name is nearest to a mistyped one, None where none is near."""
    names = [word for word in _countries() if len(word) > 3]  # codes are too short to be mistyped names
    near = difflib.get_close_matches(_fold(value), names, n=1, cutoff=0.75)
    return _countries()[near[0]] if near else None


def group_of(value: str, grouping: str) -> str:
    """The income group or region (`income`, `region`) of a country as coded, else `unclassified`."""
    country = find_country(value)
    return (getattr(country, grouping) if country else "") or UNCLASSIFIED


def grouped_dimension(dimension: Dimension, grouping: str) -> Dimension:
    """A dimension of countries as one of income groups or regions. Raises SlrError for any other grouping."""
    if dimension.kind != "country" or grouping not in GROUPINGS:
        known = " and ".join(f"`{dimension.id}:{name}`" for name in GROUPINGS)
        hint = f"There are {known}." if dimension.kind == "country" else "Only countries have groups."
        raise SlrError(f"`{dimension.id}` has no grouping `{grouping}`.", hint)
    groups = GROUPINGS[grouping] | {UNCLASSIFIED: "Not classified"}
    return Dimension(
        id=f"{dimension.id}:{grouping}",
        name=f"{dimension.name or dimension.id}, by {grouping} (World Bank, fiscal year {WORLD_BANK_YEAR})",
        kind="many",
        categories=tuple(Category(id=name, name=text) for name, text in groups.items()),
    )


@cache
def _countries() -> dict[str, Country]:
    """Every code and name, folded, to its country."""
    text = files("slr.coding").joinpath("countries.csv").read_text(encoding="utf-8")
    found: dict[str, Country] = {}
    for row in csv.DictReader(text.splitlines()):
        country = Country(row["alpha2"], row["alpha3"], row["name"], row["income"], row["region"])
        others = row["also"].split("|") if row["also"] else []
        for word in (country.alpha2, country.alpha3, country.name, *others):
            found[_fold(word)] = country
    return found


def _fold(text: str) -> str:
    """Lower case, no accents, single spaces, a plain apostrophe."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())
