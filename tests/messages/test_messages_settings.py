"""messages.yaml and its secrets: every mistake is named by file and line, and no secret is ever repeated."""

import os
from pathlib import Path

import pytest

from app.messages_settings import EXAMPLE, load_settings
from app.secrets import Secret, secrets_in
from oit.errors import BadInput

SECRET = "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ"
POSIX = pytest.mark.skipif(os.name != "posix", reason="rights of files are told by POSIX alone")


def settings(tmp_path: Path, text: str):
    file = tmp_path / "messages.yaml"
    file.write_text(text, encoding="utf-8")
    return load_settings(file)


def secrets_file(tmp_path: Path, text: str = f"SLACK={SECRET}\n", mode: int = 0o600) -> Path:
    file = tmp_path / "secrets.env"
    file.write_text(text, encoding="utf-8")
    file.chmod(mode)
    return file


def test_the_example_is_good_settings(tmp_path):
    found = settings(tmp_path, EXAMPLE)
    whom = [(one.what, one.of, one.lang) for one in found.recipients]
    assert whom == [("province", "ตัวอย่าง", "th"), ("owners", "", "th"), ("alarm", "", "en")]
    assert found.mail.variable == "OIT_MAIL_URL"


def test_without_settings_there_are_none(tmp_path):
    assert load_settings() is None
    with pytest.raises(BadInput, match="is no file; oit notify --example"):
        load_settings(tmp_path / "none.yaml")


def test_settings_lie_in_the_data_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("OIT_DATA", str(tmp_path))
    (tmp_path / "messages.yaml").write_text(EXAMPLE, encoding="utf-8")
    assert load_settings().file == tmp_path / "messages.yaml"


ONE = "recipients:\n  - name: x\n    what: all\n"


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("", 1, "names nobody"),
        ("recipients: []", 1, "names nobody"),
        ("- x", 1, "a mapping"),
        (f"{ONE}    channels: ['{SECRET}']", 4, "an address is a secret and must not stand here; write url_env"),
        (f"{ONE}    channels: {SECRET}", 4, "must be a list"),
        (f"{ONE}    channels:\n      - url: {SECRET}", 5, "must not stand here"),
        (f"{ONE}    channels:\n      - url_env: {SECRET}", 5, "not the address itself"),
        (f"{ONE}    channels:\n      - {SECRET}: x", 5, "unknown key; allowed: url_env, secrets_file, key"),
        (f"{ONE}    {SECRET}: x\n    channels: [{{url_env: A}}]", 4, "unknown key; allowed: name, what, lang, channels"),
        (f"mail: {SECRET}\n{ONE}", 1, "must not stand here"),
        (f"mail_env: {SECRET}\n{ONE}", 1, "not the address itself"),
        (f"recipients:\n  - name: {SECRET}\n    what: all", 2, "must not stand here"),
        (f"recipients:\n  - name: x\n    what: {SECRET}", 3, "must not stand here"),
        (f"lang: {SECRET}\n{ONE}", 1, "is none of th, en"),
        (f"{ONE}    channels:\n      - secrets_file: {SECRET}\n        key: K", 5, "must not stand here"),
        (ONE, 2, "channels: is missing"),
        ("recipients:\n  - what: all", 2, "name: must be a text"),
        ("recipients:\n  - name: x\n    what: everyone", 3, "is none of: province NAME, district NAME, agency CODE, all, owners, alarm"),
        ("recipients:\n  - name: x\n    what: province", 3, "is none of: province NAME"),
        ("recipients:\n  - name: x\n    what: all of them", 3, "is none of: province NAME"),
        ("recipients:\n  - name: x\n    what: owners", 3, "write mail_env"),
        ("mail_env: M\nrecipients:\n  - name: x\n    what: owners\n    channels: [{url_env: A}]", 5, "owners get mail by mail_env"),
        (f"{ONE}    channels: [{{url_env: A}}, {{url_env: A}}]", 4, "names one channel twice"),
        (f"{ONE}    channels: [{{url_env: A}}]\n  - name: x\n    what: alarm\n    channels: [{{url_env: A}}]", 5, "another recipient too"),
        (f"{ONE}    channels: [{{url_env: A, key: B}}]", 4, "keep one way"),
        (f"{ONE}    channels: [{{key: B}}]", 4, "says not where the address is"),
        (f"mail_env: A\nmail: {{url_env: B}}\n{ONE}", 2, "keep one of the two"),
        (f"{ONE}    lang: de\n    channels: [{{url_env: A}}]", 4, "is none of th, en"),
        ("recipients: [", 2, "no YAML"),
        (f"recipients: {SECRET}", 1, "a mapping or a list is wanted"),
        (f"recipients: ['{SECRET}']", 1, "a mapping (key: value) is wanted"),
        (f'"{SECRET}"', 1, "a mapping (key: value) is wanted"),
        ("recipients: *T1JJ3T3L2", 1, "refers to another place"),
        (f"{ONE}    channels: [{{secrets_file: none.env, key: A}}]", 0, "none.env: cannot be read"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_by_file_and_line_and_no_secret_is_repeated(tmp_path, text, line, told):
    with pytest.raises(BadInput) as raised:
        settings(tmp_path, text)
    said = str(raised.value)
    assert told in said
    assert "messages.yaml" in said or not line
    assert not line or f"messages.yaml:{line}:" in said
    assert not any(part in said for part in ("T1JJ3T3L2", "A1BRTD4JD", "TIiajkdnlazkcOXrIdevi7FQ"))
    assert "\n" not in said


def test_a_secret_from_a_file_that_only_we_can_read(tmp_path):
    secrets_file(tmp_path, f"# a comment\n\nSLACK = '{SECRET}'\nOTHER=line://x/y=\n")
    found = settings(tmp_path, f"{ONE}    channels:\n      - secrets_file: secrets.env\n        key: SLACK")
    (channel,) = found.recipients[0].channels
    assert channel.read() == SECRET
    assert channel.name == "secrets.env:SLACK"
    assert secrets_in(tmp_path / "secrets.env")["OTHER"] == "line://x/y="
    assert SECRET not in repr(found)


@POSIX
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o620, 0o602, 0o601])
def test_a_file_of_secrets_that_others_may_read_is_refused(tmp_path, mode):
    secrets_file(tmp_path, mode=mode)
    with pytest.raises(BadInput, match=rf"others may read it \(rights {mode:o}\).*chmod 600"):
        settings(tmp_path, f"{ONE}    channels:\n      - secrets_file: secrets.env\n        key: SLACK")


@pytest.mark.parametrize("text", [SECRET, f"{SECRET}\n", f"A B={SECRET}", f"={SECRET}", f"slack: {SECRET}?a=b"])
def test_a_damaged_file_of_secrets_shows_none(tmp_path, text):
    file = secrets_file(tmp_path, text)
    with pytest.raises(BadInput, match=r"secrets\.env:1: is not KEY=ADDRESS") as raised:
        secrets_in(file)
    assert "T1JJ3T3L2" not in str(raised.value)


def test_a_key_or_variable_that_is_not_there_is_named(tmp_path, monkeypatch):
    secrets_file(tmp_path)
    with pytest.raises(BadInput, match=r"messages\.yaml:6: recipients.0.channels.0.key: is not in .*secrets.env"):
        settings(tmp_path, f"{ONE}    channels:\n      - secrets_file: secrets.env\n        key: TEAMS")
    monkeypatch.delenv("OIT_NOT_SET", raising=False)
    with pytest.raises(BadInput, match="OIT_NOT_SET: is not set in the environment"):
        Secret("OIT_NOT_SET").read()
