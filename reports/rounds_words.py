"""A round in words and figures: what its terminal lines, page, workbook and certificates share."""

from datetime import date

from oit.roster_words import COLUMN_NAMES
from oit.rounds import AgencyRound, Moved, OpenItem, Plan, Round, SignOff, State, Step, Sureness
from oit.rounds_frozen import thaw
from oit.rounds_status import RoundStatus
from oit.wording import date_text, explain, head, moment
from oit.wording_digits import decimal, figure
from reports.safe_text import printable


def day_words(day: date, lang: str) -> str:
    return date_text(day.isoformat(), lang)


def span_words(one: Round, lang: str) -> str:
    return head("round_span", lang, first=day_words(one.start, lang), last=day_words(one.end, lang))


def due_words(one: Round, lang: str) -> str:
    mark = decimal(one.pass_mark)
    if not one.due:
        return head("round_due_all", lang, mark=mark)
    return head("round_due_some", lang, count=len(one.due), codes=", ".join(one.due), mark=mark)


def when_words(status: RoundStatus, lang: str) -> str:
    """The day that counts, and how far the round is."""
    one, day = status.round, status.day
    if day < one.start:
        rest = head("round_to_come", lang, days=(one.start - day).days)
    elif day > one.end:
        rest = head("round_ended", lang)
    else:
        rest = head("round_days_left", lang, days=(one.end - day).days) if day < one.end else head("round_last_day", lang)
    name = "round_as_of" if status.over else "round_so_far"
    return f"{head(name, lang, day=day_words(status.as_of, lang))} ({rest})"


def district_words(district: str, lang: str) -> str:
    """With the word for a district before it, unless the roster has it there; "" for none."""
    name = printable(district, 80)
    begun = any(name.startswith(word) for word in COLUMN_NAMES["district"])
    return name if begun or not name else head("round_district_name", lang, district=name)


def counts_words(status: RoundStatus, lang: str) -> str:
    counts = {state.value: str(number) for state, number in status.counts.items()}
    counts["nothing_due"] = counts["nothing_due"] if counts["nothing_due"] != "0" else ""
    return head("round_counts", lang, **counts, all=len(status.agencies))


def other_terms_words(status: RoundStatus, lang: str) -> list[str]:
    """Where nobody has a result by the plan's form and year: that the plan may name the wrong ones."""
    others = "; ".join(head("round_form", lang, form=form, year=year) for form, year in status.other_terms)
    return [head("round_other_terms", lang, others=others)] if others else []


def calendar_words(status: RoundStatus, lang: str) -> list[str]:
    lines = [
        head("round_step_now", lang, step=step_name(step, lang), last=day_words(step.last, lang), sure=_sure(step, lang))
        for step in status.steps
    ]
    if (step := status.next_step) is not None:
        lines.append(head("round_step_next", lang, step=step_name(step, lang), first=day_words(step.first, lang), sure=_sure(step, lang)))
    return lines


def step_name(step: Step, lang: str) -> str:
    return printable(step.name, 120) or head(f"round_step_{step.key}", lang)


def _sure(step: Step, lang: str) -> str:
    return "" if step.sureness is Sureness.CONFIRMED else head(f"round_sure_{step.sureness.value}", lang)


def state_name(state: State | None, lang: str) -> str:
    return head(f"round_state_{state.value if state else 'gone'}", lang)


def seen_words(one: AgencyRound, lang: str) -> str:
    """The state of an agency; where its site was not captured, since when."""
    if one.state is not State.NOT_SEEN:
        return state_name(one.state, lang)
    return head("round_not_captured_since", lang, day=day_words(one.seen, lang)) if one.seen else head("round_never_captured", lang)


def has_result(one: AgencyRound) -> bool:
    """Does a capture tell how things are in the round? One from before its start does not."""
    return one.run_id is not None and one.state is not State.NOT_SEEN


def share_words(one: AgencyRound, lang: str) -> str:
    return figure(f"{one.tally.passed}/{one.tally.counting}", lang) if has_result(one) else "–"


def score_words(one: AgencyRound, lang: str) -> str:
    """OIT of the whole form, by what was seen in the round."""
    if one.score is None or not has_result(one):
        return "–"
    low, high = f"{one.score.lowest:.2f}", f"{one.score.highest:.2f}"
    return figure(low if low == high else f"{low}–{high}", lang)


