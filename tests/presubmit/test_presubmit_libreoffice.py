"""A round trip through LibreOffice: what a person wrote, and all that they did not touch, comes home from the file that it saves."""

import shutil
import subprocess
from datetime import datetime
from pathlib import Path

import pytest
from presubmit_made import FORM, YEAR, Opened, bring_home, entry

from oit.team_notes import standing_notes
from store.database import Database

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_edits_survive_libreoffice(one: Path, home: Path, database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    remark = "โทรแจ้งแล้ว\nรอเอกสาร “ฉบับแก้ไข” =1+1"
    Opened(one).write("O12", remark=remark, owner="มานะ <mana@example.go.th>").write("O1", verdict="ไม่มีข้อมูล", verdict_by="ตรวจ สอบดี").write(
        "O13", deadline=datetime(2023, 3, 31), link="https://drive.example/ไฟล์?id=1&x=2"
    ).write("O14", remark="+66 2 123 4567").save()  # fmt: skip
    command = [
        str(SOFFICE),
        f"-env:UserInstallation={(home / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
    ]
    subprocess.run([*command, "--outdir", str(home / "saved"), str(one)], check=True, capture_output=True, timeout=120)
    assert bring_home(home / "saved" / "A001.xlsx") == 0, capsys.readouterr()
    url = entry().urls[0]
    notes = {(code, kind.value): note.text for (code, kind), note in standing_notes(database.team_notes(url, FORM, YEAR)).items()}
    assert notes == {
        ("O12", "remark"): remark, ("O13", "deadline"): "2023-03-31", ("O13", "link"): "https://drive.example/ไฟล์?id=1&x=2",
        ("O14", "remark"): "+66 2 123 4567",
    }  # fmt: skip
    assert [(one.code, one.verdict.value, one.by) for one in database.attested(url, FORM, YEAR)] == [("O1", "absent", "ตรวจ สอบดี")]
    assert {owner.name for owner in database.roster()[0].owners} == {"มานะ", "สมศรี ใจดี"}
