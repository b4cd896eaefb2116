"""The template, and what is bundled."""

import pytest

from slr.model.errors import SlrError
from slr.model.words import SearchKind, Severity, Unsure
from slr.protocol.bundled import bundled_protocols, example_folder
from slr.protocol.checks import check_protocol
from slr.protocol.load import load_protocol
from slr.protocol.template import protocol_template


def test_the_template_can_be_used_at_once():
    protocol, findings = load_protocol(protocol_template())
    assert findings == []
    plan = protocol.plan()
    assert [stage.id for stage in plan.stages] == ["title-abstract", "full-text"]
    assert plan.reviewers == ("reviewer-1", "reviewer-2")
    assert [search.id for search in plan.searches] == ["pubmed"]
    assert [c.id for c in plan.reasons("title-abstract")] == ["i1", "i2", "e1", "e2"]
    assert [c.id for c in plan.reasons("full-text")] == ["i1", "i2", "e1", "e2", "e3"]


def test_the_template_has_no_error_and_lists_what_is_still_to_fill_in():
    findings = check_protocol(protocol_template())
    assert {f.severity for f in findings} == {Severity.WARNING, Severity.INFO}
    assert {"P009", "P014", "P015"} <= {f.code for f in findings}


@pytest.mark.parametrize(
    "title", ["Health: a review", 'The "best" \\ one', "two\nlines", "# no: [yes]", "日本 é"]
)
def test_any_title_can_be_put_into_the_template(title):
    protocol, findings = load_protocol(protocol_template(title=title))
    assert findings == []
    assert protocol.title == " ".join(title.split())


def test_the_bundled_protocol_is_the_published_one():
    protocol, findings = load_protocol(bundled_protocols()["tursunbayeva-2017"])
    assert findings == []
    plan = protocol.plan()
    assert plan.synthetic == ""
    assert plan.registration == "PROSPERO CRD42015024731"
    assert [(s.id, s.source, s.kind) for s in plan.searches] == [
        ("medline", "MEDLINE", SearchKind.DATABASE),
        ("cochrane", "Cochrane Library", SearchKind.DATABASE),
        ("wos", "Web of Science", SearchKind.DATABASE),
        ("scopus", "Scopus", SearchKind.DATABASE),
        ("grey", "Grey literature", SearchKind.OTHER),
    ]
    assert [s.screen for s in plan.searches] == [False, False, False, False, True]
    assert all(
        "2004-01-01 to 2015-07-12" in s.limits and "no restriction by language" in s.limits
        for s in plan.searches
    )
    assert len(protocol.objectives) == 3
    assert plan.reviewers == ("reviewer-a", "reviewer-b", "reviewer-c")
    assert [(s.id, s.on, s.reviewers, s.unsure) for s in plan.stages] == [
        ("title-abstract", "records", 2, Unsure.ADVANCES),
        ("full-text", "reports", 2, Unsure.CONFLICT),
    ]
    assert [c.id for c in plan.reasons("title-abstract")] == ["i1", "i2", "i3", "e1", "e2", "e3", "e4", "e5"]
    assert [c.id for c in plan.reasons("full-text")][-1] == "e6"
    assert plan.codebooks == ("tursunbayeva-2017",)


def test_what_the_sources_do_not_say_is_marked_ours():
    text = bundled_protocols()["tursunbayeva-2017"]
    protocol, _ = load_protocol(text)
    assert all(search.note.startswith("ours: ") for search in protocol.searches)
    assert "10.2196/resprot.5421" in text and "10.1016/j.giq.2017.04.001" in text


def test_an_example_that_is_not_there_is_refused_with_a_hint():
    with pytest.raises(SlrError, match="no bundled example named `nothing`") as refusal:
        example_folder("nothing")
    assert refusal.value.hint
