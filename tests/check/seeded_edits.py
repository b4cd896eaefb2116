"""One known defect of a protocol each, as an edit of the sound one: for the rules whose suite is the rest of it."""

from seeded_reviews import PROTOCOL

Edit = tuple[
    str, str, str, str, str
]  # what is replaced, by what, the rule, a text on its line, what else may be said
SCOPUS = "    source: Scopus\n    platform: Scopus\n    kind: database\n    date: 2020-02-01\n    query: TITLE(nudg*)"
I1 = "  - id: i1\n    text: About nudges of any kind\n    type: include\n"
SEARCHES_END = "    screen: true\nstages:"
TITLES = "    on: records\n    reviewers: 2"
TEXTS = "    on: reports\n    reviewers: 2"


def query(code: str, platform: str, text: str, mark: str, also: str = "") -> Edit:
    """A search string of a platform in place of the sound one; its lines stand below `query: |`."""
    rows = "".join(f"\n      {row}" for row in text.split("\n"))
    head = f"    source: MEDLINE\n    platform: {platform}\n    kind: database\n    date: 2020-02-01\n"
    return SCOPUS, f"{head}    query: |{rows}", code, mark, also


QUERIES: dict[str, Edit] = {
    "AND and OR without brackets": query("Q007", "Scopus", "nudge OR prompt\nAND school", "      AND school"),
    "NOT and OR without brackets": query(
        "Q007", "Scopus", "nudge OR prompt\nNOT school", "      NOT s", "Q015"
    ),
    "a line that is not there": query(
        "Q008", "Ovid", "1. nudge$.ti.\n2. school.ti.\n3. 1 and 2 and 4", "      3. 1"
    ),
    "a wildcard too early": query("Q010", "PubMed", "nudge[tiab]\nAND pu*[tiab]", "      AND pu"),
    "a wildcard in the second place": query("Q010", "EBSCOhost", "TI nudge\nAND TI s*hool", "      AND TI"),
    "a wildcard of another platform": query(
        "Q011", "PubMed", "nudge[tiab]\nAND behavio?r[tiab]", "      AND be"
    ),
    "a field that there is not": query(
        "Q012", "PubMed", "nudge[tiab]\nAND school[tiabs]", "      AND school"
    ),
    "a field of Scopus without its hyphen": query(
        "Q012", "Scopus", "TITLE(nudge)\nAND TITLEABS(school)", "      AND T"
    ),
    "a suffix of Ovid with a letter too many": query(
        "Q012", "Ovid", "1. nudge$.ti.\n2. (school or pupil).ti,abs.\n3. 1 and 2", "      2. (school"
    ),
    "a dash from a word processor": query(
        "Q014", "Scopus", "TITLE(nudge)\nAND TITLE(e–school)", "      AND T"
    ),
    "NOT": query("Q015", "Scopus", "TITLE(nudge)\nAND NOT TITLE(teacher)", "      AND NOT"),
    "proximity of another platform": query("Q016", "EBSCOhost", "TI nudge\nNEAR/3 school", "      NEAR/3"),
    "words near each other without quotation marks": query(
        "Q016", "PubMed", "nudge[tiab]\nOR prompt[tiab:~2]", "      OR prompt"
    ),
    "a term given twice": query("Q017", "Scopus", "TITLE(nudge OR\nprompt OR nudge)", "      prompt OR"),
    "a term that another one finds": query(
        "Q017", "PubMed", 'school[tiab]\nOR "primary school"[tiab]', '      OR "primary'
    ),
    "no operator between brackets": query(
        "Q018", "Scopus", "TITLE(nudge)\nTITLE(school)", "      TITLE(school"
    ),
    "no operator between terms": query(
        "Q018", "PubMed", "nudge[tiab]\nAND school[tiab] pupil[tiab]", "      AND s"
    ),
    "a field after a bracket": query(
        "Q019", "PubMed", "nudge[tiab] AND\n(school OR pupil)[tiab]", "      (school"
    ),
    "a year with a wildcard": query(
        "Q020", "Web of Science", "TS=(nudge AND school)\nAND PY=201*", "      AND PY"
    ),
    "a date that PubMed cannot read": query(
        "Q020", "PubMed", "nudge[tiab]\nAND 20100:2020[dp]", "      AND 20100"
    ),
    "a limit in one of two brackets": query(
        "Q021", "PubMed", "nudge[tiab] OR\n(prompt[tiab] AND 2010:2020[dp])", "      (prompt"
    ),
    "a term without a field": query("Q022", "Web of Science", "TS=(nudge)\nAND school", "      AND school"),
    "a sign that is not looked for": query(
        "Q023", "Web of Science", "TS=(nudge OR\ne-school@home)", "      e-sch"
    ),
    "a platform's name before the query": query(
        "Q024", "PubMed", "PubMed:\n(nudge[tiab] OR prompt[tiab])", "PubMed:\n"
    ),
    "a line that no other uses": query(
        "Q025", "Ovid", "1. nudge$.ti.\n2. prompt$.ti.\n3. school$.ti.\n4. 1 and 3", "      2. prompt"
    ),
}

