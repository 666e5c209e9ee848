"""Keeps what reading made of a body, so that judging a snapshot again is fast."""

import gzip
import os
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

    def __init__(self, folder: Path, earlier: Path | None = None) -> None:
        """What the snapshot in `earlier` keeps is taken over when it is asked for."""
        self._folder, self._earlier = folder / READ, earlier / READ if earlier is not None else None

    def get(self, sha256: str, reader_version: str | int, *, own: bool = False) -> str | None:
        """The text; with `own` only where it was put here."""
        name = self._name(sha256, reader_version)
        text = self._text(self._folder / name)
        if text is None and self._earlier is not None and not own:
            text = self._text(self._earlier / name)
            if text is not None:
                self._take_over(self._earlier / name, self._folder / name)
        return text

    @staticmethod
    def _take_over(there: Path, here: Path) -> None:
        """The file under a second name where the disk can do that: it is never written to, only replaced."""
        with suppress(OSError):
            here.parent.mkdir(parents=True, exist_ok=True)
            here.unlink(missing_ok=True)
            try:
                os.link(there, here)
            except OSError:
                write_whole(here, there.read_bytes())

    @staticmethod
    def _text(path: Path) -> str | None:
        try:
            with gzip.open(path) as packed:
                data = packed.read(_LARGEST + 1)
            return data.decode("utf-8", "surrogatepass") if len(data) <= _LARGEST else None
        except (OSError, EOFError, zlib.error, UnicodeDecodeError):
            return None

    def put(self, sha256: str, reader_version: str | int, text: str, *, quickly: bool = False) -> None:
        """`quickly`: in a third of the time, a third larger."""
        data = gzip.compress(text.encode("utf-8", "surrogatepass"), 1 if quickly else 6, mtime=0)
        with suppress(OSError):
            write_whole(self._folder / self._name(sha256, reader_version), data)

    def take_all(self) -> None:
        """Takes over everything that the earlier snapshot keeps: of one that holds the same nothing is out of date."""
        if self._earlier is None:
            return
        for there in sorted(self._earlier.glob("??/*.gz")):
            here = self._folder / there.parent.name / there.name
            if not here.exists():
                self._take_over(there, here)

    @staticmethod
    def _name(sha256: str, reader_version: str | int) -> str:
        """Keys are hashed once more, so no key, whatever it holds, can lead out of the folder."""
        name = digest(f"{reader_version}\n{sha256}".encode("utf-8", "surrogatepass"))
        return f"{name[:2]}/{name}.gz"
