"""Where the papers stand: holders under a menu entry, lists with pages, department pages, an index of the assessment, folders of years."""

import datetime as dt
import html
from collections import defaultdict
from collections.abc import Callable, Sequence

from benchmarks.accuracy.papers import day_made
from benchmarks.crawl.goal_addresses import key
from benchmarks.crawl.goal_made import Piece, Site, link, words
from benchmarks.crawl.goal_noise import Entry, fiscal_year, listing, spoken
from benchmarks.crawl.goal_papers import Paper, Papers
from sample.pages import thai_date

_ATTACHED = ("ดาวน์โหลด", "ไฟล์แนบ", "ดาวน์โหลดเอกสาร", "คลิกที่นี่", "เอกสารแนบ 1", "<title>", "<title>")


class Places:
    """Puts papers on a site and keeps where each piece of evidence lies."""

    def __init__(self, site: Site, papers: Papers) -> None:
        self.site, self.papers = site, papers
        self._at: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._counting: list[Paper] = []

    def note(self, paper: Paper, *addresses: str) -> None:
        """`addresses` are evidence if the paper is."""
        if paper.counts:
            self._at[paper.item, paper.piece].update(key(address) for address in addresses)
            self._counting.append(paper)

    def note_item(self, item: str, addresses: Sequence[str]) -> None:
        """Addresses of an item of one piece, equally good."""
        self._at[item, item].update(key(address) for address in addresses)

    def pieces(self) -> list[Piece]:
        return [Piece(item, name, frozenset(found)) for (item, name), found in sorted(self._at.items())]

    def publish(self, paper: Paper) -> str:
        """The paper at an address of its own: a document, or a page where it is one."""
        kind = "evidence" if paper.counts else "older" if paper.item else "look-alike"
        if paper.form == "page":
            body = f"<h2>{html.escape(paper.title)}</h2><p>{thai_date(self.day_of(paper))}</p>{paper.body()}"
            address = self.site.add(self.site.new("detail", paper.title, self.day_of(paper)), kind, paper.title, body)
        else:
            address = self.site.add_file(kind, paper.title, paper.form, self.day_of(paper), paper.file)
        self.note(paper, address)
        return address

    def detail(self, paper: Paper) -> str:
        """A page that tells of the paper and leads to it; a paper that is a page is its own."""
        document = self.publish(paper)
        if paper.form == "page":
            return document
        text = self.site.rng.choice(_ATTACHED).replace("<title>", paper.title)
        head = f"<h2>{html.escape(paper.title)}</h2><p class=date>{thai_date(self.day_of(paper))}</p>"
        body = f"{head}<p>รายละเอียดตามเอกสารแนบ</p><div class=attach>{link(document, text)}</div>"
        return self.site.add(self.site.new("detail", paper.title, self.day_of(paper)), "detail", paper.title, body)

    def day_of(self, paper: Paper) -> dt.date:
        """The day under which the paper was put on the site."""
        if not paper.counts:
            return dt.date(paper.year - 543, 3, 1 + len(paper.title) % 25)
        return min(self.site.day - dt.timedelta(days=5 + len(paper.title) % 60), day_made("within", paper.year + 1))

    def own_page(self, code: str, title: str, day: dt.date | None = None) -> str:
        paper = self.papers.own_page(code)
        address = self.site.add(self.site.new("page", title, day), "evidence", title, f"<h2>{html.escape(title)}</h2>{paper.body()}")
        self.note(paper, address)
        return address

    def holder(self, codes: Sequence[str], title: str, older: int = 2) -> str:
        """A page with the papers of one item or few, newest first or last; older years stand beside them."""
        rng = self.site.rng
        papers = [paper for code in codes for paper in self._with_older(code, older)]
        if rng.random() < 0.3:
            papers.reverse()
        of_years = len({paper.year for paper in papers}) == len(papers)
        style = rng.randrange(4) if of_years else 1
        rows = "".join(self._row(paper, style) for paper in papers)
        body = f"<h2>{html.escape(title)}</h2>{f'<table border=1>{rows}</table>' if style == 2 else rows}"
        return self.site.add(self.site.new("page", title), "holder", title, body)

    def _with_older(self, code: str, older: int) -> list[Paper]:
        past = [paper for back in range(1, older + 1) if (paper := self.papers.older(code, back)) is not None]
        return [*self.papers.current(code), *past]

    def _row(self, paper: Paper, style: int) -> str:
        address, title = self.publish(paper), html.escape(paper.title)
        match style:
            case 0:
                return f"<h3>ประจำปี {paper.year}</h3><p>{link(address, 'ดาวน์โหลด')}</p>"
            case 2:
                return f"<tr><td>{title}</td><td>{link(address, 'ไฟล์แนบ')}</td></tr>"
            case 3:
                return f"<p>{link(address, str(paper.year))}</p>"
        return f"<p>» {link(address, paper.title)}</p>"

    def shared_list(self, title: str, codes: Sequence[str], fewest: int = 22, most: int = 58) -> str:
        """A list with pages in which the papers stand among older ones and papers of no item."""
        rng, site = self.site.rng, self.site
        papers = [paper for code in codes for paper in self._with_older(code, 3)]
        for _ in range(max(6, rng.randint(fewest, most) - len(papers))):
            day = site.day - dt.timedelta(days=rng.randrange(1400))
            papers.append(self.papers.look_alike(spoken(site, rng.choice(words()["look_alikes"]), day), fiscal_year(day)))
        put: Callable[[Paper], str] = self.detail if rng.random() < 0.6 else self.publish
        entries = [Entry(paper.title, self.day_of(paper), put(paper)) for paper in papers]
        if rng.random() < 0.5:
            entries.sort(key=lambda entry: entry.day, reverse=True)
        else:
            rng.shuffle(entries)
        return listing(site, "list", "list", title, entries, rng.choice((10, 15, 20)), document_row, sortable=rng.random() < 0.5)

    def copies(self, title: str) -> str:
        """A list of announcements in which a third of the papers were put a second time; either copy is as good."""
        rng, site = self.site.rng, self.site
        papers = [paper for paper in dict.fromkeys(self._counting) if paper.form != "page" and rng.random() < 0.33]
        for _ in range(rng.randint(40, 90)):
            day = site.day - dt.timedelta(days=rng.randrange(1400))
            papers.append(self.papers.look_alike(spoken(site, rng.choice(words()["look_alikes"]), day), fiscal_year(day)))
        entries = sorted((Entry(paper.title, self.day_of(paper), self.detail(paper)) for paper in papers), key=lambda entry: entry.day)
        return listing(site, "list", "list", title, entries[::-1], 15, document_row, sortable=True)

    def months(self, title: str) -> str:
        """The monthly summaries of purchases as a list with pages."""
        put = self.detail if self.site.rng.random() < 0.4 else self.publish
        papers = self.papers.months()
        entries = [Entry(paper.title, self.site.day - dt.timedelta(days=20 + 30 * at), put(paper)) for at, paper in enumerate(papers)]
        return listing(self.site, "list", "list", title, entries, self.site.rng.choice((10, 12, 20)), document_row, sortable=False)


def document_row(entry: Entry) -> str:
    """A line of a list of papers."""
    return f'<div class="row"><span class="date">{thai_date(entry.day)}</span> {link(entry.address, entry.title)}</div>'
