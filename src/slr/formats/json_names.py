"""Names of the JSON of services that no table's column has: which of a table's columns each stands for."""

from slr.formats.words import words

# A column that tables have: the names (dotted paths squeezed to lower-case letters and digits), best first.
_NAMES: dict[str, tuple[str, ...]] = {
    "title": words("titlestitle"),
    "abstract": words("abstractsvalue descriptionsabstract descriptionsdescription abstracttext"),
    "author": words(
        "authorlistauthor authorsauthors namesauthors authorshipsauthordisplayname creators creator"
    ),
    "publicationyear": words(
        "sourcepublishyear journalinfoyearofpublication publicationinfoyear publishyear issuedyear"
    ),
    "date": words("sortpubdate publisheddate coverdate firstpublicationdate"),
    "sourcetitle": words(
        "sourcesourcetitle publicationinfojournaltitle containertitle booktitle "
        "proceedingstitle websitetitle encyclopediatitle dictionarytitle blogtitle parenttitle "
        "fulljournalname journalstitle hostvenuedisplayname"
    ),
    "volume": words("sourcevolume publicationinfojournalvolume containervolume"),
    "issue": words(
        "sourceissue publicationinfojournalissue issueidentifier containerissue journalnumber seriesnumber"
    ),
    "pages": words("sourcepagesrange pagerange journalpages"),
    "startpage": words("startingpage publicationinfopagestart containerfirstpage sourcepagesbegin"),
    "endpage": words("publicationinfopageend containerlastpage sourcepagesend"),
    "articlenumber": words("publicationinfoartid sourcearticlenumber"),
    "doi": words("articleidsdoi doisvalue identifiersdoi identifierdoi"),
    "pmid": words("identifierspmid articleidspubmed"),
    "issn": words("identifiersissn identifierpissn journalissns journalissn standardnumber prismissn"),
    "eissn": words("essn identifierseissn identifiereissn"),
    "isbn": words("identifiersisbn"),
    "url": words(
        "linkscopus primarylocationlandingpageurl linksrecord htmlurl linkout fulltexturllistfulltexturlurl "
        "linkurl downloadurl urlvalue openaccesspdfurl"
    ),
    "language": words("languagecode journallanguage"),
    "keywords": words(
        "keywordsauthorkeywords authkeywords indextermsauthortermsterms indextermsieeetermsterms "
        "subjectssubject meshheadinglistmeshheadingdescriptorname tagstag"
    ),
    "itemtype": words("pubtype subtypedescription typesciteproc typename aggregationtype sourcetypes"),
    "publisher": words(
        "bookorreportdetailspublisher "
        "primarylocationsourcehostorganizationname journalpublisher university institution publishername "
        "repository studio"
    ),
    "accessionnumber": words("paperid uid corpusid"),
}
COLUMN_OF: dict[str, tuple[str, int]] = {
    name: (column, rank) for column, names in _NAMES.items() for rank, name in enumerate(names)
}
