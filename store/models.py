"""The tables. What stays the same from night to night is kept once under its digest: an unchanged night adds one row for each run."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Double, ForeignKey, Index, MetaData, UniqueConstraint, false, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from store.columns import JsonText, SafeText, UtcTime

Packed = bytes  # a column of RunTable hides the name


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ix": "ix_%(table_name)s_%(column_0_name)s",
        }
    )
    type_annotation_map = {str: SafeText, datetime: UtcTime, float: Double}  # noqa: RUF012  the mapper's own way to say it


class AgencyTable(Base):
    """An agency under the address it was given with. Name, type and code are the roster's where it is on the roster, else those of its
    latest run."""

    __tablename__ = "agencies"
    __table_args__ = (
        Index("uq_agencies_roster_code", "code", unique=True, sqlite_where=text("on_roster"), postgresql_where=text("on_roster")),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    url: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    type: Mapped[str]
    code: Mapped[str]
    on_roster: Mapped[bool] = mapped_column(server_default=false())  # False: somebody checked it once, nobody watches it
    other_urls: Mapped[Any] = mapped_column(JsonText, nullable=False, server_default="[]")
    district: Mapped[str] = mapped_column(server_default="")
    province: Mapped[str] = mapped_column(server_default="")
    contact: Mapped[str] = mapped_column(server_default="")
    min_pages: Mapped[int | None]
    notes: Mapped[str] = mapped_column(server_default="")
    retired: Mapped[date | None]  # not watched from this day on


class OwnerTable(Base):
    """Who answers for a topic of an agency; the topic "" stands for all that have no owner of their own."""

    __tablename__ = "owners"
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id", ondelete="CASCADE"), primary_key=True)
    topic: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    contact: Mapped[str]


class NightTable(Base):
    """One night of the whole roster, under the date of the morning after (oit.night)."""

    __tablename__ = "nights"
    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(unique=True)
    state: Mapped[str]  # oit.night.NightState
    started: Mapped[datetime]
    ended: Mapped[datetime | None]
    form: Mapped[str]
    fiscal_year: Mapped[int]  # Buddhist era
    canary: Mapped[str]
    summary: Mapped[str]


class JobTable(Base):
    """One agency's work of one night. Who leases it raises the token; only the newest holder may commit a result."""

    __tablename__ = "jobs"
    __table_args__ = (UniqueConstraint("night_id", "agency_id", name="uq_jobs_night_id"), Index("ix_jobs_run_id", "run_id"))
    id: Mapped[int] = mapped_column(primary_key=True)
    night_id: Mapped[int] = mapped_column(ForeignKey("nights.id", ondelete="CASCADE"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id", ondelete="CASCADE"))
    host: Mapped[str]
    position: Mapped[int]  # in the order of the night
    state: Mapped[str]  # oit.night.JobState
    attempts: Mapped[int]
    second_pass: Mapped[bool]
    token: Mapped[int]
    worker: Mapped[str]
    lease_until: Mapped[datetime | None]
    run_id: Mapped[int | None] = mapped_column(ForeignKey("runs.id", ondelete="SET NULL"))
    why: Mapped[str]
    started: Mapped[datetime | None]
    ended: Mapped[datetime | None]


class MessageTable(Base):
    """A message to somebody, kept until it is sent. `key` says what it tells to whom: nobody is told the same twice."""

    __tablename__ = "messages"
    __table_args__ = (Index("ix_messages_state", "state"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    night: Mapped[date | None]
    recipient: Mapped[str]  # as the settings name it, never an address with a secret in it
    subject: Mapped[str]
    body: Mapped[str]
    made: Mapped[datetime]
    state: Mapped[str]  # waiting, sent, given_up
    attempts: Mapped[int]
    next_try: Mapped[datetime | None]
    last_error: Mapped[str]
    sent: Mapped[datetime | None]


class VersionTable(Base):
    """What judged and what crawled, shared by all runs of the same programs and rules."""

    __tablename__ = "versions"
    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[Packed] = mapped_column(unique=True)
    pack_version: Mapped[str]
    pack_sha256: Mapped[str]
    tool_version: Mapped[str]
    browser: Mapped[str]
    sandbox: Mapped[bool]


class RunTable(Base):
    """One judgement of one snapshot. Scores are percent, points are ITA points of 100."""

    __tablename__ = "runs"
    __table_args__ = (Index("ix_runs_agency_id_started", "agency_id", "started"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    started: Mapped[datetime | None]  # of the crawl
    finished: Mapped[datetime | None]
    judged_on: Mapped[date]
    pack: Mapped[str]
    fiscal_year: Mapped[int]  # Buddhist era
    score_lowest: Mapped[float]
    score_highest: Mapped[float]
    points_lost_lowest: Mapped[float]
    points_lost_highest: Mapped[float]
    requests: Mapped[int]
    pages: Mapped[int]
    documents: Mapped[int]
    rendered: Mapped[int]
    bytes: Mapped[int] = mapped_column(BigInteger)
    stopped_by: Mapped[str]
    snapshot: Mapped[str]  # folder
    created: Mapped[datetime]
    pruned: Mapped[datetime | None]  # when its snapshot was given up, None while it is kept
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    set_id: Mapped[int] = mapped_column(ForeignKey("finding_sets.id"))  # equal: the same verdicts for the same reasons
    sighting_id: Mapped[int | None] = mapped_column(ForeignKey("sightings.id"))
    failures_id: Mapped[int | None] = mapped_column(ForeignKey("failure_lists.id"))
    fetched: Mapped[Packed]  # when each piece of evidence was fetched (store.sightings)


class HoldTable(Base):
    """Somebody relies on what a run saw of an item: its snapshot is kept as long as that stands."""

    __tablename__ = "holds"
    __table_args__ = (Index("ix_holds_run_id", "run_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"))
    code: Mapped[str]
    kind: Mapped[str]  # oit.retention.HoldKind
    by: Mapped[str]
    note: Mapped[str]
    made: Mapped[datetime]
    until: Mapped[date | None]  # the last day on which it stands; None: until it is released
    released: Mapped[datetime | None]


class FailureTable(Base):
    """An address that gave nothing, shared by all runs to which it gave nothing."""

    __tablename__ = "shared_failures"
    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[Packed] = mapped_column(unique=True)
    url: Mapped[str]
    failure: Mapped[str]
    found_on: Mapped[str]


class FailureListTable(Base):
    """All addresses that gave nothing to a run, as its audit tells them, shared by the runs to which the same gave nothing."""

    __tablename__ = "failure_lists"
    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[Packed] = mapped_column(unique=True)
    failures: Mapped[Packed]  # ids (store.packing)


class EvidenceTable(Base):
    """One piece of evidence, shared by all runs that saw the same; their own hash of it stands in their sighting (store.evidence_rows)."""

    __tablename__ = "shared_evidence"
    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[Packed] = mapped_column(unique=True)
    body: Mapped[Packed]


class FindingTable(Base):
    """A verdict on an item with its reasons and evidence, shared by all runs that say the same."""

    __tablename__ = "shared_findings"
    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[Packed] = mapped_column(unique=True)
    code: Mapped[str]
    topic: Mapped[str]
    outcome: Mapped[str]
    presence_verdict: Mapped[str]
    presence_score: Mapped[int]
    currency_verdict: Mapped[str]
    currency_score: Mapped[int]
    points: Mapped[float]
    body: Mapped[Packed]  # what was required and found, the reasons, the best address
    evidence: Mapped[Packed]  # ids, best first


class FindingSetTable(Base):
    """All verdicts of a run in the order of the form, shared by all runs that say the same of every item."""

    __tablename__ = "finding_sets"
    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[Packed] = mapped_column(unique=True)
    findings: Mapped[Packed]  # ids


class SightingTable(Base):
    """What runs saw otherwise than the evidence of their set says: hashes, counters, pictures, told against an earlier sighting of the same
    agency (store.sightings)."""

    __tablename__ = "sightings"
    id: Mapped[int] = mapped_column(primary_key=True)
    set_id: Mapped[int] = mapped_column(ForeignKey("finding_sets.id"))
    base_id: Mapped[int | None] = mapped_column(ForeignKey("sightings.id"))
    depth: Mapped[int]  # how many are read before it
    body: Mapped[Packed]


class HumanVerdictTable(Base):
    """A named person's verdict on an item. Never changed but for its end (withdrawn, or what it was given on changed) and what keeps its
    evidence: a later one on the item takes its place."""

    __tablename__ = "human_verdicts"
    __table_args__ = (Index("ix_human_verdicts_agency_id", "agency_id", "form", "fiscal_year"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    form: Mapped[str]
    fiscal_year: Mapped[int]  # Buddhist era
    code: Mapped[str]
    topic: Mapped[str]
    verdict: Mapped[str]  # oit.human.HumanVerdict
    by: Mapped[str]
    note: Mapped[str]
    made: Mapped[datetime]
    until: Mapped[date | None]
    evidence_url: Mapped[str]
    evidence_sha256: Mapped[str]
    evidence_words: Mapped[str]  # of a page: its lines, as oit.page_words writes them
    run_id: Mapped[int | None] = mapped_column(ForeignKey("runs.id", ondelete="SET NULL"))
    hold_id: Mapped[int | None] = mapped_column(ForeignKey("holds.id", ondelete="SET NULL"))
    source: Mapped[str]
    withdrawn: Mapped[datetime | None]
    withdrawn_by: Mapped[str]
    ended: Mapped[datetime | None]  # since when what it was given on shows something else
    ended_why: Mapped[str]  # oit.human.Ended, "" while nothing ended it


class RemarkTable(Base):
    """What the team writes beside an item: a remark, the link or explanation to enter, a day by which. Of each kind the newest counts; ""
    takes the one before back."""

    __tablename__ = "remarks"
    __table_args__ = (Index("ix_remarks_agency_id", "agency_id", "form", "fiscal_year"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    form: Mapped[str]
    fiscal_year: Mapped[int]
    code: Mapped[str]
    kind: Mapped[str]  # oit.team_notes.NoteKind
    remark: Mapped[str]
    by: Mapped[str]
    made: Mapped[datetime]
    source: Mapped[str]


class SheetTable(Base):
    """A workbook that was given out: what its cells said then, to see what somebody changed when it comes back."""

    __tablename__ = "sheets"
    __table_args__ = (Index("ix_sheets_agency_id", "agency_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)  # stands in the workbook
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    form: Mapped[str]
    fiscal_year: Mapped[int]
    made: Mapped[datetime]
    run_id: Mapped[int | None] = mapped_column(ForeignKey("runs.id", ondelete="SET NULL"))
    cells: Mapped[Any] = mapped_column(JsonText, nullable=False)
    imported: Mapped[datetime | None]


class EnteredLinkTable(Base):
    """A link as it was entered in the assessors' system."""

    __tablename__ = "entered_links"
    __table_args__ = (Index("ix_entered_links_agency_id", "agency_id", "form", "fiscal_year"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    form: Mapped[str]
    fiscal_year: Mapped[int]
    code: Mapped[str]
    topic: Mapped[str]
    url: Mapped[str]
    text: Mapped[str]
    entered: Mapped[date]
    by: Mapped[str]
    watch_until: Mapped[date]
    source: Mapped[str]
    replaced: Mapped[datetime | None]


class LinkLookTable(Base):
    """A stretch of looks at an entered link that found the same."""

    __tablename__ = "link_looks"
    __table_args__ = (Index("ix_link_looks_link_id", "link_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    link_id: Mapped[int] = mapped_column(ForeignKey("entered_links.id", ondelete="CASCADE"))
    state: Mapped[str]  # oit.entered.LinkState
    first: Mapped[datetime]
    last: Mapped[datetime]
    looks: Mapped[int]
    final_url: Mapped[str]
    http_status: Mapped[int | None]
    failure: Mapped[str]
    content_type: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str]
    text_sha256: Mapped[str]
    title: Mapped[str]
    archive: Mapped[str]


class SignOffTable(Base):
    """A round that a named person signed off, with the result as it was then."""

    __tablename__ = "sign_offs"
    __table_args__ = (Index("ix_sign_offs_form", "form", "fiscal_year", "round"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    form: Mapped[str]
    fiscal_year: Mapped[int]
    round: Mapped[str]
    by: Mapped[str]
    note: Mapped[str]
    made: Mapped[datetime]
    result: Mapped[Any] = mapped_column(JsonText, nullable=False)
    withdrawn: Mapped[datetime | None]
    withdrawn_by: Mapped[str]


class PublishedScoreTable(Base):
    """A published score of the assessment (oit.survey.PublishedScore)."""

    __tablename__ = "published_scores"
    __table_args__ = (UniqueConstraint("agency_id", "fiscal_year", "key", name="uq_published_scores_agency_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    fiscal_year: Mapped[int]
    key: Mapped[str]
    score: Mapped[float]
    source: Mapped[str]
    by: Mapped[str]
    made: Mapped[datetime]
