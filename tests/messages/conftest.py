from collections.abc import Iterator
from pathlib import Path

import pytest
from messages_made import MailServer, Taker, serving


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No proxy and no data folder of this machine."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setenv("OIT_DATA", str(tmp_path / "data"))


@pytest.fixture
def webhook() -> Iterator[Taker]:
    with serving(Taker()) as server:
        yield server


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    with serving(MailServer()) as server:
        yield server
