"""Agreement against published worked examples (printed digits) and reference libraries (1e-9).

Reference values: irrCAC 0.4.4 (AC1, Fleiss, Brennan-Prediger, with intervals), statsmodels 0.15.0
(cohens_kappa with its interval), krippendorff 0.9.0 (alpha), nltk's AnnotationTask (alpha with set distances).
"""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slr.model.errors import SlrError
from slr.model.report import Decision
from slr.model.words import Verdict
from slr.screening.agreement import (
    agree,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    over_order,
    pabak,
    raw_agreement,
    specific_agreement,
)
from slr.screening.agreement_alpha import Distance, krippendorff_alpha, masi, samples
from slr.screening.agreement_counts import Estimate
from slr.screening.agreement_table import Ratings, ratings_from, ratings_of_decisions, ratings_of_reasons

# Fleiss 1971, table 1: 30 patients, 6 psychiatrists, 5 diagnoses.
FLEISS_1971 = """00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031
00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006"""

# Krippendorff 2011, section C: four observers, twelve units, missing values.
KRIPPENDORFF_2011 = ["123321412...", "1233224125.3", ".3332342251.", "1233244125 1.".replace(" ", "")]


def from_table(table: Sequence[Sequence[int]], names: str) -> Ratings:
    """Two raters' ratings of a contingency table."""
    cells = [
        (a, b)
        for a, row in zip(names, table, strict=True)
        for b, n in zip(names, row, strict=True)
        for _ in range(n)
    ]
    return ratings_from(
        (str(n), rater, value)
        for n, cell in enumerate(cells)
        for rater, value in zip("AB", cell, strict=True)
    )


def from_counts(table: str) -> Ratings:
    """Ratings of counts by category, one unit a word."""
    return ratings_from(
        (str(unit), str(rater), value)
        for unit, row in enumerate(table.split())
        for rater, value in enumerate("".join(name * int(n) for name, n in zip("abcde", row, strict=True)))
    )


def from_lines(lines: Sequence[str]) -> Ratings:
    """Ratings of one line a rater; a point is missing."""
    said = ((str(u), str(r), v) for r, line in enumerate(lines) for u, v in enumerate(line) if v != ".")
    return ratings_from(said)


def near(found: Estimate, value: float, low: float, high: float) -> bool:
    """Whether estimate and interval are the reference's, to 1e-9."""
    return (found.value, found.low, found.high) == pytest.approx((value, low, high), abs=1e-9)


COHEN_1960 = from_table([[88, 10, 2], [14, 40, 6], [18, 10, 12]], "abc")
GWET_2002 = from_table([[118, 5], [2, 0]], "+-")
FEINSTEIN_1990 = from_table([[80, 10], [5, 5]], "+-")
FEINSTEIN_1990_EVEN = from_table([[40, 9], [6, 45]], "+-")
FLEISS = from_counts(FLEISS_1971)
KRIPPENDORFF = from_lines(KRIPPENDORFF_2011)


def digits(found: Estimate, places: int) -> float:
    """The value as printed with so many places."""
    assert found.value is not None
    return round(found.value, places)


def test_what_the_papers_print() -> None:
    assert digits(cohen_kappa(COHEN_1960), 3) == 0.492  # Cohen 1960
    assert digits(fleiss_kappa(FLEISS), 3) == 0.430  # Fleiss 1971
    assert digits(krippendorff_alpha(KRIPPENDORFF, seed=1), 3) == 0.743  # Krippendorff 2011, C
    assert digits(cohen_kappa(GWET_2002), 4) == -0.0234  # Gwet 2002
    assert digits(gwet_ac1(GWET_2002), 4) == 0.9408  # Gwet 2002
    assert digits(cohen_kappa(FEINSTEIN_1990), 2) == 0.32  # Feinstein and Cicchetti 1990
    assert digits(cohen_kappa(FEINSTEIN_1990_EVEN), 2) == 0.70  # Feinstein and Cicchetti 1990
    assert digits(pabak(FEINSTEIN_1990), 2) == digits(pabak(FEINSTEIN_1990_EVEN), 2) == 0.70


