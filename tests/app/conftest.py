"""The sample site, checked once a session with and once without a browser."""

from pathlib import Path

import pytest

from crawler.browser import find_browser
from tests.app.commands import Ran, oit


@pytest.fixture(scope="session")
def sample_without_browser(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    """The demo run once with --render never: its folder and what it printed."""
    folder = tmp_path_factory.mktemp("never")
    return folder, oit("demo", "--render", "never", "--out", str(folder / "out"), data=folder)


@pytest.fixture(scope="session")
def sample_with_browser(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    """The demo run once as `make demo` does it."""
    if find_browser() is None:
        pytest.skip("no browser was found on this machine")
    folder = tmp_path_factory.mktemp("auto")
    return folder, oit("demo", "--out", str(folder / "out"), data=folder)
