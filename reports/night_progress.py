"""The display while a night runs: who is at work on a terminal, with a line for all that ends; JSON lines for a log."""

import time
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self, TextIO

from rich.console import Console
from rich.live import Live
from rich.text import Text

from oit.harmless import raw_stream
from oit.wording import head
from reports.night_text import missed_lines, score_text, why_text
from reports.safe_text import json_text, printable

_MOST_ROWS = 20
_QUIET = ("step",)  # of a living display only
_SAID = ("started", "done", "trouble", "failed", "lost", "ended")


class NightLog:
    """Writes one JSON object a line: `at`, `event`, and what belongs to it. Steps within a check are left out."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = raw_stream(stream)

    def tell(self, kind: str, at: str, facts: Mapping[str, Any]) -> None:
        if kind not in _QUIET:
            self._stream.write(json_text({"at": at, "event": kind, **facts}, default=str) + "\n")
            self._stream.flush()


class NightDisplay:
    """For a terminal: finished agencies as lines that stay, those at work as lines that live. `quiet` shows nothing."""

    def __init__(self, stream: TextIO, lang: str, *, quiet: bool = False) -> None:
        self._lang, self._quiet = lang, quiet
        self._console = Console(file=raw_stream(stream), markup=False, highlight=False, emoji=False)
        self._live = Live(console=self._console, transient=True, refresh_per_second=4, redirect_stdout=False, redirect_stderr=False)
        self._rows: dict[str, str] = {}
        self._due = self._done = self._trouble = 0
        self._began = time.monotonic()

    def tell(self, kind: str, at: str, facts: Mapping[str, Any]) -> None:
        if self._quiet:
            return
        if kind == "night":
            self._due = facts["due"]
            self._say(head("night_begins", self._lang, **{name: facts[name] for name in ("day", "due", "watched", "at_once")}))
            for line in missed_lines(facts["missed"], self._lang):
                self._say(line)
        elif kind == "canary":
            self._say(head("night_canary_ok", self._lang) if not facts["drift"] else "; ".join(facts["drift"]))
        elif kind == "interrupting":
            self._say(head("night_interrupting", self._lang))
        elif kind == "step":
            self._rows[facts["code"]] = self._row(facts)
        elif kind in _SAID:
            self._of_agency(kind, facts)
        self._show()

    def _of_agency(self, kind: str, facts: Mapping[str, Any]) -> None:
        gaps = {"code": facts["code"], "agency": facts["name"], "why": why_text(facts.get("why", ""), self._lang)}
        if kind == "started":
            self._rows[facts["code"]] = head("night_on_again" if facts["second_pass"] else "night_on_started", self._lang, **gaps)
            return
        self._rows.pop(facts["code"], None)
        if kind == "done" and facts["why"]:
            kind = "failed"  # kept, and no full capture
        self._done += kind in ("done", "failed")
        self._trouble += kind == "failed"
        if kind == "done":
            gaps |= {"score": score_text(facts["lowest"], facts["highest"]), "pages": facts["pages"]}
        self._say(head(f"night_on_{kind}", self._lang, **gaps))

    def _row(self, facts: Mapping[str, Any]) -> str:
        stage = head(f"run_{facts['stage']}", self._lang)
        counts = f" {facts['pages']}+{facts['documents']}" if facts["pages"] else ""
        return printable(f"{facts['code']} {facts['name']}: {stage}{counts}")

    def _show(self) -> None:
        rows = [f"  {row}" for row in list(self._rows.values())[:_MOST_ROWS]]
        minutes = f"{(time.monotonic() - self._began) / 60:.0f}"
        counts = head("night_doing", self._lang, done=self._done, due=self._due, trouble=self._trouble, elapsed=minutes)
        self._live.update(Text("\n".join([*rows, counts])))

    def _say(self, line: str) -> None:
        self._console.print(Text(printable(line, 600)))

    def __enter__(self) -> Self:
        if not self._quiet:
            self._live.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._live.stop()
