"""Keeps what reading made of a body, so that judging a snapshot again is fast."""

import gzip
import zlib
from contextlib import suppress
from pathlib import Path

from store.layout import READ, digest, write_whole

_LARGEST = 256 * 1024 * 1024  # letters of one text, unpacked


class ReadingCache:
    """Texts (JSON made elsewhere) under a SHA-256 and the version of the reader, in the snapshot's folder `read/`.

    What reading makes of the same bytes may depend on their address and type too: then the caller hashes those with them into the key.
    A cache can always be done without: what is missing or damaged is None, what cannot be written is left out.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / READ

    def get(self, sha256: str, reader_version: str | int) -> str | None:
        try:
            with gzip.open(self._path(sha256, reader_version)) as packed:
                data = packed.read(_LARGEST + 1)
            return data.decode("utf-8", "surrogatepass") if len(data) <= _LARGEST else None
        except (OSError, EOFError, zlib.error, UnicodeDecodeError):
            return None

    def put(self, sha256: str, reader_version: str | int, text: str) -> None:
        with suppress(OSError):
            write_whole(self._path(sha256, reader_version), gzip.compress(text.encode("utf-8", "surrogatepass"), 6, mtime=0))

    def _path(self, sha256: str, reader_version: str | int) -> Path:
        """Keys are hashed once more, so no key, whatever it holds, can lead out of the folder."""
        name = digest(f"{reader_version}\n{sha256}".encode("utf-8", "surrogatepass"))
        return self._folder / name[:2] / f"{name}.gz"
