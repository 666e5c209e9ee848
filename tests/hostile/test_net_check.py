"""A refused start address, from the command line to the report: said in one line, for every item not_checked, and nothing arrived."""

import json
from pathlib import Path

import pytest

from tests.app.commands import in_process, oit
from tests.hostile.conftest import Net


@pytest.fixture
def report(net: Net, tmp_path: Path) -> tuple[dict[str, object], str, int]:
    ran = oit("check", net.forbidden.url, "--render", "never", "--quiet", "--lang", "en", "--json", "-", "--db", "x.db", data=tmp_path)
    return json.loads(ran.out), ran.err, ran.code


def test_a_refused_start_address_is_told_and_accuses_nobody(net: Net, report: tuple[dict[str, object], str, int]) -> None:
    audit, errors, code = report
    first = errors.split("\n")[0]
    assert code == 3
    assert "private" in first
    assert "--allow-private-hosts" in first
    assert net.forbidden.url in first
    items = audit["items"]
    assert isinstance(items, list)
    assert [item["outcome"] for item in items] == ["not_checked"] * 43
    assert "blocked_address" in json.dumps(audit)
    assert net.untouched()


@pytest.mark.parametrize("address", ["http://2130706434:{port}/", "file:///etc/passwd", "ftp://127.0.0.2:{port}/"])
def test_what_is_no_address_of_a_website_is_told_before_anything_is_asked(net: Net, address: str) -> None:
    ran = in_process("check", address.replace("{port}", str(net.forbidden.port)), "--quiet")
    assert ran.code == 2
    assert ran.err.startswith("oit: ")
    assert net.untouched()
