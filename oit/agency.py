"""Who is assessed."""

from dataclasses import dataclass

AGENCY_TYPES = (
    "province",
    "provincial_office",
    "pao",
    "city_municipality",
    "town_municipality",
    "subdistrict_municipality",
    "sao",
    "education_office",
    "school",
    "college",
    "department",
    "other",
)


@dataclass(frozen=True, slots=True)
class Agency:
    """One assessed agency. `url` is its address as given; a path on a larger site is its scope. `name` may be empty."""

    url: str
    name: str = ""
    type: str = "other"
    code: str = ""
