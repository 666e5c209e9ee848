"""oit scores, advice and years on kept data."""

import json
from pathlib import Path

import pytest

from oit.errors import BadInput
from tests.advice.conftest import oit

DAY = ("--date", "2023-03-01", "--fiscal-year", "2566")


def read(place: Path, *arguments: str) -> dict:  # type: ignore[type-arg]
    done = oit(place, *arguments, "--json")
    assert done.exception is None, done.exception
    found: dict = json.loads(done.output)  # type: ignore[type-arg]
    return found


def test_scores_are_taken_once_and_updated(scored: Path) -> None:
    assert read(scored, "scores", "import", "A1", "scores.csv", "--fiscal-year", "2565") | {"agency": ""} == {
        "agency": "", "fiscal_year": 2565, "added": 0, "changed": 0, "same": 10,
    }  # fmt: skip
    (scored / "scores.csv").write_text("key,score\ntotal,81.40\n", encoding="utf-8")
    assert read(scored, "scores", "import", "A1", "scores.csv", "--fiscal-year", "2565")["changed"] == 1
    kept = read(scored, "scores", "list", "A1", "--fiscal-year", "2565")
    assert {one["key"]: one["score"] for one in kept} | {"total": 81.4} == {one["key"]: one["score"] for one in kept}  # type: ignore[index]
    assert len(kept) == 10


@pytest.mark.parametrize(
    "body", ["key,score\nO42,101\n", "key,score\nX9,3\n", "key,score\ntotal,3\ntotal,4\n", "nothing\n1\n", "key,score\nI1,=1+1\n"]
)
def test_a_list_with_a_mistake_is_refused_whole(place: Path, body: str) -> None:
    (place / "scores.csv").write_text("" + body + "total,50\n", encoding="utf-8")
    done = oit(place, "scores", "import", "A1", "scores.csv", "--fiscal-year", "2565")
    assert isinstance(done.exception, BadInput), done.output
    assert read(place, "scores", "list", "A1") == []


def test_weak_questions_lead_to_topics_with_their_source(scored: Path) -> None:
    told = read(scored, "advice", "A1", *DAY)
    keys = [one["key"] for one in told["questions"]]
    assert keys[0] == "E4"  # the weakest
    assert "I9" not in keys
    assert told["scores_year"] == 2565
    assert [one["score"] for one in told["questions"]] == sorted(one["score"] for one in told["questions"])
    known = [topic for one in told["questions"] for topic in one["topics"]]
    assert all(topic["sources"] or topic["inferred"] for topic in known)
    assert told["surveys"] is None  # no pages are kept: nothing is said


def test_failing_items_come_with_agencies_that_pass_them(scored: Path) -> None:
    told = read(scored, "advice", "A1", *DAY)
    assert [one["code"] for one in told["failing"]] == ["O11", "O12"]
    by_code = {one["code"]: sorted(example["site"] for example in one["examples"]) for one in told["failing"]}
    assert by_code == {"O11": ["https://www.b2.example/"], "O12": ["https://www.b2.example/", "https://www.d4.example/"]}
    assert all(example["url"] for one in told["failing"] for example in one["examples"])


def test_without_scores_and_results_it_says_so(place: Path) -> None:
    text = oit(place, "advice", "C3", *DAY, "--lang", "en").output
    assert "There are no scores of questions" in text
    assert "no result of the website" in text


def test_years_stand_side_by_side(scored: Path) -> None:
    told = read(scored, "years", "A1")
    assert [year["fiscal_year"] for year in told["years"]] == [2564, 2565, 2566]
    text = oit(scored, "years", "A1", "--lang", "en", "--html", "years.html").output
    assert "-3.11" in text  # 81.39 after 84.50
    page = (scored / "years.html").read_text(encoding="utf-8")
    assert "81.39" in page
    assert "<script" not in page
