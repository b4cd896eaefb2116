"""The words of the synthetic corpus: invented names, places and journals, and what titles speak about.

Every person, place, organization and journal is made up; a likeness to a real one is chance.
"""

from dataclasses import dataclass

FAMILY_STARTS = (
    "Brand", "Kest", "Varn", "Tess", "Okund", "Mar", "Lind", "Aster", "Pell", "Quor", "Hav", "Solv", "Dren",
    "Fal", "Grim", "Ilv", "Jask", "Korv", "Lor", "Mund", "Nard", "Orm", "Pra", "Rost", "Sab", "Tor", "Ulm",
    "Vel", "Wend", "Yar", "Zell", "Ban", "Cord", "Esp", "Ferr", "Gal", "Hol", "Iber", "Kal", "Mont",
)  # fmt: skip
FAMILY_ENDS = (
    "ovar", "row", "holt", "more", "aya", "noval", "ström", "quist", "mark", "ano", "eira", "escu", "inski",
    "aglu", "wick", "ford", "enko", "ardi", "ellès", "ossen", "üren", "ado", "imoto", "eng", "iñar", "oğan",
)  # fmt: skip
FAMILY_PARTICLES = ("van der ", "de la ", "von ", "O'", "Al-")
GIVEN = (
    "Anna", "Bo", "Carla", "David", "Elif", "Femi", "Greta", "Hiro", "Ines", "Jonas", "Katya", "Luis", "Mei",
    "Nadia", "Oskar", "Paula", "Quentin", "Rosa", "Samir", "Tara", "Ulla", "Viktor", "Wanda", "Xavier",
    "Yusuf",
    "Zoe", "José", "Søren", "Chloé", "Marta", "Piotr", "Leila", "Tomás", "Agnes", "Bruno", "Daria",
)  # fmt: skip
MIDDLE = ("", "", "", "A", "B", "E", "J", "L", "M", "R", "S", "T")

