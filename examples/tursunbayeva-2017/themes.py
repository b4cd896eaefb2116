"""What the made-up works are about: title templates and the sentences of their abstracts, theme by theme.

Slots in braces are filled from vocabulary.py; `theme.reason` is the criterion a work of the theme fails.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Theme:
    """One theme of the corpus."""

    key: str
    reason: str
    journals: tuple[str, ...]
    titles: tuple[str, ...]
    background: tuple[str, ...]
    aim: tuple[str, ...]
    conclusion: tuple[str, ...]
    keywords: tuple[str, ...]


METHOD_SENTENCES = (
    "We collected {n} {items} between {month} {early} and {month2} {year} and coded them in duplicate.",
    "A questionnaire was sent to {n} {population}; {pct}% replied.",
    "We held {few} interviews and analyzed the transcripts by theme.",
    "Data came from {few} sites in {place} and were modeled with a mixed regression.",
    "Two of us read {n} {items} and agreed on a coding scheme (kappa 0.{kappa}).",
    "We followed {n} {population} for {few} months and compared them with a historical control.",
    "Records of {n} {population} were linked with {items} from the same weeks.",
)
RESULT_SENTENCES = (
    "Of {n} {items}, {pct}% mentioned {topic} and {pct2}% asked a question.",
    "{outcome_cap} rose from {pct2}% to {pct}% (P=.0{kappa}), mostly among {population}.",
    "Three themes emerged: {outcome}, {outcome2} and the cost of staff time.",
    "{outcome_cap} was associated with {outcome2} (odds ratio {ratio}, 95% CI {low}-{high}).",
    "Median reach was {n} people, and {pct2}% of {items} received a reply.",
    "No difference in {outcome} was seen (difference {ratio} points, P=.{pct}).",
    "{pct}% of respondents named {outcome} as the main barrier; {pct2}% named {outcome2}.",
)

THEMES: tuple[Theme, ...] = (
    Theme(
        "surveillance", "e3", ("digital", "health"),
        ("Tracking {topic} in {place} from {platform}: {method}",
         "Can {platform} predict {topic}? Evidence from {place}",
         "Mining {n} posts on {platform} for early signals of {topic}",
         "{topic_cap} and the geography of {platform} chatter among {population} in {place}",
         "Nowcasting {topic} with search queries and {platform}",
         "A classifier for personal mentions of {topic} on {platform}"),
        ("Timely data on {topic} are scarce in {place}.",
         "User-generated text may complement notifications of {topic}."),
        ("We asked how well posts on {platform} follow {topic}.",
         "This study tests {platform} as a signal for {topic}."),
        ("Public posts can complement, not replace, routine surveillance.",
         "Noise limits what can be learned from such data."),
        ("infodemiology", "surveillance", "data mining")),
    Theme(
        "marketing", "e2", ("health", "digital"),
        ("How brands promote {topic}-related products to {population} on {platform}",
         "Exposure of {population} to advertising about {topic} on {platform} in {place}",
         "Themes in user comments on commercials concerning {topic}: {method}",
         "Sponsored {platform} and {outcome} about {topic} among {population}",
         "Industry pages on {platform} and the framing of {topic}"),
        ("Companies reach {population} through new channels.",
         "Advertising has moved from television to {platform}."),
        ("We describe commercial content about {topic}.",
         "This paper examines how sellers speak to {population}."),
        ("Regulation should cover online advertising.",
         "Commercial pages blur the line between friend and seller."),
        ("marketing", "industry", "advertising")),
    Theme(
        "education", "e2", ("education", "digital"),
        ("Teaching {population} about {topic} with {platform}: {method}",
         "Professionalism of {population} on {platform} in {place}",
         "{platform_cap} as a classroom tool: {outcome} of {population} at a college in {place}",
         "Do {population} learn {topic} better in online groups? {method_cap}",
         "Curriculum guidelines on {outcome} when {population} use {platform}"),
        ("Students already use {platform} every day.", "Curricula in {place} say little about {platform}."),
        ("We evaluated a course on {topic} that used {platform}.",
         "The aim was to learn what {population} post."),
        ("Faculties should teach the use of {platform}.", "Online groups suited motivated learners."),
        ("education", "students", "e-learning")),
    Theme(
        "youth", "e2", ("mind", "health"),
        ("{outcome_cap} and time spent on {platform} among {population} in {place}",
         "Friends, likes and {topic}: {method} of {population}",
         "Bullying on {platform} and {topic} in {population}",
         "Does heavy use of {platform} go with {topic}? {method_cap} in {place}",
         "Self-presentation, {outcome} and {outcome2} of {population} on {platform}"),
        ("{population_cap} spend much of the day online.",
         "Links between {platform} and {topic} are debated."),
        ("We studied {outcome} in relation to {platform}.", "Our aim was to separate use from overuse."),
        ("Associations were small.", "Support from friends explained most of the association."),
        ("adolescent", "social networking", "mental health")),
    Theme(
        "patients", "e2", ("digital", "clinical"),
        ("What {population} ask each other about {topic} in online groups: {method}",
         "Peer support for {topic} on {platform}: {outcome} and {outcome2}",
         "Trust in advice about {topic} shared by {population}",
         "An online community of {population} living with {topic} in {place}",
         "Quality of information on {topic} in videos made by {population}"),
        ("People with {topic} look for others like them.",
         "Little is known on what members gain from online groups."),
        ("We analyzed threads on {topic}.", "This study describes exchanges between {population}."),
        ("Members valued experience above expertise.", "Clinicians should ask what their patients read."),
        ("peer support", "online community", "patients")),
    Theme(
        "recruitment", "e3", ("digital", "clinical"),
        ("Recruiting {population} for a study of {topic} through {platform}",
         "Cost per participant of {platform} against posters: {topic} in {population}",
         "Who answers an advertisement on {platform}? {population_cap} in {place}",
         "Retention of {population} in a cohort on {topic} with help of {platform}"),
        ("Studies of {topic} struggle to find {population}.", "Recruitment is slow and costly."),
        ("We compared paid posts with letters.", "We report the cost of enrolment through {platform}."),
        ("Paid posts were cheap but reached a selected group.",
         "Online recruitment needs a plan for retention."),
        ("recruitment", "cohort", "participants")),
    Theme(
        "phone", "e1", ("clinical", "digital"),
        ("Text messages to improve {outcome} in {population} with {topic}: a randomized trial",
         "Web-based self-management of {topic} for {population}: a cluster randomized trial in {place}",
         "Telephone coaching against leaflets for {topic} in {population}: a controlled trial",
         "A tailored e-mail program on {topic} and {outcome}: a randomized pilot trial",
         "Reminder calls, vouchers and {outcome} in {topic}: a factorial trial"),
        ("Brief remote support may help people with {topic}.",
         "{population_cap} rarely finish clinic programs."),
        ("We tested whether messages change {outcome}.",
         "The trial compared remote support with usual care."),
        ("Remote support was feasible and acceptable.", "A larger trial is warranted."),
        ("randomized controlled trial", "text messaging", "telehealth")),
    Theme(
        "portals", "e1", ("government", "digital"),
        ("Usability of the {agency} website in {place}: {method}",
         "Online booking, {outcome} and the {agency} of {place}",
         "Electronic records and {outcome} in {place}: {method}",
         "Citizens and the e-government portal of {place}: {outcome} and {outcome2}",
         "Open data on {topic} at the {agency}: a maturity model"),
        ("Public services move online.", "Portals promise lower cost for the {agency}."),
        ("We assessed an official website.", "This study looks at who uses the portal and why."),
        ("Design should start from tasks.", "Take-up depended on trust more than on features."),
        ("e-government", "website", "usability")),
    Theme(
        "massmedia", "e1", ("health",),
        ("Newspaper coverage of {topic} in {place}, {early} to {year}",
         "A television campaign on {topic} for {population}: {method}",
         "Radio drama and {outcome} about {topic} in {place}",
         "How journalists write on {topic}: sources, frames and {outcome}",
         "Posters and bus advertising against {topic} in {place}"),
        ("Mass media shape views on {topic}.", "Campaigns on {topic} are seldom evaluated."),
        ("We followed coverage over several years.", "The campaign's effect on {outcome} was measured."),
        ("Broadcast campaigns still reach {population}.", "Journalists relied on few sources."),
        ("mass media", "campaign", "news")),
    Theme(
        "otitis", "e1", ("bench", "clinical"),
        ("Acute otitis media and social deprivation in {population} of {place}",
         "{microbe} in recurrent otitis media: {method} in {place}",
         "Otitis media with effusion, {outcome} and hearing in {population}",
         "Antibiotics for otitis media caused by {microbe}: a randomized trial",
         "Public health burden of chronic suppurative otitis media in {place}"),
        ("Otitis media is a frequent reason for consultation.",
         "{microbe} is often found in middle ear fluid."),
        ("We estimated the burden of otitis media.", "The study compared two lengths of treatment."),
        ("Watchful waiting was safe.", "Hearing should be tested in {population} at risk."),
        ("otitis media", "hearing", "children")),
    Theme(
        "culture", "e1", ("bench",),
        ("Selective media for the isolation of {microbe} from {place} surface water",
         "Comparison of culture media for {microbe} in a public health laboratory of {place}",
         "Growth of {microbe} in minimal media: effect of temperature and salt",
         "A chromogenic medium detects {microbe} in food samples linked with {topic}",
         "Contact media and environmental sampling for {microbe} in {setting}"),
        ("Culture of {microbe} takes days.", "Public health laboratories need cheap media."),
        ("We compared {few} media.", "Recovery of {microbe} was measured on four plates."),
        ("The chromogenic medium saved a day.", "Media should be chosen by matrix."),
        ("culture media", "laboratory", "microbiology")),
    Theme(
        "workforce", "e1", ("health", "government"),
        ("Training needs of the {agency} workforce in {place}: {method}",
         "Budget cuts, {outcome} and the {agency} of {place}",
         "Partnerships between the {agency} and schools on {topic}",
         "Leadership, {outcome} and reform of public health services in {place}",
         "Health inequalities in {topic} among {population}: what the {agency} can do"),
        ("Public health services face reform.", "The {agency} employs people of many trades."),
        ("We asked staff about {outcome}.", "We describe how the {agency} works on {topic}."),
        ("Stable funding mattered most.", "Partnerships need a named coordinator."),
        ("public health practice", "workforce", "organization")),
    Theme(
        "providers", "e2", ("digital", "clinical"),
        ("Adoption of {platform} by {setting} in {place}: {method}",
         "{platform_cap} for {outcome} in {setting}",
         "Ratings of {setting} on {platform} and {outcome}",
         "Why {population} blog: {outcome} at {setting}",
         "Fundraising for {topic} by {setting} through {platform}"),
        ("Providers open accounts without a plan.", "Competition drives providers to {platform}."),
        ("We describe how {setting} uses {platform}.", "The aim was to relate ratings to {outcome}."),
        ("Providers mostly broadcast.", "Ratings said more on parking than on care."),
        ("hospitals", "providers", "reputation")),
    Theme(
        "opinion", "e4", ("health", "digital", "education"),
        ("Why {population} should take {platform} seriously",
         "{topic_cap} in the age of {platform}: promise and peril",
         "Ethics of {platform} research on {topic}: a commentary",
         "Ten simple ideas for talking on {topic} with {population} online",
         "Beyond the hashtag: {outcome}, {outcome2} and {topic}"),
        ("New media have changed how people speak on {topic}.",
         "Enthusiasm for {platform} outruns evidence."),
        ("This commentary argues for caution.", "I reflect on {topic} and {outcome}."),
        ("Evidence should come before enthusiasm.", "The debate has only begun."),
        ("commentary", "ethics", "opinion")),
    Theme(
        "crisis", "e3", ("digital", "government"),
        ("Rumors after the {place} flood: {method} of {platform}",
         "Volunteers, maps and {platform} in the {place} earthquake",
         "Retweeting warnings of {topic}: a model of diffusion in {place}",
         "Information seeking of {population} during an evacuation in {place}",
         "Citizen reporters and {outcome} in the {place} storm"),
        ("In a disaster people turn to {platform}.", "Rumors travel fast when officials are silent."),
        ("We traced how messages spread.", "The study maps who spoke with whom."),
        ("A few accounts carried most messages.", "Corrections traveled slower than rumors."),
        ("disaster", "crisis informatics", "diffusion")),
    Theme(
        "misinformation", "e3", ("health", "digital"),
        ("Anti-vaccine arguments on {platform}: {method} of {topic} posts",
         "False claims about {topic} and how {population} judge them",
         "Celebrity posts and {outcome} about {topic} in {place}",
         "Correcting myths on {topic}: an experiment with {population}",
         "Accuracy of {platform} on {topic}: {method}"),
        ("Misleading claims on {topic} circulate widely.", "Accuracy of popular pages is unknown."),
        ("We graded claims against guidelines.", "The experiment tested three forms of correction."),
        ("Stories persuaded more than numbers.", "A third of pages were misleading."),
        ("misinformation", "vaccination", "accuracy")),
)  # fmt: skip

NEAR = Theme(
    "near", "", ("health", "government", "digital"),
    ("{platform_cap} at the {agency} of {place}: {outcome} and {topic}",
     "How the {agency} in {place} talks with {population} on {platform}",
     "Official {platform} about {topic}: {method} in {place}",
     "Communicating {topic} to {population}: new channels at the {agency}",
     "Public agencies, {platform} and {outcome} during {topic} in {place}",
     "Dialogue or broadcast? {agency_cap} staff on {platform} and {topic}",
     "The {agency} goes social: {method} with {population} in {place}",
     "Web 2.0 for {topic} in the public sector of {place}: {outcome} and {outcome2}"),
    ("Public agencies are told to use social media.",
     "The {agency} of {place} opened accounts on {platform}."),
    ("We describe channels used by the {agency} for {topic}.",
     "The study looks at official messages on {topic}."),
    ("Official use of {platform} is growing.", "Agencies need aims before accounts."),
    ("social media", "public health organization", "communication"))  # fmt: skip

# What gives a report away that looked right on title and abstract, by the criterion it fails.
NEAR_SENTENCES = {
    "e1": "The new channels studied were text messages and a telephone line.",
    "e2": "The accounts were owned and run by a private contractor.",
    "e3": "Posts served as data only; the agency itself was not active there.",
    "e4": "No data were collected for this essay.",
    "e5": "A first version was put online in December 2003.",
    "e6": "This summary announces a study that is under way.",
}
