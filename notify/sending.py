"""Sends one message to one address of the notification library (apprise).

The library is loaded when it is needed, which is long after the command line has started. Only `send` opens connections: to one address,
with time limits, following no redirect (it would carry a token elsewhere), by the proxy that HTTPS_PROXY and NO_PROXY name. Nothing that
the library says of an address leaves this module before the address's parts were taken out of it.
"""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from notify.scrubbing import scrub
from oit.errors import BadInput, NotFit
from oit.harmless import plain

CONNECT_SECONDS, READ_SECONDS, WHOLE_SECONDS = 15.0, 30.0, 60.0
ERROR_LIMIT = 300
# Teams takes 28 KB, where a Thai letter is written with six; the library's own limit (1000) would tear digests apart.
_OWN_ROOM = {"NotifyWorkflows": 4000}
_WHOLE = frozenset({"NotifyEmail", "NotifyJSON", "NotifyXML", "NotifyForm"})
_TWO_FOR_ONE = frozenset({"NotifyWorkflows"})  # a card shows a line end only as an empty line
_FAILURE = re.compile(r"error=(\d{3})")


@dataclass(frozen=True, slots=True)
class Medium:
    """What a service takes. `room`: UTF-16 units of subject and text together, None for no limit; `titled`: it has a subject of its own."""

    service: str
    room: int | None
    titled: bool
    line_end: str = "\n"


def medium(address: str) -> Medium:
    """What the service of an address takes. BadInput, without any part of the address, where it is none that the library knows."""
    plugin = _plugin(address)
    kind = type(plugin).__name__
    room = None if kind in _WHOLE else _OWN_ROOM.get(kind, int(plugin.body_maxlen))
    return Medium(str(plugin.service_name), room, plugin.title_maxlen > 0, "\n\n" if kind in _TWO_FOR_ONE else "\n")


def mail_to(address: str, recipient: str) -> str:
    """An address for mail to one recipient, made of the one that names server and sender. BadInput where that is not mailto or mailtos."""
    try:
        parts = urlsplit(address)
    except ValueError:  # what it says would show the address
        raise BadInput("mail: its address cannot be read; write it as mailtos://USER:PASSWORD@SERVER?from=SENDER") from None
    if parts.scheme.lower() not in ("mailto", "mailtos"):
        raise BadInput("mail: its address must begin with mailtos:// (or mailto:// for a server without encryption)")
    kept = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name.lower() not in ("to", "cc", "bcc")]
    return urlunsplit(parts._replace(query=urlencode([*kept, ("to", recipient)])))


def send(address: str, subject: str, body: str) -> str:
    """Sends plain text. "" when the service took it, else one line that says what went wrong, without any part of the address."""
    with _listening() as heard:
        try:
            taken = bool(_notify(address, subject, body))
        except BadInput as error:
            return str(error)
        except Exception as error:  # (whatever a service's plugin throws is a failure of sending, never of the night)
            taken = False
            heard.append(f"{type(error).__name__}: {error}")
    return "" if taken else scrub(_told(heard), address)[:ERROR_LIMIT]


def _notify(address: str, subject: str, body: str) -> object:
    apprise = _library()
    sender = apprise.Apprise(asset=_asset(apprise))
    sender.add(_plugin(address))
    return sender.notify(body=body, title=subject, notify_type=apprise.NotifyType.INFO, body_format=apprise.NotifyFormat.TEXT)


def _plugin(address: str) -> Any:
    apprise = _library()
    with _listening():
        try:
            plugin = apprise.Apprise.instantiate(address, asset=_asset(apprise), suppress_exceptions=True)
        except Exception:  # (plugins throw what they like at an address that they cannot read)
            plugin = None
    if plugin is None:
        raise BadInput("its address is none that apprise understands; see https://appriseit.com/services/ for how it is written")
    plugin.socket_connect_timeout = max(plugin.socket_connect_timeout, CONNECT_SECONDS)
    plugin.socket_read_timeout = max(plugin.socket_read_timeout, READ_SECONDS)
    return plugin


def _asset(apprise: Any) -> Any:
    """Nothing is kept on the disk, no redirect is followed, and no picture is fetched from the library's own pages."""
    return apprise.AppriseAsset(
        app_id="OIT", app_desc="OIT", app_url="", image_url_mask="", image_url_logo="", storage_mode=apprise.PersistentStoreMode.MEMORY,
        http_redirects=False, interpret_escapes=False, interpret_emojis=False, service_timeout=WHOLE_SECONDS, secure_logging=True,
    )  # fmt: skip


def _library() -> Any:
    try:
        import apprise  # noqa: PLC0415  (takes a third of a second)
    except ImportError as error:
        raise NotFit("apprise, which sends messages, is not installed; install it: pip install apprise") from error
    return apprise


class _Ear(logging.Handler):
    def __init__(self, heard: list[str]) -> None:
        super().__init__(logging.DEBUG)
        self.heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        told = record.getMessage()
        if record.levelno >= logging.WARNING or told.startswith("Socket Exception"):
            self.heard.append(told)


@contextmanager
def _listening() -> Iterator[list[str]]:
    """What the library logs meanwhile, which goes nowhere else: it may hold secrets."""
    logger, heard = logging.getLogger("apprise"), list[str]()
    before = (logger.level, logger.propagate, logger.handlers)
    logger.handlers, logger.propagate = [_Ear(heard)], False
    logger.setLevel(logging.DEBUG)
    try:
        yield heard
    finally:
        level, logger.propagate, logger.handlers = before
        logger.setLevel(level)


def _told(heard: list[str]) -> str:
    """The last two things that were said: what failed, and why."""
    return plain("; ".join(dict.fromkeys(line.rstrip(". ") for line in heard[-2:])) or "the service did not take it", 2000)
