"""Exit codes: what a command's end means to a script."""

from oit.audit import AgencyAudit
from oit.snapshot import SiteSnapshot

DONE, BELOW, BAD_INPUT, NOT_CAPTURED, NOT_FIT, INTERRUPTED = 0, 1, 2, 3, 4, 130


def exit_code(audit: AgencyAudit, snapshot: SiteSnapshot, fail_under: float | None) -> int:
    """3 if the site could not be captured, 1 if the lowest score is under `fail_under`, else 0."""
    if not snapshot.captured:
        return NOT_CAPTURED
    if fail_under is not None and audit.score.oit.lowest < fail_under:
        return BELOW
    return DONE
