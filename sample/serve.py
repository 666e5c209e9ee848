"""The built site on loopback, as the web server of a small municipality would serve it."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sample.media import content_type
from sample.spec import load_spec
from sample.variants import variant_named
from sample.variants.made import site_of
from sample.variants.server import serve_variant

_HIDDEN = "404.html"


class _Server(ThreadingHTTPServer):
    """Knows the files by name from the start, so that no address can lead anywhere else."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], folder: Path) -> None:
        super().__init__(address, _Handler)
        spec = load_spec()
        self.files = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}
        self.routes: Mapping[str, str] = spec.routes
        self.charsets = {page.path: page.charset for page in spec.pages}

    def find(self, target: str) -> str | None:
        """The name of the file that answers a request target, None if there is none."""
        routed = self.routes.get(unquote(target, errors="replace"))
        name = routed or unquote(urlsplit(target).path, errors="replace").lstrip("/") or "index.html"
        name = "index.html" if name == "index.php" else name
        return name if name in self.files and name != _HIDDEN else None

    def content_type(self, name: str) -> str:
        return content_type(name, self.charsets.get(name, "utf-8"))


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    server_version = "sample"
    sys_version = ""
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _answer(self, with_body: bool) -> None:
        name = self.server.find(self.path)
        status = HTTPStatus.NOT_FOUND if name is None else HTTPStatus.OK
        body = self.server.files[name or _HIDDEN].read_bytes()
        self.send_response(status)
        self.send_header("Content-Type", self.server.content_type(name or _HIDDEN))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet: the demo's own output is what people look at."""


@contextmanager
def serve(folder: Path, host: str = "127.0.0.1", port: int = 0, variant: str = "") -> Iterator[str]:
    """Serves what `build` wrote to `folder` while the context lasts; gives its address, `http://127.0.0.1:PORT`.

    A variant (the one that `folder` was built for) is served in its own manner; the address is then the one to begin at, with its path.
    Port 0 takes a free one; OSError if the port asked for is taken, ValueError for an unknown variant.
    """
    if variant:
        kind = variant_named(variant)
        with serve_variant(kind, site_of(folder, kind), host, port) as served:
            yield served.address
        return
    server = _Server((host, port), folder)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield f"http://{host}:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
