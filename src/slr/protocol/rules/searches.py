"""Searches: what PRISMA-S (Rethlefsen et al. 2021) asks to be reported, and what cannot be."""

import re
from collections.abc import Iterator

from slr.model.words import SearchKind, Severity
from slr.protocol.period import find_periods
from slr.protocol.rule import Subject, Trouble, rule

# Names of platforms, which are no sources: one has to say which of their databases was searched.
_PLATFORMS = frozenset(
    ["ovid", "ovidsp", "ebsco", "ebscohost", "proquest", "elsevier", "wiley", "clarivate", "dialog", "stn"]
)
# Sources that are searched in one place, which is named like them: there is no platform to tell apart.
_OWN_PLACE = re.compile(
    r"(pubmed( central)?|europe pmc|scopus|web of science( core collection)?|google( scholar)?|openalex"
    r"|dimensions|(the )?lens(\.org)?|semantic scholar|core|base|arxiv|medrxiv|biorxiv|psyarxiv|osf preprints"
    r"|ssrn|repec|ieee xplore|acm digital library|dblp|jstor|doaj|scielo|redalyc|pedro|epistemonikos|oaister"
    r"|worldcat)\b.*",
    re.IGNORECASE,
)
_REGISTERS = re.compile(
    r"clinicaltrials\.gov|\bictrp\b|\bisrctn\b|\banzctr\b|eu clinical trials|\bctis\b|trials? regist",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"\b(english|german|french|spanish|italian|chinese|portuguese|dutch)\b", re.IGNORECASE)
_NO_LIMIT = re.compile(r"no (restriction|limit)|all languages|any language", re.IGNORECASE)


@rule(
    "P015",
    "search without source, date or query",
    "searches",
    why="Nobody can repeat a search whose source, date or full query is not written down.",
    example="searches:\n  - id: scopus\n    source: Scopus\n    date: 2020-02-01\n",
    mend="Copy the query line for line as it was run, below `query: |`.",
    source="PRISMA-S 2021, items 1, 8 and 13; PRISMA 2020, items 6 and 7",
)
def incomplete(subject: Subject) -> Iterator[Trouble]:
    for index, search in enumerate(subject.protocol.searches):
        missing = [name for name in ("source", "date") if not getattr(search, name)]
        if not search.query and search.kind.first_column:
            missing.append("query")
        if missing:
            yield Trouble(
                ("searches", index, "id"),
                f"The search `{search.id}` has no {' and no '.join(missing)}.",
                "A search can only be repeated from its source, its date and its full query.",
            )


@rule(
    "P019",
    "update before what it updates",
    "searches",
    why="A round is a later look for newer records; a search dated before an earlier round's is a slip.",
    example="searches:\n"
    "  - {id: scopus, source: Scopus, platform: Scopus, date: 2020-02-01, query: nudg*}\n"
    "  - {id: scopus-2, source: Scopus, platform: Scopus, date: 2014-01-01, round: 2, query: nudg*}\n",
    mend="Correct the date or the round.",
    source="PRISMA-S 2021, items 12 and 13",
)
def rounds_out_of_order(subject: Subject) -> Iterator[Trouble]:
    searches = subject.protocol.searches
    for index, search in enumerate(searches):
        before = max((s.date for s in searches if s.date and s.round < search.round), default="")
        width = min(len(before), len(search.date))
        if width and search.date[:width] < before[:width]:
            message = f"`{search.id}` of round {search.round} is dated {search.date}, before {before}."
            yield Trouble(("searches", index, "date"), message, "Correct the date or the round.")


