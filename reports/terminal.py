"""The audit as a table for the terminal, and below it the score, what was lost and what to fix first."""

import io
import shutil
from typing import TextIO

from rich.box import SIMPLE_HEAD, Box
from rich.console import Console
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from oit.audit import AgencyAudit, ItemFinding, Outcome
from oit.counting import counted_outcome
from oit.wording import date_text, head, label, moment, name_of, period_short
from oit.wording_digits import decimal, figure
from reports.json_report import OUTCOME_ORDER, notes
from reports.person_words import advice_words, attested_lines, explanation_words
from reports.priorities import fix_first
from reports.safe_text import printable, short_address, web_address
from reports.thai_cells import shorten, wrap
from reports.where_to_look import address_to_open

# A sign for those who see no colour; all of them one cell wide in every terminal.
LOOK: dict[Outcome, tuple[str, str]] = {
    Outcome.PASS: ("✓", "green"),
    Outcome.INCOMPLETE: ("~", "yellow"),
    Outcome.OUTDATED: ("!", "yellow"),
    Outcome.MISSING: ("✗", "red"),
    Outcome.UNCLEAR: ("?", "magenta"),
    Outcome.NOT_CHECKED: ("-", "cyan"),
    Outcome.NOT_DUE: (">", "blue"),
    Outcome.NOT_APPLICABLE: ("/", "bright_black"),
}
_PLAIN_BOX = Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
_LEAST_WIDTH, _USUAL_WIDTH, _MOST_WIDTH = 40, 110, 160
_WIDTH_FOR_SCORES, _WIDTH_FOR_LINKS = 76, 100


def print_audit(audit: AgencyAudit, stream: TextIO, lang: str = "th", color: bool = False, width: int | None = None) -> None:
    """Writes the table and the summary to a text stream. Without `width` it takes that of the terminal, else 110 cells."""
    is_terminal = stream.isatty()
    if width is None:
        width = shutil.get_terminal_size((_USUAL_WIDTH, 24)).columns if is_terminal else _USUAL_WIDTH
    text = audit_text(audit, lang, color=color, width=width, lines=is_terminal)
    encoding = getattr(stream, "encoding", None) or "utf-8"
    stream.write(text.encode(encoding, "replace").decode(encoding))


def audit_text(audit: AgencyAudit, lang: str = "th", *, color: bool = False, width: int = _USUAL_WIDTH, lines: bool = False) -> str:
    """The table and the summary as text. `lines` allows box-drawing characters; `color` ANSI colours and links."""
    width = max(_LEAST_WIDTH, min(width, _MOST_WIDTH))
    out = io.StringIO()
    console = Console(
        file=out, width=width, color_system="standard" if color else None, force_terminal=color, no_color=not color,
        markup=False, highlight=False, emoji=False, legacy_windows=False, _environ={},
    )  # fmt: skip
    _print_head(console, audit, lang, width)
    console.print(_table(audit, lang, width, SIMPLE_HEAD if lines else _PLAIN_BOX))
    _print_summary(console, audit, lang, width)
    return out.getvalue()


def _print_lines(console: Console, text: str, width: int, style: str = "", indent: int = 0) -> None:
    for line in wrap(text, width - indent):
        console.print(Padding(Text(line, style, no_wrap=True), (0, 0, 0, indent), expand=False))


def _print_head(console: Console, audit: AgencyAudit, lang: str, width: int) -> None:
    name = printable(audit.agency.name, 120) or head("unnamed_agency", lang)
    _print_lines(console, f"{name}  {printable(audit.agency.url, 200)}", width, "bold")
    year = head("fiscal_year", lang, year=audit.form.fiscal_year)
    form = head("form_text", lang, pack=printable(audit.form.pack, 40), version=printable(audit.form.version, 40))
    judged = f"{head('judged_on', lang)} {date_text(audit.judged_on, lang)}"
    _print_lines(console, f"{head('form', lang)} {form}  {year}  {judged}", width)
    facts = audit.crawl
    extent = head(
        "extent_text", lang, pages=facts.pages, documents=facts.documents, requests=facts.requests,
        stopped=name_of("stopped_by", facts.stopped_by, lang),
    )  # fmt: skip
    _print_lines(console, f"{head('crawled', lang)} {moment(facts.started, lang)}  {extent}", width)


