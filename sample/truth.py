"""What is true of the made-up agency: what the tests and the demo compare verdicts with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from sample.spec import load_spec

_NEWS = "news: "


@dataclass(frozen=True, slots=True)
class ItemTruth:
    """The right verdict on one item. The words are those of oit.audit: Outcome, Presence, Currency, ReasonCode."""

    outcome: str
    presence: str
    currency: str
    best_path: str | None  # percent-encoded, from "/"; None where no single address is the right one
    reason: str
    note: str
    without_browser: "ItemTruth | None" = None  # only where it differs


@dataclass(frozen=True, slots=True)
class Truth:
    agency: str
    type: str
    day: date  # of judgement
    fiscal_year: int  # Buddhist era
    form: str
    items: Mapping[str, ItemTruth]  # O1..O43 in the form's order
    pages: int  # HTML pages a reader can come to


def truth() -> Truth:
    """The truth of sample/site.yaml."""
    spec = load_spec()
    items = {code: _item(item["truth"], item.get("truth_without_browser")) for code, item in spec.items.items()}
    agency = spec.agency
    return Truth(agency["name"], agency["type"], spec.day, spec.fiscal_year, spec.form, items, len(spec.html_paths()))


def _item(raw: Mapping[str, Any], unrendered: Mapping[str, Any] | None) -> ItemTruth:
    return ItemTruth(
        outcome=raw["outcome"],
        presence=raw["presence"],
        currency=raw["currency"],
        best_path=_path(raw["best"]),
        reason=raw["reason"],
        note=raw["note"],
        without_browser=None if unrendered is None else _item(unrendered, None),
    )


def _path(best: str | None) -> str | None:
    """The path of `best`; a news post is named by its title, since its number depends on how many are older."""
    if best is None or not best.startswith(_NEWS):
        return best and encoded(best)
    [post] = [news for news in load_spec().news if news.title == best.removeprefix(_NEWS)]
    return f"/{post.path}"


def encoded(path: str) -> str:
    """A path of site.yaml, which is written in Thai, as it stands in an address."""
    return quote(path, safe="/%?=&#:;@+,()~*!'")
