"""One message over a real connection on loopback; whatever goes wrong, no part of a secret address is told."""

import base64
import logging
import socket
import subprocess
import sys

import pytest

from notify.scrubbing import scrub
from notify.sending import mail_to, medium, send
from oit.errors import BadInput

USER, PASSWORD, TOKEN = "robot7", "hunter2-Geheim", "TokenABC123xyz"
PARTS = (USER, PASSWORD, TOKEN, base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode())


def free_place() -> str:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{taken.getsockname()[1]}"


def test_mail_is_plain_text_and_whole(mail_server):
    address = mail_to(f"mailto://{USER}:{PASSWORD}@{mail_server.place}?from=oit@here.example", "owner@a1.example")
    body = "บรรทัดแรก\n\n<b>1 & 2</b>\n.จุด\n" + "ยาว " * 20_000
    assert send(address, "OIT 4 มีนาคม 2566: แย่ลง 1 ข้อ", body) == ""
    ((to, mail),) = mail_server.taken
    assert to == ["owner@a1.example"]
    assert (mail["To"], mail["Subject"]) == ("owner@a1.example", "OIT 4 มีนาคม 2566: แย่ลง 1 ข้อ")
    assert mail["From"].addresses[0].addr_spec == "oit@here.example"
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content().split() == body.split()
    assert "<b>1 & 2</b>\n" in mail.get_content().replace("\r\n", "\n")


def test_mail_goes_to_the_owner_alone(mail_server):
    template = f"mailto://{USER}:{PASSWORD}@{mail_server.place}?from=oit@here.example&to=someone@else.example&cc=third@else.example"
    assert send(mail_to(template, "owner@a1.example"), "s", "b") == ""
    assert [to for to, _ in mail_server.taken] == [["owner@a1.example"]]


@pytest.mark.parametrize("address", ["slack://a/b/c", "x", f"mailto://[{PASSWORD}", f"https://{PASSWORD}\u2100.example"])
def test_only_mail_can_be_sent_to_owners(address):
    with pytest.raises(BadInput, match="mail: its address") as raised:
        mail_to(address, "owner@a1.example")
    assert PASSWORD not in str(raised.value)


def test_a_webhook_gets_subject_and_text(webhook):
    assert send(f"json://{webhook.place}/{TOKEN}", "หัวเรื่อง", "ก\nข") == ""
    ((path, taken),) = webhook.taken
    assert path == f"/{TOKEN}"
    assert (taken["title"], taken["message"]) == ("หัวเรื่อง", "ก\nข")


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500, 503])
def test_a_refusal_is_told_with_its_number_and_without_the_token(webhook, status):
    webhook.status = status
    said = send(f"json://{USER}:{PASSWORD}@{webhook.place}/{TOKEN}?-key={TOKEN}", "s", "b")
    assert f"error={status}" in said
    assert not any(part in said for part in PARTS)


@pytest.mark.parametrize("status", [301, 302, 307])
def test_no_redirect_carries_the_message_elsewhere(webhook, status):
    webhook.status = status
    assert send(f"json://{webhook.place}/{TOKEN}", "s", "b") != ""
    assert (webhook.taken, webhook.led_away) == ([], 0)


@pytest.mark.parametrize("scheme", ["json", "xml", "form", "mailto", "mmost", "ntfy", "gotify", "rockets"])
def test_a_server_that_is_not_there_is_told_without_any_secret(scheme, caplog, capfd):
    address = f"{scheme}://{USER}:{PASSWORD}@{free_place()}/{TOKEN}?from=a@b.example&to=c@d.example"
    with caplog.at_level(logging.DEBUG):
        said = send(address, "s", "b")
    assert said
    everything = said + caplog.text + "".join(capfd.readouterr())
    assert not any(part in everything for part in PARTS)


def test_a_mail_server_that_refuses_the_login(mail_server, caplog, capfd):
    mail_server.refuse = f"535 5.7.8 {USER} with {PASSWORD} or {PARTS[3]} is not welcome"
    with caplog.at_level(logging.DEBUG):
        said = send(f"mailto://{USER}:{PASSWORD}@{mail_server.place}?from=a@b.example&to=c@d.example", "s", "b")
    assert "535" in said
    assert not any(part in said + caplog.text + "".join(capfd.readouterr()) for part in PARTS)


@pytest.mark.parametrize(
    "address", ["", "nothing", f"nosuch://{TOKEN}", f"line://{TOKEN}", f"slack://{TOKEN}", f"://{PASSWORD}", "json://"]
)
def test_an_address_that_is_none_is_refused_without_repeating_it(address, caplog, capfd):
    with caplog.at_level(logging.DEBUG):
        said = send(address, "s", "b")
    assert said
    assert not any(part in said + caplog.text + "".join(capfd.readouterr()) for part in PARTS)


@pytest.mark.parametrize(
    "written", [TOKEN, TOKEN.lower(), f"/{TOKEN}/", "p%40ss%2Fword", "p@ss/word", repr("p@ss/word"), "cEBzcy93b3Jk", "dTpwQHNzL3dvcmQ="]
)
def test_every_spelling_of_a_part_is_taken_out(written):
    address = f"slack://u:p%40ss%2Fword@host.example/{TOKEN}/x?key=value"
    assert scrub(f"failed: {written} end", address).replace("***", "").strip("/' :") in ("failed:  end", "failed: // end", "failed: '' end")


def test_what_is_no_secret_stays():
    assert scrub("Failed to send JSON notification: Forbidden, error=403 (key refused)", f"json://h.example/{TOKEN}?key={PASSWORD}") == (
        "Failed to send JSON notification: Forbidden, error=403 (key refused)"
    )


def test_looking_at_an_address_opens_no_connection(webhook, mail_server):
    assert medium(f"json://{webhook.place}/x").room is None
    assert medium("line://token/U1") == medium("line://other/U2")
    medium(f"mailto://u:p@{mail_server.place}?from=a@b.example")
    assert webhook.taken == mail_server.taken == []


def test_the_library_is_not_loaded_before_it_is_needed():
    program = "import sys, cli, app.outbox; sys.exit('apprise' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