def _table(audit: AgencyAudit, lang: str, width: int, box: Box) -> Table:
    columns = _columns(width)
    # Between two columns stand one blank of padding and one of the box.
    table = Table(box=box, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False, header_style="bold")
    for name, cells in columns.items():
        right = name in ("presence_short", "currency_short")
        table.add_column(Text(head(name, lang)), width=cells, no_wrap=True, justify="right" if right else "left")
    for item in audit.items:
        table.add_row(*(_cell(audit, item, name, cells, lang) for name, cells in columns.items()))
    return table


def _columns(width: int) -> dict[str, int]:
    """Column -> cells; what does not fit is left to the other reports."""
    fixed = {"code": 4, "title": 0, "outcome": 17}
    if width >= _WIDTH_FOR_SCORES:
        fixed |= {"presence_short": 5, "currency_short": 5, "period": 17}
    if width >= _WIDTH_FOR_LINKS:
        fixed["link"] = 0
    free = width - sum(fixed.values()) - 2 * (len(fixed) - 1)
    if "link" in fixed:
        fixed["link"] = free * 2 // 5
        free -= fixed["link"]
    return fixed | {"title": free}


def _cell(audit: AgencyAudit, item: ItemFinding, name: str, width: int, lang: str) -> Text:
    shown = counted_outcome(item)
    sign, colour = LOOK[shown]
    mark = " *" if item.attestation else ""
    if name == "code":
        return Text(shorten(printable(item.code, 12), width), "bold")
    if name == "outcome":
        return Text(shorten(f"{sign} {label(shown, lang)}{mark}", width), colour)
    if name in ("presence_short", "currency_short"):
        return Text(figure(str(item.presence.score if name == "presence_short" else item.currency.score), lang))
    if name in ("title", "period"):
        found = period_short(item.currency.found[0], lang) if item.currency.found else "-"
        title = printable(item.title_en if lang == "en" else item.title_th, 240)
        return Text("\n".join(wrap(title if name == "title" else found, width)))
    return _link(address_to_open(item), audit.agency.url, width)


def _link(url: str, home: str, width: int) -> Text:
    """The address, without the agency's own part, as a link where it may be one."""
    if not url:
        return Text("-")
    own = home.rstrip("/")
    shown = short_address(url[len(own) :] if own and url.startswith(own + "/") else url, width)
    address = web_address(url)
    return Text(shorten(shown, width), Style(link=address) if address else "")


def _print_summary(console: Console, audit: AgencyAudit, lang: str, width: int) -> None:
    score = audit.score
    if width >= _WIDTH_FOR_SCORES:
        _print_lines(console, head("scores_note", lang), width, "dim")
    console.print()
    spread = head("range", lang, lowest=f"{score.oit.lowest:.2f}", highest=f"{score.oit.highest:.2f}")
    _print_lines(console, f"{head('score', lang)}: {spread} {head('of_100', lang)}", width, "bold")
    lost = head("points_lost_text", lang, lowest=f"{score.points_lost.lowest:.2f}", highest=f"{score.points_lost.highest:.2f}")
    _print_lines(console, f"{head('points_lost', lang)}: {lost} ({head('points_lost_note', lang)})", width)
    counts = [
        f"{LOOK[one][0]} {label(one, lang)} {figure(str(score.counts.get(one, 0)), lang)}"
        for one in OUTCOME_ORDER
        if score.counts.get(one, 0)
    ]
    # No-break blanks keep a sign with its count.
    _print_lines(console, "   ".join(count.replace(" ", "\u00a0") for count in counts), width)
    for line in attested_lines(audit, lang):
        _print_lines(console, line, width)
    _print_priorities(console, audit, lang, width)
    for note in notes(audit, lang):
        _print_lines(console, note["text"], width, "dim")


def _print_priorities(console: Console, audit: AgencyAudit, lang: str, width: int) -> None:
    first = fix_first(audit)
    if not first:
        known = any(item.outcome is not Outcome.NOT_CHECKED for item in audit.items)
        why = name_of("stopped_by", audit.crawl.stopped_by, lang)
        _print_lines(console, head("nothing_to_fix", lang) if known else head("not_captured", lang, why=why), width)
        return
    console.print()
    _print_lines(console, head("fix_first", lang), width, "bold")
    for number, item in enumerate(first, 1):
        title = printable(item.title_en if lang == "en" else item.title_th, 160)
        worth = head("points_of_100", lang, points=decimal(item.points))
        _print_lines(console, f"{number}. {printable(item.code, 12)} {title} ({worth})", width)
        _print_lines(console, explanation_words(item, lang), width, indent=3)
        _print_lines(console, f"{head('advice', lang)}: {advice_words(item, lang)}", width, LOOK[counted_outcome(item)][1], indent=3)
