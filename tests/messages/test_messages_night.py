"""Nights of a made-up province in a real database, told over real connections to servers on loopback."""

import threading
from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from messages_made import PROVINCE, entry, moment_of, night_of, province, save_night

from app.messages import Sent, send_again, send_alarm, send_night
from app.messages_settings import Settings, load_settings
from app.outbox import LONGEST, MOST_ATTEMPTS
from oit.night import NightState
from oit.night_queue import Planned
from store.database import open_database
from store.outbox import LEASE

FINE = {"A1": "PPP", "B2": "PPP", "C3": "PPP"}
TOKEN = "Token-that-nobody-sees"


def at(number: int, hour: int = 5, **more: int) -> Callable[[], datetime]:
    return lambda: moment_of(number, hour) + timedelta(**more)


@pytest.fixture
def address(tmp_path: Path) -> str:
    return str(tmp_path / "oit.db")


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, webhook, mail_server) -> Settings:
    monkeypatch.setenv("HOOK", f"json://{webhook.place}/{TOKEN}")
    monkeypatch.setenv("MAIL", f"mailto://robot:{TOKEN}@{mail_server.place}?from=oit@here.example")
    file = tmp_path / "messages.yaml"
    file.write_text(
        "mail_env: MAIL\nrecipients:\n"
        f"  - {{name: office, what: province {PROVINCE}, channels: [{{url_env: HOOK}}]}}\n"
        "  - {name: owners, what: owners}\n"
        "  - {name: watch, what: alarm, lang: en, channels: [{url_env: HOOK}]}\n",
        encoding="utf-8",
    )
    found = load_settings(file)
    assert found is not None
    return found


def nights(address: str, *seen, start: int = 0) -> None:
    with province(address) as database:
        for number, one in enumerate(seen, start):
            save_night(database, number, FINE | one)


def told(webhook, mail_server) -> list[str]:
    return [sent["title"] for _, sent in webhook.taken] + [f"{to[0]}: {mail['Subject']}" for to, mail in mail_server.taken]


def test_nothing_is_sent_when_nothing_changed(address, settings, webhook, mail_server):
    nights(address, {}, {}, {"B2": None}, {"B2": None})
    for number in range(4):
        done = send_night(address, night_of(number), settings, clock=at(number))
        assert done == Sent(())
    assert told(webhook, mail_server) == []


def test_what_got_worse_is_told_to_province_and_owner_on_the_morning_it_is_sure(address, settings, webhook, mail_server):
    nights(address, {}, {"A1": "PMP"}, {"A1": "PMP"}, {"A1": "PMP"})
    sent = [send_night(address, night_of(number), settings, clock=at(number)).sent for number in range(4)]
    assert sent == [0, 0, 2, 0]
    assert told(webhook, mail_server) == [
        f"OIT จังหวัด{PROVINCE} 3 มีนาคม 2566: แย่ลง 1 ข้อ", "plan@a1.example: OIT ข้อที่ท่านรับผิดชอบ 3 มีนาคม 2566: แย่ลง 1 ข้อ",
    ]  # fmt: skip
    text = webhook.taken[0][1]["message"]
    assert "เดิม: ผ่าน → ขณะนี้: ไม่พบ" in text
    assert "แย่ลง 1 ข้อ ดีขึ้น 0 ข้อ พบใหม่ 0 ข้อ คงเดิม 5 ข้อ" in text
    assert "ตรวจได้ 2 จาก 2 หน่วยงาน" in text  # of this province


def test_only_better_is_told_as_a_count(address, settings, webhook, mail_server):
    nights(address, {"A1": "PMO"}, {"A1": "PPP"})
    send_night(address, night_of(1), settings, clock=at(1))
    (sent,) = (one for _, one in webhook.taken)
    assert sent["title"].endswith("ไม่มีข้อที่แย่ลง")
    assert "ดีขึ้น 1 ข้อ พบใหม่ 1 ข้อ คงเดิม 4 ข้อ" in sent["message"]
    assert "O10" not in sent["message"]


