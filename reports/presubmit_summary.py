"""The summary sheet of an agency's workbook."""

from openpyxl.worksheet.worksheet import Worksheet

from oit.presubmit import Has
from oit.presubmit_cells import share_text
from oit.presubmit_summary import PresubmitBook, tasks_by_owner
from oit.wording import advise, date_text, head, label, moment
from reports.json_report import OUTCOME_ORDER
from reports.presubmit_cells import heads, height, landscape, lines, put, put_link, put_number, title, widths

_WIDTHS = (34.0, 46.0, 20.0, 20.0, 22.0)
_A4 = 9
_MOST_FIXES = 10
_SECTION = 16  # points


def summary_sheet(sheet: Worksheet, book: PresubmitBook, lang: str) -> None:
    title(sheet, 1, head("pre_title_of", lang, agency=book.name, year=book.fiscal_year))
    row = _facts(sheet, 3, book, lang)
    row = _indicators(sheet, row + 1, book, lang)
    row = _counts(sheet, row + 1, book, lang)
    row = _tasks(sheet, row + 1, book, lang)
    row = _fixes(sheet, row + 1, book, lang)
    row = _rounds(sheet, row + 1, book, lang)
    for text in (head("pre_meaning", lang), head("no_certificate", lang)):
        row += 1
        _wide(sheet, row, text)
    widths(sheet, _WIDTHS)
    landscape(sheet, None, _A4)


def _facts(sheet: Worksheet, row: int, book: PresubmitBook, lang: str) -> int:
    score = book.score
    facts = [
        (head("form", lang), head("form_text", lang, pack=book.form, version=book.form_version)),
        (head("assessed_year", lang), head("fiscal_year", lang, year=book.fiscal_year)),
        (head("judged_on", lang), date_text(book.day.isoformat(), lang)),
        (head("pre_result_of", lang), moment(book.seen, lang) if book.seen else head("pre_no_result", lang)),
        (head("pre_made", lang), moment(book.made, lang)),
        (head("pre_links_note", lang), _links(book, lang)),
        (head("counts", lang), _has(book, lang)),
    ]
    if score is not None:
        oit, lost = score.oit, score.points_lost
        facts += [
            (head("score", lang), f"{share_text(oit.lowest, oit.highest, lang)} {head('of_100', lang)}"),
            (head("points_lost", lang), head("points_lost_text", lang, lowest=f"{lost.lowest:.2f}", highest=f"{lost.highest:.2f}")),
        ]
    put(sheet, row, 1, head("website", lang), bold=True)
    put_link(sheet, row, 2, book.agency.url)
    for name, text in facts:
        row += 1
        put(sheet, row, 1, name, bold=True)
        put(sheet, row, 2, text)
        sheet.row_dimensions[row].height = height([(text, _WIDTHS[1]), (name, _WIDTHS[0])])
    row += 1
    put(sheet, row, 1, head("pre_key", lang), bold=True)
    put(sheet, row, 2, book.key, colour="4A5864")
    return row + 1


def _links(book: PresubmitBook, lang: str) -> str:
    if not book.fresh_links:
        return head("pre_links_crawl", lang)
    return head("pre_links_fresh", lang, works=sum(row.seen.works is True for row in book.links), all=len(book.links))


def _has(book: PresubmitBook, lang: str) -> str:
    counts = book.counts
    none = counts[Has.NOT_APPLICABLE] or ""
    return head("pre_counts_has", lang, has=counts[Has.HAS], has_not=counts[Has.HAS_NOT], look=counts[Has.LOOK], na=none)


def _indicators(sheet: Worksheet, row: int, book: PresubmitBook, lang: str) -> int:
    if book.score is None:
        return row
    _section(sheet, row, ("indicator", "title", "lowest", "highest"), lang)
    for one in book.score.indicators:
        row += 1
        whole = "." not in one.code
        put(sheet, row, 1, one.code, bold=whole)
        put(sheet, row, 2, one.title_en if lang == "en" else one.title_th, bold=whole)
        put_number(sheet, row, 3, round(one.score.lowest, 2), bold=whole)
        put_number(sheet, row, 4, round(one.score.highest, 2), bold=whole)
        _lined(sheet, row, 4)
    return row + 1