SEARCHES: dict[str, Edit] = {
    "a platform as the source": ("source: ERIC", "source: EBSCOhost", "S002", "source: EBSCOhost", ""),
    "one database alone": (
        (
            "  - id: eric\n    source: ERIC\n    platform: EBSCOhost\n    kind: database\n    date: 2020-02-01\n"
            "    query: TI nudg*\n    limits: none\n    filters: none\n"
        ),
        "",
        "S006",
        "searches:",
        "",
    ),
    "nothing but databases": (
        "  - id: sites\n    source: Ministries\n    kind: website\n    date: 2020-02-02\n    screen: true\n",
        "",
        "S007",
        "searches:",
        "",
    ),
    "a search twice": (
        "  - id: sites",
        (
            "  - id: eric-2\n    source: eric\n    platform: EBSCOhost\n    date: 2020-02-01\n    query: TI nudg*\n"
            "    limits: none\n    filters: none\n  - id: sites"
        ),
        "S008",
        "  - id: eric-2",
        "",
    ),
    "one language": (
        "    query: TI nudg*\n    limits: none",
        "    query: TI nudg*\n    limits: English",
        "S009",
        "limits: English",
        "",
    ),
    "a period beyond the search": (
        "    query: TI nudg*\n    limits: none",
        "    query: TI nudg*\n    limits: 2010 to 2021",
        "S010",
        "limits: 2010",
        "",
    ),
    "screen at a database": (
        "    query: TI nudg*\n",
        "    query: TI nudg*\n    screen: true\n",
        "S011",
        "    screen: true\n    limits",
        "",
    ),
    "a register as a database": ("source: ERIC", "source: ClinicalTrials.gov", "S012", "  - id: eric", ""),
    "a round left out": (
        SEARCHES_END,
        (
            "    screen: true\n  - id: sites-3\n    source: Councils\n    kind: website\n    date: 2020-03-02\n"
            "    round: 3\nstages:"
        ),
        "S013",
        "round: 3",
        "",
    ),
    "an update before its round": (
        SEARCHES_END,
        (
            "    screen: true\n  - id: sites-2\n    source: Councils\n    kind: website\n    date: 2019-03-02\n"
            "    round: 2\nstages:"
        ),
        "P019",
        "date: 2019-03-02",
        "",
    ),
}

