"""`oit check` three times: the second asks only for what has changed, the third was told to ask for everything anew."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.check import CheckRequest, Watcher, check
from app.judging import Terms
from app.ocr import NEVER
from crawler.contract import CrawlLimits
from oit.agency import Agency
from store.snapshots import archive_of
from tests.crawler.conftest import _serve
from tests.crawler.repeats import DAY, YEAR


def test_fresh_asks_for_everything_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OIT_DATA", str(tmp_path / "data"))
    conditional: list[bool] = []
    for one in _serve("127.0.0.1"):
        body = b"<html><body><h1>x</h1>" + b"<p>some text of an office</p>" * 40 + b"</body></html>"

        def send(handler: Any) -> None:
            same = handler.headers.get("If-None-Match") == '"1"'
            conditional.append(same)
            handler.send_response(304 if same else 200)
            for name, value in {"ETag": '"1"', "Content-Type": "text/html", "Content-Length": "0" if same else str(len(body))}.items():  # noqa: B023
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(b"" if same else body)  # noqa: B023

        one.answers["/"] = send
        limits = CrawlLimits(delay=0, render="never", allow_private_hosts=("127.0.0.1",))
        terms = Terms("o01_o43", YEAR, DAY)
        request = CheckRequest(Agency(f"{one.url}/"), "", terms, limits, str(tmp_path / "oit.db"), pictures=False, ocr=NEVER)
        quiet = Watcher(lambda _: None, lambda _: None)
        audits = [check(replace(request, fresh=fresh), quiet).audit for fresh in (False, False, True)]
        assert conditional == [False, True, False]
        outcomes = [[(item.code, item.outcome, item.reasons) for item in audit.items] for audit in audits]
        assert outcomes[0] == outcomes[1] == outcomes[2]
        folders = sorted((tmp_path / "data" / "snapshots").glob("*/*"))
        assert [archive_of(folder).records[-1].status for folder in folders] == [200, 304, 200]
