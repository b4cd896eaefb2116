"""The figures of a report, made from its data: what has nothing to show is left out."""

from collections import Counter
from collections.abc import Iterable

from slr.model.codebook import Codebook, Coding, Dimension
from slr.publish.agreement_chart import agreement_chart
from slr.publish.charts import bar_chart, heat_map, year_chart
from slr.publish.data import ReportData, Table
from slr.publish.drawing import Drawing
from slr.publish.evidence_map import PALETTE, Axis, evidence_map
from slr.publish.report_tables import unit_labels, units_coded
from slr.publish.traffic_lights import is_appraisal, judged, judgement_bars, traffic_lights
from slr.publish.upset import upset

_NO_BARS = ("(not coded)", "(not asked)")  # rows of the tables
_MOST_BARS = 40
_MOST_CELLS = 30
_MOST_LIGHTS = 100  # studies: more are a drawing that no page holds, and the summary stands for them


def report_figures(data: ReportData) -> tuple[Drawing, ...]:
    """Studies by year and category, evidence maps, heat maps, judgements, searches, and agreement."""
    figures = [*_years(data), *_searches(data), *_agreement(data)]
    for book in data.codebooks:
        own = [coding for coding in data.codings if coding.codebook == book.id]
        figures += [*_categories(data, book, own), *_maps(data, book, own), *_judgements(data, book, own)]
    return (*figures, *_heat_maps(data))


def _years(data: ReportData) -> Iterable[Drawing]:
    years = [study.records[0].year for study in data.studies if study.records]
    known = Counter(year for year in years if year is not None)
    unknown = len(data.studies) - known.total()
    if known:
        without = f" ({unknown} without a year)" if unknown else ""
        caption = f"Included studies by year{without}"
        yield year_chart("studies-by-year", caption, sorted(known.items()), notice=data.flow.notice)


def _searches(data: ReportData) -> Iterable[Drawing]:
    sets = list(dict.fromkeys(s.source or s.id for s in data.searches))
    if data.found_by and len(sets) > 1:
        yield upset(
            "searches",
            "Reports by the searches that found them",
            data.found_by,
            sets,
            notice=data.flow.notice,
        )


def _agreement(data: ReportData) -> Iterable[Drawing]:
    """Of the tables that have a value and its interval."""
    tables = [table for table in data.agreement if len(table.columns) > 3]
    if any(row[1] is not None for table in tables for row in table.rows):
        caption = "Agreement between reviewers, with 95% confidence intervals"
        yield agreement_chart("agreement", caption, tables, notice=data.flow.notice)


def _categories(data: ReportData, book: Codebook, codings: list[Coding]) -> Iterable[Drawing]:
    """A bar chart for each dimension of categories or countries, a study once in each of its categories."""
    lights = judged(book)
    for dimension in book.dimensions:
        if dimension.kind not in ("single", "many", "country") or dimension in lights:
            continue
        caption = f"{units_coded(book)} by {(dimension.name or dimension.id).lower()}"
        if told := _told(data, book, dimension):
            yield bar_chart(f"{book.id}-{dimension.id}", caption, told[:_MOST_BARS], notice=data.flow.notice)
            continue
        counts = Counter(value for values in _by_study(codings, dimension).values() for value in values)
        if counts:
            listed = [(c.id, c.name or c.id) for c in dimension.categories]
            known = {one for one, _ in listed}
            free = sorted(
                ((v, v) for v in counts if v not in known), key=lambda one: (-counts[one[0]], one[1])
            )
            bars = [(label, counts[one]) for one, label in (*listed, *free)][:_MOST_BARS]
            yield bar_chart(f"{book.id}-{dimension.id}", caption, bars, notice=data.flow.notice)


def _told(data: ReportData, book: Codebook, dimension: Dimension) -> list[tuple[str, int]]:
    """The bars as the table of the dimension has them, so that both say the same; countries by number."""
    table = next((one for one in data.cross_tables if one.id == f"{book.id}-{dimension.id}"), None)
    if table is None or not _all_counts(table) or len(table.columns) != 2:
        return []
    bars = [(str(row[0]), int(str(row[1]))) for row in table.rows if row[0] not in _NO_BARS]
    if not any(count for _, count in bars):
        return []
    return bars if dimension.categories else sorted(bars, key=lambda bar: (-bar[1], bar[0]))


def _by_study(codings: list[Coding], dimension: Dimension) -> dict[str, set[str]]:
    """The values of each study in a dimension, all coders' together."""
    values: dict[str, set[str]] = {}
    for coding in codings:
        if coding.dimension == dimension.id:
            values.setdefault(coding.study, set()).update(coding.values)
    return values


