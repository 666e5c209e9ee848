"""Published results of the assessment: scores of questions, indicators, sub-indicators and instruments of an agency and year."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PublishedScore:
    """One score as it was published. `key`: a question (I1, E15), an item of that year's form (O42), an indicator (1 ... 10), a
    sub-indicator (9.1), an instrument (IIT, EIT, EIT1, EIT2, OIT) or `total`."""

    agency_url: str
    fiscal_year: int  # Buddhist era
    key: str
    score: float  # 0-100
    source: str
    by: str
    made: datetime
