"""Exit codes: what a command's end means to a script."""

from oit.audit import AgencyAudit, ReasonCode
from oit.snapshot import FetchFailure, SiteSnapshot
from oit.wording import label

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
        return f"{snapshot.agency.url}: nothing was asked for; check the address and the options"
    if resource.failure is not None:
        why = label(resource.failure, lang)
    else:
        kind = resource.content_type.split(";")[0] or "nothing"
        why = f"{NO_PAGE[lang]} ({kind})"
    mend = ALLOW[lang] if resource.failure is FetchFailure.BLOCKED_ADDRESS else MEND[lang]
    return f"{resource.url}: {why}; {mend}"


def without_browser_line(audit: AgencyAudit, lang: str) -> str:
    """One line where items could not be checked for want of a browser; "" otherwise."""
    waiting = [item.code for item in audit.items if any(reason.code is ReasonCode.NEEDS_BROWSER for reason in item.reasons[:1])]
    return WITHOUT_BROWSER[lang].format(codes=", ".join(waiting)) if waiting and not audit.crawl.browser else ""


def sandbox_line(audit: AgencyAudit, lang: str) -> str:
    """One line where pages were shown in a browser that had to run without its sandbox; "" otherwise."""
    return NO_SANDBOX[lang] if audit.crawl.rendered and not audit.crawl.sandbox else ""


NO_SANDBOX = {
    "th": "เบราว์เซอร์ทำงานโดยไม่มี sandbox เพราะใช้สิทธิ์ root ควรใช้บัญชีผู้ใช้ทั่วไป",
    "en": "the browser ran without its sandbox, because this is root; run as an ordinary user to have it on",
}
WITHOUT_BROWSER = {
    "th": "ไม่ได้ใช้เบราว์เซอร์ ข้อที่ยังตรวจไม่ได้เพราะหน้าเว็บต้องใช้เบราว์เซอร์: {codes} (ดูวิธีแก้ด้วย oit doctor)",
    "en": "no browser was used; items that could not be checked for want of one: {codes} (oit doctor says how to mend it)",
}
NO_PAGE = {"th": "ไม่ใช่หน้าเว็บ", "en": "is no web page"}
ALLOW = {
    "th": "ถ้าเป็นเครื่องของหน่วยงานเอง ให้ระบุชื่อเครื่องด้วย --allow-private-hosts",
    "en": "if it is a machine of your own, name it with --allow-private-hosts",
}
MEND = {
    "th": "ตรวจที่อยู่เว็บไซต์แล้วลองใหม่ รายงานระบุทุกข้อว่ายังตรวจไม่ได้",
    "en": "check the address and try again; the report says not_checked for every item",
}
