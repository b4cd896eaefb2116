"""`slr dedup`: what is certain is joined, a person's word beats the program's, all of it can be undone."""

from conftest import Folder, ris


def groups(folder: Folder) -> int:
    return int(folder.json("status")["reports"])


def test_certain_duplicates_are_joined_and_the_summary_can_be_quoted(review: Folder) -> None:
    done = review.json("dedup")
    assert (done["records"], done["reports"], done["duplicates_within"], done["duplicates_between"]) == (
        4,
        3,
        0,
        1,
    )
    assert done["overlap"] == [{"a": "scopus", "b": "wos", "reports": 1}]
    assert [(s["search"], s["unique"]) for s in done["searches"]] == [("scopus", 1), ("wos", 1)]
    assert groups(review) == 3
    assert review.json("dedup")["pairs_joined"] == 0  # decided pairs are not decided again


def test_every_join_is_explained(review: Folder) -> None:
    review("dedup")
    story = review.json("dedup", "--explain", review.id("scopus.1"), review.id("wos.1"))
    assert story["joined"] is True
    assert "DOI" in story["reason"]
    apart = review("dedup", "--explain", review.id("scopus.1"), review.id("wos.2")).out
    assert "are two reports" in apart


def test_a_persons_word_beats_the_programs_and_survives_a_new_run(review: Folder) -> None:
    review("dedup")
    path = review.csv("links.csv", "a,b,verdict,reason", "scopus.1,wos.1,different,two trials")
    assert "1 pair: 1 new" in review("dedup", "--apply", path).err
    assert groups(review) == 4
    review("dedup")
    assert groups(review) == 4
    assert "0 new, 1 known already" in review("dedup", "--apply", path).err
    review("dedup", "--apply", review.csv("links.csv", "a,b,verdict", "wos.1,scopus.1,same"))
    assert groups(review) == 3


def test_undo_takes_back_the_last_run_and_reset_all_of_the_programs(review: Folder) -> None:
    review("dedup")
    review("dedup", "--apply", review.csv("links.csv", "a,b,verdict", "scopus.2,wos.2,same"))
    assert groups(review) == 2
    assert "took back 1 link" in review("dedup", "--undo").err
    assert groups(review) == 3
    review("dedup", "--apply", review.csv("links.csv", "a,b,verdict", "scopus.2,wos.2,same"))
    review("dedup", "--reset")
    assert groups(review) == 3
    review("dedup")
    assert groups(review) == 2
    for _ in range(2):
        review("dedup", "--undo")
    assert "nothing to undo" in review("dedup", "--undo", code=2).err


def test_a_wrong_row_is_refused(review: Folder) -> None:
    before = review.snapshot()
    for row, message in (
        ("scopus.1,scopus.1,same", "stands on both sides"),
        ("scopus.1,wos.1,equal", "'equal' is no verdict on a pair"),
        ("scopus.1,nothing,same", "there is no report 'nothing'"),
    ):
        path = review.csv("links.csv", "a,b,verdict", "scopus.2,wos.2,same", row)
        ran = review("dedup", "--apply", path, code=2)
        assert "links.csv:3: " in ran.err and message in ran.err
    assert review.snapshot() == before


def test_people_who_contradict_each_other_keep_a_pair_apart_and_are_told(review: Folder) -> None:
    review("--as", "ana", "dedup", "--apply", review.csv("l.csv", "a,b,verdict", "scopus.2,wos.2,same"))
    chain = review.csv("l.csv", "a,b,verdict", "scopus.1,scopus.2,same", "scopus.1,wos.2,different")
    review("--as", "ana", "dedup", "--apply", chain)
    findings = [f for f in review.json("status")["findings"] if f["code"] == "D002"]
    assert len(findings) == 1 and "kept apart" in findings[0]["message"]


def test_a_later_search_only_adds_work_for_new_pairs(review: Folder) -> None:
    review("dedup")
    later = review.file("grey.ris", ris("Alpha study of things | Ames, Ann | 2010 | 10.5555/alpha"))
    review("import", later, "--search", "grey")
    assert review.json("dedup")["pairs_joined"] == 2
    assert groups(review) == 3