@rule(
    "S015",
    "search dated in the future",
    "searches",
    why="A search has been run on its date; a year mistyped makes the report claim what cannot be.",
    example="searches:\n  - {id: scopus, source: Scopus, platform: Scopus, date: 2999-02-01, query: nudg*}\n",
    mend="Give the day on which it was run; leave the date out while it is only planned.",
    source="PRISMA-S 2021, item 13",
)
def not_yet(subject: Subject) -> Iterator[Trouble]:
    latest = subject.latest
    for index, search in enumerate(subject.protocol.searches):
        width = min(len(search.date), len(latest))
        if latest and width and search.date[:width] > latest[:width]:
            message = f"The search `{search.id}` is dated {search.date}, which is yet to come."
            yield Trouble(("searches", index, "date"), message, "Was the year meant otherwise?")


@rule(
    "S001",
    "database without its platform",
    "searches",
    why="MEDLINE on Ovid and MEDLINE in PubMed read the same query differently and hold different records.",
    example="searches:\n  - {id: medline, source: MEDLINE, date: 2020-02-01, query: nudg*}\n",
    mend="Add `platform:`, such as Ovid, PubMed, EBSCOhost or Web of Science.",
    source="PRISMA-S 2021, item 1",
)
def no_platform(subject: Subject) -> Iterator[Trouble]:
    for index, search in enumerate(subject.protocol.searches):
        told = search.platform or _OWN_PLACE.fullmatch(search.source)
        if search.kind is SearchKind.DATABASE and search.source and not told:
            message = f"The search `{search.id}` does not say on which platform it was run."
            yield Trouble(("searches", index, "source"), message, "Add `platform: …`.")


@rule(
    "S002",
    "platform in place of the source",
    "searches",
    why="Ovid, EBSCOhost and ProQuest are not databases: each gives access to dozens.",
    example="searches:\n  - {id: ovid, source: Ovid, platform: Ovid, date: 2020-02-01, query: nudg*}\n",
    mend="Name the database as source, and one search for each.",
    source="PRISMA-S 2021, items 1 and 2",
)
def platform_as_source(subject: Subject) -> Iterator[Trouble]:
    for index, search in enumerate(subject.protocol.searches):
        if search.source.casefold() in _PLATFORMS:
            message = f"`{search.source}` is a platform, not a source."
            yield Trouble(("searches", index, "source"), message, "Name the database searched there.")


@rule(
    "S003",
    "limits not stated",
    "searches",
    Severity.INFO,
    why="A limit set with a mouse click leaves no trace in the query, and changes what is found.",
    example="searches:\n  - {id: scopus, source: Scopus, platform: Scopus, date: 2020-02-01, query: nudg*,"
    " filters: none, peer-review: none, expected: 9}\n",
    mend="Add `limits:`; `none` is an answer.",
    source="PRISMA-S 2021, item 9",
)
def no_limits(subject: Subject) -> Iterator[Trouble]:
    for index, search in enumerate(subject.protocol.searches):
        if search.kind.first_column and search.query and not search.limits:
            message = f"The search `{search.id}` does not say whether it was limited."
            yield Trouble(("searches", index, "id"), message, "Add `limits: none`, or what they were.")


@rule(
    "S004",
    "filters not stated",
    "searches",
    Severity.INFO,
    why="A published filter (for trials, say) is cited, so that readers know its sensitivity.",
    example="searches:\n  - {id: scopus, source: Scopus, platform: Scopus, date: 2020-02-01, query: nudg*,"
    " limits: none, peer-review: none, expected: 9}\n",
    mend="Add `filters:` with the reference; `none` is an answer.",
    source="PRISMA-S 2021, item 10",
)
def no_filters(subject: Subject) -> Iterator[Trouble]:
    for index, search in enumerate(subject.protocol.searches):
        if search.kind.first_column and search.query and not search.filters:
            message = f"The search `{search.id}` does not say whether a published filter was used."
            yield Trouble(("searches", index, "id"), message, "Add `filters: none`, or the reference.")


