"""The 22 made-up studies that the example review includes, written by hand with the words that are coded.

`evidence` maps a category to the sentence of the abstract that shows it; the sentence is the coded quote.
"""

from dataclasses import dataclass, field

TRANSPARENCY = "transparency-accountability"
PARTICIPATION = "democratic-participation"
COPRODUCTION = "co-production"
CROWDSOURCING = "crowdsourcing"
EVALUATION = "evaluation"


@dataclass(frozen=True)
class Study:
    """One included study: how its main report reads, and what coders should find in it."""

    title: str
    year: int
    journals: str  # a group of vocabulary.JOURNALS
    platforms: tuple[str, ...]
    design: str
    income: str
    publication_field: str
    method: str
    evidence: dict[str, str] = field(default_factory=dict)


STUDIES: tuple[Study, ...] = (
    Study(
        "Twitter accounts of county health departments in Veldmark: who posts, what about, and who listens",
        2012, "health", ("twitter",), "descriptive", "high", "medicine",
        "Accounts and posts of 58 counties were counted over eight weeks.",
        {TRANSPARENCY: "Two thirds of posts passed on facts about services and inspections to the public.",
         EVALUATION: "Departments learned from replies how opening hours and inspections were received."}),
    Study(
        "Hearing the public before the plan: a ministry of health consults Norvania through Facebook",
        2013, "government", ("facebook",), "case-study", "upper-middle", "government",
        "Comments on 31 consultation posts were analyzed and eleven officials were interviewed.",
        {PARTICIPATION: "Citizens proposed 214 changes to the draft plan and 37 of them were adopted.",
         TRANSPARENCY: "The ministry published every comment together with its answer."}),
    Study(
        "Short videos for long queues: YouTube at the blood transfusion service of Quillhaven",
        2011, "health", ("youtube",), "descriptive", "high", "medicine",
        "View counts, ratings and donor records of 24 months were described.",
        {TRANSPARENCY: "Videos showed how donated blood is tested and where it goes.",
         EVALUATION: "Comments under the videos told the service which part of a visit donors liked least."}),
    Study(
        "Restaurant grades on a feed: food safety authority posts and citizen ideas in Larkminster",
        2014, "government", ("twitter", "blog"), "mixed", "high", "government",
        "Posts and proposals were coded and six inspectors were interviewed.",
        {CROWDSOURCING: "An open call for clearer grades drew 193 proposals, of which 21 were tried.",
         TRANSPARENCY: "Every closure was announced on the feed within an hour."}),
    Study(
        "A Facebook page for mothers run by the regional health board of Estrania: one year of questions",
        2012, "digital", ("facebook",), "content-analysis", "high", "informatics",
        "All 1,204 questions and 1,377 answers of one year were coded.",
        {PARTICIPATION: "Mothers set the topics of the monthly live hour by vote.",
         TRANSPARENCY: "Midwives answered in public and named the guideline that they followed."}),
    Study(
        "Official voices during the Kestrian influenza season: microblogs of three agencies compared",
        2010, "health", ("twitter",), "content-analysis", "upper-middle", "medicine",
        "Messages of three agencies were sampled by week and compared with press releases.",
        {TRANSPARENCY: "Agencies gave case counts daily, two days ahead of their press releases."}),
    Study(
        "Do health promotion agencies talk with people or at them? A survey of Pellonian press officers",
        2013, "health", ("facebook", "twitter", "youtube"), "descriptive", "high", "medicine",
        "A survey went to all 96 communication officers; 71 replied.",
        {PARTICIPATION: "One officer in five had ever changed a campaign because of comments.",
         TRANSPARENCY: "Most officers saw the accounts as a window on their agency's work.",
         EVALUATION: "Half of the officers read comments to learn how their last campaign was received."}),
    Study(
        "Blogging epidemiologists: an institute of public health opens its weekly meeting in Taluria",
        2009, "health", ("blog", "twitter"), "case-study", "lower-middle", "medicine",
        "Blog entries and reader letters of 30 months were read by two researchers.",
        {TRANSPARENCY: "Minutes of the weekly meeting appeared on the blog the same day."}),
    Study(
        "Mapping stagnant water together: a dengue hotline on social networks in San Olvido",
        2014, "digital", ("facebook", "twitter"), "mixed", "lower-middle", "informatics",
        "Reports of residents were compared with inspection rounds in 40 districts.",
        {COPRODUCTION: "Residents reported stagnant water with photographs and inspectors removed it.",
         CROWDSOURCING: "An open contest for mosquito traps drew 58 designs, and two of them were built."}),
    Study(
        "Vaccination officers on discussion boards: an outreach experiment of a national program in Lindovia",
        2013, "digital", ("other",), "comparative", "high", "informatics",
        "Twelve boards with an officer were compared with twelve boards without.",
        {PARTICIPATION: "Parents questioned the schedule and the officers took their points to the program.",
         EVALUATION: "Threads showed the program which of its own leaflets parents did not believe."}),
    Study(
        "Social media policies of public health institutes: an analysis of forty documents from Osmerland",
        2012, "government", ("several",), "content-analysis", "high", "government",
        "Forty policies were compared clause by clause.",
        {TRANSPARENCY: "Thirty-one policies named open information as the first aim."}),
    Study(
        "A crowd of school nurses: collecting ideas for head lice guidance on an open network in Dunvale",
        2011, "digital", ("other",), "case-study", "high", "informatics",
        "Ideas, votes and the final guidance were traced back to their authors.",
        {CROWDSOURCING: "An open call brought 88 ideas, and a vote took twelve of them into the guidance."}),
    Study(
        "Emergency preparedness offices and their followers: reach of drill announcements in Port Averil",
        2014, "health", ("twitter", "facebook"), "descriptive", "high", "medicine",
        "Reach and sharing of 120 announcements were measured.",
        {TRANSPARENCY: "Each drill was announced and its shortcomings were posted afterwards.",
         EVALUATION: "Reactions to each announcement were read to judge how the drill was understood."}),
    Study(
        "Town hall on a timeline: health budget debates of citizens and the city health office of Tamsel",
        2013, "government", ("facebook", "twitter"), "content-analysis", "upper-middle", "government",
        "Six debates with 2,310 comments were coded for arguments and replies.",
        {PARTICIPATION: "Citizens debated three budget lines and officials answered within a day.",
         TRANSPARENCY: "The office posted its spending by quarter and clinic."}),
    Study(
        "Which hours suit you? A tobacco control agency asks smokers on a social network in Sarovia",
        2010, "digital", ("other",), "descriptive", "upper-middle", "informatics",
        "Answers of 412 members and the changes that followed were tabulated.",
        {PARTICIPATION: "Smokers asked for evening hours, and the agency answered and changed them.",
         EVALUATION: "Reactions to the quit line were sorted to judge which advice was welcome."}),
    Study(
        "Heat warnings and small talk: how forecasters of the Haruzawa health office use microblogs",
        2012, "health", ("twitter",), "qualitative", "high", "medicine",
        "Fourteen officers were interviewed and shadowed during two heat waves.",
        {TRANSPARENCY: "Officers explained on the feed how each warning level was reached.",
         PARTICIPATION: "Replies from residents moved the hour of the evening warning."}),
    Study(
        "Poison centers on video: an audit of public channels in four provinces of Brennmark",
        2014, "health", ("youtube",), "content-analysis", "high", "medicine",
        "All 76 videos were audited with a checklist.",
        {TRANSPARENCY: "The channels named their funding and medical sources in every video."}),
    Study(
        "Rumor desks in Nkombe: a disease control center answers questions by social network and radio",
        2015, "health", ("facebook", "other"), "mixed", "low", "medicine",
        "Questions, answers and a household survey of 600 people were combined.",
        {TRANSPARENCY: "The desk corrected false reports in public and gave its sources.",
         PARTICIPATION: "Listeners chose the three rumors answered on air each week."}),
    Study(
        "Photographs of playgrounds: residents and a health promotion agency rate public space in Eastmere",
        2013, "digital", ("other",), "case-study", "high", "informatics",
        "Photographs of 14 weeks were coded and compared with an official audit.",
        {CROWDSOURCING: "An open call brought 640 photographs, from which the agency drew a map of need.",
         PARTICIPATION: "Residents ranked the playgrounds and the agency followed their order."}),
    Study(
        "One year of social media at the North Harrowmere regional health board",
        2014, "government", ("facebook", "twitter"), "descriptive", "high", "government",
        "Monthly figures of all accounts were tabulated by the communication unit.",
        {EVALUATION: "Comments and ratings were read each month to judge how new clinics were received."}),
    Study(
        "Answering in public: reply times of health departments on Twitter in the Keth Delta",
        2013, "digital", ("twitter",), "descriptive", "lower-middle", "informatics",
        "Reply times of 19 departments to 900 questions were measured.",
        {TRANSPARENCY: "Every reply stayed visible, refusals included.",
         PARTICIPATION: "Questions came from every district and a third led to a second exchange."}),
    Study(
        "Building a measles dashboard with parents: a health department and its Facebook group in Stonemarsh",
        2014, "digital", ("facebook",), "case-study", "high", "informatics",
        "Minutes, posts and four versions of the dashboard were analyzed.",
        {COPRODUCTION: "Parents and staff designed, tested and now maintain the dashboard together.",
         TRANSPARENCY: "Coverage by school was shown to everyone for the first time."}),
)  # fmt: skip

# Studies with a second report, by position: how the second report is titled and where it appeared.
GREY_ONLY = 19  # a report of an organization that no database holds
CONFERENCE_TWIN = 20  # a conference paper came first, under the same title
GREY_TWIN = 21  # the department's own report on the same study
GREY_TWIN_TITLE = "The Stonemarsh measles dashboard: final report of the health department to the council"
