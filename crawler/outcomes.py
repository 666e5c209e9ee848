"""What came of one request, as a FetchFailure: statuses, and the errors of Scrapy, Twisted and TLS. Pure."""

from collections.abc import Iterator

from OpenSSL.SSL import Error as TLSError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from service_identity import VerificationError
from twisted.internet.error import ConnectError, ConnectionDone, ConnectionLost
from twisted.internet.error import TimeoutError as ConnectTimeoutError
from twisted.web._newclient import ParseError, ResponseFailed

from oit.snapshot import FetchFailure

_STATUS = {
    401: FetchFailure.LOGIN,
    403: FetchFailure.FORBIDDEN,
    404: FetchFailure.NOT_FOUND,
    407: FetchFailure.FORBIDDEN,
    408: FetchFailure.TIMEOUT,
    410: FetchFailure.NOT_FOUND,
    429: FetchFailure.TOO_MANY,
}
# First match over the error and its causes decides: the precise ones stand first.
_ERRORS: tuple[tuple[tuple[type[BaseException], ...], FetchFailure], ...] = (
    ((TLSError, VerificationError), FetchFailure.TLS),
    ((ParseError, UnsupportedURLSchemeError), FetchFailure.BAD_ANSWER),
    ((CannotResolveHostError,), FetchFailure.NO_SUCH_HOST),
    ((DownloadConnectionRefusedError,), FetchFailure.REFUSED),
    ((DownloadTimeoutError, ConnectTimeoutError, TimeoutError), FetchFailure.TIMEOUT),
    ((DownloadCancelledError,), FetchFailure.TOO_LARGE),  # the download handler cancels only for DOWNLOAD_MAXSIZE
    ((ResponseDataLossError, ConnectionLost, ConnectionDone, ConnectError, ConnectionError), FetchFailure.CONNECTION_LOST),
)
ROBOTS_MESSAGE = "Forbidden by robots.txt"


class Withheld(IgnoreRequest):
    """A request that our own manners hold back; carries the failure and its detail."""

    def __init__(self, failure: FetchFailure, detail: str) -> None:
        super().__init__(detail)
        self.failure, self.detail = failure, detail


def failure_of_status(status: int) -> FetchFailure | None:
    """None for 2xx; redirects that lead nowhere are BAD_ANSWER."""
    if 200 <= status < 300:
        return None
    if status in _STATUS:
        return _STATUS[status]
    if status >= 500:
        return FetchFailure.SERVER_ERROR
    return FetchFailure.CLIENT_ERROR if status >= 400 else FetchFailure.BAD_ANSWER


def failure_of_error(error: BaseException) -> tuple[FetchFailure, str]:
    """The failure and one line of detail for a person."""
    chain = list(_causes(error))
    if isinstance(error, IgnoreRequest):
        return _ignored(error)
    for kinds, failure in _ERRORS:
        for link in chain:
            if isinstance(link, kinds):
                return failure, one_line(link)
    if any(isinstance(link, ResponseFailed) for link in chain):  # begun, and what came could not be understood: lengths, names, codings
        return FetchFailure.BAD_ANSWER, one_line(chain[-1])
    return FetchFailure.OTHER, one_line(error)


def _ignored(error: IgnoreRequest) -> tuple[FetchFailure, str]:
    if isinstance(error, Withheld):
        return error.failure, error.detail
    message = str(error)
    if message.startswith(ROBOTS_MESSAGE):
        return FetchFailure.ROBOTS, "robots.txt does not allow it"
    return (FetchFailure.TOO_LARGE if "decompress" in message else FetchFailure.OTHER), message[:300]


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error, what it was raised from, and the reasons that Twisted keeps beside it; at most a few."""
    waiting, seen = [error], 0
    while waiting and seen < 20:
        current, seen = waiting.pop(0), seen + 1
        if current is None:
            continue
        yield current
        reasons = getattr(current, "reasons", None) or ()
        waiting += [getattr(reason, "value", None) for reason in reasons]
        waiting += [current.__cause__, getattr(getattr(current, "reason", None), "value", None)]


def one_line(error: BaseException) -> str:
    """Type and message on one line, at most 300 characters."""
    return f"{type(error).__name__}: {' '.join(str(error).split())}"[:300]
