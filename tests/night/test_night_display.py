"""What a night shows on a terminal and writes to a log; words of a website stay words in both."""

import io
import json
from datetime import date

from reports.night_progress import NightDisplay, NightLog

AGENCY = {"code": "A1", "name": "เทศบาล\u202e\x1b[31m ก", "url": "https://a.example/"}
NIGHT = {"day": date(2026, 11, 24), "due": 2, "watched": 3, "at_once": 8, "missed": (date(2026, 11, 22),)}
DONE = {**AGENCY, "why": "", "lowest": 40.0, "highest": 50.0, "pages": 12, "documents": 3}


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(*events: tuple[str, dict[str, object]], quiet: bool = False) -> str:
    screen = Terminal()
    with NightDisplay(screen, "en", quiet=quiet) as display:
        for kind, facts in events:
            display.tell(kind, "2026-11-24T01:00:00+07:00", facts)
    return screen.getvalue()


def test_a_terminal_shows_who_is_at_work_and_keeps_a_line_of_each_end() -> None:
    text = shown(
        ("night", NIGHT), ("canary", {"drift": []}), ("started", {**AGENCY, "second_pass": False}),
        ("step", {**AGENCY, "stage": "crawling", "pages": 4, "documents": 1}), ("trouble", {**AGENCY, "why": "not_captured timeout"}),
        ("started", {**AGENCY, "second_pass": True}), ("done", DONE), ("summary", {}),
    )  # fmt: skip
    assert "2 of 3 agencies are due, 8 at once" in text
    assert "missed: 22 November 2026" in text
    assert "trouble: A1" in text
    assert "done: A1" in text
    assert "score 40.0-50.0, 12 pages" in text
    assert "1 of 2 done" in text
    assert "\u202e" not in text
    assert "\x1b[31m" not in text


def test_a_result_that_is_no_full_capture_counts_as_trouble() -> None:
    text = shown(("night", NIGHT), ("done", {**DONE, "why": "few_pages 3 50"}))
    assert "failed: A1" in text
    assert "only 3 pages" in text
    assert "in trouble 1" in text


def test_quiet_shows_nothing() -> None:
    assert "A1" not in shown(("night", NIGHT), ("done", DONE), quiet=True)


def test_a_log_has_one_object_a_line_and_no_steps() -> None:
    log = io.StringIO()
    writer = NightLog(log)
    for kind, facts in (("night", NIGHT), ("step", {**AGENCY, "stage": "crawling"}), ("done", DONE)):
        writer.tell(kind, "2026-11-24T01:00:00+07:00", facts)
    first, second = [json.loads(line) for line in log.getvalue().splitlines()]
    assert (first["event"], first["day"], first["missed"]) == ("night", "2026-11-24", ["2026-11-22"])
    assert (second["event"], second["at"], second["name"]) == ("done", "2026-11-24T01:00:00+07:00", AGENCY["name"])
    assert "\u202e" not in log.getvalue()
    assert "\x1b" not in log.getvalue()
