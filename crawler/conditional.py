"""Asking whether something has changed (RFC 9110, 13): the headers of the question, and an answer made whole again. Pure."""

from scrapy.http import Response

from crawler.contract import Known

NOT_MODIFIED = 304
SHA256 = "sha256"  # in an answer's meta: of its body, which was kept
_OF_NO_BODY = ("Content-Length", "Content-Encoding", "Transfer-Encoding", "Content-Type")  # a 304 tells nothing by them


def only_if_changed(known: Known) -> dict[str, str]:
    """The headers that ask for the body only if it is another one by now."""
    said = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in said.items() if value}


def is_about(known: Known, answer: Response) -> bool:
    """Does this 304 speak of the body that we hold? One that names another ETag does not."""
    named = (answer.headers.get("ETag") or b"").decode("latin-1").strip()
    return not (named and known.etag) or _opaque(named) == _opaque(known.etag)


def as_it_was(answer: Response, known: Known, body: bytes) -> Response:
    """The answer as if the server had sent the body once more."""
    headers = answer.headers.copy()
    for name in _OF_NO_BODY:
        headers.pop(name, None)
    if known.content_type:
        headers["Content-Type"] = known.content_type
    whole = answer.replace(status=200, body=body, headers=headers)
    whole.meta[SHA256] = known.sha256
    return whole


def _opaque(etag: str) -> str:
    """Weak and strong alike, and without what Apache adds when it packs."""
    return etag.removeprefix("W/").strip('"').removesuffix("-gzip").removesuffix("-br")