def _counts(sheet: Worksheet, row: int, book: PresubmitBook, lang: str) -> int:
    if book.score is None:
        return row
    _section(sheet, row, ("outcome", "counts"), lang)
    for outcome in OUTCOME_ORDER:
        row += 1
        put(sheet, row, 1, label(outcome, lang))
        put_number(sheet, row, 2, book.score.counts.get(outcome, 0), shape="0")
        _lined(sheet, row, 2)
    return row + 1


def _tasks(sheet: Worksheet, row: int, book: PresubmitBook, lang: str) -> int:
    title(sheet, row, head("pre_tasks", lang), _SECTION)
    tasks = tasks_by_owner(book.rows)
    if not tasks:
        put(sheet, row + 1, 1, head("pre_no_tasks", lang))
        return row + 2
    row += 1
    _section(sheet, row, ("pre_owner", "pre_task_items", "pre_task_count", "pre_task_points", "pre_task_deadline"), lang)
    for one in tasks:
        row += 1
        codes = ", ".join(one.codes)
        put(sheet, row, 1, one.owner or head("pre_no_owner", lang))
        put(sheet, row, 2, codes)
        put_number(sheet, row, 3, len(one.codes), shape="0")
        put_number(sheet, row, 4, round(one.points, 2))
        put(sheet, row, 5, date_text(one.deadline, lang) if one.deadline else "")
        sheet.row_dimensions[row].height = height([(codes, _WIDTHS[1]), (one.owner, _WIDTHS[0])])
        _lined(sheet, row, 5)
    return row + 1


def _fixes(sheet: Worksheet, row: int, book: PresubmitBook, lang: str) -> int:
    if not book.fixes:
        return row
    title(sheet, row, head("pre_fixes", lang), _SECTION)
    row += 1
    _section(sheet, row, ("pre_code", "pre_title", "pre_gain", "pre_deadline", "pre_owner"), lang)
    for fix in book.fixes[:_MOST_FIXES]:
        row += 1
        name = fix.row.item.title_en if lang == "en" else fix.row.item.title_th
        advice = advise(fix.row.finding, lang) if fix.row.finding else ""
        text = f"{name}\n{advice}" if advice else name
        put(sheet, row, 1, fix.row.item.code, bold=True)
        put(sheet, row, 2, text)
        put_number(sheet, row, 3, round(fix.gain, 2))
        put(sheet, row, 4, date_text(fix.row.deadline, lang) if fix.row.deadline else "")
        put(sheet, row, 5, fix.row.owner.name if fix.row.owner else "")
        sheet.row_dimensions[row].height = height([(text, _WIDTHS[1])])
        _lined(sheet, row, 5)
    return row + 1


def _rounds(sheet: Worksheet, row: int, book: PresubmitBook, lang: str) -> int:
    title(sheet, row, head("pre_rounds", lang), _SECTION)
    if book.rounds is None:
        put(sheet, row + 1, 1, head("pre_no_plan", lang), wraps=False)
        return row + 2
    row += 1
    _section(sheet, row, ("pre_round", "pre_round_end", "score", "pre_round_done", "pre_round_signed"), lang)
    for one in book.rounds:
        row += 1
        end = date_text(one.end.isoformat(), lang)
        seen = end if one.day >= one.end else f"{end} ({head('pre_round_at', lang, day=date_text(one.day.isoformat(), lang))})"
        put(sheet, row, 1, one.name)
        put(sheet, row, 2, seen)
        put(sheet, row, 3, share_text(one.score.lowest, one.score.highest, lang) if one.score else head("pre_no_result", lang))
        put(sheet, row, 4, head("pre_done_of", lang, done=one.done, all=one.due))
        put(sheet, row, 5, one.signed)
        sheet.row_dimensions[row].height = height([(one.name, _WIDTHS[0]), (seen, _WIDTHS[1]), (one.signed, _WIDTHS[4])])
        _lined(sheet, row, 5)
    return row + 1


def _section(sheet: Worksheet, row: int, names: tuple[str, ...], lang: str) -> None:
    heads(sheet, row, ((head(name, lang), False) for name in names))


def _lined(sheet: Worksheet, row: int, last: int) -> None:
    for column in range(1, last + 1):
        sheet.cell(row=row, column=column).border = lines()


def _wide(sheet: Worksheet, row: int, text: str) -> None:
    put(sheet, row, 1, text)
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(_WIDTHS))
    sheet.row_dimensions[row].height = height([(text, sum(_WIDTHS))])
