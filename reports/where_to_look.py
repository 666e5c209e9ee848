"""Which address lets a person check a verdict with one click."""

from oit.audit import ItemFinding
from reports.safe_text import web_address


def address_to_open(item: ItemFinding) -> str:
    """The best evidence; without any, the first address a reason names (a link seen and not opened, a page with a bare title)."""
    if item.best_url:
        return item.best_url
    named = (reason.facts.get(fact, "") for reason in item.reasons for fact in ("url", "page"))
    return next((url for url in named if web_address(url)), "")
