"""How verdicts agree with the truth: counts, and rates where there are labels enough for one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.accuracy.made_site import target_of
from benchmarks.accuracy.variant import Label

FEWEST_FOR_A_RATE = 30  # labels; below, a percentage says more than was seen
BANDS = ((0, 19), (20, 39), (40, 59), (60, 79), (80, 100))
CLAIMS = ("present", "partial")
ABSTAINS = ("unclear", "not_checked")
_DATED = ("current", "outdated")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What somebody says of an item, in the words of the audit. `score` is the presence score, None where there is none."""

    presence: str
    currency: str = ""
    url: str | None = None
    score: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One item of one site: its truth and a verdict on it. `tags` say what kind of case it is (technology, state ...)."""

    site: str
    code: str
    label: Label
    verdict: Verdict
    tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    hits: int
    of: int

    def __str__(self) -> str:
        counts = f"{self.hits}/{self.of}"
        return counts if self.of < FEWEST_FOR_A_RATE else f"{100 * self.hits / self.of:.1f}% ({counts})"


@dataclass(frozen=True, slots=True)
class Metrics:
    """`precision` ... `specificity` count `present` alone as a claim, those with `_lenient` also `partial`. Labels `partial` stand in
    `abstained` and `partials` only. `accused` = a `yes` told absent; `currency` = of the claimed `yes` whose period is asked and known;
    `right_link` = of the claimed `yes` with right addresses."""

    labels: int
    precision: Share
    recall: Share
    specificity: Share
    precision_lenient: Share
    recall_lenient: Share
    specificity_lenient: Share
    accused: Share
    currency: Share
    right_link: Share | None  # None: addresses were not given at all
    abstained: Share
    partials: Share  # labels `partial` told present, partial or unclear


def _share(cases: Iterable[Case], hit: Callable[[Case], bool]) -> Share:
    hits = [hit(case) for case in cases]
    return Share(sum(hits), len(hits))


def measure(cases: Sequence[Case], with_links: bool = True) -> Metrics:
    yes = [case for case in cases if case.label.present == "yes"]
    no = [case for case in cases if case.label.present == "no"]
    partial = [case for case in cases if case.label.present == "partial"]
    strict = [case for case in (*yes, *no) if case.verdict.presence == "present"]
    lenient = [case for case in (*yes, *no) if case.verdict.presence in CLAIMS]
    claimed = [case for case in yes if case.verdict.presence in CLAIMS]
    return Metrics(
        labels=len(cases),
        precision=_share(strict, _is_yes),
        recall=_share(yes, lambda case: case.verdict.presence == "present"),
        specificity=_share(no, lambda case: case.verdict.presence != "present"),
        precision_lenient=_share(lenient, _is_yes),
        recall_lenient=_share(yes, lambda case: case.verdict.presence in CLAIMS),
        specificity_lenient=_share(no, lambda case: case.verdict.presence not in CLAIMS),
        accused=_share(yes, lambda case: case.verdict.presence == "absent"),
        currency=_share([case for case in claimed if case.label.currency in _DATED], right_period),
        right_link=_share([case for case in claimed if case.label.urls], right_link) if with_links else None,
        abstained=_share(cases, lambda case: case.verdict.presence in ABSTAINS),
        partials=_share(partial, lambda case: case.verdict.presence in (*CLAIMS, "unclear")),
    )


def _is_yes(case: Case) -> bool:
    return case.label.present == "yes"


def right_period(case: Case) -> bool:
    return case.verdict.currency == case.label.currency


def right_link(case: Case) -> bool:
    """The address given is a right one, or nobody says which is."""
    urls = case.label.urls
    return not urls or (case.verdict.url is not None and target_of(case.verdict.url) in urls)


@dataclass(frozen=True, slots=True)
class Band:
    """Labels `yes` and `no` whose presence score lies in lowest..highest, and how many of them are `yes`. A calibrated score has a share
    of `yes` near its mean."""

    lowest: int
    highest: int
    yes: Share
    mean: float


def calibration(cases: Iterable[Case]) -> tuple[Band, ...]:
    """One band each of BANDS, empty ones too."""
    scored = [(case.verdict.score, case) for case in cases if case.verdict.score is not None and case.label.present != "partial"]
    bands = []
    for lowest, highest in BANDS:
        inside = [(score, case) for score, case in scored if lowest <= score <= highest]
        mean = sum(score for score, _ in inside) / len(inside) if inside else 0.0
        bands.append(Band(lowest, highest, _share((case for _, case in inside), _is_yes), mean))
    return tuple(bands)


def fault(case: Case) -> str:
    """What is wrong with a verdict, "" if nothing: the first of accused, abstained, claimed, incomplete, period, link."""
    said, label = case.verdict.presence, case.label
    if label.present == "yes":
        if said not in CLAIMS:
            return "accused" if said == "absent" else "abstained"
        if said == "partial":
            return "incomplete"
        if label.currency in _DATED and not right_period(case):
            return "period"
        return "" if right_link(case) else "link"
    if label.present == "no":
        return "claimed" if said in CLAIMS else "abstained" if said in ABSTAINS else ""
    return "" if said in (*CLAIMS, "unclear") else "accused" if said == "absent" else "abstained"
