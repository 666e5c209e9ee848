"""Thai digits: our own numbers and dates have them when they are asked for; what people look up as it is written keeps its own."""

import contextvars
from collections.abc import Callable

import pytest
from click.testing import CliRunner

from cli import cli
from oit.audit import FoundPeriod, Reason, ReasonCode
from oit.wording import date_text, head, moment, period_found, period_short, required_period, sentence
from oit.wording_digits import THAI, figure, use_digits


def in_thai(said: Callable[[], str]) -> str:
    def chosen() -> str:
        use_digits(THAI)
        return said()

    return contextvars.copy_context().run(chosen)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (lambda: date_text("2023-03-15"), "๑๕ มีนาคม ๒๕๖๖"),
        (lambda: moment("2023-03-15T02:05:00+00:00"), "๑๕ มีนาคม ๒๕๖๖ เวลา ๐๙.๐๕ น."),
        (lambda: head("range", "th", lowest="43.59", highest="50.20"), "๔๓.๕๙ ถึง ๕๐.๒๐"),
        (lambda: head("range", "en", lowest="43.59", highest="50.20"), "43.59 to 50.20"),
        (lambda: required_period("FY2566"), "ปีงบประมาณ พ.ศ. ๒๕๖๖"),
        (lambda: required_period("2022-10-01..2023-03-31"), "๖ เดือนแรกของปีงบประมาณ พ.ศ. ๒๕๖๖ (๑ ตุลาคม ๒๕๖๕ ถึง ๓๑ มีนาคม ๒๕๖๖)"),
        (lambda: period_found(FoundPeriod(None, None, (2561, 2565), "61-65", "link")), "ปี พ.ศ. ๒๕๖๑ ถึง ๒๕๖๕"),
        (lambda: period_short(FoundPeriod(None, None, (2561, 2565), "61-65", "link")), "พ.ศ. ๒๕๖๑-๒๕๖๕"),
        (lambda: figure("1,234.50", "th"), "๑,๒๓๔.๕๐"),
        (lambda: figure("O12", "th"), "O12"),
        (lambda: figure("99", "en"), "99"),
    ],
)
def test_numbers_and_dates_of_ours(said: Callable[[], str], expected: str) -> None:
    assert in_thai(said) == expected
    assert said() != expected or expected.isascii()  # without the choice they are as ever


def test_what_was_read_and_what_is_typed_keeps_its_digits() -> None:
    own = head("own_form", "th", year=2566, pack="2566")
    assert in_thai(lambda: head("own_form", "th", year=2566, pack="2566")) == own.replace("พ.ศ. 2566", "พ.ศ. ๒๕๖๖")
    reason = Reason(ReasonCode.BROKEN_LINK, {"text": "2566", "url": "https://a.example/f/2566.pdf", "status": "404"})
    said = in_thai(lambda: sentence(reason))
    assert "“2566”" in said
    assert "https://a.example/f/2566.pdf" in said
    assert "O42" in in_thai(lambda: sentence(Reason(ReasonCode.DEPENDENCY, {"code": "O42", "outcome": "missing"})))


def test_the_option_and_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    refused = CliRunner().invoke(cli, ["--digits", "roman", "doctor"])
    assert refused.exit_code == 2
    assert "arabic" in refused.output
    monkeypatch.setenv("OIT_DIGITS", "roman")
    assert CliRunner().invoke(cli, ["text"], input="").exit_code == 2
