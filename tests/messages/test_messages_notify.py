"""`oit notify` as people and timers call it: what it prints, and its exit codes."""

import json
import sys

import pytest
from messages_made import PROVINCE, night_of, province, save_night

from cli import run_cli

FINE = {"A1": "PPP", "B2": "PPP", "C3": "PPP"}
TOKEN = "Token-that-nobody-sees"


@pytest.fixture
def place(tmp_path, monkeypatch, webhook, mail_server):
    """A data folder with settings and three nights, in the last of which an item is surely worse."""
    data = tmp_path / "data"
    data.mkdir()
    (data / "messages.yaml").write_text(
        "mail_env: MAIL\nrecipients:\n"
        f"  - {{name: office, what: province {PROVINCE}, channels: [{{url_env: HOOK}}]}}\n"
        "  - {name: phone, what: all, lang: en, channels: [{url_env: LINE}]}\n"
        "  - {name: owners, what: owners}\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("HOOK", f"json://{webhook.place}/{TOKEN}")
    monkeypatch.setenv("MAIL", f"mailto://robot:{TOKEN}@{mail_server.place}?from=oit@here.example")
    monkeypatch.setenv("LINE", f"line://{TOKEN}/U1")
    with province(str(data / "oit.db")) as database:
        for number, letters in enumerate(("PPP", "PMP", "PMP")):
            save_night(database, number, FINE | {"A1": letters})
    return data


def without_line(place) -> None:
    """LINE has one address, which no test may ask: nobody is told by it."""
    settings = place / "messages.yaml"
    lines = settings.read_text(encoding="utf-8").split("\n")
    settings.write_text("\n".join(line for line in lines if "LINE" not in line), encoding="utf-8")


def test_dry_run_prints_exactly_what_would_be_sent(place, capsys, webhook, mail_server):
    assert run_cli(["notify", "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert [line for line in out.splitlines() if line.startswith("=== ")] == [
        "=== office > HOOK (JSON)", "=== phone > LINE (Line)", "=== owners > plan@a1.example (E-Mail)",
    ]  # fmt: skip
    assert "เดิม: ผ่าน → ขณะนี้: ไม่พบ" in out
    assert "Before: Pass → now: Not found" in out
    assert out.endswith("จะส่ง 3 ข้อความ (ยังไม่ได้ส่ง)\n")
    assert TOKEN not in out
    assert webhook.taken == mail_server.taken == []


def test_json_of_a_dry_run(place, capsys):
    assert run_cli(["notify", "--dry-run", "--json", "--night", night_of(2).isoformat()]) == 0
    data = json.loads(capsys.readouterr().out)
    assert [one["recipient"] for one in data["messages"]] == ["office > HOOK", "phone > LINE", "owners > plan@a1.example"]
    assert len(data["messages"][1]["text"]) <= 5000
    assert data["messages"][1]["text"].startswith("OIT all agencies 3 March 2023: 1 worse\n\n")
    assert (data["added"], data["sent"], data["unsent"]) == (0, 0, [])


def test_sending_and_then_nothing_is_left(place, capsys, monkeypatch, webhook, mail_server):
    without_line(place)
    assert run_cli(["notify"]) == 0
    assert capsys.readouterr().out == "ข้อความใหม่ 2 ส่งแล้ว 2 ยังไม่ได้ส่ง 0\n"
    assert run_cli(["notify", "--lang", "en"]) == 0
    assert capsys.readouterr().out == "Messages: 0 new, 0 sent, 0 not sent\n"
    assert (len(webhook.taken), len(mail_server.taken)) == (1, 1)


def test_a_failure_is_shown_with_exit_1_and_retry_sends_it(place, capsys, monkeypatch, webhook):
    without_line(place)
    webhook.status = 503
    assert run_cli(["notify"]) == 1
    shown = capsys.readouterr()
    assert "ยังไม่ได้ส่ง 1" in shown.out
    assert "office > HOOK" in shown.err
    assert "error=503" in shown.err
    assert run_cli(["notify", "--json"]) == 1
    (unsent,) = json.loads(capsys.readouterr().out)["unsent"]
    assert (unsent["recipient"], unsent["attempts"], unsent["state"], unsent["night"]) == ("office > HOOK", 1, "waiting", "2023-03-03")
    webhook.status = 200
    assert run_cli(["notify", "--retry", "--dry-run"]) == 0
    assert "=== office > HOOK (JSON)" in capsys.readouterr().out
    assert webhook.taken == []
    assert run_cli(["notify", "--retry"]) == 0
    assert len(webhook.taken) == 1
    assert TOKEN not in shown.out + shown.err + "".join(capsys.readouterr())


def test_missed(place, capsys, monkeypatch, webhook):
    settings = place / "messages.yaml"
    settings.write_text("recipients:\n  - {name: watch, what: alarm, channels: [{url_env: HOOK}]}\n", encoding="utf-8")
    assert run_cli(["notify", "--missed", "--expect-by", "06:30", "--dry-run", "--lang", "en"]) == 0
    assert "06.30" in capsys.readouterr().out
    assert run_cli(["notify", "--missed"]) == 0
    assert run_cli(["notify", "--missed"]) == 0
    assert [one["title"].endswith("การตรวจประจำคืนไม่สมบูรณ์") for _, one in webhook.taken] == [True]


def test_a_trial(place, capsys, webhook, mail_server):
    assert run_cli(["notify", "--test", "office"]) == 0
    assert capsys.readouterr().out == "office > HOOK: ส่งแล้ว\n"
    assert webhook.taken[0][1]["title"] == "OIT: ข้อความทดสอบ"
    assert run_cli(["notify", "--test", "owners", "--lang", "en"]) == 0
    assert [to for to, _ in mail_server.taken] == [["oit@here.example"]]
    assert run_cli(["notify", "--test", "phone", "--dry-run"]) == 0
    webhook.status = 401
    capsys.readouterr()
    assert run_cli(["notify", "--test", "office", "--json"]) == 1
    assert "error=401" in json.loads(capsys.readouterr().out)[0]["error"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--test", "nobody"], "nobody: is no recipient of"),
        (["--test", "office", "--missed"], "different tasks"),
        (["--expect-by", "25:00", "--missed"], "is no time of the day; write it as 07:00"),
        (["--settings", "none.yaml"], "oit notify --example prints one"),
        (["--night", "2566-03-03"], "Buddhist-era year"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_2(place, capsys, arguments, told):
    assert run_cli(["notify", *arguments]) == 2
    said = capsys.readouterr().err
    assert told in said
    assert said.count("\n") == 1


def test_without_settings_or_nights(tmp_path, monkeypatch, capsys):
    assert run_cli(["notify"]) == 2
    assert "there is no messages.yaml" in capsys.readouterr().err
    assert run_cli(["notify", "--example"]) == 0
    (tmp_path / "m.yaml").write_text(capsys.readouterr().out, encoding="utf-8")
    assert run_cli(["notify", "--settings", str(tmp_path / "m.yaml")]) == 2
    assert "no night was run yet" in capsys.readouterr().err


def test_a_secret_that_is_not_set_stops_a_trial_and_shows_in_a_dry_run(place, capsys, monkeypatch):
    monkeypatch.delenv("HOOK")
    assert run_cli(["notify", "--test", "office"]) == 2
    assert "HOOK: is not set in the environment" in capsys.readouterr().err
    assert run_cli(["notify", "--dry-run"]) == 0
    assert "=== office > HOOK (HOOK: is not set in the environment" in capsys.readouterr().out


def test_without_the_library_exit_4(place, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "apprise", None)
    assert run_cli(["notify", "--test", "office"]) == 4
    assert "apprise, which sends messages, is not installed; install it: pip install apprise" in capsys.readouterr().err
