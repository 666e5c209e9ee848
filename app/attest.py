"""`oit attest`: a named person's verdict on an item, bound to what they looked at; what stands, what ended; taking one back."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from app.address import agency_addresses
from app.agencies import agency_of
from app.attest_evidence import bound_to, looked_at
from app.counted import Counted, as_of, counted, local_day
from app.diff import code_of
from app.evidence import finding_of
from app.judging import Terms
from oit.agency import Agency
from oit.attesting import UNWATCHED_DAYS, Bound, Given, Listed
from oit.audit import ItemFinding, Outcome, Presence
from oit.counting import attestation_of, counted_outcome, standing_verdicts
from oit.errors import BadInput
from oit.harmless import plain
from oit.human import AttestedItem, Ended, HumanVerdict
from oit.roster import RosterEntry
from oit.roster_address import bare
from store.database import Database

LONGEST_NOTE, LONGEST_NAME, LONGEST_URL = 2_000, 120, 2_000
_SHOWN_CODES = 5


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said, as it was typed."""

    agency: str  # address, code or name
    code: str
    verdict: str
    by: str
    note: str = ""
    url: str = ""  # "": on the machine's best evidence
    until: date | None = None
    source: str = "attest"


def attest(database: Database, said: Said, by: Terms, now: datetime | None = None) -> Given:
    """Keeps a verdict. BadInput for what nobody can mean: an unknown agency or item, a word that is no verdict, no name, a day in the past,
    a note that is too long, "present" with no address to look at, an agency without a result by that form for that year."""
    given = prepared(database, said, by, now)
    return replace(given, attested=replace(given.attested, id=database.attest(given.attested)))


def prepared(database: Database, said: Said, by: Terms, now: datetime | None = None) -> Given:
    """The same, not kept yet (`attested.id` is 0)."""
    moment = now or datetime.now(UTC)
    today = local_day(moment)
    verdict, name, note = verdict_of(said.verdict), _name(said.by), _note(said.note)
    url = _url(said.url)
    agency = agency_of(database, said.agency)
    shown = counted(database, agency, entry_of(database, agency), by.form, by.fiscal_year, today)
    finding = _finding(database, shown, said.code)
    looked = looked_at(shown, finding, verdict, url)
    unseen = finding.presence.verdict is Presence.ABSENT or (looked.bound is Bound.NOTHING and not looked.url)
    if unseen and not url and verdict in (HumanVerdict.PRESENT, HumanVerdict.CURRENT):
        raise BadInput(f"{finding.code}: the last check did not see it; say with --url where it is shown")
    if said.until is not None and said.until < today:
        raise BadInput(f"--until {said.until}: is past; give a day from {today} on, or leave it out")
    by_default = said.until is None and looked.bound is Bound.NOTHING and verdict is not HumanVerdict.NOT_APPLICABLE
    until = today + timedelta(days=UNWATCHED_DAYS) if by_default else said.until
    one = AttestedItem(
        0, agency.url, by.form, by.fiscal_year, finding.code, finding.topic, verdict, name, note, moment, until, "", "",
        shown.run.id if shown.run else None, said.source,
    )  # fmt: skip
    before = standing_verdicts(database.attested(agency.url, by.form, by.fiscal_year), today)[0].get(finding.code)
    counts = counted_outcome(replace(finding, attestation=attestation_of(one)))
    return Given(agency, bound_to(one, looked), looked.bound, finding, by_default, before, counts)


def listed(
    database: Database, agency: str = "", form: str = "", fiscal_year: int | None = None, now: datetime | None = None
) -> list[Listed]:  # fmt: skip
    """Every verdict on an agency ("": on all), by a form and for a year where they are named: those that stand first, then those that
    ended, the newest first. BadInput for an agency that is not known."""
    today = local_day(now or datetime.now(UTC))
    agencies = {one.url: one for one in ([agency_of(database, agency)] if agency else database.agencies())}
    groups: dict[tuple[str, str, int], list[AttestedItem]] = {}
    for one in database.all_attested(agencies):
        if form in ("", one.form) and fiscal_year in (None, one.fiscal_year):
            groups.setdefault((one.agency_url, one.form, one.fiscal_year), []).append(one)
    found = [row for (url, form, year), theirs in groups.items() for row in _listed(database, agencies[url], form, year, theirs, today)]
    return sorted(found, key=lambda row: (row.ended is not None, -row.attested.made.timestamp(), -row.attested.id))


