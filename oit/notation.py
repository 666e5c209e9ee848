"""How a piece of text is read, in the notation of the case tables."""

from oit.codes import CodeReading, find_codes
from oit.dates import find_periods, summarise
from oit.thai import clean, key


def codes_in_notation(reading: CodeReading) -> str:
    """ "O12", "O10,O11", "O1-O43" for a range, or "none"."""
    if not reading.codes:
        return "none"
    if reading.is_range:
        return ",".join(f"{first}-{last}" for first, last in zip(reading.codes[::2], reading.codes[1::2], strict=True))
    return ",".join(reading.codes)


def describe(text: str, place: str = "text", oit_context: bool = False) -> dict[str, object]:
    """`text` cleaned, its key, its item codes and its fiscal years.

    `place` is text, filename, url, header, meta or footer; `oit_context` says that it stands on a page, table or list about OIT items.
    """
    reading = find_codes(text, place=place, oit_context=oit_context)
    fiscal_year, date, strength = summarise(find_periods(text, place))
    return {
        "clean": clean(text),
        "key": key(text),
        "codes": codes_in_notation(reading),
        "code_strength": reading.strength,
        "fiscal_year": fiscal_year,
        "date": date,
        "date_strength": strength,
    }
