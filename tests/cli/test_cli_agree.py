"""`slr agree`: coefficients with their intervals, conflicts listed, and "not defined" where it is."""

from conftest import Folder, ris


def test_agreement_of_two_reviewers(empty: Folder) -> None:
    """20 both include, 5 and 10 differ, 15 both exclude: Cohen's kappa is 0.4 (the textbook table)."""
    records = [f"Record {n}" for n in range(50)]
    empty("import", empty.file("x.ris", ris(*records)), "--search", "scopus")
    pairs = ["ii"] * 20 + ["ie"] * 5 + ["ei"] * 10 + ["ee"] * 15
    words = {"i": "include", "e": "exclude"}
    rows = [
        f"scopus.{n},{words[letter]},{who}"
        for n, pair in enumerate(pairs, 1)
        for letter, who in zip(pair, ("ana", "ben"), strict=True)
    ]
    empty("screen", "--apply", empty.csv("d.csv", "report,decision,reviewer", *rows))
    found = empty.json("agree", "--stage", "title-abstract")
    values = {one["name"]: one for one in found["estimates"]}
    assert abs(values["raw agreement"]["value"] - 0.7) < 1e-12
    assert abs(values["Cohen's kappa"]["value"] - 0.4) < 1e-12
    assert values["Cohen's kappa"]["low"] < 0.4 < values["Cohen's kappa"]["high"]
    assert len(found["conflicts"]) == 15
    text = empty("agree").out
    assert "50 reports decided by two or more of ana, ben" in text and "0.400" in text
    empty("resolve", "--apply", empty.csv("r.csv", "report,decision,reviewer", "scopus.21,include,cleo"))
    assert empty.json("agree")["estimates"] == found["estimates"]


def test_nothing_to_agree_on_is_not_defined(review: Folder) -> None:
    found = review.json("agree")
    assert {one["value"] for one in found["estimates"]} == {None}
    assert all("not defined" in one["why"] for one in found["estimates"])
    assert "did you mean include?" in review("agree", "--unsure", "includes", code=2).err


def test_agreement_of_coders(review: Folder) -> None:
    review("dedup")
    for stage in ("title-abstract", "full-text"):
        rows = [f"{name},include,{who}" for name in ("scopus.1", "scopus.2") for who in ("ana", "ben")]
        review("screen", "--stage", stage, "--apply", review.csv("d.csv", "report,decision,reviewer", *rows))
    codings = [
        f"{name},objective,{value},{who},words"
        for name, value in (("scopus.1", "co-production"), ("scopus.2", "crowdsourcing"))
        for who in ("ana", "ben")
    ]
    review("code", "--apply", review.csv("c.csv", "study,dimension,values,coder,quote", *codings))
    assert "2 coded by two or more of ana, ben" in review("agree", "--codebook", "bertot-2010").out