def withdraw(database: Database, verdict_id: int, by: str) -> tuple[Agency, AttestedItem]:
    """Takes one verdict back; on which agency it was, and the verdict. BadInput for one that is not there or was withdrawn before, and for
    no name."""
    name = _name(by)
    one = next((one for one in database.all_attested() if one.id == verdict_id), None)
    if one is None:
        raise BadInput(f"{verdict_id}: is no verdict of the database {database.name}; see oit attest list")
    if one.withdrawn is not None or not database.withdraw_verdicts([verdict_id], name):
        raise BadInput(f"{verdict_id}: was withdrawn before by {one.withdrawn_by or 'somebody'}; see oit attest list")
    return next(agency for agency in database.agencies() if agency.url == one.agency_url), replace(one, withdrawn_by=name)


def entry_of(database: Database, agency: Agency) -> RosterEntry | None:
    """The agency's entry on the roster, retired or not."""
    wanted = bare(agency.url)
    return next((entry for entry in database.roster(retired=True) if wanted in map(bare, entry.urls)), None)


def verdict_of(text: str) -> HumanVerdict:
    """A verdict as it is typed, in any case, with - or _ or blanks between words."""
    word = "_".join(text.strip().lower().replace("-", " ").replace("_", " ").split())
    try:
        return HumanVerdict(word)
    except ValueError:
        known = ", ".join(verdict.value for verdict in HumanVerdict)
        raise BadInput(f"{plain(text, 40) or 'VERDICT'}: is no verdict; say one of {known}") from None


def _listed(database: Database, agency: Agency, form: str, year: int, theirs: list[AttestedItem], today: date) -> list[Listed]:
    standing, ended = standing_verdicts(as_of(theirs, today), today)
    machine = _outcomes(database, agency, form, year, today)
    rows = [Listed(agency, one, None, None, machine.get(one.code)) for one in standing.values()]
    over = [(one.attested, one.why) for one in ended]
    return [*rows, *(Listed(agency, one, why, _ended_on(one, why), machine.get(one.code)) for one, why in over)]


def _ended_on(one: AttestedItem, why: Ended) -> datetime | None:
    if why is Ended.WITHDRAWN:
        return one.withdrawn
    return None if why in (Ended.REPLACED, Ended.PAST_ITS_DATE) else one.ended


def _outcomes(database: Database, agency: Agency, form: str, year: int, today: date) -> dict[str, Outcome]:
    entry = entry_of(database, agency)
    run = database.standing_run(agency.url, form, year, today, entry.min_pages if entry else None)
    return {row.code: row.outcome for row in database.findings(run.id)} if run else {}


def _finding(database: Database, shown: Counted, typed: str) -> ItemFinding:
    """The machine's own finding on the item."""
    code = code_of(typed)
    codes = [item.code for item in shown.pack.items]
    if code not in codes:
        known = f"{codes[0]} to {codes[-1]}"
        raise BadInput(
            f"{plain(typed, 40) or 'CODE'}: is no item of the form {shown.pack.name}; it has {known} (--form names another form)"
        )
    rows = database.findings(shown.run.id) if shown.run else []
    found = next((row for row in rows if row.code == code), None)
    if found is None:
        raise BadInput(_without_result(database, shown))
    return finding_of(shown.pack.name, found)


def _without_result(database: Database, shown: Counted) -> str:
    what = f"{shown.agency.url}: has no result by the form {shown.pack.name} for {shown.fiscal_year}"
    others = sorted({(run.fiscal_year, run.pack) for run in database.runs(shown.agency.url)}, reverse=True)[:_SHOWN_CODES]
    if not others:
        return f"{what}; run oit check first"
    return f"{what}; there is one for " + ", ".join(f"--form {form} --fiscal-year {year}" for year, form in others)


def _name(text: str) -> str:
    name = plain(text, LONGEST_NAME)
    if not name:
        raise BadInput("--by: is empty; a verdict needs the name of whoever gives it")
    return name


def _note(text: str) -> str:
    if len(text) > LONGEST_NOTE:
        raise BadInput(f"--note: has {len(text)} characters; at most {LONGEST_NOTE} are kept, say it in less")
    return plain(text, LONGEST_NOTE)


def _url(text: str) -> str:
    if not text.strip():
        return ""
    if len(text) > LONGEST_URL:
        raise BadInput(f"--url: has {len(text)} characters; an address has at most {LONGEST_URL}")
    return agency_addresses(text)[0]
