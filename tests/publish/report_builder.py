"""A small review, ready to publish, made up by hand."""

from slr.model.codebook import Category, Codebook, Coding, Dimension
from slr.model.flow import Box, Column, Flow, Row, Unit, flow_from_boxes
from slr.model.plan import Plan
from slr.model.record import Record
from slr.publish.data import CodingWork, ExcludedReport, ReportData, SearchRow, StudyRow, Table

HOSTILE = '<script>alert("x")</script>'


def record(name: str, **changes: object) -> Record:
    """A record with plausible fields."""
    values: dict[str, object] = {
        "id": name,
        "search": "scopus",
        "type": "article-journal",
        "title": f"Social media and health services {name}",
        "abstract": "An abstract that is copyrighted.",
        "authors": ("Öztürk, Ayşe N.", "O'Brien, Sean"),
        "year": 2012,
        "journal": "J Health Commun",
        "volume": "5",
        "issue": "1",
        "pages": "1-9",
        "doi": f"10.1000/{name}",
    }
    return Record(**(values | changes))  # type: ignore[arg-type]


RECORDS = {name: record(name) for name in ("a1", "a2", "a3", "a4", "a5")} | {
    "a2": record("a2", authors=("Smith, Jo",), year=None, doi="", pmid="123456", journal=""),
    "a3": record("a3", authors=("World Health Organization",), doi="", url="javascript:alert(1)"),
}

BOOK = Codebook(
    id="bertot-2010",
    name="Bertot 2010",
    version="1",
    source="Bertot et al., 2010",
    dimensions=(
        Dimension(
            id="aim",
            name="Aim",
            kind="many",
            categories=(Category(id="transparency", name="Transparency"), Category(id="co-production")),
        ),
        Dimension(id="design", name="Design", kind="text"),
    ),
)


def flow() -> Flow:
    """Five records, three screened in, two excluded at full text with reasons."""

    def box(
        name: str, unit: Unit, ids: tuple[str, ...], column: Column = "databases", rows: tuple[Row, ...] = ()
    ):  # type: ignore[no-untyped-def]
        return Box(name=name, column=column, unit=unit, label=name.capitalize(), ids=ids, rows=rows)

    boxes = [
        box("identified", "records", ("a1", "a2", "a3", "a4", "a5", "a6"), rows=_searches()),
        box("duplicates", "records", ("a6",)),
        box("screened", "records", ("a1", "a2", "a3", "a4", "a5")),
        box("excluded", "records", ("a5",)),
        box("sought", "reports", ("a1", "a2", "a3", "a4")),
        box("not-retrieved", "reports", ()),
        box("assessed", "reports", ("a1", "a2", "a3", "a4")),
        box("excluded-full-text", "reports", ("a3", "a4"), rows=_reasons()),
        box("included-reports", "reports", ("a1", "a2"), "all"),
        box("included-studies", "studies", ("a1", "a2"), "all"),
    ]
    return flow_from_boxes(boxes, title="Social media", notice="Synthetic data: made up for a test.")


def _searches() -> tuple[Row, ...]:
    return (
        Row(item="scopus", label="Scopus", ids=("a1", "a2", "a3"), kind="database"),
        Row(item="medline", label="MEDLINE", ids=("a4", "a5", "a6"), kind="database"),
    )


def _reasons() -> tuple[Row, ...]:
    return (
        Row(item="design", label="Not an empirical study", ids=("a3",)),
        Row(item="(no reason given)", label="No reason given", ids=("a4",)),
    )


def report(**changes: object) -> ReportData:
    """The whole review."""
    values: dict[str, object] = {
        "plan": Plan(
            title="Social media in public health",
            question="What do public health organizations use social media for?",
            framework={"population": "public health organizations", "concept": "social media"},
            registration="https://example.org/registration",
            synthetic="Synthetic data: made up for a test.",
        ),
        "flow": flow(),
        "flow_svg": '<svg xmlns="http://www.w3.org/2000/svg"><title>flow</title></svg>',
        "records": RECORDS,
        "searches": (
            SearchRow(
                id="scopus",
                source="Scopus",
                platform="Elsevier",
                kind="database",
                date="2015-07-12",
                query='TITLE-ABS-KEY("social media" AND health*)',
                records=3,
                unique=2,
            ),
            SearchRow(id="medline", source="MEDLINE", kind="database", records=3, refused=1),
        ),
        "studies": (
            StudyRow(id="a1", records=(RECORDS["a1"],)),
            StudyRow(id="a2", records=(RECORDS["a2"], RECORDS["a4"])),
        ),
        "codebooks": (BOOK,),
        "codings": (
            coding("a1", "aim", "ann", "transparency", "co-production"),
            coding("a1", "aim", "bob", "transparency", "co-production"),
            coding("a2", "aim", "ann", "transparency"),
            coding("a2", "aim", "bob", "co-production"),
            coding("a2", "design", "ann", "case study"),
        ),
        "work": {"bertot-2010": CodingWork(coders=2, units=2, twice=0)},
        "cross_tables": (
            Table(
                id="aim-by-design",
                caption="Aim by design",
                columns=("Aim", "case study"),
                rows=(("Transparency", 1), ("co-production", 0)),
            ),
        ),
        "excluded": (
            ExcludedReport(report="a3", record=RECORDS["a3"], reason="design", text="Not an empirical study"),
            ExcludedReport(report="a4", record=RECORDS["a4"], reason="(no reason given)", text=""),
        ),
        "agreement": (
            Table(
                id="agreement",
                caption="Agreement",
                columns=("Stage", "Kappa"),
                rows=(("Title and abstract", 0.8125), ("Full text", None)),
            ),
        ),
        "provenance": (("slr", "0.1.0"), ("Protocol", "sha256 abc")),
        "sources": {"protocol.yaml": "f" * 64, "searches/scopus/export.ris": "e" * 64},
    }
    return ReportData(**(values | changes))  # type: ignore[arg-type]


def coding(study: str, dimension: str, coder: str, *values: str) -> Coding:
    """One coding with Bertot's book."""
    return Coding(study=study, codebook=BOOK.id, dimension=dimension, coder=coder, values=values)
