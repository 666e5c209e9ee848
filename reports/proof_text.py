"""One item's proof on a terminal: verdict, link, what was seen, on which days."""

from collections.abc import Callable

from oit.proof import Proof, Span
from oit.wording import explain, head, label, moment
from reports.safe_text import printable

MOST_SPANS = 10


def print_proof(proof: Proof, out: Callable[[str], object], lang: str = "th") -> None:
    """Some lines of plain text."""
    finding = proof.finding
    out(f"{printable(finding.code, 12)} {printable(finding.title_en if lang == 'en' else finding.title_th, 200)}")
    out(f"{label(finding.outcome, lang)}: {explain(finding, lang)}")
    for piece in proof.pieces:
        one = piece.evidence
        out(f"  {printable(one.url, 400)}")
        status = one.http_status if one.http_status is not None else "-"
        out(f"    {moment(one.fetched_at, lang)}  HTTP {status}  SHA-256 {printable(one.sha256, 64) or '-'}")
    out(f"{head('which_days', lang)}:")
    for span in proof.spans[:MOST_SPANS]:
        out(f"  {_span(span, lang)}")
    if len(proof.spans) > MOST_SPANS:
        out(f"  … +{len(proof.spans) - MOST_SPANS}")


def _span(span: Span, lang: str) -> str:
    first, last = moment(span.first.at, lang), moment(span.last.at, lang)
    days = first if span.checks == 1 else f"{first} – {last} ({span.checks})"
    return f"{days}: {label(span.last.outcome, lang)}  {printable(span.last.url, 200)}"
