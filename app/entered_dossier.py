"""`oit itas dossier`: what each entered link showed on which day, as a folder that stands by itself."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from app.agencies import agency_of
from app.counted import local_day
from app.entered_import import KnownLink, known_links
from app.version import tool_version
from oit.agency import Agency
from oit.entered_story import story
from oit.errors import BadInput, NotFit
from reports.entered_dossier import DossierLink, Record, dossier_page, dossier_record
from store.database import Database
from store.snapshot_reader import is_file_within

PAGE, DATA, SUMS, RECORDS = "index.html", "dossier.json", "SHA256SUMS", "records"


@dataclass(frozen=True, slots=True)
class DossierRequest:
    """`codes`: only these items, all where empty; `fiscal_year` None: of every year. `to`: a folder that does not exist or is empty."""

    agency: str
    codes: tuple[str, ...]
    fiscal_year: int | None
    to: Path
    data_folder: Path
    lang: str


@dataclass(frozen=True, slots=True)
class Made:
    page: Path
    links: int
    records: int
    lost: int  # records that are named and not there


def dossier(database: Database, request: DossierRequest, now: datetime | None = None) -> Made:
    """Whole or not at all. Raises BadInput for an agency or items that have no links, or a place that holds something; NotFit when the
    disk refuses."""
    agency = agency_of(database, request.agency)
    found = _wanted(known_links(database, request.agency, replaced=True), request)
    place = request.to.absolute()
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise BadInput(f"{request.to}: holds something already; name a new folder")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".oit-", dir=place.parent) as made:
            folder = Path(made) / "dossier"
            links = [_link(one, request.data_folder, folder) for one in found]
            _write(folder, agency, links, local_day(now or datetime.now(UTC)), request.lang)
            if place.exists():
                place.rmdir()
            shutil.move(str(folder), str(place))
    except OSError as error:
        raise NotFit(f"{request.to}: cannot be written ({error.strerror}); choose another place with --to") from error
    records = [look for link in links for look in link.records.values()]
    return Made(place / PAGE, len(links), sum(one.sha256 != "" for one in records), sum(one.sha256 == "" for one in records))


def _wanted(found: Iterable[KnownLink], request: DossierRequest) -> list[KnownLink]:
    links = [one for one in found if request.fiscal_year in (None, one.link.fiscal_year)]
    if unknown := sorted(set(request.codes) - {one.link.code for one in links}):
        raise BadInput(f"{', '.join(unknown)}: no link was entered for it; see oit itas list")
    if not links:
        raise BadInput(f"{request.agency}: no links were entered; take them in with oit itas import")
    return [one for one in links if not request.codes or one.link.code in request.codes]


def _link(known: KnownLink, data: Path, folder: Path) -> DossierLink:
    records = {look.id: _record(look.archive, data, folder) for look in known.looks if look.archive}
    return DossierLink(known.link, story(known.link, known.looks), records)


def _record(archive: str, data: Path, folder: Path) -> Record:
    """The record copied, with the hash of what was copied; no hash where it is gone."""
    name = f"{RECORDS}/{archive.replace('/', '-')}"
    if not is_file_within(data, archive):
        return Record(name, "")
    body = (data / archive).read_bytes()
    (folder / RECORDS).mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(body)
    return Record(name, hashlib.sha256(body).hexdigest())


def _write(folder: Path, agency: Agency, links: list[DossierLink], day: date, lang: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / PAGE).write_text(dossier_page(agency, links, day, tool_version(), lang), encoding="utf-8")
    (folder / DATA).write_text(dossier_record(agency, links, day, tool_version()), encoding="utf-8")
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    sums = "".join(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(folder).as_posix()}\n" for file in files)
    (folder / SUMS).write_text(sums, encoding="utf-8")
