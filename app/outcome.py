"""Exit codes: what a command's end means to a script."""

from oit.audit import AgencyAudit, ReasonCode
from oit.snapshot import FetchFailure, SiteSnapshot
from oit.wording import head, label

DONE, BELOW, BAD_INPUT, NOT_CAPTURED, NOT_FIT, INTERRUPTED = 0, 1, 2, 3, 4, 130


def exit_code(audit: AgencyAudit, snapshot: SiteSnapshot, fail_under: float | None) -> int:
    """3 if the site could not be captured, 1 if the lowest score is under `fail_under`, else 0."""
    if not snapshot.captured:
        return NOT_CAPTURED
    if fail_under is not None and audit.score.oit.lowest < fail_under:
        return BELOW
    return DONE


def not_captured_line(snapshot: SiteSnapshot, lang: str) -> str:
    """One line on a site that could not be captured: what, why, what to do."""
    resource = next((r for r in snapshot.resources), None)
    if resource is None:
        return f"{snapshot.agency.url}: {head('run_nothing_asked', lang)}"
    if resource.failure is not None:
        why = label(resource.failure, lang)
    else:
        kind = resource.content_type.split(";")[0] or "nothing"
        why = f"{head('run_no_page', lang)} ({kind})"
    mend = head("run_allow" if resource.failure is FetchFailure.BLOCKED_ADDRESS else "run_try_again", lang)
    return f"{resource.url}: {why}; {mend}"


def without_browser_line(audit: AgencyAudit, lang: str) -> str:
    """One line where items could not be checked for want of a browser; "" otherwise."""
    waiting = [item.code for item in audit.items if any(reason.code is ReasonCode.NEEDS_BROWSER for reason in item.reasons[:1])]
    return head("run_without_browser", lang, codes=", ".join(waiting)) if waiting and not audit.crawl.browser else ""


def sandbox_line(audit: AgencyAudit, lang: str) -> str:
    """One line where pages were shown in a browser that had to run without its sandbox; "" otherwise."""
    return head("run_no_sandbox", lang) if audit.crawl.rendered and not audit.crawl.sandbox else ""
