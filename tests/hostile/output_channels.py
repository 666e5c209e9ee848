"""A program that lets hostile text out by every way that Python and its libraries have to standard error. Run as a process of its own:
the command line's own `main` prepares the stream, as for any command."""

import asyncio
import gc
import logging
import sys
import tempfile
import threading
import traceback
import warnings
from pathlib import Path

from app.gather import CrawlOrder, gather
from crawler.contract import CrawlLimits
from oit.agency import Agency
from oit.errors import NotFit, OitError

TEXT = "ดักจับ\x1b[2J\x1b]52;c;eA==\x07\x9b31m\u202egnp\u2066\r\u200bend"


class BadGuide:
    """A guide that fails with a website's words, as a bug of ours might."""

    @property
    def pack(self) -> object:
        raise RuntimeError(TEXT)


class BadEnd:
    def __del__(self) -> None:
        raise RuntimeError(TEXT)


def every_way(arguments: list[str]) -> int:
    logging.getLogger("scrapy.of.a.site").error("%s", TEXT)
    warnings.warn(TEXT, stacklevel=1)
    thread = threading.Thread(target=_fail)
    thread.start()
    thread.join()
    ended = BadEnd()
    del ended
    asyncio.run(_never_retrieved())
    _twisted()
    _child()
    try:
        _fail()
    except RuntimeError:
        traceback.print_exc()
    sys.stderr.writelines([TEXT, "\n"])
    raise RuntimeError(TEXT)  # nobody catches it: Python's own hook prints it


def _fail() -> None:
    raise RuntimeError(TEXT)


async def _never_retrieved() -> None:
    async def fail() -> None:
        raise RuntimeError(TEXT)

    task = asyncio.ensure_future(fail())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task
    gc.collect()


def _twisted() -> None:
    from twisted.internet.defer import Deferred  # noqa: PLC0415

    waiting = Deferred()
    waiting.addCallback(lambda _: _fail())
    waiting.callback(None)
    del waiting
    gc.collect()


def _child() -> None:
    """The crawl's own process dies of an exception with the site's words in it."""
    with tempfile.TemporaryDirectory() as folder:
        order = CrawlOrder(Agency("http://127.0.0.1:9/"), CrawlLimits(), BadGuide(), Path(folder) / "snapshot")  # type: ignore[arg-type]
        try:
            gather(order, lambda progress: None)
        except NotFit as error:
            print(f"oit: {error}", file=sys.stderr)
        except OitError as error:
            print(f"oit: other {error}", file=sys.stderr)


if __name__ == "__main__":
    import cli

    cli.run_cli = every_way
    cli.main([])
