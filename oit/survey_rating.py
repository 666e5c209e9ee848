"""The rating of a published total. What was not published of the instruments can be anything, so that a rating may be a range."""

from collections.abc import Mapping

from oit.rating import Level, Rated, Scale
from oit.survey_keys import TOTAL


def rating_of(scores: Mapping[str, float], scale: Scale | None) -> Rated | None:
    """By the published total and instruments (keys of PublishedScore); None without a total or a scale of that year."""
    if scale is None or TOTAL not in scores:
        return None
    parts = ("EIT",) if scale.eit_parts == 1 else ("EIT1", "EIT2")
    wanted = ("IIT", *parts, "OIT")
    least, most = (tuple(scores.get(name, unknown) for name in wanted) for unknown in (0.0, 100.0))
    return Rated(_level(scale, scores[TOTAL], least), _level(scale, scores[TOTAL], most))


def _level(scale: Scale, total: float, instruments: tuple[float, ...]) -> Level:
    return next((level for level in scale.levels if level.fits(total, instruments)), scale.levels[-1])
