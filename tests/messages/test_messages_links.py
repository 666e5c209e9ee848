"""Entered links in trouble: told once, to whom they concern, over real connections to servers on loopback."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from messages_made import PROVINCE, moment_of, night_of, province, save_night

from app.messages import send_night
from app.messages_settings import Settings, load_settings
from oit.entered import EnteredLink, LinkLook, LinkState
from store.database import Database

FINE = {"A1": "PPP", "B2": "PPP", "C3": "PPP"}
A1, B2, C3 = (f"https://www.{code}.example/" for code in ("a1", "b2", "c3"))
WORKS = LinkLook(
    0, 0, LinkState.WORKS, moment_of(0), moment_of(0), 1, "", 200, "", "text/html", 900, "ab" * 32, "cd" * 32, "แผน", ""
)  # fmt: skip


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, webhook, mail_server) -> Settings:
    monkeypatch.setenv("HOOK", f"json://{webhook.place}/hook")
    monkeypatch.setenv("MAIL", f"mailto://robot:x@{mail_server.place}?from=oit@here.example")
    file = tmp_path / "messages.yaml"
    hook = "channels: [{url_env: HOOK}]"
    file.write_text(
        f"mail_env: MAIL\nrecipients:\n  - {{name: office, what: province {PROVINCE}, {hook}}}\n  - {{name: owners, what: owners}}\n"
        f"  - {{name: everything, what: all, lang: en, {hook}}}\n  - {{name: watch, what: alarm, {hook}}}\n",
        encoding="utf-8",
    )
    found = load_settings(file)
    assert found is not None
    return found


def link(agency: str, code: str = "O10", topic: str = "annual_action_plan", until: date = date(2566 - 543, 12, 31)) -> EnteredLink:
    return EnteredLink(0, agency, "o01_o43", 2566, code, topic, f"{agency}{code}.pdf", "", night_of(0), "สมชาย", until, "x")


def looked(database: Database, number: int, *states: LinkState) -> None:
    """A look at each watched link in a night, in the order of entry."""
    for one, state in zip(sorted(database.watched_links(night_of(number)), key=lambda one: one.id), states, strict=True):
        at = moment_of(number)
        database.add_look(replace(WORKS, link_id=one.id, state=state, first=at, last=at, final_url=one.url))


def sent(address: str, settings: Settings, number: int, webhook, mail_server) -> list[tuple[str, str]]:
    """What a sending of that morning brought to whom: (subject, text)."""
    webhook.taken.clear()
    mail_server.taken.clear()
    done = send_night(address, night_of(number), settings, clock=lambda: moment_of(number, 5))
    assert done.whole
    mails = [(f"{to[0]}: {mail['Subject']}", mail.get_content()) for to, mail in mail_server.taken]
    return [(one["title"], one["message"]) for _, one in webhook.taken] + mails


def test_a_broken_link_is_told_once_to_province_and_owner(tmp_path: Path, settings, webhook, mail_server) -> None:
    address = str(tmp_path / "oit.db")
    with province(address) as database:
        for number in range(3):
            save_night(database, number, FINE)
        database.enter_links([link(A1), link(B2, "O1", "structure"), link(C3)], moment_of(0))
        looked(database, 0, *[LinkState.WORKS] * 3)
        assert sent(address, settings, 0, webhook, mail_server) == []
        looked(database, 1, LinkState.BROKEN, LinkState.WORKS, LinkState.WORKS)
        told = sent(address, settings, 1, webhook, mail_server)
        assert [subject for subject, _ in told] == [
            f"OIT จังหวัด{PROVINCE} 2 มีนาคม 2566: ลิงก์ที่บันทึกในระบบ ITAS มีปัญหา 1 ลิงก์",
            "OIT all agencies 2 March 2023: links entered in ITAS in trouble: 1",
            "plan@a1.example: OIT ข้อที่ท่านรับผิดชอบ 2 มีนาคม 2566: ลิงก์ที่บันทึกในระบบ ITAS มีปัญหา 1 ลิงก์",
        ]
        for _, text in told:
            assert f"{A1}O10.pdf" in text
            assert "oit itas dossier A1" in text
            assert B2 not in text
        assert sent(address, settings, 1, webhook, mail_server) == []
        looked(database, 2, LinkState.BROKEN, LinkState.MOVED, LinkState.CHANGED)
        told = sent(address, settings, 2, webhook, mail_server)
        assert [subject.partition(":")[0] for subject, _ in told][-1] == "office@b2.example"  # the item has no owner
        assert len(told) == 3  # C3 has no mail address; its province is not told of
        assert all("O10.pdf" not in text or C3 in text for _, text in told)


def test_silence_is_told_on_the_second_day_and_trouble_that_ended_is_not(tmp_path: Path, settings, webhook, mail_server) -> None:
    address = str(tmp_path / "oit.db")
    with province(address) as database:
        for number in range(4):
            save_night(database, number, FINE)
        database.enter_links([link(C3), link(C3, "O12", until=night_of(1))], moment_of(0))
        looked(database, 0, LinkState.UNREACHED, LinkState.BROKEN)
        assert len(sent(address, settings, 0, webhook, mail_server)) == 1
        looked(database, 1, LinkState.UNREACHED, LinkState.BROKEN)
        told = sent(address, settings, 1, webhook, mail_server)
        assert ["not reached" in text and "keep a copy" not in text.splitlines()[-3] for _, text in told] == [True]
        looked(database, 2, LinkState.WORKS)
        looked(database, 3, LinkState.BROKEN)
        assert len(sent(address, settings, 3, webhook, mail_server)) == 1


def test_that_it_was_told_outlasts_the_messages(tmp_path: Path, settings, webhook, mail_server) -> None:
    address = str(tmp_path / "oit.db")
    with province(address) as database:
        save_night(database, 0, FINE)
        database.enter_links([link(C3)], moment_of(0))
        looked(database, 0, LinkState.BROKEN)
        assert len(sent(address, settings, 0, webhook, mail_server)) == 1
        later = moment_of(0) + timedelta(days=300)
        assert database.drop_old_rows(night_of(0), later, done=True)[1] == 0
        assert sent(address, settings, 0, webhook, mail_server) == []


def test_words_of_a_link_do_nothing_in_a_message(tmp_path: Path, settings, webhook, mail_server) -> None:
    address = str(tmp_path / "oit.db")
    with province(address) as database:
        save_night(database, 0, FINE)
        hostile = replace(link(C3), url="https://c3.example/<https://evil.example|x>*_~@all\u202e", topic="none")
        database.enter_links([hostile], moment_of(0))
        looked(database, 0, LinkState.BROKEN)
        ((_, text),) = sent(address, settings, 0, webhook, mail_server)
        assert "https://evil" not in text
        assert not set("<|*\u202e") & set(text)
