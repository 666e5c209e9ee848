"""Serves folders on loopback, each on a port of its own, in a process that is not measured: nginx where it is installed, else our own."""

import asyncio
import mimetypes
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

HOST = "127.0.0.1"
_NGINX = """worker_processes 1; daemon off; master_process off; pid {work}/pid; error_log {work}/error.log;
events {{ worker_connections 512; }}
http {{ access_log off; sendfile on; keepalive_requests 1000000;
types {{ text/html html; application/pdf pdf; text/plain txt; }}
client_body_temp_path {work}/a; proxy_temp_path {work}/b; fastcgi_temp_path {work}/c; uwsgi_temp_path {work}/d; scgi_temp_path {work}/e;
{servers} }}
"""


def free_ports(count: int) -> list[int]:
    """Ports that nothing listens on now."""
    held = [socket.create_server((HOST, 0)) for _ in range(count)]
    try:
        return [one.getsockname()[1] for one in held]
    finally:
        for one in held:
            one.close()


@contextmanager
def serving(folders: Mapping[int, Path], work: Path) -> Iterator[str]:
    """Serves each folder on its port until the end of the block; gives the server's name. Raises RuntimeError if it doesn't come up."""
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    process = subprocess.Popen(_nginx(nginx, folders, work) if nginx else _own(folders))
    try:
        for port in folders:
            _wait_for(port, process)
        yield "nginx" if nginx else "own asyncio server"
    finally:
        process.terminate()
        process.wait(10)


def _nginx(program: str, folders: Mapping[int, Path], work: Path) -> list[str]:
    work.mkdir(parents=True, exist_ok=True)
    servers = "\n".join(f'server {{ listen {HOST}:{port}; root "{folder.resolve()}"; }}' for port, folder in folders.items())
    config = work / "nginx.conf"
    config.write_text(_NGINX.format(work=work.resolve(), servers=servers), encoding="utf-8")
    return [program, "-c", str(config.resolve()), "-e", str(work.resolve() / "error.log")]


def _own(folders: Mapping[int, Path]) -> list[str]:
    return [sys.executable, str(Path(__file__).resolve()), *(f"{port}={folder.resolve()}" for port, folder in folders.items())]


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(100):
        if process.poll() is not None:
            break
        try:
            socket.create_connection((HOST, port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"the server on port {port} did not come up")


async def _serve(folders: Mapping[int, Path]) -> None:
    servers = [await asyncio.start_server(_handler(folder), HOST, port) for port, folder in folders.items()]
    await asyncio.gather(*(server.serve_forever() for server in servers))


def _handler(folder: Path) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]:
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while request := await reader.readuntil(b"\r\n\r\n"):
                path = unquote(urlsplit(request.split(b" ", 2)[1].decode("latin-1")).path).strip("/") or "index.html"
                body = files.get(path)
                status = "404 Not Found" if body is None else "200 OK"
                kind = mimetypes.guess_type(path)[0] or "text/plain"
                head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body or b'')}\r\n\r\n"
                writer.write(head.encode() + (body or b""))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the visitor has gone
        finally:
            writer.close()

    return answer


if __name__ == "__main__":
    asyncio.run(_serve({int(port): Path(folder) for port, _, folder in (text.partition("=") for text in sys.argv[1:])}))
