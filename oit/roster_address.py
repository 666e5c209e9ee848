"""When two addresses lead to one place: with https or http, with "www." or without, with a last slash or without."""


def bare(url: str) -> str:
    """What addresses of one place have in common, for comparing canonical http(s) addresses; never asked for."""
    host, slash, path = url.partition("://")[2].partition("/")
    rest = host.removeprefix("www.")
    return ((rest if "." in rest else host) + slash + path).rstrip("/")