def moved_words(moved: Moved | None, lang: str) -> str:
    """For a narrow column: +2 −1, with a star where nobody can tell whether the site changed."""
    if moved is None:
        return "–"
    if moved.since is None:
        return head("round_moved_first", lang)
    parts = [
        figure(text, lang) for text, codes in ((f"+{len(moved.better)}", moved.better), (f"−{len(moved.worse)}", moved.worse)) if codes
    ]
    if not parts:
        return head("round_moved_not", lang)
    return " ".join(parts) + ("*" if moved.other_rules else "")


def moved_sums(status: RoundStatus, lang: str) -> list[str]:
    """What changed at all agencies together, since the round began and since the last report day."""
    begun = [one.since_start for one in status.agencies if one.since_start]
    reported = [one.since_report for one in status.agencies if one.since_report]
    days = (status.round.start, status.plan.report_before(status.as_of))
    return [_sum(moves, day_words(day, lang), lang) for moves, day in zip((begun, reported), days, strict=True) if moves and day]


def _sum(moves: list[Moved], since: str, lang: str) -> str:
    return head(
        "round_moved_sum", lang, since=since, better=sum(len(one.better) for one in moves), gained=sum(bool(one.better) for one in moves),
        worse=sum(len(one.worse) for one in moves), lost=sum(bool(one.worse) for one in moves),
    )  # fmt: skip


def any_other_rules(status: RoundStatus) -> bool:
    moves = (moved for one in status.agencies for moved in (one.since_start, one.since_report))
    return any(moved.other_rules and (moved.better or moved.worse) for moved in moves if moved is not None)


def owner_words(item: OpenItem, lang: str) -> str:
    if item.owner is None:
        return head("round_no_owner", lang)
    return head("round_owner", lang, name=printable(item.owner.name, 120), contact=printable(item.owner.contact, 120))


def reason_words(item: OpenItem, lang: str) -> str:
    """Why the item is open: what was read, or what a person said of it."""
    said = item.finding.attestation
    if said is None:
        return explain(item.finding, lang)
    return head("round_attested", lang, by=printable(said.by, 80), note=printable(said.note, 200))


def title_of(item: OpenItem, lang: str) -> str:
    return printable(item.finding.title_en if lang == "en" else item.finding.title_th, 200)


def signed_words(sign_off: SignOff, lang: str) -> str:
    result = thaw(sign_off)
    return head(
        "round_signed", lang, by=printable(sign_off.by, 160), made=moment(sign_off.made.isoformat(), lang), finished=len(result.finished),
        all=len(result.agencies), note=printable(sign_off.note, 300),
    )  # fmt: skip


def withdrawn_words(sign_off: SignOff, lang: str) -> str:
    gone = moment(sign_off.withdrawn.isoformat(), lang) if sign_off.withdrawn else ""
    made, by, who = moment(sign_off.made.isoformat(), lang), printable(sign_off.by, 160), printable(sign_off.withdrawn_by, 160)
    return head("round_withdrawn", lang, by=by, made=made, who=who, day=gone)


def sign_command(one: Round) -> str:
    return f'oit round signoff "{printable(one.name, 120)}" --by NAME'


def sign_off_words(status: RoundStatus, lang: str) -> list[str]:
    """The history of the round's sign-offs, oldest first; what is to be done where none stands after its end."""
    lines = [withdrawn_words(one, lang) if one.withdrawn else signed_words(one, lang) for one in status.sign_offs]
    if status.signed is None and status.day > status.round.end:
        lines.append(f"{head('round_unsigned', lang)} {head('round_sign_next', lang, command=sign_command(status.round))}")
    if status.signed is not None and status.other_plan:
        then = thaw(status.signed).round
        first, last = date_text(then.start, lang), date_text(then.end, lang)
        lines.append(head("round_other_plan", lang, first=first, last=last, mark=decimal(then.pass_mark)))
    return lines


def difference_words(status: RoundStatus, lang: str) -> list[str]:
    return [
        head("round_difference", lang, code=one.code, agency=printable(one.name, 120), signed=state_name(one.signed, lang),
             now=state_name(one.now, lang))
        for one in status.differences
    ]  # fmt: skip


def plan_words(plan: Plan, lang: str) -> str:
    return head("round_form", lang, form=plan.form, year=plan.fiscal_year)


def head_lines(status: RoundStatus, lang: str) -> list[str]:
    """What is told of a round before its agencies: form and year, the day that counts, what is due, the calendar, sign-offs."""
    district = [head("round_district", lang, district=district_words(status.district, lang))] if status.district else []
    lines = [plan_words(status.plan, lang), when_words(status, lang), due_words(status.round, lang), *district]
    return [*lines, *other_terms_words(status, lang), *calendar_words(status, lang), *sign_off_words(status, lang)]
