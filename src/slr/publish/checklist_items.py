"""The items of the reporting checklists, named briefly in our words, and what of the folder answers each.

PRISMA 2020 (Page et al., 2021, doi 10.1136/bmj.n71), PRISMA-S (Rethlefsen et al., 2021, doi
10.1186/s13643-020-01542-z), PRISMA-ScR (Tricco et al., 2018, doi 10.7326/M18-0850). The third part of an
item names an answer of `slr.publish.checklists`; empty where only the authors know.
"""

Item = tuple[str, str, str]  # number, topic, answer

PRISMA_2020: tuple[Item, ...] = (
    ("1", "Title: names the report a systematic review", "title"),
    ("2", "Abstract", ""),
    ("3", "Rationale", "rationale"),
    ("4", "Objectives or questions", "question"),
    ("5", "Eligibility criteria", "criteria"),
    ("6", "Information sources, with the date each was last searched", "sources"),
    ("7", "Search strategies in full, with filters and limits", "queries"),
    ("8", "Selection process: reviewers, independence, automation", "selection"),
    ("9", "Data collection process: reviewers, independence, automation", "coders"),
    ("10a", "Data items: outcomes sought", "outcomes"),
    ("10b", "Data items: other variables", "dimensions"),
    ("11", "Risk of bias: tools and how they were used", "tools"),
    ("12", "Effect measures", ""),
    ("13a", "Synthesis: which studies were eligible for each", ""),
    ("13b", "Synthesis: preparation of data", ""),
    ("13c", "Synthesis: tabulation and display", "displays"),
    ("13d", "Synthesis: methods and software", "synthesis"),
    ("13e", "Synthesis: exploration of heterogeneity", ""),
    ("13f", "Synthesis: sensitivity analyses", ""),
    ("14", "Reporting bias: how it was assessed", ""),
    ("15", "Certainty: how it was assessed", "certainty"),
    ("16a", "Study selection: results, with a flow diagram", "flow"),
    ("16b", "Study selection: reports that came close, and why they were excluded", "excluded"),
    ("17", "Study characteristics, each study cited", "studies"),
    ("18", "Risk of bias in the studies", "judgements"),
    ("19", "Results of individual studies", ""),
    ("20a", "Syntheses: characteristics and risk of bias of their studies", ""),
    ("20b", "Syntheses: statistical results", ""),
    ("20c", "Syntheses: heterogeneity", ""),
    ("20d", "Syntheses: sensitivity analyses", ""),
    ("21", "Reporting biases", ""),
    ("22", "Certainty of evidence", ""),
    ("23a", "Discussion: interpretation", ""),
    ("23b", "Discussion: limitations of the evidence", ""),
    ("23c", "Discussion: limitations of the review process", ""),
    ("23d", "Discussion: implications", ""),
    ("24a", "Registration", "registration"),
    ("24b", "Protocol: where it can be read", "protocol"),
    ("24c", "Amendments to registration or protocol", "amendments"),
    ("25", "Support", "funding"),
    ("26", "Competing interests", "interests"),
    ("27", "Availability of data, code and other materials", "availability"),
)

PRISMA_S: tuple[Item, ...] = (
    ("1", "Name of each database", "databases"),
    ("2", "Platform where several databases were searched at once", "platforms"),
    ("3", "Study registries", "registers"),
    ("4", "Online resources and browsing", "websites"),
    ("5", "Citation searching", "citations"),
    ("6", "Contacts", ""),
    ("7", "Other methods", "others"),
    ("8", "Search strategies in full", "queries"),
    ("9", "Limits and restrictions", "limits"),
    ("10", "Search filters", "filters"),
    ("11", "Prior work that was drawn on", ""),
    ("12", "Updates of the searches", "rounds"),
    ("13", "Date of each search", "dates"),
    ("14", "Peer review of the searches", "peer review"),
    ("15", "Number of records from each source", "counts"),
    ("16", "Deduplication", "duplicates"),
)

PRISMA_SCR: tuple[Item, ...] = (
    ("1", "Title: names the report a scoping review", ""),
    ("2", "Structured summary", ""),
    ("3", "Rationale", "rationale"),
    ("4", "Objectives, with their key elements", "question"),
    ("5", "Protocol and registration", "registration"),
    ("6", "Eligibility criteria", "criteria"),
    ("7", "Information sources, with dates", "sources"),
    ("8", "Search: at least one strategy in full", "queries"),
    ("9", "Selection of sources of evidence", "selection"),
    ("10", "Data charting process", "coders"),
    ("11", "Data items", "dimensions"),
    ("12", "Critical appraisal, if done: methods", "tools"),
    ("13", "Synthesis: how data were handled and summed up", "displays"),
    ("14", "Selection: results, with a flow diagram", "flow"),
    ("15", "Characteristics of the sources of evidence", "studies"),
    ("16", "Critical appraisal, if done: results", "judgements"),
    ("17", "Results of individual sources of evidence", "codings"),
    ("18", "Synthesis of results", "cross"),
    ("19", "Summary of evidence", ""),
    ("20", "Limitations", ""),
    ("21", "Conclusions", ""),
    ("22", "Funding", "funding"),
)

CHECKLISTS: dict[str, tuple[str, tuple[Item, ...]]] = {
    "prisma-2020": ("PRISMA 2020 checklist", PRISMA_2020),
    "prisma-s": ("PRISMA-S checklist", PRISMA_S),
    "prisma-scr": ("PRISMA-ScR checklist", PRISMA_SCR),
}
