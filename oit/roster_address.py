"""When two addresses lead to one place: with https or http, with "www." or without, with a last slash or without."""

from collections.abc import Iterable


def bare(url: str) -> str:
    """What addresses of one place have in common, for comparing canonical http(s) addresses; never asked for."""
    host, slash, path = url.partition("://")[2].partition("/")
    rest = host.removeprefix("www.")
    return ((rest if "." in rest else host) + slash + path).rstrip("/")


def written(urls: Iterable[str]) -> list[str]:
    """The addresses as people write them: https and then http of one place is what an address without a scheme means."""
    found: list[str] = []
    for url in urls:
        rest = url.removeprefix("http://")
        if rest != url and found and found[-1] == f"https://{rest}":
            found[-1] = rest
        else:
            found.append(url)
    return found
