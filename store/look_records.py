"""Are the kept answers of entered links there and whole?"""

from collections.abc import Iterable
from pathlib import Path

from store.snapshot_reader import is_file_within
from store.warc import payload_hashes


def look_problems(data_folder: Path, cited: Iterable[tuple[str, str]], *, deep: bool) -> list[str]:
    """What is wrong, one line each. `cited`: each record's place in the data folder, and the SHA-256 of a body it must hold ("" for none).
    Without `deep` the records are not read."""
    found = []
    for archive, sha256 in cited:
        path = data_folder / archive
        if not is_file_within(data_folder, archive):
            found.append(f"{path}: what an entered link showed is missing; bring it back from a copy of the data folder")
        elif deep and sha256 and sha256 not in payload_hashes(path):
            found.append(f"{path}: does not hold what an entered link showed ({sha256}); bring it back from a copy of the data folder")
    return found
