"""Years, dates and periods, held to tests/data/date_cases*.tsv and to promises for any text."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oit import date_patterns
from oit.code_places import MAX_LENGTH
from oit.date_places import as_read, readers_of
from oit.date_signs import Stretch, needs_of
from oit.dates import find_periods, fiscal_year_of, summarise
from oit.period import BUDDHIST_ERA, part_of_fiscal_year
from oit.thai import clean
from tests.case_tables import rows, unescaped

_PLACES = ("text", "filename", "url", "header", "meta", "footer")
_MONTHS = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."]


@pytest.mark.parametrize("row", rows("date_cases.tsv", "date_cases_more.tsv"), ids=lambda row: row["id"])
def test_table(row: dict[str, str]) -> None:
    periods = find_periods(unescaped(row["input"]), row["place"])
    assert summarise(periods) == (row["fiscal_year"], row["date"], row["strength"])


@pytest.mark.parametrize("place", _PLACES)
def test_where_a_pattern_matches_its_needs_are_met(place: str) -> None:
    """A stretch is passed by only where a pattern could not have matched: held to what the patterns match in all cases of the table."""
    for row in rows("date_cases.tsv", "date_cases_more.tsv"):
        _, read = as_read(unescaped(row["input"]), place)
        for pattern, _ in readers_of(place):
            for match in pattern.finditer(read):
                assert Stretch(read, *match.span()).meets(needs_of(pattern)), (row["id"], pattern.pattern[:60])


@pytest.mark.parametrize(
    "text",
    [
        "1 MAY 2023 TO 30 SEP 2023",
        "FISCAL YEAR 2023",
        "A.D. 2023",
        "b.e. 2566",
        "งบ ปี 2566",
        "2 5 6 6",
        "LPA 2566",
        "ต.ค. 65 ~ มี.ค. 66",
        "ครั้งที่ 1/66",
    ],
)
def test_words_are_told_in_any_case_and_spelling(text: str) -> None:
    matched = [pattern for pattern, _ in readers_of("text") if pattern.search(text)]
    assert matched
    for pattern in matched:
        assert Stretch(text, 0, len(text)).meets(needs_of(pattern)), pattern.pattern[:60]


def test_a_text_without_month_is_not_searched_for_days() -> None:
    stretch = Stretch("งบประมาณรายจ่าย 12,345 บาท", 0, 26)
    assert not stretch.meets(needs_of(date_patterns.DATE))
    assert not stretch.meets(needs_of(date_patterns.SPAN))
    assert stretch.meets(needs_of(date_patterns.BARE))


def test_tables_are_whole() -> None:
    assert len(rows("date_cases.tsv")) >= 160


@pytest.mark.parametrize(("day", "year"), [((2022, 9, 30), 2565), ((2022, 10, 1), 2566), ((2023, 9, 30), 2566), ((2023, 10, 1), 2567)])
def test_fiscal_years_turn_in_october(day: tuple[int, int, int], year: int) -> None:
    assert fiscal_year_of(datetime.date(*day)) == year


_DAYS = st.dates(datetime.date(2007, 1, 1), datetime.date(2035, 12, 31))


@given(_DAYS, st.sampled_from(["{d} {m} {y}", "{d} {m}{y}", "{d}/{n}/{y}", "{d:02}-{n:02}-{y}"]))
def test_days_come_back(day: datetime.date, form: str) -> None:
    written = form.format(d=day.day, m=_MONTHS[day.month - 1], n=day.month, y=day.year + BUDDHIST_ERA)
    (period,) = find_periods(f"ประกาศ ณ วันที่ {written} เรื่อง")
    assert (period.date, period.fiscal_years, period.as_written) == (day.isoformat(), (fiscal_year_of(day),), written)


def test_words_are_quoted_as_they_stood() -> None:
    text = "แผน  ประจำปีงบประมาณ พ.ศ.\u00a0๒๕๖๖ (๑ ต.ค. ๖๕ – ๓๐ ก.ย. ๖๖)"
    periods = find_periods(text)
    assert [period.as_written for period in periods] == ["ประจำปีงบประมาณ พ.ศ. ๒๕๖๖", "๑ ต.ค. ๖๕ - ๓๐ ก.ย. ๖๖"]
    assert all(clean(text)[period.start : period.end] == period.as_written for period in periods)


def test_spans_hold_all_their_years() -> None:
    (period,) = find_periods("แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2570)")
    assert (period.fiscal_years, period.is_span, period.strength) == ((2566, 2567, 2568, 2569, 2570), True, "weak")


def test_a_round_takes_its_year_along() -> None:
    (period,) = find_periods("รายงานผล รอบ 6 เดือนหลัง ของปีงบประมาณ พ.ศ. 2566")
    assert (period.as_written, period.date) == ("รอบ 6 เดือนหลัง ของปีงบประมาณ พ.ศ. 2566", "2023-04-01..2023-09-30")


def test_parts_of_a_fiscal_year() -> None:
    assert part_of_fiscal_year(2566, 1, 6) == "2022-10-01..2023-03-31"
    assert part_of_fiscal_year(2567, 4, 6) == "2024-01-01..2024-03-31"
    assert part_of_fiscal_year(2567, 5, 5) == "2024-02-01..2024-02-29"


_PIECES = st.sampled_from(
    ["ปีงบประมาณ ", "พ.ศ. ", "๒๕๖๖", "2566", "66", " - ", " ถึง ", "1 ", "ต.ค. ", "มีนาคม", "/", ".", ",", "\n", "รอบ 6 เดือน ",
     "ไตรมาส ", "2023", "พ.ร.บ. ", "©", "(", ")", "ปี ", "-03-", "โทร ", "บาท", "ครั้งที่ ", "Mar ", "99", "%E0", "?id="]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=14).map("".join), st.sampled_from(_PLACES))
def test_any_text_is_read(text: str, place: str) -> None:
    end = 0
    for period in find_periods(text, place):
        assert period.fiscal_years == tuple(sorted(period.fiscal_years))
        assert all(2490 <= year <= 2640 for year in period.fiscal_years)
        assert period.is_span == (len(period.fiscal_years) > 1)
        assert period.as_written
        assert period.start >= end or period.date  # only a round may lie around another period
        end = period.start


@pytest.mark.parametrize(
    "piece",
    ["1", "2566 ", "ปีงบประมาณ ", "มี.ค.", "1 ต.ค. - ", "1/2/", "พ.ร.บ. พ.ศ. 2540 ", "รอบ 6 เดือน ปี 2566 ", "©", "ไตรมาส 1,2,", "a1", "&a=b"],
)
def test_long_nasty_text_is_read(piece: str) -> None:
    """100,000 letters made to make patterns try again; a pattern that tried twice a letter, squared, would not come back."""
    text = piece * (100_000 // len(piece))
    periods = find_periods(text)
    assert len(periods) <= len(text)


def test_longer_texts_are_cut() -> None:
    assert not find_periods("ก" * MAX_LENGTH + " ปีงบประมาณ 2566")
    assert find_periods("ก" * (MAX_LENGTH - 100) + " ปีงบประมาณ 2566")
