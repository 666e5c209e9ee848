"""The display while a check runs: one living line on a terminal, plain lines elsewhere."""

import time
from types import TracebackType
from typing import Self, TextIO

from rich.console import Console
from rich.live import Live
from rich.text import Text

from oit.harmless import raw_stream
from oit.wording import head
from reports.safe_text import short_address

PLAIN_EVERY = 10.0  # seconds between two plain lines


class ProgressDisplay:
    """Shows the stages and the crawl's counts on `stream` (stderr). `quiet` shows nothing."""

    def __init__(self, stream: TextIO, lang: str, *, quiet: bool = False) -> None:
        self._stream, self._lang, self._quiet = raw_stream(stream), lang, quiet
        self._living = not quiet and stream.isatty()
        self._console = Console(file=self._stream, markup=False, highlight=False, emoji=False)
        self._live = self._living_line() if self._living else None
        self._stage = ""
        self._shown = 0.0

    def _living_line(self) -> Live:
        # What others print meanwhile goes its own way, through the stream that makes it harmless.
        return Live(console=self._console, transient=True, refresh_per_second=8, redirect_stdout=False, redirect_stderr=False)

    def stage(self, name: str) -> None:
        """The next step begins; one of oit.wording_run."""
        self._stage = head(f"run_{name}", self._lang)
        self._show(self._stage, at_once=True)

    def crawl(self, pages: int, documents: int, queued: int, items: int, current: str, elapsed: float) -> None:
        counts = head("run_counts", self._lang, pages=pages, documents=documents, queued=queued, items=items, elapsed=round(elapsed))
        address = f"\n  {short_address(current, 90)}" if self._living else ""
        self._show(f"{self._stage}: {counts}{address}")

    def _show(self, text: str, *, at_once: bool = False) -> None:
        if self._quiet:
            return
        if self._live is not None:
            self._live.update(Text(text))
            return
        now = time.monotonic()
        if at_once or now - self._shown >= PLAIN_EVERY:
            self._shown = now
            self._stream.write(text + "\n")
            self._stream.flush()

    def __enter__(self) -> Self:
        if self._live is not None:
            self._live.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._live is not None:
            self._live.stop()
