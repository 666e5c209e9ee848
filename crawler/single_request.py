"""One guarded request and its answer, without Scrapy: names are resolved once, each address is judged by the guard, and the connection goes
to a judged one. Bounded in time, bytes and redirects."""

import http.client
import socket
import ssl
import threading
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from crawler.addresses import AddressGuard
from crawler.net_limits import MOST_ADDRESSES
from crawler.outcomes import one_line
from oit.snapshot import FetchFailure

MOST_BYTES = 400_000  # of a body; a front page's beginning tells whether it is one
_PORTS = {"http": 80, "https": 443}


class Unanswered(Exception):
    """No answer came; why, and one line of detail."""

    def __init__(self, failure: FetchFailure, detail: str) -> None:
        super().__init__(detail)
        self.failure, self.detail = failure, detail


@dataclass(frozen=True, slots=True)
class Answered:
    """Header names are in lower case. `body` is without codings, at most what was asked for; b"" in a coding that is not read. `cut` says
    in the WARC standard's words why it may be less than what the server has (length, disconnect, time, unspecified); "": all is there."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    cookies: tuple[str, ...]
    cut: str = ""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: `silent` that a line may be, `whole` that a request may last once its host was found."""

    silent: float = 15.0
    whole: float = 30.0


def ask(url: str, guard: AddressGuard, user_agent: str, patience: Patience, cookies: str = "", most: int = MOST_BYTES) -> Answered:
    """GET `url`, an absolute http(s) address, without following redirects, over a connection of its own; at most `most` bytes of the body.
    Raises Unanswered."""
    try:
        with _line(url, guard, patience) as (line, over):
            answered = _exchange(line, url, user_agent, cookies, most)
            return replace(answered, cut="time") if over.is_set() else answered
    except Unanswered:
        raise
    except TimeoutError as error:
        raise Unanswered(FetchFailure.TIMEOUT, one_line(error)) from error
    except ssl.SSLError as error:
        raise Unanswered(FetchFailure.TLS, one_line(error)) from error
    except ConnectionRefusedError as error:
        raise Unanswered(FetchFailure.REFUSED, one_line(error)) from error
    except (OSError, http.client.IncompleteRead) as error:
        raise Unanswered(FetchFailure.CONNECTION_LOST, one_line(error)) from error
    except (http.client.HTTPException, ValueError) as error:  # lengths, status lines and headers that are none
        raise Unanswered(FetchFailure.BAD_ANSWER, one_line(error)) from error


@contextmanager
def _line(url: str, guard: AddressGuard, patience: Patience) -> Iterator[tuple[socket.socket, threading.Event]]:
    """A connection to the host of `url`, through TLS where that is asked for, cut when the patience ends; the event tells of it."""
    split = urlsplit(url)
    host, port = split.hostname or "", split.port or _PORTS[split.scheme]
    plain = _connected(host, port, guard, patience)
    lever = plain.dup()  # what TLS makes of the line cannot be shut by another thread
    over = threading.Event()
    timer = threading.Timer(patience.whole, _cut, (lever, over))
    timer.daemon = True
    timer.start()
    line = plain
    try:
        if split.scheme == "https":
            line = _tls().wrap_socket(plain, server_hostname=host)
        yield line, over
    except (OSError, http.client.HTTPException, ValueError):
        if over.is_set():
            raise TimeoutError(f"no whole answer within {patience.whole:g} seconds") from None
        raise
    finally:
        timer.cancel()
        line.close()
        lever.close()


def _cut(lever: socket.socket, over: threading.Event) -> None:
    over.set()
    try:
        lever.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it has ended by itself


def _connected(host: str, port: int, guard: AddressGuard, patience: Patience) -> socket.socket:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        raise Unanswered(FetchFailure.NO_SUCH_HOST, one_line(error)) from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    allowed = [address for address in addresses if guard.allows(address, host, port)][:MOST_ADDRESSES]
    if not allowed:
        raise Unanswered(FetchFailure.BLOCKED_ADDRESS, f"{host} is a private or reserved address, or its port that of another service")
    trouble: OSError = OSError("no address")
    for address in allowed:
        try:
            return socket.create_connection((address, port), timeout=patience.silent)
        except OSError as error:
            trouble = error
    raise trouble


def _tls() -> ssl.SSLContext:
    """Certificates are not verified, and old ciphers are taken: many offices' have run out, and what they show is what the public sees."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.options |= getattr(ssl, "OP_LEGACY_SERVER_CONNECT", 0)
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    return context


def _exchange(line: socket.socket, url: str, user_agent: str, cookies: str, most: int) -> Answered:
    split = urlsplit(url)
    asking = http.client.HTTPConnection(split.hostname or "", split.port or _PORTS[split.scheme])
    asking.sock = line
    headers = {
        "Host": split.netloc.rpartition("@")[2], "User-Agent": user_agent, "Accept": "text/html,*/*;q=0.8",
        "Accept-Language": "th,en;q=0.5", "Accept-Encoding": "identity", "Connection": "close", **({"Cookie": cookies} if cookies else {}),
    }  # fmt: skip
    asking.request("GET", (split.path or "/") + (f"?{split.query}" if split.query else ""), headers=headers)
    answer = asking.getresponse()
    given = {name.lower(): value for name, value in answer.getheaders()}
    set_cookies = tuple(value.partition(";")[0] for value in answer.headers.get_all("Set-Cookie") or ())
    came, missing = answer.read(most), answer.length  # of an answer with a length: bytes that have not come
    if len(came) == most and (missing is None or missing > 0):
        cut = "length" if answer.read(1) else ""
    else:
        cut = "disconnect" if missing else ""
    body, more = _uncoded(came, given.get("content-encoding", ""), most)
    return Answered(answer.status, given, body, set_cookies, cut or more)


def _uncoded(body: bytes, coding: str, most: int) -> tuple[bytes, str]:
    """The body without its coding, and why it is not all there. Codings are not asked for; some servers send them all the same."""
    coding = coding.strip().lower()
    if coding in ("", "identity") or not body:
        return body, ""
    if coding not in ("gzip", "x-gzip", "deflate"):
        return b"", "unspecified"
    try:
        unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
        plain = unpacker.decompress(body, most)
        return plain, "" if unpacker.eof else "length" if unpacker.unconsumed_tail else "disconnect"
    except zlib.error:
        return b"", "unspecified"