def test_gwets_example_of_two_abstractors_as_he_prints_it() -> None:
    """Ectopic pregnancies; Gwet 2014, as printed in the overview of his R package irrCAC."""
    abstractors = from_table([[13, 0, 0], [0, 20, 7], [0, 4, 56]], "abc")
    assert digits(cohen_kappa(abstractors), 7) == 0.7964094
    assert digits(gwet_ac1(abstractors), 7) == 0.8493305
    assert digits(krippendorff_alpha(abstractors, seed=1), 7) == 0.7972585
    assert digits(pabak(abstractors), 3) == 0.835
    assert digits(raw_agreement(abstractors), 2) == 0.89


def test_krippendorffs_examples_with_two_observers() -> None:
    binary = from_lines(["0100000010", "1110010000"])
    nominal = from_lines(["aabbdcccedda", "babbbccceddd"])
    assert digits(krippendorff_alpha(binary, seed=1), 3) == 0.095  # Krippendorff 2011, A
    assert digits(krippendorff_alpha(nominal, seed=1), 3) == 0.692  # Krippendorff 2011, B


def test_positive_and_negative_agreement_as_cicchetti_and_feinstein_print_them() -> None:
    positive = specific_agreement(FEINSTEIN_1990, "+")
    negative = specific_agreement(FEINSTEIN_1990, "-")
    assert (digits(positive, 3), digits(negative, 3)) == (0.914, 0.4)
    a, m = 80, 15  # Graham and Bull 1998, delta method, in closed form
    se = (4 * a * m * (a + m)) ** 0.5 / (2 * a + m) ** 2
    assert (positive.low, positive.high) == pytest.approx(
        (160 / 175 - 1.959963984540054 * se, 160 / 175 + 1.959963984540054 * se), abs=1e-9
    )


def test_cohens_kappa_and_its_interval_are_those_of_statsmodels() -> None:
    assert near(cohen_kappa(COHEN_1960), 0.49152542372881347, 0.3915637020535469, 0.59148714540408)
    assert near(cohen_kappa(GWET_2002), -0.02339181286549608, -0.04747341343107997, 0.0006897877000878114)
    assert near(cohen_kappa(FEINSTEIN_1990), 0.318181818181818, 0.05661184308109374, 0.5797517932825422)


def test_ac1_fleiss_and_pabak_and_their_intervals_are_those_of_irrcac() -> None:
    assert near(gwet_ac1(FLEISS), 0.447884515844564, 0.334042653732729, 0.561726377956399)
    assert near(fleiss_kappa(FLEISS), 0.430244520060141, 0.319395250572143, 0.541093789548138)
    assert near(pabak(FLEISS), 0.444444444444444, 0.33170558659385, 0.557183302295039)
    assert near(gwet_ac1(GWET_2002), 0.940776337608718, 0.89514014661631, 0.986412528601125)
    assert near(fleiss_kappa(GWET_2002), -0.02880658436217, -0.050434462028311, -0.007178706696028)
    assert near(pabak(GWET_2002), 0.888, 0.80626530890821, 0.96973469109179)


def test_missing_ratings_are_taken_as_irrcac_takes_them() -> None:
    assert near(gwet_ac1(KRIPPENDORFF), 0.775444068126995, 0.46081334813208, 1.0)
    assert near(fleiss_kappa(KRIPPENDORFF), 0.761169275422411, 0.424376279378345, 1.0)
    assert near(pabak(KRIPPENDORFF), 0.772727272727273, 0.454208139911146, 1.0)