PLAN: dict[str, Edit] = {
    "a placeholder left": ("  - Find the studies.", "  - Find the studies of …", "P009", "studies of …", ""),
    "a check that names no rule": (
        "known:",
        "check:\n  ignore: [s005]\nknown:",
        "P027",
        "ignore: [s005]",
        "",
    ),
    "a stage without criteria": (
        (
            "    text: About nudges of any kind\n    type: include\n  - id: e1\n    text: No pupils took part\n"
            "    type: exclude\n  - id: e2\n    text: No comparison of groups\n    type: exclude"
        ),
        (
            "    text: About nudges of any kind\n    type: include\n    stages: [title-abstract]\n  - id: e1\n"
            "    text: No pupils took part\n    type: exclude\n    stages: [title-abstract]\n  - id: e2\n"
            "    text: No comparison of groups\n    type: exclude\n    stages: [title-abstract]"
        ),
        "P011",
        "  - id: full-text",
        "",
    ),
    "an element that the question does not have": (
        "    text: No pupils took part",
        "    text: No pupils took part\n    element: pupils",
        "P024",
        "element: pupils",
        "P025",
    ),
    "an element without a criterion": (
        "    text: No pupils took part",
        "    text: No pupils took part\n    element: population",
        "P025",
        "context: Schools",
        "",
    ),
    "criteria that contradict each other": (
        "text: No comparison of groups",
        "text: about nudges of any kind",
        "P032",
        "text: about nudges",
        "",
    ),
    "two at one place of the order": (
        "    text: No pupils took part\n    type: exclude\n  - id: e2\n    text: No comparison of groups\n",
        (
            "    text: No pupils took part\n    type: exclude\n    order: 1\n  - id: e2\n    order: 1\n"
            "    text: No comparison of groups\n"
        ),
        "P033",
        "    order: 1\n    text: No comp",
        "",
    ),
    "the full text where only records are seen": (
        "text: No comparison of groups",
        "text: The full text compares no groups",
        "P034",
        "The full text",
        "",
    ),
    "an inclusion in words of an exclusion": (
        "text: About nudges of any kind",
        "text: Not about marketing of any kind",
        "P035",
        "Not about marketing",
        "P030",
    ),
    "a vague criterion": (
        "text: About nudges of any kind",
        "text: Relevant studies of nudges",
        "P036",
        "Relevant",
        "",
    ),
    "no stage": (
        (
            "stages:\n  - id: title-abstract\n    name: Title and abstract\n    on: records\n    reviewers: 2\n"
            "  - id: full-text\n    name: Full text\n    on: reports\n    reviewers: 2\n"
        ),
        "stages: []\n",
        "P050",
        "stages: []",
        "P011,P017",
    ),
    "full text before titles": (
        (
            "  - id: title-abstract\n    name: Title and abstract\n    on: records\n    reviewers: 2\n"
            "  - id: full-text\n    name: Full text\n    on: reports\n    reviewers: 2\n"
        ),
        (
            "  - id: full-text\n    name: Full text\n    on: reports\n    reviewers: 2\n"
            "  - id: title-abstract\n    name: Title and abstract\n    on: records\n    reviewers: 2\n"
        ),
        "P052",
        "  - id: title-abstract",
        "P051",
    ),
    "a scheme for two with one": (
        TITLES,
        "    on: records\n    scheme: liberal\n    reviewers: 1",
        "P054",
        "    scheme: liberal\n    reviewers: 1",
        "",
    ),
    "unsure without a way out": (
        TITLES,
        "    on: records\n    reviewers: 1\n    unsure: conflict",
        "P056",
        "unsure: conflict",
        "",
    ),
    "unsure includes at the end": (TEXTS, f"{TEXTS}\n    unsure: advances", "P057", "unsure: advances", ""),
    "a stage with somebody else": (TEXTS, f"{TEXTS}\n    people: [ana, bne]", "P058", "people: [ana", "P012"),
    "nobody is left to resolve": (
        TITLES,
        "    on: records\n    reviewers: 3\n    resolve: third",
        "P059",
        "resolve: third",
        "",
    ),
    "no e-mail address": ("email: ben@example.org", "email: ben(at)example.org", "P061", "ben(at)", ""),
    "no authors": (
        PROTOCOL[PROTOCOL.index("authors:") : PROTOCOL.index("searches:")],
        "funding: none\ninterests: none\nreviewers: [ana, ben, cleo]\n",
        "P073",
        "title:",
        "",
    ),
    "no data named": (
        "codebooks: [own]\nmethods:\n  data: see the codebook\n",
        "methods:\n",
        "P076",
        "  appraisal:",
        "",
    ),
}
MORE = QUERIES | SEARCHES | PLAN
