"""The vote of the nearest included texts."""

import pytest

from slr.screening.nearest import middle_of_nearest, nearest_to
from slr.screening.ranking import explain_rank, rank
from slr.screening.text_features import Text, read_texts

SUBJECTS = ("asthma inhaler children", "bridge steel corrosion", "migraine triptan nausea")
CORPUS = read_texts(
    [
        Text(id=f"{s}{n}", title=words, abstract=f"word{n}")
        for s, words in enumerate(SUBJECTS)
        for n in range(6)
    ]
)


def test_likeness_is_the_mean_of_the_three_greatest_cosines() -> None:
    cosines = (CORPUS.matrix @ CORPUS.matrix[:8].T).toarray()
    greatest = sorted(cosines[13], reverse=True)[:3]
    found = nearest_to(CORPUS.matrix, CORPUS.matrix[:8])
    assert found.likeness[13] == pytest.approx(sum(greatest) / 3)
    assert float((CORPUS.matrix[13] @ middle_of_nearest(CORPUS.matrix[13], CORPUS.matrix[:8]))[0]) == (
        pytest.approx(found.likeness[13])
    )


def test_texts_may_be_added_one_after_the_other() -> None:
    at_once = nearest_to(CORPUS.matrix, CORPUS.matrix[:8])
    slowly = nearest_to(CORPUS.matrix, CORPUS.matrix[:0])
    assert slowly.likeness.tolist() == [0.0] * 18
    for row in range(8):
        slowly.add(CORPUS.matrix[row])
    assert slowly.likeness.tolist() == pytest.approx(at_once.likeness.tolist())
    one = nearest_to(CORPUS.matrix, CORPUS.matrix[0])
    assert one.likeness[0] == pytest.approx(1.0)  # one included text: its own cosine, not a third of it


def test_a_second_subject_that_few_were_included_of_is_explained_by_its_own_words() -> None:
    ranking = rank(CORPUS, {"00": True, "01": True, "02": True, "20": True, "10": False, "11": False})
    assert {name[0] for name in ranking.order[-6:]} == {"1"}
    words = [one.word for one in explain_rank(CORPUS, ranking, "25", most=3)]
    assert set(words) == {"migraine", "triptan", "nausea"}
