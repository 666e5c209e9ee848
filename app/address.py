"""The address a user typed: made whole, or refused with one clear line before anything is asked for."""

from urllib.parse import urlsplit

from oit.errors import BadInput
from reading.addresses import resolve


def agency_addresses(typed: str) -> tuple[str, ...]:
    """The addresses to try, as http(s) URLs: one where a scheme was typed; https and then http where none was (many offices have no https).

    Raises BadInput naming what is wrong and how to write it."""
    text = typed.strip()
    if not text:
        raise BadInput("address: is empty; give the agency's web address, e.g. https://www.bantuayang.go.th")
    scheme = text.split(":", 1)[0].lower() if "://" in text else ""
    if scheme and scheme not in ("http", "https"):
        raise BadInput(f"{text}: {scheme}:// cannot be crawled; give an address that begins with https:// or http://")
    guessed = not scheme
    if guessed:
        if text.split(":", 1)[0].lower() in ("mailto", "javascript", "file", "data", "tel"):
            raise BadInput(f"{text}: is no web address; give one that begins with https:// or http://")
        text = f"https://{text}"
    url = resolve(text, text)
    host = _host(url) if url else ""
    if url is None or not host:
        raise BadInput(f"{typed}: is no web address; give one such as https://www.bantuayang.go.th")
    if "." not in host and host != "localhost" and ":" not in host:
        raise BadInput(f'{typed}: "{host}" is no host name of a website; give one such as https://www.bantuayang.go.th')
    return (url, f"http{url.removeprefix('https')}") if guessed else (url,)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