PLACES = (
    "Norvania", "Tolvania", "Quorra", "Veldmark", "Estrania", "Pellonia", "Kestria", "Lindovia", "Brennmark",
    "Sarovia", "Taluria", "Osmerland", "Brackwater", "Eastmere", "Quillhaven", "Stonemarsh", "Dunvale",
    "Larkminster", "Port Averil", "Ambermouth", "Thornreach", "Wexcombe", "Old Serrin", "Kelloway",
    "Marrowdale",
    "Silverfen", "Norrington Bay", "Tamsel", "Ostermoor", "Vennbridge", "Callisford", "Greywick",
    "the Sollen Isles",
    "the Upper Merrin Valley", "North Harrowmere", "the Keth Delta", "San Olvido", "Villamora", "Haruzawa",
    "Nkombe",
)  # fmt: skip
TOPICS = (
    "seasonal influenza", "measles", "childhood vaccination", "tobacco smoking", "binge drinking", "obesity",
    "type 2 diabetes", "hypertension", "breast cancer screening", "cervical cancer", "HIV prevention",
    "sexually transmitted infections", "tuberculosis", "dengue fever", "malaria", "foodborne illness",
    "waterborne outbreaks", "heat waves", "air pollution", "suicide prevention", "depression", "anxiety",
    "postnatal depression", "breastfeeding", "teenage pregnancy", "prenatal care", "oral health",
    "skin cancer",
    "sun safety", "physical activity", "school meals", "sugary drinks", "salt reduction", "road injuries",
    "falls in older people", "dementia", "stroke awareness", "heart failure", "asthma", "chronic pain",
    "autism",
    "epilepsy", "organ donation", "blood donation", "antibiotic resistance", "hand hygiene", "hepatitis C",
    "pandemic influenza", "Ebola virus disease", "norovirus", "pertussis", "Lyme disease", "opioid overdose",
    "cannabis use", "gambling", "eating disorders", "sleep", "loneliness", "domestic violence", "self-harm",
    "health literacy", "disaster relief", "radiation safety", "drinking water quality",
    "emergency contraception",
    "human papillomavirus", "kidney disease", "rheumatoid arthritis", "cystic fibrosis", "genetic testing",
)  # fmt: skip
POPULATIONS = (
    "adolescents", "college students", "young adults", "older adults", "pregnant women", "new mothers",
    "parents",
    "fathers", "migrant workers", "rural residents", "homeless youth", "indigenous communities", "refugees",
    "nurses", "medical students", "pharmacists", "general practitioners", "dentists", "midwives",
    "schoolchildren",
    "caregivers", "cancer survivors", "veterans", "men who have sex with men", "people with disabilities",
    "night-shift workers", "farmers", "bus drivers", "prisoners", "teachers", "athletes", "kidney recipients",
)  # fmt: skip
PLATFORMS = (
    "Twitter", "Facebook", "YouTube", "blogs", "Flickr", "Instagram", "online forums", "Wikipedia",
    "microblogs", "Pinterest", "podcasts", "social networking sites",
)  # fmt: skip
SINCE = {  # the first year in which somebody could have written about it
    "Twitter": 2007, "Facebook": 2006, "YouTube": 2006, "Instagram": 2011, "Pinterest": 2011,
    "microblogs": 2008, "Flickr": 2005, "podcasts": 2005, "social networking sites": 2006,
}  # fmt: skip
METHODS = (
    "a content analysis", "a cross-sectional survey", "a qualitative interview study",
    "a mixed methods study",
    "a longitudinal analysis", "a case study", "a cohort study", "an ethnography", "a network analysis",
    "focus group findings", "a discourse analysis", "an interrupted time series", "a scoping review",
    "a Delphi study", "a pilot evaluation", "a secondary data analysis", "a usability test", "a diary study",
    "a document analysis", "a conjoint experiment", "lessons from five years", "a regression analysis",
)  # fmt: skip
AGENCIES = (
    "health department", "ministry of health", "public health institute", "national vaccination program",
    "food safety authority", "blood transfusion service", "city health office", "disease control center",
    "regional health board", "health promotion agency", "emergency preparedness office",
    "poison information center",
    "school health service", "sexual health agency", "port health authority", "cancer screening program",
    "drinking water inspectorate", "occupational health institute",
)  # fmt: skip
SETTINGS = (
    "a teaching hospital", "community pharmacies", "an insurance fund", "a patient charity",
    "private clinics",
    "a medical school", "a cancer foundation", "dental practices", "a hospital network", "a nursing college",
    "a drug manufacturer", "a volunteer ambulance service", "a hospice", "fertility clinics",
    "a sports federation",
)  # fmt: skip
OUTCOMES = (
    "knowledge", "attitudes", "trust", "attendance", "help-seeking", "adherence", "risk perception",
    "self-efficacy",
    "engagement", "satisfaction", "quality of life", "information needs", "stigma", "uptake", "cost",
    "readiness",
    "well-being", "resilience", "privacy concerns", "professional identity", "decision making", "coping",
)  # fmt: skip
MICROBES = (
    "Streptococcus", "Haemophilus", "Pseudomonas", "Candida", "Staphylococcus", "Moraxella", "Klebsiella",
    "Lactobacillus", "Listeria", "Campylobacter", "Legionella", "Aspergillus",
)  # fmt: skip


@dataclass(frozen=True)
class Journal:
    """An invented journal: full name, abbreviation, ISSN in a range nobody is given, code for DOIs."""

    name: str
    short: str
    issn: str
    code: str


