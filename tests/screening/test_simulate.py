"""Replaying a screening: the measures on an order known by hand, and the replay itself."""

import pytest

from slr.model.errors import SlrError
from slr.screening.simulate import Simulation, choose_priors, simulate
from slr.screening.text_features import Text, read_texts


def of(found: str, priors: int = 2) -> Simulation:
    """A simulation in which `1` was included."""
    return Simulation(order=tuple(range(len(found))), found=tuple(one == "1" for one in found), priors=priors)


def test_the_measures_leave_the_priors_out() -> None:
    run = of("10" + "1101000000" + "0000000000")
    assert (run.total, run.relevant, run.places) == (20, 3, (1, 2, 4))
    assert run.wss95 == pytest.approx(0.95 - 4 / 20)
    assert run.wss100 == pytest.approx(1 - 4 / 20)
    assert run.recall10 == pytest.approx(2 / 3)
    assert run.atd == pytest.approx((1 + 2 + 4) / 3 / 20)
    assert run.curve()[:5] == pytest.approx((1 / 3, 2 / 3, 2 / 3, 1, 1))


def test_found_is_the_ceiling_of_the_share() -> None:
    assert of("10" + "1" * 19 + "0" * 19 + "1").wss95 == pytest.approx(0.95 - 19 / 39)  # 0.95 · 20 is 19
    assert of("10" + "1" * 20 + "0" * 18 + "1").wss95 == pytest.approx(0.95 - 20 / 39)  # 0.95 · 21 is 19.95
    assert of("10" + "1" * 2 + "0" * 3 + "1").wss95 == pytest.approx(0.95 - 1)


def test_the_first_tenth_is_rounded() -> None:
    assert of("10" + "01" + "0" * 12).recall10 == 0  # 1.4 is 1
    assert of("10" + "01" + "0" * 13).recall10 == 1  # 1.5 is 2


def test_with_nothing_to_find_nothing_is_measured() -> None:
    run = of("10" + "000")
    assert (run.wss95, run.wss100, run.recall10, run.atd, run.curve()) == (None, None, None, None, ())


def corpus_and_labels() -> tuple[list[Text], list[bool]]:
    """A synthetic screening of two subjects, mixed."""
    texts, labels = [], []
    for n in range(40):
        relevant = n % 4 == 1
        subject = (
            f"asthma inhaler trial children {n % 3}" if relevant else f"bridge steel corrosion survey {n % 5}"
        )
        texts.append(Text(id=str(n), title=subject, abstract=f"word{n % 7} results of the study"))
        labels.append(relevant)
    return texts, labels


def test_a_replay_screens_everything_once_priors_first() -> None:
    texts, labels = corpus_and_labels()
    seen: list[tuple[int, int]] = []
    run = simulate(
        read_texts(texts), labels, priors=[1, 0], progress=lambda done, total: seen.append((done, total))
    )
    assert run.order[:2] == (1, 0)
    assert sorted(run.order) == list(range(40))
    assert run.found == tuple(labels[row] for row in run.order)
    assert all(run.found[2:11])  # the nine others on asthma come first
    assert seen[-1] == (40, 40)


def test_a_replay_without_priors_starts_at_the_top() -> None:
    texts, labels = corpus_and_labels()
    run = simulate(read_texts(texts), labels, priors=[])
    assert (run.order[0], run.priors, len(set(run.order))) == (0, 0, 40)


def test_the_same_priors_give_the_same_order() -> None:
    texts, labels = corpus_and_labels()
    corpus = read_texts(texts)
    assert simulate(corpus, labels, priors=[5, 2]).order == simulate(corpus, labels, priors=[5, 2]).order


def test_labels_must_fit_the_texts() -> None:
    with pytest.raises(SlrError, match="1 labels for 40 texts"):
        simulate(read_texts(corpus_and_labels()[0]), [True], priors=[])


def test_priors_are_drawn_by_the_seed_or_refused() -> None:
    labels = [False, True, False, True, False]
    drawn = choose_priors(labels, included=2, excluded=1, seed=3)
    assert drawn == choose_priors(labels, included=2, excluded=1, seed=3)
    assert [labels[row] for row in drawn] == [True, True, False]
    with pytest.raises(SlrError, match="cannot draw 3 included priors of 2"):
        choose_priors(labels, included=3, seed=1)
