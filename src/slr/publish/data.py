"""What a report is made from: filled by app, read by every document, table and figure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from slr.model.codebook import Codebook, Coding
from slr.model.flow import Flow
from slr.model.plan import Plan
from slr.model.record import Record


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads somewhere; shown as its text alone where the address is not http or https."""

    text: str
    url: str

    def __str__(self) -> str:
        return self.text


class Coefficient(float):
    """A coefficient or a bound of its interval: shown with three decimals, the last zeros too."""


Cell = str | int | float | Link | None  # None is an empty cell: unknown, or not defined


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table to show: `id` names its file and its place in the page, `note` says how to read it."""

    id: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    row_heads: bool = True  # whether the first cell of a row names the row


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRow:
    """One search as it was run: `records` are its entries, `unique` those that no other search found."""

    id: str
    source: str
    platform: str = ""
    kind: str = ""
    date: str = ""
    query: str = ""
    limits: str = ""
    records: int = 0
    refused: int = 0
    unique: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyRow:
    """An included study and the merged records of its reports."""

    id: str
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcludedReport:
    """A report excluded at full text: `reason` is the criterion's id, `text` what it says."""

    report: str
    record: Record
    reason: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settling:
    """Conflicts that were settled: by somebody who had taken no part (`third`), or by one who had (`own`)."""

    third: int = 0
    own: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingWork:
    """Who coded with a codebook: how many people, of how many units, how many by two who were blind."""

    coders: int
    units: int
    twice: int
    settled: Settling = Settling()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportData:
    """A whole review, ready to be published. No clock: everything in it comes from the folder.

    `flow_svg` is drawn by slr.flow, with the links of `slr.publish.lists.flow_links`; `rounds` are the flows
    of each round where there are several. `codings` are those in force (of several coders where they are not
    reconciled); `units` names, for a codebook that codes other things than studies, each of them by its id.
    `records` gives the record to show for an id of the flow, `found_by` the sources of each
    report, named as `searches` names them. `search_tables`, `cross_tables`, `agreement` (with the columns of
    `agreement_chart`), `coder_agreement` (by codebook, the dimension first and Krippendorff's alpha named as
    such), `coder_categories` (the same by category) and `more_tables` are shown as they are. `settled` (by
    stage) and `work` (by codebook) say who settled conflicts and who coded; `stated` is what the protocol
    says of things that only people know, such as `funding`. `sources` are the files that the report was made
    from, with their SHA-256.
    """

    plan: Plan
    flow: Flow
    flow_svg: str
    rounds: tuple[Flow, ...] = ()
    records: Mapping[str, Record] = field(default_factory=dict)
    found_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    searches: tuple[SearchRow, ...] = ()
    search_tables: tuple[Table, ...] = ()
    studies: tuple[StudyRow, ...] = ()
    codebooks: tuple[Codebook, ...] = ()
    codings: tuple[Coding, ...] = ()
    units: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    cross_tables: tuple[Table, ...] = ()
    excluded: tuple[ExcludedReport, ...] = ()
    agreement: tuple[Table, ...] = ()
    coder_agreement: Mapping[str, Table] = field(default_factory=dict)
    coder_categories: tuple[Table, ...] = ()
    more_tables: tuple[Table, ...] = ()
    settled: Mapping[str, Settling] = field(default_factory=dict)
    work: Mapping[str, CodingWork] = field(default_factory=dict)
    stated: Mapping[str, str] = field(default_factory=dict)
    provenance: tuple[tuple[str, str], ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    with_abstracts: bool = False
