"""`slr rank`, `slr screen --order` and `slr simulate`: what comes first, why, and what it saves."""

from pathlib import Path

import pytest

from conftest import Folder, Run, ris
from slr.app import screen
from slr.app.ask import ScreeningDesk
from slr.app.caller import Caller
from slr.app.queue import Sequencing
from slr.app.review import open_review, stage_of
from slr.cli.session import now, token

TOPICS = ("birds in winter gardens", "steel bridges under load")


@pytest.fixture
def mixed(empty: Folder) -> Folder:
    """Twenty records, birds and bridges in turn."""
    records = [f"Study {n} of {TOPICS[n % 2]} | Author {n} | {1990 + n}" for n in range(20)]
    empty("import", empty.file("x.ris", ris(*records)), "--search", "scopus")
    return empty


def decide(folder: Folder, who: str) -> None:
    rows = [f"scopus.{n},{'include' if n % 2 else 'exclude'},{who}" for n in (1, 2, 3, 4)]
    folder("screen", "--apply", folder.csv("d.csv", "report,decision,reviewer", *rows))


def test_the_ranking_learns_from_ones_own_decisions_and_is_explained(mixed: Folder) -> None:
    decide(mixed, "ana")
    found = mixed.json("rank", "--as", "ana", "-n", "0")
    assert (found["included"], found["excluded"]) == (2, 2)
    positions = [int(one["report"].rpartition("-")[2]) for one in found["reports"]]
    assert len(positions) == 16
    assert {position % 2 for position in positions[:8]} == {1}
    assert {"birds", "winter", "gardens"} & {word["word"] for word in found["reports"][0]["words"]}


def test_a_blinded_ranking_does_not_learn_from_anothers_decisions(mixed: Folder) -> None:
    decide(mixed, "ana")
    found = mixed.json("rank", "--as", "ben", "-n", "0")
    assert (found["included"], found["excluded"], len(found["reports"])) == (0, 0, 20)


def queue(folder: Folder, how: Sequencing) -> list[str]:
    """The order in which ana would see what waits."""
    seen: list[str] = []

    class Look:
        def screen(self, desk: ScreeningDesk) -> None:
            seen.extend(name.rpartition("-")[2] for name in desk.queue)

    opened = open_review(folder.root)
    caller = Caller(root=folder.root, now=now, token=token, who="ana")
    screen.screen(opened, caller, stage_of(opened, "title-abstract"), Look(), how)  # type: ignore[arg-type]
    return seen


def test_the_queue_comes_as_asked_for(mixed: Folder) -> None:
    everyone = [str(n) for n in range(1, 21)]
    assert queue(mixed, Sequencing()) == everyone
    assert queue(mixed, Sequencing(order="year")) == everyone[::-1]
    drawn = queue(mixed, Sequencing(order="random", seed=7))
    assert sorted(drawn, key=int) == everyone and drawn != everyone
    assert drawn == queue(mixed, Sequencing(order="random", seed=7))
    decide(mixed, "ana")
    ranked = queue(mixed, Sequencing(order="ranked", wait=600))
    assert ranked[:4] == ["1", "2", "3", "4"]  # decided already, to go back to
    assert {int(name) % 2 for name in ranked[4:12]} == {1}
    assert "did you mean ranked?" in mixed("screen", "--as", "ana", "--order", "rank", "--plain", code=2).err


def table(tmp_path: Path) -> Path:
    """A finished screening of forty made-up reports."""
    path = tmp_path / "finished.csv"
    rows = [f"r{n},Study {n} of {TOPICS[n % 4 != 0]},2001,{int(n % 4 == 0)}" for n in range(40)]
    path.write_text("id,title,year,included\n" + "\n".join(rows) + "\n")
    return path


def test_a_finished_screening_is_replayed(tmp_path: Path, slr: Run) -> None:
    import json

    path, order = table(tmp_path), tmp_path / "order.csv"
    found = json.loads(slr("simulate", path, "--seed", 3, "--order", order, "--json").out)
    assert (found["N"], found["R"]) == (38, 9)
    assert found["WSS@95"] == pytest.approx(0.95 - 9 / 38)
    assert found["curve"][8] == 1.0
    ids = order.read_text().split()
    assert ids[0] == "id" and sorted(ids[1:]) == sorted(f"r{n}" for n in range(40))
    same = json.loads(slr("simulate", path, "--prior-id", ids[1], "--prior-id", ids[2], "--json").out)
    assert same == found
    assert {"WSS@95", "WSS@100", "recall@10%", "ATD", "stops"} <= set(found)
    assert "WSS@95" in slr("simulate", path).out


def test_the_recall_curve_is_drawn(tmp_path: Path, slr: Run) -> None:
    path, drawing = table(tmp_path), tmp_path / "curve.svg"
    assert "wrote" in slr("simulate", path, "--plot", drawing).err
    assert "reports screened (of 38)" in drawing.read_text()
    assert "no name for a drawing" in slr("simulate", path, "--plot", tmp_path / "c.gif", code=2).err


def test_what_cannot_be_replayed_is_said(tmp_path: Path, slr: Run) -> None:
    path = table(tmp_path)
    assert "has no column label" in slr("simulate", path, "--label", "label", code=2).err
    assert "no report rx to start from" in slr("simulate", path, "--prior-id", "rx", code=2).err
    path.write_text(path.read_text().replace(",0\n", ",perhaps\n", 1))
    assert "finished.csv:3: 'perhaps' is no label" in slr("simulate", path, code=2).err
