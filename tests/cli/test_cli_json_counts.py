"""`--json` where something is written: a script learns what became of it."""

from conftest import Folder


def test_links_studies_and_full_texts_say_what_became_of_their_rows(review: Folder) -> None:
    links = review.csv("links.csv", "a,b,verdict,reason", "scopus.1,wos.1,same,the same article")
    new, known = {"rows": 1, "added": 1, "known": 0}, {"rows": 1, "added": 0, "known": 1}
    assert review.json("dedup", "--apply", links) == new
    assert review.json("dedup", "--apply", links) == known
    assert review.json("dedup", "--undo") == {"taken_back": 1}
    review("dedup", "--apply", links)
    alpha = review.id("scopus.1")
    rows = ["scopus.1,ana,include,", "scopus.1,ben,include,"]
    decided = review.csv("d.csv", "report,reviewer,decision,reason", *rows)
    assert review.json("screen", "--stage", "title-abstract", "--apply", decided)["added"] == 2
    got = review.csv("r.csv", "report,status,note", "scopus.1,retrieved,")
    assert review.json("retrieve", "--apply", got) == new
    assert review.json("retrieve", alpha, "--status", "requested")["added"] == 1
    full = review.json("screen", "--stage", "full-text", "--apply", decided)
    assert (full["rows"], full["added"]) == (2, 2)
    assert review.json("study", "link", "bees", alpha)["added"] == 1
    assert review.json("study", "unlink", "bees", alpha) == {"taken_back": 1}
