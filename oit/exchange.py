"""One request over the network and the answer that came, as it is kept for evidence."""

from dataclasses import dataclass

Headers = tuple[tuple[str, str], ...]  # in their order; each byte of a value is one letter (latin-1), as HTTP has it


@dataclass(frozen=True, slots=True)
class Exchange:
    """`body` is what a reader gets: transfer and content codings (chunked, gzip) are taken off, so headers may tell other lengths."""

    url: str  # asked for; a redirect's answer stands under the address that redirects
    at: str  # ISO 8601 with offset: when the answer had come
    request: Headers  # as sent
    status: int
    headers: Headers
    body: bytes
    truncated: str = ""  # why less than all is kept, in the words of the WARC standard (length, disconnect, unspecified); "": all is there
    ip: str = ""  # the address that answered
