"""What a night tells while it goes on: to the living display on a terminal, or line by line to a log."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

# night begins, canary, started, step (only for a display), done, trouble (tried again at the end of the night), failed (no result),
# lost (to another process), ended (a worker was ended, and why), interrupting, summary
Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Event:
    """`facts` are plain values, as JSON has them; what they hold of a website is not yet harmless."""

    kind: str
    facts: Facts = field(default_factory=dict)
    at: datetime = field(default_factory=lambda: datetime.now(UTC))


NightWatcher = Callable[[Event], None]


def nobody_watches(_: Event) -> None:
    """For who wants the summary only."""
