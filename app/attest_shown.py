"""People's verdicts applied to an audit when it is shown. What was saved of the machine stays as it was saved."""

from dataclasses import replace
from datetime import UTC, datetime

import rules
from app.counted import as_of, local_day
from oit.audit import AgencyAudit
from oit.counting import with_human
from oit.scoring import score
from store.database import Database, open_database


def with_verdicts(database: Database, audit: AgencyAudit, now: datetime | None = None) -> AgencyAudit:
    """The audit with the verdicts of people that stand now on its agency, by its form and for its year; the same audit where there are
    none."""
    today = local_day(now or datetime.now(UTC))
    given = as_of(database.attested(audit.agency.url, audit.form.pack, audit.form.fiscal_year), today)
    shown, _ = with_human(audit.items, given, today)
    if not any(item.attestation for item in shown):
        return audit
    return replace(audit, items=shown, score=score(rules.load_pack(audit.form.pack), shown))


def shown_from(address: str, audit: AgencyAudit, run_id: int) -> AgencyAudit:
    """The same of an audit that was saved as a run of that database."""
    with open_database(address) as database:
        run = database.run(run_id)
        known = replace(audit, agency=run.agency) if run else audit
        return replace(with_verdicts(database, known), agency=audit.agency)
