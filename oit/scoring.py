"""The score as a range, in the official nesting: item -> mean of the sub-indicator -> mean of the indicator -> OIT."""

from collections import Counter
from collections.abc import Iterable, Sequence

from oit.audit import AuditScore, IndicatorScore, ItemFinding, Outcome, Score
from oit.counting import counted_outcome
from oit.pack import Pack

# Lowest and highest that an outcome can mean, percent. None leaves the mean.
WORTH: dict[Outcome, tuple[float, float] | None] = {
    Outcome.PASS: (100.0, 100.0),
    Outcome.UNCLEAR: (0.0, 100.0),
    Outcome.NOT_CHECKED: (0.0, 100.0),
    Outcome.NOT_DUE: (0.0, 100.0),
    Outcome.MISSING: (0.0, 0.0),
    Outcome.OUTDATED: (0.0, 0.0),
    Outcome.INCOMPLETE: (0.0, 0.0),
    Outcome.NOT_APPLICABLE: None,
}


def score(pack: Pack, findings: Sequence[ItemFinding]) -> AuditScore:
    """The whole score. An attested item counts as its person says, in the counts too."""
    worth = {finding.code: _worth(finding) for finding in findings}
    subs: dict[str, Score | None] = {}
    rows: list[IndicatorScore] = []
    tops: list[Score] = []
    for top in (indicator for indicator in pack.indicators if not indicator.parent):
        inner = [indicator for indicator in pack.indicators if indicator.parent == top.code]
        for sub in inner:
            subs[sub.code] = _mean(worth[f.code] for f in findings if f.indicator == sub.code)
        whole = _mean(subs[sub.code] for sub in inner)
        if whole is not None:
            tops.append(whole)
        codes = tuple(f.code for f in findings if any(f.indicator == sub.code for sub in inner))
        rows.append(IndicatorScore(top.code, top.title_th, top.title_en, whole or Score(0.0, 100.0), codes))
        for sub in inner:
            codes = tuple(f.code for f in findings if f.indicator == sub.code)
            rows.append(IndicatorScore(sub.code, sub.title_th, sub.title_en, subs[sub.code] or Score(0.0, 100.0), codes))
    oit = _mean(tops) or Score(0.0, 100.0)
    lost = Score((100 - oit.highest) * pack.weight / 100, (100 - oit.lowest) * pack.weight / 100)
    counts = Counter(counted_outcome(finding).value for finding in findings)
    return AuditScore(oit, lost, tuple(rows), {outcome.value: counts.get(outcome.value, 0) for outcome in Outcome})


def _worth(finding: ItemFinding) -> Score | None:
    pair = WORTH[counted_outcome(finding)]
    return None if pair is None else Score(*pair)


def _mean(scores: Iterable[Score | None]) -> Score | None:
    counted = [entry for entry in scores if entry is not None]
    if not counted:
        return None
    return Score(sum(s.lowest for s in counted) / len(counted), sum(s.highest for s in counted) / len(counted))