def test_a_site_that_is_down_is_told_once_on_its_third_night_and_never_as_worse(address, settings, webhook, mail_server):
    nights(address, {}, *[{"B2": None}] * 6)
    for number in range(7):
        send_night(address, night_of(number), settings, clock=at(number))
    assert told(webhook, mail_server) == [
        f"OIT จังหวัด{PROVINCE} 4 มีนาคม 2566: ตรวจเว็บไซต์ไม่ได้ติดต่อกัน 3 คืน 1 แห่ง",
        "office@b2.example: OIT ข้อที่ท่านรับผิดชอบ 4 มีนาคม 2566: ตรวจเว็บไซต์ไม่ได้ติดต่อกัน 3 คืน 1 แห่ง",
    ]
    assert "3 คืนติดต่อกัน (เครื่องแม่ข่ายไม่ตอบภายในเวลาที่กำหนด) ใช้ผลของวันที่ 1 มีนาคม 2566" in webhook.taken[0][1]["message"]
    assert "แย่ลง 0 ข้อ" in webhook.taken[0][1]["message"]


def test_an_agency_that_the_night_did_not_reach_counts_as_one_without_result(address, settings, webhook, mail_server):
    with province(address) as database:
        save_night(database, 0, FINE)
        for number in (1, 2, 3):
            save_night(database, number, {"A1": "PPP", "C3": "PPP"}, unreached=["B2"])
    assert send_night(address, night_of(3), settings, clock=at(3)).added == 3  # two digests, and the alarm that time ran out
    (digest,) = (one["message"] for _, one in webhook.taken if "แย่ลง 0" in one["message"])
    assert "(หมดเวลาของคืนก่อนถึงลำดับ) ใช้ผลของวันที่ 1 มีนาคม 2566" in digest


def test_a_night_that_is_gone_on_with_tells_only_what_was_not_told(address, settings, webhook, mail_server):
    worse = {"A1": "PMP", "B2": "PMM"}
    nights(address, {}, worse)
    with province(address) as database:
        save_night(database, 2, {"A1": "PMP", "C3": "PPP"}, unreached=["B2"])
        assert send_night(address, night_of(2), settings, clock=at(2)).sent == 3  # two digests, and the alarm that time ran out
        save_night(database, 2, {"B2": "PMM"})  # started again, it reaches the rest
        assert send_night(address, night_of(2), settings, clock=at(2, 7)).sent == 3
        assert send_night(address, night_of(2), settings, clock=at(2, 8)).added == 0
    first, second = (sent["message"] for _, sent in webhook.taken if "เช้าวันที่" in sent["message"] and "แย่ลง" in sent["message"])
    assert "แย่ลง 1 ข้อ ดีขึ้น 0 ข้อ พบใหม่ 0 ข้อ คงเดิม 2 ข้อ" in first
    assert "แย่ลง 2 ข้อ ดีขึ้น 0 ข้อ พบใหม่ 0 ข้อ คงเดิม 3 ข้อ" in second
    assert ("A1 O10" in first, "A1 O10" in second, "B2 O12" in second) == (True, False, True)
    assert sorted(to[0] for to, _ in mail_server.taken) == ["office@b2.example", "plan@a1.example", "plan@a1.example"]


def test_a_dry_run_sends_and_writes_nothing_and_shows_what_would_be_sent(address, settings, webhook, mail_server):
    nights(address, {}, {"A1": "PMP"}, {"A1": "PMP"})
    dry = send_night(address, night_of(2), settings, dry_run=True, clock=at(2))
    assert [letter.recipient for letter in dry.letters] == ["office > HOOK", "owners > plan@a1.example"]
    assert told(webhook, mail_server) == []
    with open_database(address) as database:
        assert database.messages_of(night_of(2)) == []
    send_night(address, night_of(2), settings, clock=at(2))
    assert webhook.taken[0][1]["message"] == dry.letters[0].message.text()
    assert send_night(address, night_of(2), settings, dry_run=True, clock=at(2)).letters == ()


