"""messages.yaml: who is told what, in which language, by which channels. It names secrets; it never holds one."""

import re
from dataclasses import dataclass
from pathlib import Path

import rules
from app.secrets import Secret, secrets_in
from oit.errors import BadInput, RulePackError
from oit.fields import Fields
from store.places import default_data_folder

FILE_NAME = "messages.yaml"
NAMED, WHOLE = ("province", "district", "agency"), ("all", "owners", "alarm")
LANGS = ("th", "en")
_ALLOWED = "province NAME, district NAME, agency CODE, all, owners, alarm"
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,99}")
_VALUE = re.compile(r""" \(".*"\)| ?'[^']*'|[*&!]\S+ ?""", re.DOTALL)  # that a general error repeats
_SECRET = "an address is a secret and must not stand here"
_RIGHT_WAY = "write url_env: VARIABLE (a variable of the environment that holds it), or secrets_file: FILE with key: KEY"


@dataclass(frozen=True, slots=True)
class Recipient:
    """`what` is one of NAMED and WHOLE; `of` names the province, district or agency. Owners have no channels: they get mail."""

    name: str
    what: str
    of: str
    lang: str
    channels: tuple[Secret, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    file: Path
    recipients: tuple[Recipient, ...]
    mail: Secret | None  # server and sender of mail to owners

    def recipient(self, name: str) -> Recipient:
        """Raises BadInput naming those that there are."""
        found = next((one for one in self.recipients if one.name == name), None)
        if found is None:
            raise BadInput(f"{name}: is no recipient of {self.file}; there are: {', '.join(one.name for one in self.recipients)}")
        return found


def load_settings(given: Path | None = None) -> Settings | None:
    """The settings of a file, or of messages.yaml in the data folder; None where that was not made. Raises BadInput by file and line for a
    mistake, for a secret that stands in the file, and for a file of secrets that others may read."""
    file = given or default_data_folder() / FILE_NAME
    if given is None and not file.is_file():
        return None
    if not file.is_file():
        raise BadInput(f"{file}: is no file; oit notify --example prints one to begin with")
    try:
        return _settings(file)
    except RulePackError as error:
        raise _without_secrets(error) from None


def _settings(file: Path) -> Settings:
    data, source = rules.read_yaml(file)
    top = Fields.of(data if data is not None else {}, source)
    _only(top, "lang", "mail", "mail_env", "recipients")
    lang = _lang(top, "th")
    mail = _mail(top, file.parent)
    recipients: list[Recipient] = []
    for _, entry in top.inners("recipients"):
        recipients.append(_recipient(entry, file.parent, lang, {one.name for one in recipients}))
        if recipients[-1].what == "owners" and mail is None:
            raise entry.error(
                "what", "owners get mail: write mail_env: VARIABLE, the name of a variable that holds mailtos://USER:PASSWORD@SERVER"
            )
    if not recipients:
        raise top.error("recipients", "names nobody; write at least one, see: oit notify --example")
    return Settings(file, tuple(recipients), mail)


def _recipient(entry: Fields, folder: Path, lang: str, taken: set[str]) -> Recipient:
    _only(entry, "name", "what", "lang", "channels")
    name = _text(entry, "name")
    if name in taken:
        raise entry.error("name", "is the name of another recipient too; give each its own")
    what, _, of = _text(entry, "what").strip().partition(" ")
    if what not in (*NAMED, *WHOLE) or (what in NAMED) != bool(of.strip()):
        raise entry.error("what", f"is none of: {_ALLOWED}")
    channels = tuple(_secret(one, folder) for one in _channels(entry))
    if (what == "owners") == bool(channels):
        raise entry.error("channels", "owners get mail by mail_env and have no channels" if channels else f"is missing; {_RIGHT_WAY}")
    if len({channel.name for channel in channels}) < len(channels):
        raise entry.error("channels", "names one channel twice; name each once")
    return Recipient(name, what, of.strip(), _lang(entry, lang), channels)


def _channels(entry: Fields) -> list[Fields]:
    value = entry.data.get("channels", [])
    path = (*entry.path, "channels")
    if not isinstance(value, list):
        raise entry.error("channels", f"must be a list; {_RIGHT_WAY}")
    for number, one in enumerate(value):
        if not isinstance(one, dict):
            raise entry.source.error((*path, number), f"{_SECRET}; {_RIGHT_WAY}")
    return [Fields.of(one, entry.source, (*path, number)) for number, one in enumerate(value)]


def _mail(top: Fields, folder: Path) -> Secret | None:
    if "mail" in top.data and "mail_env" in top.data:
        raise top.error("mail", "stands beside mail_env; keep one of the two")
    if "mail_env" in top.data:
        return Secret(_variable(top, "mail_env"))
    if "mail" not in top.data:
        return None
    if not isinstance(top.data["mail"], dict):
        raise top.error("mail", f"{_SECRET}; {_RIGHT_WAY}")
    return _secret(top.inner("mail"), folder)


def _secret(entry: Fields, folder: Path) -> Secret:
    if "url" in entry.data:
        raise entry.error("url", f"{_SECRET}; {_RIGHT_WAY}")
    _only(entry, "url_env", "secrets_file", "key")
    if "url_env" in entry.data:
        if len(entry.data) > 1:
            raise entry.error("url_env", "stands beside secrets_file or key; keep one way")
        return Secret(_variable(entry, "url_env"))
    if "secrets_file" not in entry.data:
        raise entry.source.error(entry.path, f"says not where the address is; {_RIGHT_WAY}")
    file = folder / Path(_text(entry, "secrets_file")).expanduser()
    secret = Secret(file=file, key=_variable(entry, "key"))
    if secret.key not in secrets_in(file):
        raise entry.error("key", f"is not in {file}; write a line KEY=ADDRESS there")
    return secret


def _variable(entry: Fields, name: str) -> str:
    value = entry.data.get(name)
    if not isinstance(value, str) or not _VARIABLE.fullmatch(value):  # it may be the secret itself: it is not repeated
        raise entry.error(name, f"must be a name of letters, figures and _, not the address itself; {_RIGHT_WAY}")
    return value


def _text(entry: Fields, name: str) -> str:
    value = entry.data.get(name)
    if not isinstance(value, str) or not value.strip() or "://" in value or len(value) > 300:
        raise entry.error(name, "must be a text of one line" + (f"; {_SECRET}" if "://" in str(value) else ""))
    return " ".join(value.split())


def _lang(entry: Fields, default: str) -> str:
    value = entry.data.get("lang", default)
    if value not in LANGS:
        raise entry.error("lang", f"is none of {', '.join(LANGS)}")
    return str(value)


def _only(entry: Fields, *allowed: str) -> None:
    for key in entry.data:
        if key not in allowed:  # the key itself may be a secret that slipped: it is not repeated
            raise entry.source.error((*entry.path, key), f"unknown key; allowed: {', '.join(allowed)}")


def _without_secrets(error: RulePackError) -> BadInput:
    """The error with nothing that was read in it: a wrong key, or a value, may be a secret in the wrong place."""
    field = ".".join(part for part in error.field.split(".") if re.fullmatch(r"recipients|channels|[a-z_]{1,12}|\d{1,4}", part))
    message = _VALUE.sub("", str(error).partition(f"{error.field}: ")[2])
    return RulePackError(error.file, error.line, field or "file", message)


EXAMPLE = """\
# Who is told what changed in a night. Save as messages.yaml in the data folder (oit doctor names it), or give it with --settings.
# This file names secrets and never holds one: an address such as slack://... stands in a variable of the environment (url_env), or in a
# file that only you can read (secrets_file: chmod 600, lines KEY=ADDRESS). docs/messages.md shows the address of each service.
lang: th                      # th or en; each recipient may have its own

# Server and sender of mail to owners, for example mailtos://USER:PASSWORD@mail.example.go.th?from=oit@example.go.th
mail_env: OIT_MAIL_URL

recipients:
  - name: province-office
    what: province ตัวอย่าง     # province NAME, district NAME, agency CODE, all, owners, alarm
    channels:
      - url_env: OIT_LINE_URL            # line://TOKEN/GROUP_ID
      - url_env: OIT_TEAMS_URL           # workflows://HOST/WORKFLOW/SIGNATURE

  - name: owners              # one mail to each person of the roster whose items got worse
    what: owners

  - name: administrators      # hear when a night is missing or was not finished
    what: alarm
    lang: en
    channels:
      - url_env: OIT_ADMIN_MAIL_URL      # mailtos://USER:PASSWORD@SERVER?from=SENDER&to=READER
      # - secrets_file: secrets.env
      #   key: SLACK
"""
