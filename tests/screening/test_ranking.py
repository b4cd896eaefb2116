"""The ranking: what it learns, how it starts, where unreadable texts go, what it says of a report."""

from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slr.screening.ranking import Settings, explain_rank, rank
from slr.screening.text_features import Text, read_more, read_texts, stem_of

ASTHMA = "inhaled steroids for asthma in children"
BRIDGES = "corrosion of steel bridges under traffic"


def texts() -> list[Text]:
    """Synthetic titles on two subjects, and two reports that say nothing."""
    numbered = [
        Text(id=f"a{n}", title=f"Trial {n} of {ASTHMA}", abstract="Children inhaled.") for n in range(10)
    ]
    numbered += [
        Text(id=f"b{n}", title=f"Study {n} of {BRIDGES}", abstract="Steel corrodes.") for n in range(10)
    ]
    return [*numbered, Text(id="blank"), Text(id="dots", title="...")]


CORPUS = read_texts(texts())


def test_what_is_like_the_included_comes_first_and_unreadable_in_between() -> None:
    order = rank(CORPUS, {"a0": True, "b0": False}).order
    assert {name[0] for name in order[:10]} == {"a"}
    assert set(order[10:12]) == {"blank", "dots"}
    assert {name[0] for name in order[12:]} == {"b"}


def test_the_words_that_moved_a_report_up_are_words_of_it() -> None:
    ranking = rank(CORPUS, {"a0": True, "b0": False})
    words = explain_rank(CORPUS, ranking, "a5", most=4)
    assert {one.word for one in words} <= {"inhaled", "steroids", "asthma", "children", "trial"}
    assert [one.weight for one in words] == sorted((one.weight for one in words), reverse=True)
    assert all(one.weight > 0 for one in words)
    assert explain_rank(CORPUS, ranking, "b5") == () or all(
        o.weight > 0 for o in explain_rank(CORPUS, ranking, "b5")
    )
    assert explain_rank(CORPUS, ranking, "blank") == ()


def test_words_without_a_meaning_of_their_own_count_and_are_not_named() -> None:
    ranking = rank(CORPUS, {"a0": True, "b0": False})
    of_trials = dict(zip(CORPUS.stems, ranking.weights.tolist(), strict=True))
    assert of_trials["for"] > 0  # only the trials have it
    named = [one.word for one in explain_rank(CORPUS, ranking, "a5", most=50)]
    assert "asthma" in named
    assert "for" not in named


def test_a_cold_start_follows_the_protocol() -> None:
    wanted = ["Do steroids help children with asthma?", "asthma*"]
    cold = rank(CORPUS, {}, wanted=wanted)
    assert {name[0] for name in cold.order[:10]} == {"a"}
    assert (cold.included, cold.excluded) == (0, 0)
    turned = rank(CORPUS, {}, wanted=["corrosion"], unwanted=["asthma"])
    assert {name[0] for name in turned.order[:10]} == {"b"}


def test_with_nothing_known_the_order_is_that_of_the_texts() -> None:
    assert rank(CORPUS, {}).order == CORPUS.ids
    assert rank(CORPUS, {"b0": False, "gone": True}).order == CORPUS.ids


def test_included_reports_alone_are_enough_to_learn_from() -> None:
    order = rank(CORPUS, {"b3": True}).order
    assert {name[0] for name in order[:10]} == {"b"}


def test_excluded_reports_and_the_protocol_are_enough_too() -> None:
    order = rank(CORPUS, {"b3": False}, wanted=["asthma"]).order
    assert {name[0] for name in order[:10]} == {"a"}


def test_decisions_beat_the_protocol() -> None:
    decided = {f"b{n}": True for n in range(5)} | {f"a{n}": False for n in range(5)}
    order = rank(CORPUS, decided, wanted=["asthma"]).order
    assert {name[0] for name in order[:10]} == {"b"}


@pytest.mark.parametrize("few", [[], [Text(id="1")], [Text(id="1", title="One two three")]])
def test_hardly_any_text_is_no_trouble(few: list[Text]) -> None:
    corpus = read_texts(few)
    assert rank(corpus, {"1": True}, wanted=["two"]).order == tuple(text.id for text in few)


def test_words_are_stemmed_and_lose_their_accents() -> None:
    assert {stem_of(word) for word in ("screens", "screened", "screening", "screenings")} == {"screen"}
    assert [stem_of(word) for word in ("bus", "red", "randomly", "therapies")] == [
        "bus",
        "red",
        "random",
        "therap",
    ]
    corpus = read_texts(
        [
            Text(id="1", title="Études cliniques"),
            Text(id="2", title="etudes", keywords=("cliniques",)),
            Text(id="3"),
        ]
    )
    assert corpus.stems == ("cliniqu", "etud")
    assert corpus.spoken == ("cliniques", "etudes")
    assert read_more(corpus, [Text(id="", title="clinique cliniques other")]).toarray().tolist() == [
        [1.0, 0.0]
    ]


def lone_words() -> list[Text]:
    said = {
        "known": "wild bees forage",
        "other": "steel bridges corrode",
        "wordy": "wild bees one two three four five six",
        "brief": "wild bees seven eight nine",
        "more": "forage steel bridges corrode",
    }
    return [Text(id=name, abstract=text) for name, text in said.items()]


def test_while_little_is_decided_what_only_one_text_says_counts_to_its_length() -> None:
    """Two texts that share the same words with an included one: the one that says less else comes first."""
    corpus = read_texts(lone_words())
    assert corpus.stems == ("bees", "bridg", "corrode", "forage", "steel", "wild")
    decided = {"known": True, "other": False}
    assert rank(corpus, decided).order[1:3] == ("brief", "wordy")
    never = rank(corpus, decided, settings=Settings(half=0)).score_of
    assert never["brief"] == pytest.approx(never["wordy"])
    apart = [
        one["brief"] - one["wordy"]
        for one in (rank(corpus, decided, settings=Settings(half=half)).score_of for half in (1, 10, 1e9))
    ]
    assert 0 < apart[0] < apart[1] < apart[2]


def test_a_text_is_shared_by_the_length_of_its_words_that_others_have() -> None:
    corpus = read_texts([*lone_words(), Text(id="blank"), Text(id="alone", title="Unheard of")])
    shared = dict(zip(corpus.ids, corpus.shared.tolist(), strict=True))
    assert shared["known"] == shared["other"] == shared["blank"] == 1
    assert 0 < shared["wordy"] < shared["brief"] < 1
    idf = dict(zip(corpus.stems, corpus.idf.tolist(), strict=True))
    whole = idf["wild"] ** 2 + idf["bees"] ** 2
    assert shared["brief"] == pytest.approx((whole / (whole + 3 * (1 + log(8 / 2)) ** 2)) ** 0.5)


def test_rows_have_length_one_or_are_empty() -> None:
    lengths = (CORPUS.matrix.multiply(CORPUS.matrix)).sum(axis=1).A1.tolist()
    assert lengths[:20] == pytest.approx([1.0] * 20)
    assert lengths[20:] == [0.0, 0.0]
    assert CORPUS.readable.tolist() == [True] * 20 + [False, False]


@settings(max_examples=15, deadline=None)
@given(st.dictionaries(st.sampled_from(CORPUS.ids), st.booleans(), max_size=12))
def test_every_report_is_ranked_once_and_the_same_way_again(decided: dict[str, bool]) -> None:
    first, again = (rank(CORPUS, decided, wanted=["asthma"]) for _ in range(2))
    assert sorted(first.order) == sorted(CORPUS.ids)
    assert first.order == again.order
