"""How long judging a snapshot takes that was read before, against reading it once: 300 pages, 100 documents, by the sample's writers.

    python benchmarks/accuracy/reread.py [--pages 300] [--documents 100] [--runs 3] [--profile]
    python benchmarks/accuracy/reread.py --snapshot FOLDER [--runs 3] [--profile]

Three times are measured, each the median of the runs: reading every page and document of the snapshot folder from its bytes
(an empty reading cache), loading the same folder with the cache filled, and judging what was loaded. The ratio is (loading + judging) :
reading; at most 1 is wanted. Ends with 1 if it is above. With --snapshot a copy of that folder is measured instead: sites with few
documents and many links are quick to read and long to judge. The form, year and day are those of the sample.
"""

import argparse
import cProfile
import pstats
import random
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
sys.path[:] = [str(ROOT), *(entry for entry in sys.path if Path(entry or ".").resolve() != Path(__file__).resolve().parent)]

import rules  # noqa: E402
from app.judging import Terms, judge_snapshot  # noqa: E402
from app.readings import read_snapshot  # noqa: E402
from oit.agency import Agency  # noqa: E402
from oit.content import Page  # noqa: E402
from oit.snapshot import CrawlFacts, NotFetched, Resource, Sighting, SiteSnapshot, UnfetchedLink  # noqa: E402
from reading.html import read_page  # noqa: E402
from sample.build import file_bytes  # noqa: E402
from sample.pages import list_html, news_html, page_html  # noqa: E402
from sample.spec import FileSpec, Spec, list_path, load_spec  # noqa: E402
from store.layout import READ  # noqa: E402
from store.snapshots import SnapshotWriter  # noqa: E402

HOST = "https://www.agency.example"
WHEN = "2023-04-18T09:00:00+07:00"
PAGES_OF_A_PAPER = 12  # how often a document's pieces stand in it: real papers have some ten pages, the sample's one or two


def main(arguments: Sequence[str]) -> int:
    options = _options(arguments)
    with TemporaryDirectory(prefix="oit-reread-") as folder:
        snapshot = Path(folder) / "snapshot"
        if options.snapshot:
            shutil.copytree(options.snapshot, snapshot)
        else:
            write_snapshot(snapshot, options.pages, options.documents)
        runs = [_times(snapshot) for _ in range(options.runs)]
        loaded = read_snapshot(snapshot)
        sizes = len(loaded.pages()), len(loaded.documents())
        reading, loading, judging = (statistics.median(times) for times in zip(*runs, strict=True))
        if options.profile:
            _profile(snapshot)
    ratio = (loading + judging) / reading
    print(f"{sizes[0]} pages, {sizes[1]} documents, median of {options.runs}")
    print(f"  reading once               {reading:7.2f} s")
    print(f"  loading what was read      {loading:7.2f} s")
    print(f"  judging                    {judging:7.2f} s")
    print(f"  (loading + judging) : reading = {ratio:.2f}   (at most 1 is wanted; judging alone {judging / reading:.2f})")
    return 0 if ratio <= 1 else 1


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="reread.py", description=__doc__.split("\n", 1)[0] if __doc__ else "")
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--snapshot", type=Path, help="a snapshot folder to measure instead of the sample's pages")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--profile", action="store_true", help="also tell where loading and judging spend their time")
    return parser.parse_args(arguments)


def write_snapshot(folder: Path, pages: int, documents: int) -> Path:
    """A finished snapshot folder with so many pages and documents: those of the sample site, then variations of them under addresses of
    their own, all linked from pages of the site."""
    spec = load_spec()
    bodies = dict(_pages(spec, pages)) | dict(_documents(spec, documents))
    bodies["/"] = (_with_links(bodies["/"][0], [path for path in bodies if path != "/"]), "text/html; charset=utf-8")
    seen = _sightings(bodies)
    writer = SnapshotWriter(folder)
    for path, (body, content_type) in bodies.items():
        url = f"{HOST}{path}"
        sighted = tuple(seen.get(url, ())[:20]) if path != "/" else ()
        writer.resource(Resource(url, url, 200, None, content_type, writer.body(body), len(body), WHEN, sighted))
    for link in _unfetched(seen):
        writer.unfetched(link)
    size = sum(len(body) for body, _ in bodies.values())
    facts = CrawlFacts(WHEN, WHEN, len(bodies), pages, documents, 0, size, "finished", "", "never", "benchmark", "o01_o43 1")
    writer.finish(Agency(f"{HOST}/", spec.agency["name"], spec.agency["type"]), facts)
    return folder


