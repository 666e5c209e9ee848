"""Scripts and styles that one page loaded, kept for the next pages: the browser's own cache is off while requests are watched."""

from collections import OrderedDict

MOST_BYTES, MOST_ONE = 24_000_000, 3_000_000
KINDS = frozenset({"script", "stylesheet"})
_NOT_HANDED_ON = frozenset({"content-encoding", "content-length", "transfer-encoding", "connection", "set-cookie"})


class AssetCache:
    """Address -> (headers, body) of good answers to GET, at most 24 MB, the least recently used go first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[dict[str, str], bytes]] = OrderedDict()
        self._size = 0

    def get(self, url: str) -> tuple[dict[str, str], bytes] | None:
        found = self._kept.get(url)
        if found is not None:
            self._kept.move_to_end(url)
        return found

    def put(self, url: str, headers: dict[str, str], body: bytes) -> None:
        """Keeps an answer unless its server says that it must not be kept."""
        if len(body) > MOST_ONE or "no-store" in headers.get("cache-control", "").lower() or url in self._kept:
            return
        self._kept[url] = ({name: value for name, value in headers.items() if name.lower() not in _NOT_HANDED_ON}, body)
        self._size += len(body)
        while self._size > MOST_BYTES:
            _, (_, gone) = self._kept.popitem(last=False)
            self._size -= len(gone)
