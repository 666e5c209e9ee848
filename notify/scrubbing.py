"""Takes a secret address, and every part of it that could be one, out of a text."""

import base64
import re
from urllib.parse import quote, quote_plus, unquote, urlsplit

HIDDEN = "***"
_SHORT = 4  # shorter parts are taken out only where they stand as words
_SEPARATORS = re.compile(r"[/?&=:@#;,\s]+")
_NAME = re.compile(r"[?&][a-z]{1,12}(?==)")  # of a value in the query


def scrub(text: str, address: str) -> str:
    """The text without the address and without its user, password, host, tokens and values, however they are escaped. The word before
    `://` stays: it names the service."""
    for part in sorted(_parts(address), key=len, reverse=True):
        pattern = re.escape(part) if len(part) >= _SHORT else rf"(?<!\w){re.escape(part)}(?!\w)"
        text = re.sub(pattern, HIDDEN, text, flags=re.IGNORECASE)
    return text


def _parts(address: str) -> set[str]:
    rest = address.partition("://")[2] or address
    texts = {_NAME.sub("&", rest), *_credentials(address)}
    texts |= {unquote(text) for text in texts}
    found = {address, unquote(address), rest, *texts, *(piece for text in texts for piece in _SEPARATORS.split(text))}
    found |= {written for part in found for written in (quote(part, safe=""), quote_plus(part), repr(part)[1:-1])}
    return {part for part in found if part.strip(".-_* ")}


def _credentials(address: str) -> set[str]:
    """As they travel: user, password and both together, in Base64 too."""
    try:
        parts = urlsplit(address)
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
    except ValueError:
        return set()
    pairs = {user, password, f"{user}:{password}", f"\0{user}\0{password}"} if password else {user}
    return pairs | {base64.b64encode(one.encode()).decode() for one in pairs if len(one) >= _SHORT}