_SHORT = {
    "Journal": "J", "Annals": "Ann", "Archives": "Arch", "Review": "Rev", "Reviews": "Rev", "Medical": "Med",
    "Medicine": "Med", "Communication": "Commun", "Communications": "Commun", "International": "Int",
    "Informatics": "Inform", "Government": "Gov", "Governance": "Gov", "Information": "Inf", "Quarterly": "Q",
    "Education": "Educ", "Nursing": "Nurs", "Psychology": "Psychol", "Research": "Res", "Policy": "Policy",
    "Proceedings": "Proc", "Conference": "Conf", "Preventive": "Prev", "Epidemiology": "Epidemiol",
    "Surveillance": "Surveill", "Bulletin": "Bull", "Clinical": "Clin", "Adolescent": "Adolesc",
    "Otology": "Otol", "Microbiology": "Microbiol", "Administration": "Adm", "Internet": "Internet",
    "Behavior": "Behav", "Pharmacy": "Pharm", "Technology": "Technol", "Trials": "Trials",
    "Tolvanian": "Tolvan",
    "Norvanian": "Norvan", "Pellonian": "Pellon", "Veldmarkian": "Veldmark", "Quorran": "Quorran",
    "of": "", "the": "", "and": "", "in": "", "on": "", "for": "",
}  # fmt: skip
_NAMES = {
    "health": (
        "Tolvanian Journal of Public Health", "Annals of Imagined Public Health",
        "Norvanian Bulletin of Health Policy",
        "Notional Health Promotion Quarterly", "Pellonian Review of Preventive Medicine",
        "Brackwater Health Reviews",
        "Journal of Invented Health Communication", "Quorran Archives of Epidemiology",
        "Made-up Surveillance Bulletin",
    ),
    "digital": (
        "Journal of Fictional Internet Medicine", "Veldmarkian Journal of Health Informatics",
        "Imaginary Social Media Research", "Proceedings of the Quillhaven Conference on Health Informatics",
        "Notional Informatics and Medicine", "Annals of Invented Technology in Health",
    ),
    "government": (
        "Fictional Government Information Quarterly", "Norvanian Review of Public Administration",
        "Journal of Imagined Digital Governance", "Proceedings of the Tamsel Conference on e-Government",
    ),
    "clinical": (
        "Estranian Medical Journal", "Brennmark Clinical Reviews", "Tolvanian Archives of Medicine",
        "Kestrian Journal of Clinical Trials", "Notional Pharmacy Research", "Lindovian Annals of Medicine",
    ),
    "education": (
        "Imaginary Nursing Education", "Quorran Journal of Medical Education",
        "Journal of Notional Nursing Research",
    ),
    "mind": (
        "Fictional Adolescent Psychology", "Pellonian Journal of Behavior and Technology",
        "Imagined Youth Research",
    ),
    "bench": (
        "Sarovian Otology", "Journal of Invented Otology", "Talurian Microbiology Reviews",
        "Notional Microbiology",
    ),
}  # fmt: skip


def _issn(number: int) -> str:
    """An ISSN of the form 9999-NNNX with a right check digit."""
    digits = f"9999{number:03d}"
    check = -sum(int(d) * weight for d, weight in zip(digits, range(8, 1, -1), strict=True)) % 11
    return f"{digits[:4]}-{digits[4:]}{'X' if check == 10 else check}"


def _journals() -> dict[str, tuple[Journal, ...]]:
    groups: dict[str, tuple[Journal, ...]] = {}
    number = 0
    for group, names in _NAMES.items():
        made = []
        for name in names:
            number += 1
            words = [_SHORT.get(word, word) for word in name.split()]
            made.append(Journal(name, " ".join(w for w in words if w), _issn(number), f"j{number:02d}"))
        groups[group] = tuple(made)
    return groups


JOURNALS = _journals()
CONFERENCES = (
    Journal("Abstracts of the Ambermouth Meeting on Digital Health",
            "Abstr Ambermouth Meet Digit Health", "", "c01"),
    Journal("Proceedings of the Larkminster Workshop on Social Media",
            "Proc Larkminster Workshop Soc Media", "", "c02"),
)  # fmt: skip
PREPRINTS = Journal("Notional Preprint Server", "Notional Prepr Serv", "", "preprint")
