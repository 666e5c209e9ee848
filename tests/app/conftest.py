"""The sample site, checked once a run with and once without a browser."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from crawler.browser import find_browser
from tests.app.commands import Ran, oit
from tests.once import made_once


@pytest.fixture(scope="session")
def sample_without_browser(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    """The demo run once with --render never: its folder, not to be changed, and what it printed."""
    return _demo(tmp_path_factory, "never", "--render", "never")


@pytest.fixture(scope="session")
def sample_with_browser(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    """The demo run once as `make demo` does it."""
    if find_browser() is None:
        pytest.skip("no browser was found on this machine")
    return _demo(tmp_path_factory, "auto")


def _demo(factory: pytest.TempPathFactory, name: str, *options: str) -> tuple[Path, Ran]:
    def make(folder: Path) -> None:
        ran = oit("demo", *options, "--out", str(folder / "out"), data=folder)
        (folder / "ran.json").write_text(json.dumps(asdict(ran)), encoding="utf-8")

    folder = made_once(factory, f"demo_{name}", make)
    return folder, Ran(**json.loads((folder / "ran.json").read_text(encoding="utf-8")))
