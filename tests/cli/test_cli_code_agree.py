"""Agreement between coders, held against values worked out by hand and by a reference library."""

import json

import pytest

from conftest import Folder
from slr.app.code_agree import DimensionAgreement, coding_agreement
from slr.app.review import open_review
from slr.cli.code_agree import run_for

OWN = """\
id: own
source: ours
dimensions:
  - id: design
    categories:
      - {id: survey, definition: Asks people.}
      - {id: trial, definition: Compares groups.}
  - id: topic
    kind: many
    categories:
      - {id: food, definition: Food.}
      - {id: law, definition: Law.}
      - {id: work, definition: Work.}
  - {id: year, kind: number}
  - {id: place, kind: country}
  - {id: words, kind: text}
"""
CASES = 6


@pytest.fixture
def coded(empty: Folder) -> Folder:
    """Six cases coded by two people."""
    (empty.root / "codebooks").mkdir()
    (empty.root / "codebooks" / "own.yaml").write_text(
        OWN.replace("source: ours", "source: ours\nunit: case")
    )
    protocol = empty.root / "protocol.yaml"
    protocol.write_text(protocol.read_text().replace("[bertot-2010]", "[own]"))
    rows = "".join(f"c{n},Case {n}\n" for n in range(1, CASES + 1))
    empty("code", "--import-cases", empty.file("cases.csv", "id,title\n" + rows), "--as", "ana")
    said = {
        ("design", "ana"): "survey survey trial trial survey survey",
        ("design", "ben"): "survey trial trial trial survey survey",
        ("topic", "ana"): "food;law law food work food;law;work law",
        ("topic", "ben"): "food law food work food;law law;work",
        ("year", "ana"): "2001 2002",
        ("year", "ben"): "2001.0 2003",
        ("place", "ana"): "DE Italy",
        ("place", "ben"): "Germany IT;FR",
        ("words", "ana"): "a b",
        ("words", "ben"): "c d",
    }
    rows = "".join(
        f"c{n},{dimension},{value},{who}\n"
        for (dimension, who), values in said.items()
        for n, value in enumerate(values.split(), 1)
    )
    empty("code", "--apply", empty.file("codes.csv", "study,dimension,values,coder\n" + rows))
    return empty


def agreements(folder: Folder, **more: str) -> dict[str, DimensionAgreement]:
    found = coding_agreement(open_review(folder.root), "own", **more)
    return {one.dimension.id: one for one in found}


def value(found: DimensionAgreement, name: str) -> float | None:
    return next(one.value for one in found.whole if one.name == name)


def test_one_value_a_unit_gives_kappa_and_alpha(coded: Folder) -> None:
    found = agreements(coded)["design"]
    assert (found.raters, found.units, found.conflicts) == (("ana", "ben"), 6, ("c2",))
    assert value(found, "raw agreement") == pytest.approx(5 / 6)
    # By hand: chance is 4/6·3/6 + 2/6·3/6 = 1/2.
    assert value(found, "Cohen's kappa") == pytest.approx((5 / 6 - 1 / 2) / (1 / 2))
    # By hand (Krippendorff 2011): 12 values, 7 surveys and 5 trials; observed 2/12, expected 70/132.
    assert value(found, "Krippendorff's alpha") == pytest.approx(1 - (2 / 12) / (70 / 132))


def test_many_values_are_compared_as_sets_by_masi_as_nltk_does(coded: Folder) -> None:
    # From nltk 3.10.4: AnnotationTask(data, distance=masi_distance).alpha(), and with jaccard_distance.
    found = agreements(coded)["topic"]
    assert value(found, "raw agreement") == pytest.approx(3 / 6)
    masi = value(found, "Krippendorff's alpha")
    jaccard = value(agreements(coded, distance="jaccard")["topic"], "Krippendorff's alpha")
    assert masi == pytest.approx(0.5759637188208616, abs=1e-12)
    assert jaccard == pytest.approx(0.6679245283018866, abs=1e-12)


def test_each_category_is_a_yes_or_no_of_its_own(coded: Folder) -> None:
    by_name = {one.category: one.agreement for one in agreements(coded)["topic"].categories}
    assert list(by_name) == ["food", "law", "work"]
    assert by_name["food"].conflicts == ()
    assert by_name["food"].estimate("Cohen's kappa").value == 1.0
    assert by_name["law"].conflicts == ("c1",)
    assert by_name["work"].conflicts == ("c5", "c6")
    assert by_name["law"].estimate("positive agreement").value == pytest.approx(2 * 3 / (2 * 3 + 1))


def test_numbers_and_countries_are_compared_by_what_they_mean_and_texts_not_at_all(coded: Folder) -> None:
    found = agreements(coded)
    assert (found["year"].units, found["year"].conflicts) == (2, ("c2",))
    assert found["place"].conflicts == ("c2",)
    assert "words" not in found
    assert found["year"].as_dict()["estimates"][0]["value"] == 0.5


def test_only_blind_codings_count_and_a_coder_sees_no_more_than_is_open(coded: Folder) -> None:
    path = coded.file("more.csv", "study,dimension,values,coder\nc2,design,survey,ben\n")
    coded("code", "--apply", path)
    assert coded.json("tabulate", "design")["conflicts"] == []
    assert agreements(coded)["design"].conflicts == ("c2",), "ben changed it after seeing ana's"
    path = coded.file("more.csv", "study,dimension,values,coder\nc1,design,trial,cleo\n")
    coded("code", "--apply", path)
    assert agreements(coded, viewer="ben")["design"].raters == ("ana", "ben", "cleo")


def test_the_agreement_is_printed_dimension_by_dimension(
    coded: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    run_for(open_review(coded.root), "own", seed=1, viewer="", as_json=False)
    printed = capsys.readouterr()
    lines = [" ".join(line.split()) for line in printed.out.splitlines()]
    assert "design: 6 coded by two or more of ana, ben" in lines
    assert any(line.startswith("Cohen's kappa 0.667 ") for line in lines)
    assert any(line.startswith("food 1.000 1.000 ") for line in lines)
    assert "1 difference: c2" in printed.err
    run_for(open_review(coded.root), "own", seed=1, viewer="", as_json=True)
    as_json = json.loads(capsys.readouterr().out)
    assert [one["dimension"] for one in as_json] == ["design", "topic", "year", "place"]
    run_for(open_review(coded.root), "own", seed=1, viewer="cleo", as_json=False)
    assert "design: 6 coded" in capsys.readouterr().out


def test_a_broad_category_holds_what_is_coded_below_it(coded: Folder) -> None:
    file = coded.root / "codebooks" / "own.yaml"
    file.write_text(file.read_text().replace("definition: Law.", "definition: Law., parent: work"))
    by_name = {one.category: one.agreement for one in agreements(coded)["topic"].categories}
    assert list(by_name) == ["food", "work", "law"]
    assert by_name["work"].conflicts == ("c1",), "law below work is work"
    assert by_name["law"].conflicts == ("c1",)
