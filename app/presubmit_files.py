"""Where workbooks and their pictures go. A workbook that somebody may have written in is never overwritten unasked."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from app.judging import BANGKOK
from app.writing import write_whole
from oit.agency import Agency
from oit.errors import BadInput, NotFit
from reports import LARGEST_PICTURE
from store.snapshot_reader import is_file_within

OVERVIEW = "overview.xlsx"
_PICTURES = "-pictures"


@dataclass(frozen=True, slots=True)
class Place:
    """A folder, and the names of the agencies' workbooks in it without their ending, in the order of the agencies."""

    folder: Path
    stems: tuple[str, ...]
    overview: bool

    def file(self, stem: str) -> Path:
        return self.folder / f"{stem}.xlsx"


def place_of(out: Path | None, agencies: Sequence[Agency], *, several: bool, overwrite: bool) -> Place:
    """`out`: a folder, for one agency a file too; None: in the present folder. Raises BadInput for what cannot be, and for a workbook that
    is there already unless `overwrite`."""
    if out is not None and out.suffix.lower() == ".xlsx":
        if several:
            raise BadInput(f"--out {out}: is one file; name a folder for the workbooks of several agencies")
        place = Place(out.parent, (out.stem,), overview=False)
    elif several:
        place = Place(out or Path(f"presubmit-{dt.datetime.now(BANGKOK):%Y%m%d}"), _stems(agencies), overview=True)
    else:
        place = Place(out or Path(), _stems(agencies), overview=False)
    _check(place, overwrite=overwrite)
    return place


def _check(place: Place, *, overwrite: bool) -> None:
    if place.folder.exists() and not place.folder.is_dir():
        raise BadInput(f"--out {place.folder}: is no folder; name another")
    there = [place.file(stem) for stem in place.stems if place.file(stem).exists()]
    if there and not overwrite:
        more = f" and {len(there) - 1} more" if len(there) > 1 else ""
        raise BadInput(f"{there[0]}{more}: is there already and may hold remarks; import it (oit presubmit import), then give --overwrite")


def _stems(agencies: Sequence[Agency]) -> tuple[str, ...]:
    """File names that every system takes, each once: the roster's code, else the host."""
    made: list[str] = []
    for agency in agencies:
        stem = _name(agency.code) or _name(urlsplit(agency.url).netloc) or "agency"
        number = sum(one == stem or one.startswith(f"{stem}_") for one in made)
        made.append(f"{stem}_{number + 1}" if number or f"{stem}.xlsx" == OVERVIEW else stem)
    return tuple(made)


def _name(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9.-]+", "_", text).strip("._-")[:60]


def write_file(path: Path, body: bytes) -> None:
    """Whole or not at all, its folder made where there is none. Raises NotFit."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotFit(f"{path.parent}: cannot be made ({error.strerror or error}); give another --out") from error
    write_whole(path, body)


def copy_picture(snapshot: Path, name: str, place: Place, stem: str, code: str) -> str:
    """The path of the copy from the workbook; "" where the snapshot does not hold the picture any more."""
    source = snapshot / name
    if not name or not is_file_within(snapshot, name) or source.stat().st_size > LARGEST_PICTURE:
        return ""
    ending = ".png" if source.suffix.lower() == ".png" else ".jpg"
    copy = Path(f"{stem}{_PICTURES}") / f"{_name(code)}{ending}"
    write_file(place.folder / copy, source.read_bytes())
    return copy.as_posix()
