"""The bundled sample agency: built, served on loopback, and checked as any other site."""

import contextlib
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import sample
from app.address import agency_addresses
from app.check import Checked, CheckRequest, Watcher, check
from app.judging import Terms
from app.ocr import NEVER
from crawler.contract import CrawlLimits
from oit.agency import Agency
from oit.errors import BadInput
from sample.variants import VARIANTS


@contextmanager
def sample_site(port: int = 0, variant: str = "") -> Iterator[str]:
    """The address of the sample site, or of a variant of it, while the context lasts. The folder it lies in is removed afterwards.

    Raises BadInput for an unknown variant."""
    if variant and variant not in VARIANTS:
        raise BadInput(f"--variant {variant}: there is no such variant; there are: {', '.join(VARIANTS)}")
    with TemporaryDirectory(prefix="oit-sample-") as folder:
        sample.build(Path(folder), variant)
        with sample.serve(Path(folder), port=port, variant=variant) as address:
            yield address


def demo_terms() -> Terms:
    """The sample's own form, year and fixed day."""
    truth = sample.truth()
    return Terms(truth.form, truth.fiscal_year, truth.day)


def check_sample(address: str, database: str, folder: Path | None, render: str, watcher: Watcher, *, pictures: bool = True) -> Checked:
    """The check of the sample site: no politeness delay, since the server is our own; its scan stays unread and
    other hosts are left alone, so that the report is that of the specification on every machine."""
    truth = sample.truth()
    agency = Agency(agency_addresses(address)[0], truth.agency, truth.type)  # as a check of the same address names it
    limits = CrawlLimits(delay=0.0, render=render, outside="never", allow_private_hosts=("127.0.0.1",))  # type: ignore[arg-type]
    return check(CheckRequest(agency, "", demo_terms(), limits, database, pictures, folder, NEVER), watcher)


def fresh_folder(folder: Path) -> Path:
    """The folder, emptied of an earlier demo's snapshot. Only a folder that holds a snapshot, or nothing, is emptied."""
    if folder.exists() and any(folder.iterdir()):
        if not ((folder / "manifest.json").exists() or (folder / "raw").is_dir()):
            raise BadInput(f"{folder}: holds something that is no snapshot; give another --out")
        shutil.rmtree(folder)
    return folder


def serve_until_interrupted() -> None:
    """Waits for Ctrl-C; the server answers in its own threads."""
    with contextlib.suppress(KeyboardInterrupt):
        threading.Event().wait()