@pytest.mark.parametrize(
    ("ratings", "value"),
    [
        (KRIPPENDORFF, 0.743421052631579),
        (COHEN_1960, 0.4884615384615384),
        (GWET_2002, -0.024691358024691468),
        (FEINSTEIN_1990_EVEN, 0.7007518796992481),
    ],
)
def test_alpha_is_that_of_the_krippendorff_package(ratings: Ratings, value: float) -> None:
    assert krippendorff_alpha(ratings, seed=1).value == pytest.approx(value, abs=1e-9)


@pytest.mark.parametrize(
    ("distance", "value"), [("jaccard", 0.31976744186046513), ("masi", 0.3076923076923078)]
)
def test_alpha_of_sets_is_that_of_nltk(distance: Distance, value: float) -> None:
    pairs = ["x xy", "y y", "xz yz", "z x", "xy xy"]
    said = [(p, r, frozenset(v)) for p in pairs for r, v in zip("ab", p.split(), strict=True)]
    # nltk's masi_distance writes 2/3 and 1/3 as .67 and .33, and was run with the exact fractions
    assert krippendorff_alpha(ratings_from(said), seed=1, distance=distance).value == pytest.approx(
        value, abs=1e-9
    )


def test_masi_distances() -> None:
    assert masi(frozenset("ab"), frozenset("abcd")) == pytest.approx(1 - 0.5 * 2 / 3)
    assert masi(frozenset("ab"), frozenset("bc")) == pytest.approx(1 - 1 / 9)
    assert masi(frozenset("ab"), frozenset("cd")) == 1
    assert masi(frozenset(), frozenset()) == 0


def test_alphas_interval_depends_on_the_seed_alone_and_holds_the_value() -> None:
    first, again = (krippendorff_alpha(FLEISS, seed=7) for _ in range(2))
    assert first == again
    assert first.low is not None and first.high is not None and first.value is not None
    assert first.low < first.value < first.high
    assert krippendorff_alpha(FLEISS, seed=8).low != first.low
    assert "seed 7" in first.method and "bootstrap" in first.method


def test_nothing_over_nothing_is_not_defined() -> None:
    same = ratings_from([("1", "A", "x"), ("1", "B", "x"), ("2", "A", "x"), ("2", "B", "x")])
    for found in (cohen_kappa(same), fleiss_kappa(same), krippendorff_alpha(same, seed=1), gwet_ac1(same)):
        assert found.value is None and found.why.startswith("not defined")
    assert (
        specific_agreement(
            Ratings(units=same.units, raters=same.raters, rows=same.rows, categories=("x", "y")), "y"
        ).value
        is None
    )
    apart = ratings_from([("1", "A", "x"), ("2", "B", "y")])
    assert all(one.value is None for one in agree(apart, seed=1).estimates)
    assert all(one.value is None for one in agree(Ratings(), seed=1).estimates)


def test_one_unit_has_a_value_and_no_interval() -> None:
    one = ratings_from([("1", "A", "x"), ("1", "B", "y")])
    assert (gwet_ac1(one).value, gwet_ac1(one).low, gwet_ac1(one).why) == (
        -1,
        None,
        "no interval: it needs two units",
    )


def test_cohens_kappa_is_for_two_raters() -> None:
    with pytest.raises(SlrError, match="two raters"):
        cohen_kappa(FLEISS)


def test_a_category_that_nobody_used_counts_for_ac1_and_pabak() -> None:
    said = [("1", "A", "x"), ("1", "B", "x"), ("2", "A", "x"), ("2", "B", "x")]
    assert pabak(ratings_from(said, categories=("x", "y"))).value == 1
    assert gwet_ac1(ratings_from(said, categories=("x", "y"))).value == 1


def test_agree_takes_the_coefficients_that_apply() -> None:
    two = agree(FEINSTEIN_1990, seed=1, positive="+", negative="-")
    assert [one.name for one in two.estimates] == [
        "raw agreement", "Cohen's kappa", "Gwet's AC1", "PABAK", "Krippendorff's alpha", "positive agreement", "negative agreement",
    ]  # fmt: skip
    assert (two.units, len(two.conflicts), two.raters) == (100, 15, ("A", "B"))
    more = agree(FLEISS, seed=1)
    assert more.estimate("Fleiss' kappa") is not None and more.estimate("Cohen's kappa") is None


