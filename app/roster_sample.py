"""The sample roster: a made-up province, as a file to look at, to change and to import."""

from importlib import resources

from app.roster import read_file
from oit.roster_reader import Draft

NAME = "province.yaml"


def sample_roster() -> tuple[bytes, int]:
    """The file and how many agencies stand in it."""
    return resources.files("sample").joinpath(NAME).read_bytes(), len(sample_drafts())


def sample_drafts() -> list[Draft]:
    """Its agencies."""
    with resources.as_file(resources.files("sample").joinpath(NAME)) as file:
        return read_file(file)