@rule(
    "S005",
    "peer review not stated",
    "searches",
    Severity.INFO,
    why="A second pair of eyes finds the missing synonym and the bracket in the wrong place.",
    example="searches:\n  - {id: scopus, source: Scopus, platform: Scopus, date: 2020-02-01, query: nudg*,"
    " limits: none, filters: none, expected: 9}\n",
    mend="Add `peer-review:`, such as `a librarian, with PRESS`; `none` is an answer.",
    source="PRISMA-S 2021, item 14; PRESS 2015",
)
def no_peer_review(subject: Subject) -> Iterator[Trouble]:
    reviewed = any(search.peer_review for search in subject.protocol.searches)
    if subject.protocol.searches and not reviewed:
        message = "No search says whether another person reviewed its strategy."
        yield Trouble(("searches",), message, "Add `peer-review: none`, or who and how.", key=True)


@rule(
    "S006",
    "one database alone",
    "searches",
    why="No database holds all there is; one alone misses studies that a second one would have found.",
    example="searches:\n  - {id: scopus, source: Scopus, platform: Scopus, date: 2020-02-01, query: nudg*}\n",
    mend="Search at least two.",
    source="AMSTAR 2 (2017), item 4; Cochrane MECIR 2022, C24",
)
def one_database(subject: Subject) -> Iterator[Trouble]:
    first = [s for s in subject.protocol.searches if s.kind.first_column and s.source]
    if len({search.source.casefold() for search in first}) == 1:
        yield Trouble(
            ("searches",), f"{first[0].source} is the only database searched.", "Add another one.", key=True
        )


@rule(
    "S007",
    "nothing but databases",
    "searches",
    Severity.INFO,
    why="Registers, websites, grey literature and citations hold studies that no database does.",
    example="searches:\n  - {id: scopus, source: Scopus, platform: Scopus, date: 2020-02-01, query: nudg*}\n",
    mend="Add such a search, or say in the protocol why not.",
    source="PRISMA-S 2021, items 3 to 7; AMSTAR 2 (2017), item 4",
)
def only_databases(subject: Subject) -> Iterator[Trouble]:
    searches = subject.protocol.searches
    if searches and all(search.kind is SearchKind.DATABASE for search in searches):
        yield Trouble(
            ("searches",), "Only databases are searched.", "Registers, citations, grey literature?", key=True
        )


@rule(
    "S008",
    "search given twice",
    "searches",
    why="One run under two ids counts its records twice as identified, and once more as duplicates.",
    example="searches:\n"
    "  - {id: scopus, source: Scopus, platform: Scopus, date: 2020-02-01, query: nudg*}\n"
    "  - {id: scopus-b, source: scopus, platform: Scopus, date: 2020-02-01, query: nudg*}\n",
    mend="Keep one of them.",
)
def search_twice(subject: Subject) -> Iterator[Trouble]:
    first: dict[tuple[object, ...], str] = {}
    for index, search in enumerate(subject.protocol.searches):
        key = (search.source.casefold(), search.platform.casefold(), search.round, search.query, search.date)
        if search.source and key in first:
            message = f"The search `{search.id}` is `{first[key]}` again."
            yield Trouble(("searches", index, "id"), message, "Keep one of them.")
        first.setdefault(key, search.id)


@rule(
    "S009",
    "limited to one language",
    "searches",
    Severity.INFO,
    why="Studies in other languages differ in their results; leaving them out is a choice to be explained.",
    example="searches:\n  - {id: scopus, source: Scopus, platform: Scopus, date: 2020-02-01, query: nudg*,"
    " limits: English}\n",
    mend="Limit at screening instead, where what is left out is counted; or say why.",
    source="PRISMA-S 2021, item 9; Cochrane MECIR 2022, C35",
)
def one_language(subject: Subject) -> Iterator[Trouble]:
    for index, search in enumerate(subject.protocol.searches):
        found = _LANGUAGE.search(search.limits)
        if found and not _NO_LIMIT.search(search.limits):
            message = f"The search `{search.id}` is limited to publications in {found[0]}."
            yield Trouble(("searches", index, "limits"), message, "Say why, or drop the limit.")