def _pages(spec: Spec, count: int) -> list[tuple[str, tuple[bytes, str]]]:
    """The sample's pages and news, then news of other days and places in the same frame until there are `count`."""
    kind = "text/html; charset="
    made = [(f"/{'' if page.path == 'index.html' else page.path}", (page_html(page, spec), kind + page.charset)) for page in spec.pages]
    made += [(f"/{list_path(number)}", (list_html(number, spec), f"{kind}utf-8")) for number in range(1, spec.list_pages() + 1)]
    made.sort(key=lambda entry: entry[0] != "/")
    at = 0
    while len(made) < count:
        news = spec.news[at % len(spec.news)]
        round_number = at // len(spec.news)
        body = news_html(news, spec).replace(news.title.encode(), f"{news.title} ชุดที่ {round_number + 1}".encode())
        made.append((f"/news/{round_number}-{news.number}.html", (body, f"{kind}utf-8")))
        at += 1
    return made[:count]


def _documents(spec: Spec, count: int) -> list[tuple[str, tuple[bytes, str]]]:
    """The sample's documents, each as long as a real one, then numbered variations of them until there are `count`."""
    rng = random.Random(count)
    made = []
    for number in range(count):
        file = spec.files[number % len(spec.files)]
        ending = file.path.rsplit(".", 1)[-1].lower()
        pieces = list(file.body)
        longer = pieces + [part for _ in range(PAGES_OF_A_PAPER * 2) for part in (_filler(rng), *pieces)]
        path = f"/{file.path}" if number < len(spec.files) else f"/files/more/{number}.{ending}"
        paper = FileSpec(file.path, file.title, file.day, tuple(longer), file.scan)
        made.append((path, (file_bytes(paper, spec.agency["name"]), "")))
    return made


def _filler(rng: random.Random) -> str:
    """A paragraph that differs from every other, so that no file is a copy."""
    return f"รายการที่ {rng.randrange(10**6)} ดำเนินการโดยส่วนงานที่ได้รับมอบหมาย จำนวนเงิน {rng.randrange(10**6):,} บาท"


def _with_links(front: bytes, paths: Sequence[str]) -> bytes:
    """The front page with a list of everything at its end, so that each address was seen somewhere."""
    links = "".join(f'<li><a href="{path}">เอกสาร {number}</a></li>' for number, path in enumerate(paths, 1))
    return front.replace(b"</main>", f"<ul>{links}</ul></main>".encode())


def _sightings(bodies: dict[str, tuple[bytes, str]]) -> dict[str, list[Sighting]]:
    seen: dict[str, list[Sighting]] = {}
    for path, (body, content_type) in bodies.items():
        if not content_type.startswith("text/html"):
            continue
        for link in read_page(body, f"{HOST}{path}", content_type).links:
            if link.url is not None:
                sighting = Sighting(link.text, link.heading, f"{HOST}{path}", link.region, link.context)
                seen.setdefault(link.url, []).append(sighting)
    return seen


def _unfetched(seen: dict[str, list[Sighting]]) -> list[UnfetchedLink]:
    return [UnfetchedLink(url, NotFetched.OFF_SCOPE, tuple(found[:20])) for url, found in seen.items() if not url.startswith(HOST)]


def _times(folder: Path) -> tuple[float, float, float]:
    """Seconds of reading from bytes, of loading what was read, of judging: each side in a fresh process, as a later `oit judge` is, so that
    nothing remembered from the reading or from another run helps the judging."""
    shutil.rmtree(folder / READ, ignore_errors=True)
    (reading,) = _alone(_reading, folder)
    loading, judging = _alone(_loading_and_judging, folder)
    return reading, loading, judging


def _alone(work: Callable[[Path], tuple[float, ...]], folder: Path) -> tuple[float, ...]:
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(work, folder).result()


def _reading(folder: Path) -> tuple[float, ...]:
    _warm()
    started = time.perf_counter()
    snapshot = read_snapshot(folder)
    spent = time.perf_counter() - started
    _check(snapshot)
    return (spent,)


def _loading_and_judging(folder: Path) -> tuple[float, ...]:
    """The program's rules are loaded beforehand."""
    terms = _warm()
    started = time.perf_counter()
    snapshot = read_snapshot(folder)
    loaded = time.perf_counter()
    judge_snapshot(snapshot, terms)
    return loaded - started, time.perf_counter() - loaded


def _warm() -> Terms:
    spec = load_spec()
    rules.load_pack(spec.form)
    rules.load_words()
    return Terms(spec.form, spec.fiscal_year, spec.day)


def _check(snapshot: SiteSnapshot) -> None:
    """Every body must have been read: what was left out would make either side look fast."""
    unread = [resource.url for resource in snapshot.resources if resource.content is None and resource.failure is None]
    if unread or not any(isinstance(resource.content, Page) for resource in snapshot.resources):
        raise SystemExit(f"not read: {unread[:3]}")


def _profile(folder: Path) -> None:
    terms = _warm()
    for name, work in (("loading", lambda: read_snapshot(folder)), ("judging", lambda: judge_snapshot(read_snapshot(folder), terms))):
        profile = cProfile.Profile()
        profile.runcall(work)
        print(f"{name}:")
        pstats.Stats(profile).sort_stats("cumulative").print_stats(25)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
