"""The sample roster: a made-up province, as a file to look at, to change and to import."""

from importlib import resources

from app.roster import items, read_file
from oit.roster_reader import Draft
from reports.roster_record import write_roster

NAME = "province.yaml"


def sample_roster(kind: str) -> tuple[bytes, int]:
    """The file as csv, xlsx or yaml, and how many agencies stand in it. YAML comes with its remarks."""
    drafts = sample_drafts()
    if kind == "yaml":
        return resources.files("sample").joinpath(NAME).read_bytes(), len(drafts)
    return write_roster([draft.entry for draft in drafts], items(), kind), len(drafts)


def sample_drafts() -> list[Draft]:
    """Its agencies."""
    with resources.as_file(resources.files("sample").joinpath(NAME)) as file:
        return read_file(file)
