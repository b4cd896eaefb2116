"""The words that the synthetic studies are made of. No sentence is taken from any publication."""

# Categories of ability-motivation-opportunity: the category above, what a made-up study says where the factor
# helps, and where it hinders.
FACTORS: dict[str, tuple[str, str, str]] = {
    "recruitment": (
        "abilities",
        "New staff were chosen for their readiness to try things.",
        "Posts were filled by seniority alone.",
    ),
    "development": (
        "abilities",
        "A course of six weeks taught the method on the staff's own cases.",
        "Training was cancelled twice and never resumed.",
    ),
    "mobility": (
        "abilities",
        "Staff who had worked elsewhere brought the method along.",
        "Nobody could change departments without losing rank.",
    ),
    "peer-learning": (
        "abilities",
        "Colleagues showed each other how they did it, desk by desk.",
        "Those who knew how kept it to themselves.",
    ),
    "intrinsic": (
        "motivations",
        "Most took part because the work mattered to them.",
        "Few saw why they should care.",
    ),
    "rewards": (
        "motivations",
        "A yearly prize made the work visible.",
        "New ideas never counted in an appraisal.",
    ),
    "management": (
        "motivations",
        "Heads of unit asked for trials and read their results.",
        "Heads of unit wanted no trials before the budget was closed.",
    ),
    "culture": (
        "motivations",
        "It was usual to say that something had not worked.",
        "A mistake was remembered for years.",
    ),
    "work-design": (
        "opportunities",
        "Every Friday was free for trials.",
        "The day was full of cases, and no hour was left.",
    ),
    "resources": (
        "opportunities",
        "A small fund paid for prototypes.",
        "There was no money for even a paper model.",
    ),
    "networks": (
        "opportunities",
        "A network of twelve offices met every month.",
        "Each office worked behind its own door.",
    ),
}
EMERGED = "peer-learning"  # is in no codebook: it emerges while the studies are coded

# Dimensions of oecd-core-skills: what they are called in a title, and what is said of each level.
SKILLS: dict[str, tuple[str, dict[str, str]]] = {
    "iteration": (
        "small trials",
        {
            "basic-awareness": "People had heard of working in small steps.",
            "emerging-capability": "One project was built in small steps, with help.",
            "regular-practitioner": "Every service was built in small steps as a matter of course.",
        },
    ),
    "data-literacy": (
        "work with data",
        {
            "basic-awareness": "People knew that figures were kept somewhere.",
            "emerging-capability": "A first team drew its own charts.",
            "regular-practitioner": "Decisions were made with charts on the table.",
        },
    ),
    "user-centricity": (
        "listening to users",
        {
            "basic-awareness": "Staff agreed that users should be asked.",
            "emerging-capability": "Users were asked once, in one project.",
            "regular-practitioner": "Users tested every form before it was printed.",
        },
    ),
    "storytelling": (
        "telling the story of change",
        {
            "basic-awareness": "A page on the intranet told of the plan.",
            "emerging-capability": "One unit told its story on film.",
            "regular-practitioner": "Each unit told what had changed, every quarter.",
        },
    ),
}
PLACES = (
    "the Port Office of Averil",
    "the Land Registry of Callisford",
    "the Schools Board of Haruzawa",
    "the Water Authority of Melbrona",
    "the Permit Desk of Ostrevik",
    "the Health Fund of Pellarin",
    "the City Archive of Quenstead",
    "the Tax Service of Rubamento",
)
DESIGNS = ("a case study", "a survey", "an interview study", "a before-and-after study")
OFF_TOPIC = ("Road salt in", "Bird counts near", "Lighting of the offices of", "Wall paint at")
FAMILIES = (
    "Ashgrove",
    "Belmarsh",
    "Corvenna",
    "Dunmarrow",
    "Elsworthy",
    "Fallowmere",
    "Garrenby",
    "Hollinsea",
)
GIVEN = ("Ada", "Bo", "Cyr", "Dag", "Eli", "Fay", "Gus", "Hal")
JOURNALS = ("Journal of Invented Administration", "Annals of Imagined Services")
