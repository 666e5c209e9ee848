"""The judgement of one agency: words of the result, findings, evidence, score. Built by oit.judge; written out by reports."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from oit.agency import Agency
from oit.human import HumanVerdict
from oit.snapshot import CrawlFacts


class Presence(StrEnum):
    PRESENT = "present"
    PARTIAL = "partial"
    ABSENT = "absent"
    UNCLEAR = "unclear"
    NOT_CHECKED = "not_checked"


class Currency(StrEnum):
    CURRENT = "current"
    OUTDATED = "outdated"
    UNDATED = "undated"
    NOT_DUE = "not_due"
    NOT_REQUIRED = "not_required"
    NOT_CHECKED = "not_checked"


class Outcome(StrEnum):
    """In the order in which they are decided (docs/DESIGN.md, Words)."""

    NOT_APPLICABLE = "not_applicable"
    NOT_DUE = "not_due"
    NOT_CHECKED = "not_checked"
    UNCLEAR = "unclear"
    MISSING = "missing"
    OUTDATED = "outdated"
    INCOMPLETE = "incomplete"
    PASS = "pass"


class ReasonCode(StrEnum):
    """Why an item got its outcome. Sentences for each, Thai and English, stand in oit.wording; facts fill their gaps."""

    # presence: seen
    ALL_SEEN = "all_seen"
    STATED_NONE = "stated_none"
    ELEMENTS_MISSING = "elements_missing"  # facts: missing (element ids, comma), seen
    # presence: not seen
    NOTHING_FOUND = "nothing_found"
    TITLE_ONLY = "title_only"  # facts: text, page
    DEAD_LINK = "dead_link"  # a button or title that leads nowhere; facts: text, page
    BROKEN_LINK = "broken_link"  # facts: text, url, status or (where that says that all is well) shown
    LEADS_HOME = "leads_home"  # facts: text, url
    EMPTY_TARGET = "empty_target"  # page without content of the item; facts: text, url
    GUIDELINE_TEXT = "guideline_text"  # the form's own words of what should be shown
    PLACEHOLDER = "placeholder"
    OTHER_AGENCY = "other_agency"  # facts: name
    # presence: cannot tell
    SCAN = "scan"  # document without a text layer
    PICTURE = "picture"  # a page that shows a picture where its text should be
    GARBLED = "garbled"
    UNREADABLE = "unreadable"  # encrypted, broken; facts: problem
    OFF_SITE = "off_site"  # shown on another host that was not opened; facts: host
    OFF_SITE_OPENS = "off_site_opens"  # shown on another host, which answers, but nobody can tell what it shows; facts: host
    LOGIN = "login"
    WEAK_MATCH = "weak_match"  # something that may be it; facts: text
    RECOGNISED = "recognised"  # seen in text that was recognised from pictures
    READ_IN_PART = "read_in_part"  # only the first part of a very large page or file was read, and it does not show all; facts: text, url
    RECOGNISED_LITTLE = "recognised_little"  # text was recognised from pictures and does not show surely what is needed; facts: text, url
    # presence: not checked
    NOT_FETCHED = "not_fetched"  # a link that may lead to it was seen and not followed; facts: text, url, why
    FETCH_TROUBLE = "fetch_trouble"  # facts: text, url, failure
    NEEDS_BROWSER = "needs_browser"
    SITE_NOT_CAPTURED = "site_not_captured"  # facts: failure
    # currency
    RIGHT_PERIOD = "right_period"  # facts: found, required
    OTHER_PERIOD = "other_period"  # facts: found, required
    PERIOD_UNREAD = "period_unread"  # facts: required
    PERIOD_CONFLICT = "period_conflict"  # facts: first, second
    NOT_DUE_YET = "not_due_yet"  # facts: due (ISO date)
    # more
    DEPENDENCY = "dependency"  # facts: code, outcome
    NOT_APPLICABLE = "not_applicable"
    INFERRED_FACT = "inferred_fact"  # the verdict rests on a fact of the form that was inferred


@dataclass(frozen=True, slots=True)
class Reason:
    code: ReasonCode
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FoundPeriod:
    """A period that was read. Exactly one of fiscal_year, date, span is set. Years are Buddhist era; date is ISO (day, month or a..b)."""

    fiscal_year: int | None
    date: str | None
    span: tuple[int, int] | None
    as_written: str
    source: str  # link, heading, title, text, filename, url, page


@dataclass(frozen=True, slots=True)
class Evidence:
    url: str  # final address
    found_on: str
    link_path: tuple[str, ...]  # link texts from the front page to it
    kind: str  # page, pdf, word, excel, image, link, other
    http_status: int | None
    content_type: str
    sha256: str
    fetched_at: str
    snippet: str  # at most 300 characters
    matched: str  # the words that led to it
    similarity: float  # 0-100, of those words with the item
    screenshot: str = ""


@dataclass(frozen=True, slots=True)
class PresenceVerdict:
    verdict: Presence
    score: int  # 0-100


@dataclass(frozen=True, slots=True)
class CurrencyVerdict:
    verdict: Currency
    score: int  # 0-100
    required: str  # e.g. "FY2566", "FY2565", "2022-10-01..2023-03-31", "in force", "now"
    found: tuple[FoundPeriod, ...] = ()


@dataclass(frozen=True, slots=True)
class ElementSeen:
    """One thing the form asks of an item: was it seen, and where (words of the page)."""

    id: str
    text_th: str
    text_en: str
    required: bool
    seen: bool
    snippet: str = ""


@dataclass(frozen=True, slots=True)
class DependsOn:
    code: str
    year: str  # same or prev


@dataclass(frozen=True, slots=True)
class Attestation:
    verdict: HumanVerdict
    by: str
    at: str
    note: str


@dataclass(frozen=True, slots=True)
class ItemFinding:
    code: str
    topic: str
    title_th: str
    title_en: str
    indicator: str  # sub-indicator code, e.g. "9.1"
    outcome: Outcome
    reasons: tuple[Reason, ...]  # the deciding one first
    presence: PresenceVerdict
    currency: CurrencyVerdict
    elements: tuple[ElementSeen, ...]
    best_url: str | None
    evidence: tuple[Evidence, ...]  # best first, at most three
    depends_on: tuple[DependsOn, ...]
    points: float  # ITA points of 100
    fact_confidence: str  # confirmed, one_source, inferred
    attestation: Attestation | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """Percent of what can be had, 0-100: the lowest counts what we could not tell as 0, the highest as 100."""

    lowest: float
    highest: float


@dataclass(frozen=True, slots=True)
class IndicatorScore:
    code: str  # "9", "9.1", ...
    title_th: str
    title_en: str
    score: Score
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AuditScore:
    oit: Score
    points_lost: Score  # ITA points of 100 surely lost (lowest) and at most lost (highest)
    indicators: tuple[IndicatorScore, ...]
    counts: Mapping[str, int]  # outcome -> items, every outcome named


@dataclass(frozen=True, slots=True)
class FormUsed:
    pack: str
    version: str
    sha256: str
    fiscal_year: int  # the assessed year, Buddhist era
    own_pack: str = ""  # name of the pack made for that year when another one was used
    other_years: str = ""  # where no pack is known for that year: the years that the pack used was made for, e.g. "2563, 2564, 2565"


@dataclass(frozen=True, slots=True)
class AgencyAudit:
    agency: Agency
    form: FormUsed
    judged_on: str  # ISO date
    crawl: CrawlFacts
    failures: tuple[tuple[str, str, str], ...]  # url, failure, found_on
    score: AuditScore
    items: tuple[ItemFinding, ...]  # in the order of the form
    notes: tuple[Reason, ...] = ()
