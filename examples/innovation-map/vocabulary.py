"""The words that the made-up organizations and projects are named and described with."""

STARTS = (
    "Abri", "Bel", "Civi", "Dora", "Ekko", "Fero", "Gala", "Hexa", "Iri", "Juno", "Kiri", "Lumo", "Mira",
    "Nodo",
    "Opti", "Pixa", "Quanta", "Ruba", "Sola", "Tavi", "Ubi", "Vela", "Wiki", "Xylo", "Yano", "Zeta", "Alvo",
    "Brio",
    "Corda", "Delvi", "Elmo", "Fluva", "Grano", "Helo", "Inka", "Jara", "Kolo", "Lindo", "Mondo", "Nela",
)  # fmt: skip
ENDS = (
    "bora", "cast", "dell", "form", "grid", "hive", "kamp", "link", "mesh", "nest", "port", "quist", "ring",
    "sphere",
    "tanto", "valo", "wave", "yard", "zine", "mento",
)  # fmt: skip
ORGANIZATION_KINDS = (
    "Foundation", "Cooperative", "Lab", "Association", "Network", "Institute", "Collective", "Trust", "Hub",
    "Agency",
)  # fmt: skip
PROJECT_FORMS = (
    "an open map", "a mobile app", "a sensor kit", "a matching platform", "an open course", "a voting tool",
    "a data portal", "a repair network", "a messaging service", "a maker space", "an open design",
    "a helpline",
)  # fmt: skip
CITIES = (
    "Quillhaven", "Tamsel", "Eastmere", "Port Averil", "Larkminster", "Ostermoor", "Vennbridge", "Villamora",
    "Haruzawa", "Stonemarsh", "Callisford", "Greywick",
)  # fmt: skip

# ISO 3166-1 alpha-2 codes, and how often one is drawn. The shares are made up.
COUNTRIES = {
    "GB": 14, "DE": 12, "ES": 11, "IT": 11, "FR": 10, "NL": 9, "GR": 5, "PT": 5, "BE": 4, "SE": 4, "DK": 4,
    "AT": 3,
    "PL": 3, "FI": 3, "IE": 3, "CZ": 2, "HU": 2, "RO": 2, "HR": 2, "SI": 2, "EE": 2, "LT": 1, "LV": 1,
    "BG": 1,
    "SK": 1, "CY": 1, "MT": 1, "LU": 1, "NO": 2, "CH": 2, "RS": 1, "TR": 1, "UA": 1,
}  # fmt: skip

# Fields: how often one is drawn, and what a case of the field is for.
FIELDS = {
    "healthcare": (9, "people who live with a long illness"),
    "education": (12, "learners who left school early"),
    "employment": (10, "people who look for work"),
    "democratic-participation": (8, "residents who want a say in their town"),
    "migration": (5, "newcomers and their neighbors"),
    "environment": (11, "people who measure air and water"),
    "other": (4, "people who share tools and time"),
}

# Barriers: how often one is drawn, and the sentence of a description that shows it.
BARRIERS = {
    "funding-investment": (12, "Money runs out when the first grant ends."),
    "weak-networks": (6, "The team knows of no others who do the same."),
    "skills-shortages": (7, "It is hard to find people who can build and run it."),
    "slow-adoption-public-sector": (9, "Public authorities hesitate to use it."),
    "slow-adoption-civil-society": (4, "Charities in the region work with older tools."),
    "engaging-users": (8, "Few people come back after their first visit."),
    "measuring-impact": (6, "Nobody can say what it has changed."),
    "growth-sustainability": (7, "There is no plan for a second city."),
}
