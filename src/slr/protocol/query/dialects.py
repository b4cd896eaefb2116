"""What each platform understands: field tags, wildcards, proximity operators. A table to grep and extend.

From the platforms' own help pages: PubMed User Guide, Ovid search tips, Web of Science search rules, Scopus
search tips, EBSCO Connect, Cochrane Library search help.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """One platform's search language. An empty set of fields means that they are not checked."""

    id: str
    name: str
    recognize: re.Pattern[str]
    wildcards: str = "*?$#"
    stem: int = 1  # the fewest characters before a wildcard
    capital_operators: bool = False
    open_tags: bool = False  # whether brackets may hold other things than fields, such as a MeSH descriptor
    tags: frozenset[str] = frozenset()  # what may stand in square brackets
    prefixes: frozenset[str] = frozenset()  # what may stand before = or (
    suffixes: frozenset[str] = frozenset()  # what may stand between dots, or after a colon
    proximity: re.Pattern[str] | None = None  # None: no proximity operator


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _terms(text: str) -> frozenset[str]:
    return frozenset(text.split(", "))


_PUBMED_TAGS = _terms(
    "1au, ad, affiliation, aid, all, all fields, au, au:first, auid, author, author - corporate, author - "
    "first, author - identifier, author - last, book, cn, cois, completion date, conflict of interest "
    "statements, corporate author, crdt, create date, da, date - completion, date - create, date - entry, "
    "date - mesh, date - modification, date - publication, dcom, dp, ec/rn number, ed, edat, editor, "
    "electronic publication date, entry date, epdat, fau, filter, fir, first author name, full author "
    "name, gr, grants and funding, investigator, ip, ir, is, isbn, issue, jid, jour, journal, la, lang, "
    "language, last author name, lastau, lid, location id, lr, majr, majr:noexp, mesh, mesh date, mesh "
    "major topic, mesh major topic:noexp, mesh subheading, mesh terms, mesh terms:noexp, mesh:noexp, mh, "
    "mh:noexp, mhda, modification date, nlm unique id, nm, ot, other term, pa, pagination, pdat, personal "
    "name as subject, pg, pharmacological action, pl, place of publication, pmc, pmid, ppdat, print "
    "publication date, ps, pt, publication date, publication type, publisher, pubn, rn, sb, secondary "
    "source id, sh, si, subset, supplementary concept, ta, text word, text words, ti, tiab, title, "
    "title/abstract, transliterated title, tt, tw, uid, vi, volume"
)
_SCOPUS_FIELDS = _words(
    "ABS AF-ID AFFIL AFFILCITY AFFILCOUNTRY AFFILORG ALL ARTNUM AU-ID AUTH AUTHCOLLAB AUTHFIRST"
    " AUTHKEY AUTHLASTNAME AUTHOR-NAME BOOKPUB CASREGNUMBER CHEM CHEMNAME CODEN CONF CONFLOC CONFNAME"
    " CONFSPONSORS DOCTYPE DOI EDFIRST EDITOR EDLASTNAME EISSN EXACTKEYWORD EXACTSRCTITLE EXCLUDE"
    " FIRSTAUTH FUND-ACR FUND-ALL FUND-NO FUND-SPONSOR INDEXTERMS ISBN ISSN ISSNP ISSUE KEY LANGUAGE"
    " LIMIT-TO LOAD-DATE MANUFACTURER OPENACCESS ORCID PAGEFIRST PAGELAST PAGES PMID PUBDATETXT"
    " PUBLISHER PUBSTAGE PUBYEAR REF REFARTNUM REFAUTH REFPAGE REFPAGEFIRST REFPUBYEAR REFSRCTITLE"
    " REFTITLE SEQBANK SEQNUMBER SRCTITLE SRCTYPE SUBJAREA SUBJTERMS TITLE TITLE-ABS TITLE-ABS-KEY"
    " TITLE-ABS-KEY-AUTH TRADENAME VOLUME WEBSITE"
)
_WOS_FIELDS = _words(
    "TS TI AB AU AK KP GP SO DO PY AD OG OO SG SA CI PS CU ZP FO FG FT SU WC IS UT PMID LA DT ALL ED CF CA AI"
    " FD DOP PUBL SDG TMAC TMSO TMIC FPY LD EAY"
    " MH MJ MQ DE CC TA CH RN CB DS GE BN"  # its other databases: MEDLINE, CABI, BIOSIS, Zoological Record
)
_OVID_SUFFIXES = _words(
    "ti ab kw kf mp tw hw sh fs pt au in jn jw la yr dt dp tn nm ot px rx ui af fx id tm cp md rn rs bt tc ct"
    " so an is ib pg vo ip gc go sb ox oi nt cc dv dm ed ez dc da up rf sx xm dq ac pu po pb os os lg cl mc"
)
_COLON_SUFFIXES = _words("ti ab kw tw de au py la it lnk ff so an pt ta")

DIALECTS: tuple[Dialect, ...] = (
    Dialect(
        id="pubmed",
        name="PubMed",
        recognize=re.compile(r"pubmed|\bncbi\b", re.IGNORECASE),
        wildcards="*",
        stem=4,
        capital_operators=True,
        tags=_PUBMED_TAGS,
    ),
    Dialect(
        id="ovid",
        name="Ovid",
        recognize=re.compile(r"\bovid", re.IGNORECASE),
        suffixes=_OVID_SUFFIXES,
        proximity=re.compile(r"adj\d*", re.IGNORECASE),
    ),
    Dialect(
        id="wos",
        name="Web of Science",
        recognize=re.compile(r"web of science|\bwos\b|clarivate", re.IGNORECASE),
        wildcards="*?$",
        stem=3,
        prefixes=_WOS_FIELDS,
        proximity=re.compile(r"near(/\d+)?|same", re.IGNORECASE),
    ),
    Dialect(
        id="scopus",
        name="Scopus",
        recognize=re.compile(r"scopus", re.IGNORECASE),
        wildcards="*?",
        prefixes=_SCOPUS_FIELDS,
        proximity=re.compile(r"w/\d+|pre/\d+", re.IGNORECASE),
    ),
    Dialect(
        id="ebsco",
        name="EBSCOhost",
        recognize=re.compile(r"ebsco", re.IGNORECASE),
        wildcards="*?#",
        proximity=re.compile(r"[nw]\d+", re.IGNORECASE),
    ),
    Dialect(
        id="cochrane",
        name="Cochrane Library",
        recognize=re.compile(r"cochrane|wiley", re.IGNORECASE),
        wildcards="*?",
        tags=frozenset(["mh"]),
        open_tags=True,
        suffixes=_COLON_SUFFIXES,
        proximity=re.compile(r"near(/\d+)?|next(/\d+)?", re.IGNORECASE),
    ),
)


def dialect_of(platform: str, source: str) -> Dialect | None:
    """The search language of a platform, else that of a source that is its own; None where not known."""
    for text in (platform, source):
        for dialect in DIALECTS:
            if dialect.recognize.search(text):
                return dialect
    return None