@rule(
    "S010",
    "period that goes on after the search",
    "searches",
    why="What was published after the day of the search cannot have been found by it.",
    example="searches:\n  - {id: scopus, source: Scopus, platform: Scopus, date: 2020-02-01, query: nudg*,"
    " limits: 2010 to 2021}\n",
    mend="End the period with the search, or correct the date.",
    source="PRISMA-S 2021, items 9 and 13",
)
def period_after_search(subject: Subject) -> Iterator[Trouble]:
    for index, search in enumerate(subject.protocol.searches):
        for period in find_periods(search.limits):
            if period.ends_after(search.date):
                message = f"The search of {search.date} is limited to a period that ends in {period.end}."
                yield Trouble(("searches", index, "limits"), message, "Correct one of the two.")


@rule(
    "S011",
    "screen set where it does nothing",
    "searches",
    Severity.INFO,
    why="Records of databases and registers are always screened; `screen` is for those of other methods.",
    example="searches:\n  - {id: scopus, source: Scopus, platform: Scopus, date: 2020-02-01, query: nudg*,"
    " screen: true}\n",
    mend="Remove it, or correct the kind.",
)
def needless_screen(subject: Subject) -> Iterator[Trouble]:
    for index, search in enumerate(subject.protocol.searches):
        if search.screen and search.kind.first_column:
            message = f"`screen` does nothing for a {search.kind.value}: its records are always screened."
            yield Trouble(("searches", index, "screen"), message, "Remove it, or correct `kind`.", key=True)


@rule(
    "S012",
    "register as another kind",
    "searches",
    why="PRISMA counts databases and registers apart; a register under another kind goes to the wrong line.",
    example="searches:\n"
    "  - {id: ct, source: ClinicalTrials.gov, platform: NLM, date: 2020-02-01, query: nudg*}\n",
    mend="Say `kind: register`.",
    source="PRISMA 2020, flow diagram; PRISMA-S 2021, item 3",
)
def register_as_database(subject: Subject) -> Iterator[Trouble]:
    for index, search in enumerate(subject.protocol.searches):
        if _REGISTERS.search(search.source) and search.kind is not SearchKind.REGISTER:
            message = f"{search.source} is a register, and `{search.id}` is of kind {search.kind.value}."
            yield Trouble(("searches", index, "id"), message, "Say `kind: register`.")


@rule(
    "S013",
    "round left out",
    "searches",
    why="Round 3 without round 2 means that a search is missing, or that a number is wrong.",
    example="searches:\n"
    "  - {id: scopus, source: Scopus, platform: Scopus, date: 2020-02-01, query: nudg*}\n"
    "  - {id: scopus-3, source: Scopus, platform: Scopus, date: 2021-02-01, query: nudg*, round: 3}\n",
    mend="Number the rounds one after the other.",
    source="PRISMA-S 2021, item 12",
)
def round_left_out(subject: Subject) -> Iterator[Trouble]:
    rounds = {search.round for search in subject.protocol.searches}
    for index, search in enumerate(subject.protocol.searches):
        if search.round > 1 and search.round - 1 not in rounds:
            message = f"`{search.id}` is of round {search.round}, but there is no round {search.round - 1}."
            yield Trouble(("searches", index, "round"), message, "Number them one after the other.")


@rule(
    "S014",
    "no search",
    "searches",
    why="A review is as good as what it searched; the protocol is where that is fixed.",
    example="searches: []\n",
    mend="Add the sources that you mean to search, with a draft of the query for at least one of them.",
    source="PRISMA-P 2015, items 9 and 10",
)
def no_search(subject: Subject) -> Iterator[Trouble]:
    if not subject.protocol.searches:
        yield Trouble(("searches",), "There are no searches.", "Add `searches:`.")


SEARCH_RULES = (
    incomplete,
    rounds_out_of_order,
    not_yet,
    no_platform,
    platform_as_source,
    no_limits,
    no_filters,
    no_peer_review,
    one_database,
    only_databases,
    search_twice,
    one_language,
    period_after_search,
    needless_screen,
    register_as_database,
    round_left_out,
    no_search,
)