def test_what_fails_is_shown_and_tried_again_later_with_longer_waits(address, settings, webhook, mail_server):
    nights(address, {}, {"A1": "PMP"}, {"A1": "PMP"})
    webhook.status = 503
    said: list[str] = []
    done = send_night(address, night_of(2), settings, say=said.append, clock=at(2))
    assert (done.sent, done.failed, done.whole) == (1, 1, False)
    assert len(said) == 1
    assert "office > HOOK" in said[0]
    assert "error=503" in said[0]
    assert "2023-03-03 05:05" in said[0]
    assert send_night(address, night_of(2), settings, clock=at(2, minutes=4)).failed == 0  # not yet
    assert send_night(address, night_of(2), settings, clock=at(2, minutes=6)).failed == 1
    assert send_night(address, night_of(2), settings, clock=at(2, minutes=20)).failed == 0  # the second wait is longer
    webhook.status = 200
    done = send_night(address, night_of(3), settings, clock=at(2, minutes=22))
    assert (done.sent, done.whole) == (1, True)
    assert told(webhook, mail_server) == [
        f"OIT จังหวัด{PROVINCE} 3 มีนาคม 2566: แย่ลง 1 ข้อ", "plan@a1.example: OIT ข้อที่ท่านรับผิดชอบ 3 มีนาคม 2566: แย่ลง 1 ข้อ",
    ]  # fmt: skip


def test_after_three_days_it_is_given_up_and_said_and_can_be_asked_for(address, settings, webhook):
    nights(address, {}, {"A1": "PMP"}, {"A1": "PMP"})
    webhook.status = 500
    done, tries, now = send_night(address, night_of(2), settings, clock=at(2)), 1, moment_of(2, 5)
    waits: list[timedelta] = []
    while done.failed and tries < 20:
        (waiting,) = done.unsent
        assert waiting.next_try is not None
        waits.append(waiting.next_try - now)
        now, tries = waiting.next_try, tries + 1
        done = send_again(address, settings, clock=lambda moment=now: moment)
    assert done.given_up == 1
    assert 5 < tries <= MOST_ATTEMPTS
    assert waits == sorted(waits)
    assert (waits[0], now - moment_of(2, 5) >= LONGEST) == (timedelta(minutes=5), True)
    said: list[str] = []
    assert not send_night(address, night_of(2), settings, say=said.append, clock=at(9)).whole
    assert "oit notify --retry" in said[0]
    webhook.status = 200
    assert send_again(address, settings, clock=at(9)).sent == 1
    assert send_again(address, settings, clock=at(9)).sent == 0


def test_where_it_is_tried_once_a_night_it_is_given_up_after_three_days_too(address, settings, webhook):
    nights(address, {}, {"A1": "PMP"}, {"A1": "PMP"})
    webhook.status = 500
    ends = [send_night(address, night_of(2), settings, clock=at(day)) for day in (2, 3, 4, 5)]
    assert [(end.failed, end.given_up) for end in ends] == [(1, 0), (1, 0), (1, 0), (0, 1)]


def test_nobody_is_told_twice_when_a_sender_was_killed(address, settings, webhook, mail_server, monkeypatch):
    nights(address, {}, {"A1": "PMP"}, {"A1": "PMP"})

    class Killed(BaseException):
        pass

    def killed(*_: object) -> str:
        raise Killed

    with monkeypatch.context() as broken:  # while the first message is under way
        broken.setattr("app.outbox.send", killed)
        with pytest.raises(Killed):
            send_night(address, night_of(2), settings, clock=at(2))
    again = send_night(address, night_of(2), settings, clock=at(2, minutes=1))
    assert (again.added, again.sent) == (0, 1)  # the other one; the first is held for the one who took it
    assert not again.whole
    later = send_night(address, night_of(2), settings, clock=at(2, seconds=int(LEASE.total_seconds()) + 61))
    assert (later.added, later.sent, later.whole) == (0, 1, True)
    assert len(told(webhook, mail_server)) == len(set(told(webhook, mail_server))) == 2


