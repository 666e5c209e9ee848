"""What is said of workbooks that were written and that came home."""

from collections.abc import Iterator, Sequence
from typing import Any

from oit.agency import Agency
from oit.audit import Outcome
from oit.human import HumanVerdict
from oit.presubmit_cells import why_text
from oit.presubmit_compare import Change, Compared, Meets
from oit.presubmit_reader import Notice
from oit.presubmit_sheet import GivenSheet
from oit.presubmit_summary import PresubmitBook
from oit.wording import date_text, head, label, moment

_SHOWN = 120
_SHOWN_OTHERS = 6


def book_lines(book: PresubmitBook, others: Sequence[tuple[str, int]], lang: str) -> Iterator[str]:
    """What a reader of the workbook of one agency must know at once. `others`: forms and years by which there are results."""
    if book.score is None:
        there = ", ".join(head("pre_form_and_year", lang, form=form, year=year) for form, year in others[:_SHOWN_OTHERS])
        yield head("pre_without_result", lang, agency=book.name, form=book.form, year=book.fiscal_year, others=there)
    else:
        yield head("pre_by_form", lang, agency=book.name, form=book.form, year=book.fiscal_year)
    for row in book.links:
        if row.seen.works is False:
            yield head("pre_link_trouble", lang, agency=book.name, code=row.item.code, why=why_text(row.seen, lang), url=row.link)


def import_lines(file: str, agency: Agency, given: GivenSheet, compared: Compared, ended: Sequence[str], lang: str) -> Iterator[str]:
    """What a workbook brought, each change, conflict and thing that was not taken on a line."""
    yield head("pre_import_of", lang, file=file, agency=agency.name or agency.url, year=given.fiscal_year)
    if given.imported is not None:
        yield "  " + head("pre_again", lang, at=moment(given.imported.isoformat(), lang))
    taken, conflicts = compared.of(Meets.TAKEN), compared.of(Meets.CONFLICT, Meets.OTHER_OUTCOME)
    already = compared.of(Meets.ALREADY)
    if compared.changes:
        yield "  " + head("pre_import_counts", lang, taken=len(taken), already=len(already), conflicts=len(conflicts))
    else:
        yield "  " + head("pre_import_none", lang)
    yield from ("  " + _change("pre_taken", change, lang) for change in taken)
    yield from ("  " + _conflict(change, lang) for change in conflicts)
    yield from ("  " + head("pre_ended_at_once", lang, code=code) for code in ended)
    yield from ("  " + notice_text(notice, lang) for notice in compared.notices)


def notice_text(notice: Notice, lang: str) -> str:
    gaps = dict(notice.gaps)
    if "column" in gaps:
        gaps["column"] = head(f"pre_{gaps['column']}", lang)
    return head(notice.name, lang, **gaps)


def import_record(file: str, agency: Agency, given: GivenSheet, compared: Compared, ended: Sequence[str], lang: str) -> dict[str, Any]:
    """The same as data."""
    return {
        "file": file,
        "agency": {"url": agency.url, "code": agency.code, "name": agency.name},
        "form": given.form,
        "fiscal_year": given.fiscal_year,
        "key": given.key,
        "changes": [
            {
                "code": one.code, "column": one.column, "result": one.meets.value, "given_out": one.before, "sheet": one.sheet,
                "now": one.now, "place": one.place,
            }
            for one in compared.changes
        ],
        "ended_at_once": list(ended),
        "not_taken": [notice_text(notice, lang) for notice in compared.notices],
    }  # fmt: skip


def _change(name: str, change: Change, lang: str, **more: str) -> str:
    told = {"before": change.before, "sheet": change.sheet, "now": change.now}
    words = {gap: more.get(gap) or shown_value(change.column, text, lang) for gap, text in told.items()}
    return head(name, lang, code=change.code, column=head(f"pre_{change.column}", lang), place=change.place, **words)


def _conflict(change: Change, lang: str) -> str:
    if change.meets is Meets.OTHER_OUTCOME:
        before, now = (label(Outcome(outcome), lang) for outcome in change.outcomes)
        return _change("pre_conflict_outcome", change, lang, before=before, now=now)
    return _change("pre_conflict", change, lang)


def shown_value(column: str, text: str, lang: str) -> str:
    """What a cell means, as it is written in a workbook."""
    if not text:
        return head("pre_empty", lang)
    if column == "verdict" and text in {one.value for one in HumanVerdict}:
        return head(f"pre_verdict_{text}", lang)
    if column == "deadline":
        return date_text(text, lang)
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else flat[: _SHOWN - 1] + "…"
