"""Elements within elements, as deep as they go, are text: nothing fails on them."""

import pytest

from slr.formats.registry import read_export

DEEP = 3000
TITLES = {
    "endnote-xml": "<xml><records><record><titles><title>{}</title></titles></record></records></xml>",
    "pubmed-xml": "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>{}"
    "</ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>",
    "ebsco-xml": '<records><rec resultID="1"><header uiTerm="1"><controlInfo><artinfo><tig><atl>{}</atl></tig>'
    "</artinfo></controlInfo></header></rec></records>",
    "mods": "<modsCollection><mods><titleInfo><title>{}</title></titleInfo></mods></modsCollection>",
    "jats": "<article><front><article-meta><title-group><article-title>{}</article-title></title-group>"
    "</article-meta></front></article>",
    "ictrp": "<Trials_downloaded_from_ICTRP><Trial><TrialID>ISRCTN1</TrialID><Public_title>{}</Public_title>"
    "</Trial></Trials_downloaded_from_ICTRP>",
}


@pytest.mark.parametrize("format", TITLES)
def test_a_title_in_thousands_of_elements_is_read(format: str) -> None:
    title = f"{'<b>' * DEEP}Towns{'</b> answer' * 2}{'</b>' * (DEEP - 2)}"
    (record,) = read_export(TITLES[format].format(title).encode(), file="x.xml", format=format).records
    assert record.title == "Towns answer answer"
