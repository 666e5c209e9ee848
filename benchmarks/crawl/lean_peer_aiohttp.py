"""Crawls a site with aiohttp and lexbor alone, 16 requests at a time: what Python can do at all. Argument: BASE. Prints "pages N"."""

import asyncio
import sys
from urllib.parse import urldefrag, urljoin

import aiohttp
from selectolax.lexbor import LexborHTMLParser

BASE = sys.argv[1]
WORKERS = 16


async def main() -> None:
    waiting: asyncio.Queue[str] = asyncio.Queue()
    seen = {BASE + "/"}
    waiting.put_nowait(BASE + "/")
    pages = 0

    async def work(session: aiohttp.ClientSession) -> None:
        nonlocal pages
        while True:
            url = await waiting.get()
            async with session.get(url) as answer:
                body = await answer.read()
            pages += 1
            for found in links(url, body):
                if found not in seen and found.startswith(BASE) and not found.endswith(".pdf"):
                    seen.add(found)
                    waiting.put_nowait(found)
            waiting.task_done()

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=WORKERS)) as session:
        workers = [asyncio.create_task(work(session)) for _ in range(WORKERS)]
        done = asyncio.create_task(waiting.join())
        await asyncio.wait({done, *workers}, return_when=asyncio.FIRST_COMPLETED)  # a worker ends only by an error
        for worker in workers:
            if worker.done():
                worker.result()
            worker.cancel()
    print("pages", pages)


def links(url: str, body: bytes) -> list[str]:
    found = []
    for node in LexborHTMLParser(body).css("a[href]"):
        node.text()
        href = node.attributes["href"] or ""
        found.append(BASE + href.partition("#")[0] if href[:1] == "/" else urldefrag(urljoin(url, href)).url)
    return found


asyncio.run(main())