def test_exports_are_deduplicated_without_a_review_folder(empty: Folder) -> None:
    first = empty.file(
        "a.ris", ris("Alpha study of things | Ames, Ann | 2010 | 10.5555/alpha", "Beta | Boyd, Bo | 2011")
    )
    second = empty.file(
        "b.csv",
        """
        id,title,authors,year,doi
        x1,Alpha study of things,"Ames, A.",2010,10.5555/ALPHA
        x2,Gamma rays in spring,"Gray, G",2012,
        """,
    )
    out = empty.root.parent
    words = ("-o", out / "unique.ris", "--groups", out / "groups.csv", "--pairs", out / "pairs.csv")
    done = empty.slr("dedup", first, second, *words, "--json")
    assert (out / "groups.csv").read_text() == "id,report\na-1,a-1\nx1,a-1\na-2,a-2\nx2,x2\n"
    (pair,) = (out / "pairs.csv").read_text().splitlines()[1:]
    assert pair.startswith("a-1,x1,same,")
    assert (out / "unique.ris").read_text().count("ER  -") == 3
    assert '"reports": 3' in done.out


def test_two_records_of_one_id_in_one_file_are_refused(empty: Folder) -> None:
    one = empty.file("a.csv", "id,title\nx,Alpha\nx,Beta\n")
    ran = empty.slr("dedup", one, code=2)
    assert "a.csv:3: the id x stands twice, first at a.csv:2" in ran.err


def test_files_of_one_name_or_with_the_same_ids_are_deduplicated_together(empty: Folder) -> None:
    """Two databases count their records from 1, and Web of Science calls every file savedrecs."""
    out = empty.root.parent
    for folder in ("may", "june"):
        (out / folder).mkdir()
    first = empty.file("may/savedrecs.ris", ris("Alpha study of things | Ames, A. | 2010 | 10.5555/alpha"))
    second = empty.file("june/savedrecs.ris", ris("Gamma rays | Gray, G | 2012", "Delta"))
    one = empty.file(
        "a.csv", "id,title,authors,year,doi\n1,Alpha study of things,Ames A,2010,10.5555/alpha\n"
    )
    two = empty.file("b.csv", "id,title\n1,Beta\n2,Epsilon\n")
    empty.slr("dedup", first, second, one, two, "--groups", out / "groups.csv")
    assert (out / "groups.csv").read_text().splitlines()[1:] == [
        "may-savedrecs-1,may-savedrecs-1",
        "a-1,may-savedrecs-1",
        "june-savedrecs-1,june-savedrecs-1",
        "june-savedrecs-2,june-savedrecs-2",
        "b-1,b-1",
        "b-2,b-2",
    ]


def test_a_link_that_would_join_what_is_different_is_told_not_applied(review: Folder) -> None:
    from slr.app.caller import Caller
    from slr.app.review import open_review, writer
    from slr.cli.session import now, token

    names = [review.id(name) for name in ("scopus.1", "scopus.2", "wos.2")]
    links = [(0, 1, "same", 90), (1, 2, "same", 80), (0, 2, "related", 10)]
    opened = open_review(review.root)
    with writer(opened, Caller(root=review.root, now=now, token=token)) as out:
        for a, b, verdict, score in links:
            data = {"a": names[a], "b": names[b], "verdict": verdict, "basis": "program", "score": score}
            out.append("duplicates", "link", data)
    assert groups(review) == 3
    (told,) = [f for f in review.json("check") if f["code"] == "D003"]
    assert "others that they would join are different" in told["message"]
    (waits,) = review.json("dedup", "--list")
    assert {waits["a"], waits["b"]} == {names[1], names[2]}
    review("dedup", "--apply", review.csv("links.csv", "a,b,verdict", "scopus.2,wos.2,different"))
    assert review.json("dedup", "--list") == []
    assert [f for f in review.json("check") if f["code"] == "D003"] == []