def test_agreement_along_the_order() -> None:
    said = [
        (f"{n:03}", rater, "in" if rater == "A" or n < 60 else "out") for n in range(110) for rater in "AB"
    ]
    blocks = over_order(ratings_from(said), block=50)
    raw = [(first, last, one.estimate("raw agreement")) for first, last, one in blocks]
    assert [(first, last, found.value) for first, last, found in raw if found] == [
        (1, 50, 1.0),
        (51, 110, 10 / 60),
    ]


def decision(
    record: str, reviewer: str, verdict: Verdict, reason: str = "", *, blind: bool = True
) -> Decision:
    """One decision."""
    return Decision(
        event="",
        stage="s",
        reviewer=reviewer,
        record=record,
        members=(record,),
        verdict=verdict,
        reason=reason,
        blind=blind,
    )


def test_each_reviewers_last_blind_decision_counts() -> None:
    said = [
        decision("r1", "ana", Verdict.EXCLUDE),
        decision("r1b", "ana", Verdict.INCLUDE),
        decision("r1", "ana", Verdict.EXCLUDE, blind=False),
        decision("r1", "ben", Verdict.UNSURE),
        decision("r2", "ben", Verdict.AWAITING),
    ]
    found = ratings_of_decisions(said, report_of={"r1b": "r1"})
    assert found.rows == (("include", "include"), (None, "include"))
    assert ratings_of_decisions(said, report_of={"r1b": "r1"}, unsure="category").rows[0] == (
        "include",
        "unsure",
    )
    assert ratings_of_decisions(said, report_of={"r1b": "r1"}, unsure="missing").rows[0] == ("include", None)
    assert ratings_of_decisions(said, report_of={}, unsure="category").categories == (
        "include",
        "exclude",
        "unsure",
    )


def test_reasons_are_compared_where_all_excluded() -> None:
    said = [
        decision("r1", "ana", Verdict.EXCLUDE, "c1"),
        decision("r1", "ben", Verdict.EXCLUDE, "c2"),
        decision("r2", "ana", Verdict.EXCLUDE, "c1"),
        decision("r2", "ben", Verdict.INCLUDE),
    ]
    found = ratings_of_reasons(said, report_of={})
    assert (found.units, found.rows, found.conflicts) == (("r1",), (("c1", "c2"),), ("r1",))


tables = st.lists(
    st.lists(st.sampled_from(["a", "b", "c", None]), min_size=3, max_size=3), min_size=2, max_size=12
)


@settings(max_examples=40, deadline=None)
@given(tables)
def test_the_order_of_units_and_raters_does_not_matter(rows: list[list[str | None]]) -> None:
    def said(order: list[list[str | None]], names: str) -> Ratings:
        cells = [(str(u), n, v) for u, row in enumerate(order) for n, v in zip(names, row, strict=True) if v]
        return ratings_from(cells, categories="abc")

    first, second = said(rows, "xyz"), said(rows[::-1], "zyx")
    for f in (raw_agreement, fleiss_kappa, gwet_ac1, pabak):
        assert f(first).value == pytest.approx(f(second).value, abs=1e-12, nan_ok=True)
        assert f(first).low == pytest.approx(f(second).low, abs=1e-9)


def test_the_samples_of_many_units_take_a_byte_a_number_and_are_those_drawn_at_once() -> None:
    drawn = samples(5000, 250, 7)
    whole = np.random.default_rng(7).multinomial(5000, np.full(5000, 1 / 5000), size=250)
    assert np.array_equal(np.concatenate(drawn), whole)
    assert sum(part.nbytes for part in drawn) == 5000 * 250
