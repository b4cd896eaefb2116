"""Types of documents: what each family of formats calls them, as CSL types."""

from slr.formats.normalize.remember import remembered
from slr.formats.words import words

CSL_TYPES = frozenset(
    words(
        "article article-journal article-magazine article-newspaper bill book broadcast chapter classic "
        "collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic "
        "hearing interview legal_case legislation manuscript map motion_picture musical_score pamphlet "
        "paper-conference patent performance periodical personal_communication post post-weblog "
        "regulation report review review-book software song speech standard thesis treaty webpage"
    )
)

# Words of type columns and publication types (Zotero, Scopus, Web of Science, PubMed, Lens, Crossref),
# squeezed to lower-case letters.
_WORDS: dict[str, str] = {
    **{name.replace("-", "").replace("_", ""): name for name in CSL_TYPES},
    **dict.fromkeys(
        words(
            "journalarticle journal articlejournal articlereview reviewarticle articlearticle letter "
            "editorial note shortsurvey articleinpress clinicaltrial randomizedcontrolledtrial comment "
            "casereports casereport meetingabstract correction erratum articleearlyaccess reviewearlyaccess "
            "systematicreview metaanalysis comparativestudy earlyaccess researcharticle journalpaper j "
            "journalarticles originalarticle originalresearch originalpaper researchpaper scholarlyjournals "
            "zeitschriftenartikel zeitschriftenaufsatz articlederevue artigo artigodeperiódico artículo "
            "artículoderevista articuloderevista 期刊 期刊论文 学术期刊 статья"
        ),
        "article-journal",
    ),
    **dict.fromkeys(
        words(
            "conferencepaper conference inproceedings proceedingspaper conferenceproceedings "
            "conferenceproceedingsarticle proceedingsarticle paperconference conferencereview "
            "conferencearticle articleproceedingspaper congress conferenceabstract conferenceitem "
            "conferencepublications proceeding proceedings c speechesmeetingpapers konferenzbeitrag "
            "tagungsbeitrag "
            "actesdecolloque ponencia trabalhodeconferência anais 会议 会议论文 国际会议"
        ),
        "paper-conference",
    ),
    **dict.fromkeys(
        words(
            "wholebook monograph editedbook ebook authoredbook collectionbook referencebook b books "
            "buch livre libro livro 图书 专著"
        ),
        "book",
    ),
    **dict.fromkeys(
        words(
            "bookchapter booksection inbook incollection articlebookchapter bookpart buchkapitel chapitre "
            "chapitredelivre capítulo capítulodelibro capítulodelivro capitulodelibro capitulodelivro"
        ),
        "chapter",
    ),
    **dict.fromkeys(
        words(
            "dissertation phdthesis mastersthesis doctoralthesis dissertationthesis dissertationsampthesis "
            "academicthesis dissertationsthesis doctoraldissertation masterthesis dissertationstheses "
            "dissertationabstract doktorarbeit hochschulschrift thèse these tesis tesisdoctoral tese "
            "dissertação "
            "dissertaçãodemestrado mestrado doutorado mestradoprofissional 博士 硕士 博士论文 硕士论文 "
            "学位论文 "
            "dissertationsthesesdoctoraldissertations dissertationsthesesmasterstheses"
        ),
        "thesis",
    ),
    **dict.fromkeys(words("preprint eprint postedcontent workingpaper"), "article"),
    **dict.fromkeys(
        words(
            "techreport technicalreport governmentdocument reportpaper researchreport reports "
            "reportsresearch reportsevaluative reportsdescriptive"
        ),
        "report",
    ),
    **dict.fromkeys(words("trialregistryrecord trialregistration"), "dataset"),
    **dict.fromkeys(words("magazinearticle magazine"), "article-magazine"),
    **dict.fromkeys(words("newspaperarticle newspaper news"), "article-newspaper"),
    **dict.fromkeys(words("website websitepage electronic online www electronicarticle"), "webpage"),
    **dict.fromkeys(words("blogpost blog"), "post-weblog"),
    **dict.fromkeys(words("forumpost socialmedia"), "post"),
    **dict.fromkeys(words("computerprogram"), "software"),
    **dict.fromkeys(words("statute"), "legislation"),
    **dict.fromkeys(words("case"), "legal_case"),
    **dict.fromkeys(words("encyclopediaarticle"), "entry-encyclopedia"),
    **dict.fromkeys(words("dictionaryentry"), "entry-dictionary"),
    **dict.fromkeys(words("presentation conferenceposter poster slide"), "speech"),
    **dict.fromkeys(words("email instantmessage personalcommunication"), "personal_communication"),
    **dict.fromkeys(words("videorecording film filmorbroadcast"), "motion_picture"),
    **dict.fromkeys(words("tvbroadcast radiobroadcast podcast"), "broadcast"),
    **dict.fromkeys(words("audiorecording"), "song"),
    **dict.fromkeys(words("artwork"), "graphic"),
    **dict.fromkeys(words("misc generic other unknown"), "document"),
    **dict.fromkeys(words("unpublished unpublishedwork"), "manuscript"),
    **dict.fromkeys(words("bookreview"), "review-book"),
    # In type columns these are words of databases (a review is an article), not the CSL types of that name.
    **dict.fromkeys(words("datapaper article review"), "article-journal"),
}


@remembered
def csl_type(text: str) -> str:
    """The CSL type of a type in words (`Journal Article`, `journalArticle`, `Book chapter`); else empty."""
    squeezed = "".join(char for char in text.lower() if char.isalpha())
    if squeezed in _WORDS:
        return _WORDS[squeezed]
    for part in text.replace("|", ";").replace(",", ";").split(";"):
        squeezed = "".join(char for char in part.lower() if char.isalpha())
        if squeezed in _WORDS:
            return _WORDS[squeezed]
    return ""