def _maps(data: ReportData, book: Codebook, codings: list[Coding]) -> Iterable[Drawing]:
    """One map of the first two dimensions of categories, colored by the third where it has few."""
    lights = judged(book)
    usable = [
        d
        for d in book.dimensions
        if d.kind in ("single", "many") and d not in lights and 1 < len(d.categories) <= _MOST_CELLS
    ]
    if len(usable) < 2:
        return
    third = next((d for d in usable[2:] if len(d.categories) <= len(PALETTE)), None)
    drawing = evidence_map_of(data, book.id, codings, (usable[0], usable[1], third))
    if drawing:
        yield drawing


def evidence_map_of(
    data: ReportData,
    name: str,
    codings: list[Coding],
    dimensions: tuple[Dimension, Dimension, Dimension | None],
) -> Drawing | None:
    """The evidence map of two dimensions (rows, columns), a third as color; None where nothing is coded.

    A study stands in every cell that its categories name, and in those of the categories above them.
    """
    rows, columns, colors = dimensions
    first, second = _with_parents(codings, rows), _with_parents(codings, columns)
    third = _by_study(codings, colors) if colors else {}
    counts: Counter[tuple[str, str, str]] = Counter()
    for study in first:
        for row in first[study]:
            for column in second.get(study, ()):
                for color in third.get(study, {""}) if colors else ("",):
                    counts[row, column, color] += 1
    if not counts:
        return None
    hues = _axis(colors) if colors else None
    if hues and any(color == "" for *_, color in counts):
        hues = Axis(name=hues.name, categories=(*hues.categories, ("", "not coded")))
    return evidence_map(
        f"{name}-map", _axis(rows), _axis(columns), counts, colors=hues, notice=data.flow.notice
    )


def _with_parents(codings: list[Coding], dimension: Dimension) -> dict[str, set[str]]:
    """The values of each study, with the categories above them."""
    return {
        study: {one for value in values for one in (value, *_above(dimension, value))}
        for study, values in _by_study(codings, dimension).items()
    }


def _above(dimension: Dimension, value: str) -> list[str]:
    """The categories above one, the nearest first; a circle of parents is cut where it would come round."""
    found: list[str] = []
    category = dimension.category(value)
    while category is not None and category.parent and category.parent not in (value, *found):
        found.append(category.parent)
        category = dimension.category(category.parent)
    return found


def _axis(dimension: Dimension) -> Axis:
    places = {c.id: place for place, c in enumerate(dimension.categories)}
    order = sorted(  # children after their parent, as in tables
        dimension.categories,
        key=lambda c: [places.get(one, -1) for one in (*reversed(_above(dimension, c.id)), c.id)],
    )
    categories = tuple((c.id, c.name or c.id) for c in order)
    return Axis(name=dimension.name or dimension.id, categories=categories)


def _judgements(data: ReportData, book: Codebook, codings: list[Coding]) -> Iterable[Drawing]:
    """Traffic lights where a codebook judges; where coders differ, the cell stays empty."""
    dimensions = judged(book)
    if len(dimensions) < 2:
        return
    labels = unit_labels(data, book)
    given: dict[str, dict[str, str]] = {}
    for dimension in dimensions:
        for study, values in _by_study(codings, dimension).items():
            if len(values) == 1:
                given.setdefault(study, {})[dimension.id] = next(iter(values))
    rows = [(labels.get(study, study), given[study]) for study in (*labels, *sorted(given)) if study in given]
    unique = list(dict(rows).items())
    if unique:
        caption = f"Judgements: {book.name or book.id}"
        notice = data.flow.notice
        yield judgement_bars(f"{book.id}-summary", f"{caption}, summary", dimensions, unique, notice=notice)
        if len(unique) <= _MOST_LIGHTS:
            yield traffic_lights(f"{book.id}-judgements", caption, dimensions, unique, notice=notice)


def _heat_maps(data: ReportData) -> Iterable[Drawing]:
    """A heat map for each cross-tabulation of more than one column of numbers; judgements have their own."""
    drawn = {f"{book.id}-counts" for book in data.codebooks if is_appraisal(book)}
    for table in data.cross_tables:
        if len(table.columns) > 2 and table.rows and _all_counts(table) and table.id not in drawn:
            yield heat_map(f"{table.id}-heat", table, notice=data.flow.notice)


def _all_counts(table: Table) -> bool:
    return all(isinstance(cell, int) for row in table.rows for cell in row[1:])
