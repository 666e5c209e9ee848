"""Crawled words and addresses made safe for each medium: they come from websites and may be hostile. One function each:

printable       one line: HTML (which escapes it), a terminal's cell, a gap of a sentence
terminal_text   several lines for a terminal
error_line      one line that tells an error
web_address     what may stand in a link; short_address: an address for reading
cell_text       a workbook's cell
csv_text        a value of a CSV file, which spreadsheets open
json_text       JSON
message_words   words in a message (mail, LINE, Slack, Teams ...); message_link: an address in one
"""

import json
import re
from collections.abc import Callable
from math import isfinite
from typing import Any
from urllib.parse import quote, urlsplit

from oit.harmless import is_shown, plain, visible_lines
from oit.wording_gaps import readable_url

_NOT_IN_ADDRESS = re.compile(r"[\s\"<>\\^`{|}\ud800-\udfff]")
HREF_LIMIT = 2000  # a workbook takes 2,079 letters
CELL_LIMIT = 2000
ERROR_LIMIT = 700
_ERROR_TAIL = 260  # what to do stands at the end
_CELL_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NO_MARKUP = str.maketrans({"<": "‹", ">": "›", "`": "'", "*": "∗", "~": "∼", "|": "¦", "[": "(", "]": ")", "\\": "/"})
# A dot between Thai letters is an abbreviation, unless an ending of domains follows.
_NOT_IN_MESSAGE = re.compile(r"(?<=\S)[.。．｡](?=(?![ก-๙])[^\W\d]|ไทย|คอม)|:(?=/)|[@＠](?=\S)|[#!](?=[\w(‹])|(?<=\w)__(?=\w)")
_CSV_STARTS = ("=", "+", "-", "@", "\t", "\r", "|", "%", "'")
_MAY_HIDE = re.compile(r"[^\n -;=-~\u0e01-\u0e3a\u0e3f-\u0e5b]")


def printable(text: str, limit: int = 300) -> str:
    """One line of at most `limit` characters without control, bidi or invisible characters. Markup stays as the letters it is:
    who prints it must not interpret it (rich Text, escaped HTML, string cells)."""
    return plain(text, limit)


def terminal_text(text: str) -> str:
    """Lines as they are, without control, bidi or invisible characters."""
    return visible_lines(text)


def error_line(text: str) -> str:
    """One line of at most ERROR_LIMIT characters; the middle is left out, since the end says what to do."""
    rough = text if len(text) <= 8 * ERROR_LIMIT else f"{text[: 4 * ERROR_LIMIT]}…{text[-4 * ERROR_LIMIT :]}"
    line = plain(rough, len(rough) + 1)
    return line if len(line) <= ERROR_LIMIT else f"{line[: ERROR_LIMIT - _ERROR_TAIL - 1].rstrip()}…{line[-_ERROR_TAIL:].lstrip()}"


def web_address(url: str) -> str:
    """The address if it may stand in a link: http or https with a host in ASCII, no user name (it can look like another host), no blanks
    or characters that are not seen; else ""."""
    if len(url) > HREF_LIMIT or _NOT_IN_ADDRESS.search(url) or not all(map(is_shown, url)):
        return ""
    try:
        parts = urlsplit(url)
        usable = parts.hostname and parts.netloc.isascii() and "@" not in parts.netloc and parts.port != 0
    except ValueError:
        return ""
    return url if parts.scheme.lower() in ("http", "https") and usable else ""


def short_address(url: str, limit: int = 60) -> str:
    """An address for reading in little room: no scheme, no leading www, Thai letters decoded, the middle left out."""
    text = re.sub(r"^https?://(www\.)?", "", readable_url(url, HREF_LIMIT)).rstrip("/")
    if len(text) <= limit:
        return text
    tail = text[-(limit * 2 // 3) :]
    while tail and not tail[0].isalnum() and tail[0] not in "/-_.?=":
        tail = tail[1:]
    return printable(text[: limit - len(tail) - 1].rstrip(), limit) + "…" + tail


def cell_text(text: str, limit: int = CELL_LIMIT) -> str:
    """The words of a string cell. Workbooks read _x202E_ as the character of that number, so such words are escaped."""
    return _CELL_ESCAPE.sub("_x005F_", printable(text, limit))


def csv_text(text: str, limit: int = CELL_LIMIT) -> str:
    """A value that no spreadsheet takes for a formula: what could be one, and what begins with the mark itself, gets an apostrophe before
    it, which reading a roster takes off again."""
    line = printable(text, limit)
    return f"'{line}" if line.startswith(_CSV_STARTS) else line


def json_text(value: Any, *, indent: int | None = None, default: Callable[[Any], Any] | None = None) -> str:
    """JSON that every parser takes, encodes as UTF-8, and may stand on a terminal or in a page: what is not seen, and "<", is written as
    an escape; halves of characters become U+FFFD, numbers that JSON has not become null. Without a line break at the end."""
    try:
        text = json.dumps(value, ensure_ascii=False, indent=indent, default=default, allow_nan=False)
    except ValueError:
        text = json.dumps(_finite(value), ensure_ascii=False, indent=indent, default=default)
    return _MAY_HIDE.sub(_json_letter, text)


def _json_letter(found: re.Match[str]) -> str:
    ch = found[0]
    if "\ud800" <= ch <= "\udfff":
        return "\ufffd"
    return ch if ch != "<" and is_shown(ch) else json.dumps(ch)[1:-1].replace("<", "\\u003c").replace("\x7f", "\\u007f")


def _finite(value: Any) -> Any:
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, dict):
        return {key: _finite(one) for key, one in value.items()}
    return [_finite(one) for one in value] if isinstance(value, list | tuple) else value


def message_words(text: str, limit: int = 300) -> str:
    """Crawled words for a message. Mail, LINE, Slack, Teams and their like make links, mentions and markup of plain text by rules of their
    own, so the words hold nothing that any of them acts on: no address stays in one piece, no mark of markup is left as it is."""
    line = plain(text, limit).translate(_NO_MARKUP)
    return _NOT_IN_MESSAGE.sub(lambda found: f"{found[0]} ", line)


def message_link(url: str) -> str:
    """An address that people shall open from a message, in ASCII and without letters that markup reads; "" where it may not be a link."""
    safe = quote(web_address(url), safe="%/:?#&=+,;$!-._")
    safe = safe.replace("~", "%7E")
    return safe if len(safe) <= HREF_LIMIT else ""
