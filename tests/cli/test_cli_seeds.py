"""The reports that citation searching began with are told, not only kept."""

import csv

from conftest import Folder, ris


def test_a_record_of_citation_searching_says_where_it_began(review: Folder) -> None:
    review("dedup")
    alpha = review.id("scopus.1")
    seed = ("--from-citations", "10.5555/alpha")
    citing, cited = review.file("citing.ris", ris("Newer", "Newest")), review.file("cited.ris", ris("Older"))
    review("import", citing, "--search", "newer", *seed, "--direction", "forward")
    review("import", cited, "--search", "older", *seed, "--direction", "backward")
    newer, older = review.id("newer.2"), review.id("older.1")
    assert f"a work that cites {alpha} (Ames 2010, Alpha study of things)" in review("why", newer).out
    assert f"a reference of {alpha} (Ames 2010" in review("why", older).out
    assert review.json("why", newer)["seed"] == {"direction": "forward", "record": alpha}
    assert review.json("why", alpha)["seed"] is None
    assert "citation searching" not in review("why", alpha).out
    review("publish", "--text-only")
    table = (review.root / "output" / "tables" / "citations.csv").read_text(encoding="utf-8")
    assert list(csv.reader(table.splitlines()))[1:] == [
        ["newer", "forward", "Ames 2010, Alpha study of things", "2"],
        ["older", "backward", "Ames 2010, Alpha study of things", "1"],
    ]
    review("import", "--withdraw", "newer")
    review("publish", "--text-only")
    table = (review.root / "output" / "tables" / "citations.csv").read_text(encoding="utf-8")
    assert "newer" not in table and "older" in table


def test_no_table_without_citation_searching(review: Folder) -> None:
    review("publish", "--text-only")
    assert not (review.root / "output" / "tables" / "citations.csv").exists()
