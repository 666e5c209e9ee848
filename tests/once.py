"""What is made once for all tests of a run, whichever of its processes needs it first."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The folder that `make` filled, a new one of its own. The processes of one run share it: nobody may change what lies in it. Where
    making fails, whoever asks next tries anew."""
    own = factory.getbasetemp()
    place = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / f"once_{name}"
    place.mkdir(exist_ok=True)
    with FileLock(place / "lock"):
        done = place / "done"
        if not done.is_file():
            number = len(list(place.glob("try*")))
            folder = place / f"try{number}"
            folder.mkdir()
            make(folder)
            done.write_text(folder.name, encoding="utf-8")
        return place / done.read_text(encoding="utf-8")
