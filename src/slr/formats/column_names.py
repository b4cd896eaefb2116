"""Column names of tables as databases and people write them, in the languages in which tables were seen."""

from slr.formats.words import words

# meaning: column names in order of preference, squeezed to letters and digits without case and accents. The
# first one that the table has is read, and the next where its cell is empty; for the meanings in SEVERAL all
# of them are.
ALIASES: dict[str, tuple[str, ...]] = {
    "title": words(
        "title articletitle documenttitle primarytitle papertitle itemtitle titleofpublication "
        "publicationtitleenglish titleofarticle titleofpaper titleofstudy titleofthestudy titleenglish "
        "titleofthepaper titleofthearticle "
        "titleinenglish englishtitle originaltitle titleoriginal worktitle displayname studytitle "
        "projecttitle scientifictitle publictitle officialtitle brieftitle ti t1 articlename papername "
        "titel aufsatztitel titre titredelarticle titulo titulodelarticulo titulodoartigo titulooriginal "
        "titolo tytul baslik nmproducao 题名 篇名 标题 题目 论文题目 文献标题 標題 論題 タイトル 論文名 "
        "제목 논문제목 название названиестатьи заглавие"
    ),
    "abstract": words(
        "abstract abstractnote abstracttext ab abstracts abstractenglish abstractinenglish summary "
        "briefsummary notesabstract zusammenfassung kurzfassung resume resumen resumo resumoemportugues "
        "resumoemingles riassunto streszczenie ozet dsresumo dsabstract 摘要 要旨 抄録 초록 аннотация n2 "
        "description"
    ),
    "authors": words(
        "authorfullnames authors author authornames authorsnames creators creator authorlist authfullname "
        "authorcreator authorscreators allauthors af au authorshipsauthordisplayname "
        "authorshipsrawauthorname authorsdisplayname authorsfullnames authorsfullname authorfullname "
        "authorsofthepaper authorsofthearticle authorsofpaper authorsofarticle "
        "authorsname authorname authorstring authorlistauthor authorslist listofauthors fullauthors "
        "firstauthors autoren autorinnen verfasser auteurs auteur autores autor autora autori autore "
        "autorzy yazarlar yazar nmdiscente 作者 著者 著者名 저자 авторы автор bookauthorfullnames "
        "bookauthors bf ba contributors firstauthor leadauthor"
    ),
    "groups": words("groupauthors collectiveauthor corporateauthor corporateauthors"),
    "year": words(
        "year publicationyear pubyear py yearofpublication publishedyear yearpublished publishyear "
        "produceddatey yr publicationdateyear jahr erscheinungsjahr publikationsjahr annee "
        "anneedepublication anneepublication ano anopublicacao anodepublicacao anodepublicacion "
        "anopublicacion anodedefesa anodefesa anbase anno annodipubblicazione rok rokwydania yil 年 年份 "
        "出版年 出版年份 发表年份 発行年 발행연도 год годиздания"
    ),
    "date": words(
        "publicationdate date dateofpublication datepublished pubdate publishdate publisheddate "
        "publishtime pubtime publicationdateprint coverdate da published publicationdateonline issuedate "
        "firstposted studyfirstposted registrationdate dateregistration startdate datum erscheinungsdatum "
        "datedepublication fecha fechadepublicacion datadepublicacao datadipubblicazione dttitulacao "
        "发表时间 出版日期 出版时间 发布日期 発行日"
    ),
    "journal": words(
        "sourcetitle publicationtitle journal journaltitle journalname journalbook pubtitle containertitle "
        "secondarytitle publicationname booktitle anthologytitle primarylocationdisplayname "
        "primarylocationsourcedisplayname hostvenuedisplayname abbreviatedsourcetitle "
        "journalinfojournaltitle journalabbreviation so jo jf t2 journalconference journalorconference "
        "journalconferencename publicationvenue publishedin zeitschrift zeitschriftentitel "
        "zeitschriftzeitung parenttitle journalref revue titredelarevue revista nombredelarevista "
        "nomedarevista periodico rivista czasopismo dergi tijdschrift tidskrift 刊名 期刊 期刊名 期刊名称 "
        "来源期刊 文献来源 来源 雑誌名 誌名 掲載誌 학술지명 журнал source venue publication sourcename "
        "quelle fuente fonte"
    ),
    "volume": words(
        "volume vol vl journalvolume bibliovolume volumenumber journalinfovolume volumen jahrgang band "
        "tome 卷 卷号 巻"
    ),
    "issue": words(
        "issue issuenumber is journalissue biblioissue issueno journalnumber journalinfoissue heft "
        "heftnummer issueidentifier ausgabe fasciculo 期 期号 号 number no nr numero nummer"
    ),
    "pages": words(
        "pages page pagination pagerange pp journalpages pageinfo pagenumbers seiten seitenvonbis "
        "seitevonbis seite paginas pagina pagine 页码 页 頁 ページ"
    ),
    "first_page": words(
        "pagestart startpage firstpage beginningpage bibliofirstpage bp sp spage startseite anfangsseite "
        "paginainicial premierepage 起始页"
    ),
    "last_page": words(
        "pageend endpage lastpage endingpage bibliolastpage ep epage endseite paginafinal dernierepage 结束页"
    ),
    "article_number": words("artno articlenumber articleno ar"),
    "doi": words(
        "doi di digitalobjectidentifier doilink doiurl doinumber doiname doiid articledoi itemdoi bookdoi "
        "doiorlink doiorurl idsdoi externalidsdoi do"
    ),
    "pmid": words("pmid pubmedid medlinepmid idspmid externalidspmid externalidspubmed pm pubmed"),
    "serials": words(
        "issn issns sourceissn primarylocationsourceissn primarylocationsourceissnl sourceissnprint "
        "sourceissnelectronic eissn pissn issnl printissn electronicissn onlineissn issnprint issnonline "
        "issnelectronic issnisbn isbnissn journalinfojournalissn journalinfojournalessn isbn isbns eisbn "
        "isbn13 isbn10 printisbn electronicisbn sn ei bn"
    ),
    "url": words(
        "url link urls documenturl articleurl articlelink paperurl paperlink sourceurls externalurl "
        "pdflink fulltextlink plink permalink studyurl sourceurl sourceurlsurl landingpageurl "
        "primarylocationlandingpageurl fulltexturl sourcelinkout dimensionsurl embaselink ur webaddress "
        "weblink hyperlink enlace lien linkdeacesso dsurltextocompleto onlineadresse downloadurl "
        "openaccessoaurl uri 网址 链接"
    ),
    "language": words(
        "language languageoforiginaldocument articlelanguage languageofarticle languageofpublication "
        "publicationlanguage originallanguage languages languagesoftext la lang sprache langue langues "
        "idioma idiomas lingua jezyk dil nmidioma 语言 语种 言語 언어 язык"
    ),
    "keywords": words(
        "keywords authorkeywords de manualtags automatictags keyword authkeywords indexkeywords "
        "keywordsplus meshterms meshheadings tags subjects subject subjectterms subjectheadings "
        "identifierkeywords descriptors indexterms ieeeterms inspeccontrolledterms "
        "inspecnoncontrolledterms emtreeindexterms emtreedrugindextermsmajorfocus emtreedrugindexterms "
        "emtreemedicalindextermsmajorfocus emtreemedicalindexterms kw keywordsauthor keywordsdisplayname "
        "keywordlistkeyword conditions condition schlagworter schlagworte schlusselworter stichworter "
        "motscles palabrasclave palavraschave dspalavrachave descriptores descritores assuntos "
        "assuntosemportugues parolechiave slowakluczowe anahtarkelimeler 关键词 关键字 キーワード 키워드 "
        "주제어 ключевыеслова"
    ),
    "type": words(
        "documenttype itemtype publicationtype type doctype doctypes typeofreference referencetype "
        "typeofwork typeofpublication articletype contenttype publicationtypes pubtypelistpubtype pubtype "
        "papertype dt ty pt dokumenttyp dokumententyp typename subtypedescription dokumentart "
        "publikationstyp typededocument tipodedocumento tipodocumento tipodepublicacion tipodepublicacao "
        "tipo nmgrauacademico 文献类型 类型 来源库"
    ),
    "publisher": words(
        "publisher publishername sourcepublisher bookpublisher sourceregister pu pb verlag editeur editora "
        "editorial editore instituicaodedefesa nmentidadeensino 出版社 出版者 出版商"
    ),
    "accession": words(
        "accession accessionnumber accessionno utuniquewosid ut eid embaseaccessionid accessionid lensid "
        "publicationid pui an uniqueid ericnumber nctnumber nctid trialid storeid archivelocation "
        "accessionnumberwos cochranereviewid centralid openalexid idsopenalex corpusid paperid corduid "
        "utuniqueid"
    ),
    "own_id": words("id recordid recordno rowid refid recordnumber studyid"),
    "sponsor": words("sponsor leadsponsor primarysponsor sponsorcollaborators"),
    "citation": words("citation sourceid fullcitation fullreference"),
    "notes": words(
        "notes note extra n1 comments remarks anmerkungen bemerkungen remarques notas observaciones "
        "observacoes"
    ),
}
SEVERAL = frozenset(["keywords", "serials", "url", "notes", "date"])
# Names that often mean something else (the database that a record is from, a running number): read only where
# no better column of the same meaning is there.
WEAK = frozenset(
    words(
        "contributors description editorial firstauthor fonte fuente leadauthor no nr number numero nummer "
        "publication quelle source sourcename venue 来源"
    )
)
# Running numbers, unless the table has volumes.
NUMBERS = frozenset(words("number no nr numero nummer"))
# Web of Science names columns by its tags; besides those above, and against them: when it was exported (DA),
# and who paid for a conference (SP).
TAGS = {"id": "keywords", "ca": "groups", "ea": "date", "ey": "date", "da": "", "sp": ""}
