"""Answers are remembered by the texts asked, and never more of them than the bound allows."""

from oit.remembered import Remembered


def test_an_answer_comes_back_for_the_same_texts_only() -> None:
    answers: Remembered[int] = Remembered(1_000)
    assert answers.keep(7, "แผน", "หัวข้อ") == 7
    assert answers.get("แผน", "หัวข้อ") == 7
    assert answers.get("แผน") is None
    assert answers.get("แผน", "") is None


def test_the_letters_kept_stay_within_the_bound() -> None:
    answers: Remembered[int] = Remembered(10_000)
    kept = []
    for number in range(500):
        answers.keep(number, f"{number:0>300}")
        kept.append(len(answers))
    assert max(kept) * 300 <= 10_000
    assert kept[-1] >= 1
    assert answers.get(f"{499:0>300}") == 499


def test_many_short_texts_do_not_pile_up() -> None:
    answers: Remembered[int] = Remembered(10_000)
    for number in range(5_000):
        answers.keep(number, str(number))
    assert len(answers) <= 100


def test_a_text_beyond_the_bound_is_answered_and_not_kept() -> None:
    answers: Remembered[str] = Remembered(1_000)
    answers.keep("short", "แผน")
    assert answers.keep("long", "ก" * 5_000) == "long"
    assert answers.get("ก" * 5_000) is None
    assert answers.get("แผน") == "short"