def test_two_senders_at_once_send_each_message_once(address, settings, webhook, mail_server):
    with province(address) as database:
        database.put_roster([entry(f"N{number}") for number in range(4)])
        fine = {f"N{number}": "PPP" for number in range(4)}
        save_night(database, 0, fine)
        save_night(database, 1, fine | dict.fromkeys(fine, "PMP"))
        save_night(database, 2, fine | dict.fromkeys(fine, "PMP"))
    ends: list[Sent] = []
    threads = [threading.Thread(target=lambda: ends.append(send_night(address, night_of(2), settings, clock=at(2)))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(end.sent for end in ends) == sum(end.added for end in ends) == 5
    assert len(told(webhook, mail_server)) == len(set(told(webhook, mail_server))) == 5


def test_no_secret_comes_into_the_database_or_what_is_said(address, settings, webhook, mail_server, tmp_path):
    nights(address, {}, {"A1": "PMP"}, {"A1": "PMP"})
    webhook.status, mail_server.refuse = 500, f"535 robot:{TOKEN} no"
    said: list[str] = []
    assert send_night(address, night_of(2), settings, say=said.append, clock=at(2)).failed == 2
    assert TOKEN not in "\n".join(said)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.name == "oit.db" for path in files)
    assert not any(TOKEN.encode() in path.read_bytes() for path in files)


def test_a_channel_whose_secret_is_not_there_holds_up_no_other(address, settings, webhook, mail_server, monkeypatch):
    nights(address, {}, {"A1": "PMP"}, {"A1": "PMP"})
    hook = f"json://{webhook.place}/{TOKEN}"
    monkeypatch.delenv("HOOK")
    said: list[str] = []
    done = send_night(address, night_of(2), settings, say=said.append, clock=at(2))
    assert (done.sent, done.failed) == (1, 1)
    assert "HOOK: is not set in the environment" in said[0]
    monkeypatch.setenv("HOOK", hook)
    assert send_night(address, night_of(2), settings, clock=at(2, minutes=10)).sent == 1


def test_what_nobody_can_be_written_to_about_is_told(address, settings):
    with province(address) as database:
        database.put_roster([entry("D4", contact="")])
        for number, letters in enumerate(("PPP", "PMP", "PMP")):
            save_night(database, number, FINE | {"D4": letters})
    done = send_night(address, night_of(2), settings, dry_run=True, clock=at(2))
    assert [(one.entry.code, one.change.code) for one in done.unheard] == [("D4", "O10")]


def test_a_night_that_is_missing_raises_one_alarm(address, settings, webhook):
    nights(address, {}, {})
    by = time(7)
    assert send_alarm(address, settings, by, clock=at(2, 6)) == Sent(())  # the night of yesterday is there, today's may still run
    done = send_alarm(address, settings, by, clock=at(2, 7))
    assert (done.added, done.sent) == (1, 1)
    for hour in (8, 12, 23):
        assert send_alarm(address, settings, by, clock=at(2, hour)).added == 0
    ((_, sent),) = webhook.taken
    assert sent["title"] == "OIT 3 March 2023: the nightly check did not end as it should"
    assert "No check was run for the morning of 3 March 2023; it should have ended by 07.00" in sent["message"]
    assert send_alarm(address, settings, by, clock=at(3, 7)).added == 1  # another night, another alarm


def test_a_night_that_ended_well_raises_none(address, settings, webhook):
    nights(address, {}, {}, {})
    assert send_alarm(address, settings, time(7), clock=at(2, 8)) == Sent(())
    assert webhook.taken == []


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (NightState.STOPPED, "the verdicts on the bundled sample site drifted (O12: pass, was missing)"),
        (NightState.OUT_OF_TIME, "ran out of time: 2 of 2 agencies were not reached"),
        (NightState.RUNNING, "began on 2023-03-01 02.00 and has not ended; it should have by 07.00"),
    ],
)
def test_a_night_that_did_not_do_its_work_raises_one_alarm(address, settings, webhook, state, told):
    with province(address) as database:
        queue = database.night_queue()
        planned = [Planned(number, f"h{number}") for code in ("A1", "B2") if (number := database.agency_id(code))]
        if state is NightState.STOPPED:
            queue.stop_night(night_of(0), "o01_o43", 2566, "O12: pass, was missing", moment_of(0))
        else:
            night = queue.open_night(night_of(0), "o01_o43", 2566, planned, moment_of(0))
        if state is NightState.OUT_OF_TIME:
            queue.close_night(night.id, NightState.DONE, moment_of(0, 5))
    if state is not NightState.RUNNING:  # the night's own end tells it
        assert send_night(address, night_of(0), settings, clock=at(0)).added == 1
    send_alarm(address, settings, time(7), clock=at(0, 8))
    send_alarm(address, settings, time(7), clock=at(0, 9))
    ((_, sent),) = webhook.taken
    assert told in sent["message"]


def test_where_nobody_is_watched_no_night_is_missed(address, settings, webhook):
    with open_database(address):
        pass
    assert send_alarm(address, settings, time(7), clock=at(2, 8)) == Sent(())
