from datetime import UTC, datetime
from pathlib import Path

import pytest

from store.database import open_database
from store.places import default_data_folder, default_database_url, snapshot_folder


def test_the_environment_names_the_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OIT_DATA", str(tmp_path / "ข้อมูล 50% ?#"))
    assert default_data_folder() == tmp_path / "ข้อมูล 50% ?#"
    with open_database(default_database_url()):
        assert (tmp_path / "ข้อมูล 50% ?#" / "oit.db").is_file()


def test_without_it_the_users_own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OIT_DATA", " ")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_data_folder().name == "oit-crawler"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://nongbua.go.th/", "nongbua.go.th"),
        ("https://moph.go.th:8080/สสจ/../x?a=b", "moph.go.th_8080_สสจ_.._x"),
        ("file:///", "site"),
        ("https://h/" + "ก" * 300, "h_" + "ก" * 78),
    ],
)
def test_a_snapshots_folder_sorts_by_agency_and_time(url: str, name: str) -> None:
    started = datetime(2023, 3, 15, 2, 0, 0, tzinfo=UTC)
    folder = snapshot_folder(Path("/data"), url, started)
    assert folder == Path("/data/snapshots") / name / "20230315T020000"
