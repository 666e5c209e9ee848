"""What to fix first: items that lose points, by what they are worth, then by how little work the cause makes."""

from oit.audit import AgencyAudit, ItemFinding, Outcome, ReasonCode
from oit.counting import counted_outcome

FIXABLE = frozenset({Outcome.MISSING, Outcome.OUTDATED, Outcome.INCOMPLETE, Outcome.UNCLEAR})

# Steps of work: 0 a link or a word on a page, 1 a file that exists already, 2 content to complete, 3 content to make, 4 another item first.
_EFFORT = {
    ReasonCode.BROKEN_LINK: 0,
    ReasonCode.DEAD_LINK: 0,
    ReasonCode.LEADS_HOME: 0,
    ReasonCode.WEAK_MATCH: 0,
    ReasonCode.PERIOD_UNREAD: 0,
    ReasonCode.PERIOD_CONFLICT: 0,
    ReasonCode.LOGIN: 0,
    ReasonCode.OFF_SITE: 1,
    ReasonCode.OFF_SITE_OPENS: 1,
    ReasonCode.SCAN: 1,
    ReasonCode.PICTURE: 1,
    ReasonCode.GARBLED: 1,
    ReasonCode.UNREADABLE: 1,
    ReasonCode.TITLE_ONLY: 2,
    ReasonCode.ELEMENTS_MISSING: 2,
    ReasonCode.EMPTY_TARGET: 2,
    ReasonCode.DEPENDENCY: 4,
}
_USUAL_EFFORT = 3


def effort(finding: ItemFinding) -> int:
    """Rough work to mend the item, 0 (a link) to 4 (another item must come first)."""
    return _EFFORT.get(finding.reasons[0].code, _USUAL_EFFORT) if finding.reasons else _USUAL_EFFORT


def fix_first(audit: AgencyAudit, limit: int = 5) -> tuple[ItemFinding, ...]:
    """At most `limit` items to mend, the most ITA points first, then the least work, a sure loss before an unclear one, then form order."""
    open_items = [item for item in audit.items if counted_outcome(item) in FIXABLE]
    return tuple(sorted(open_items, key=lambda item: (-item.points, effort(item), counted_outcome(item) is Outcome.UNCLEAR))[:limit])
