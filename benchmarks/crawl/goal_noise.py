"""What fills a real agency's site and proves nothing: news with print versions and tags, calendars without end, galleries, a web board."""

import datetime as dt
import hashlib
import html
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.accuracy.papers import filled
from benchmarks.crawl.goal_addresses import key
from benchmarks.crawl.goal_made import Leaf, Options, Site, link, words
from sample.pages import thai_date

ARTICLES, ON_A_PAGE, ALBUMS, PHOTOS, TOPICS, MONTHS = 880, 15, 160, 6, 90, 12
_STYLES = {"ข่าวประชาสัมพันธ์": "news", "ข่าวกิจกรรม": "activities", "ข่าวรับสมัครงาน": "jobs", "หนังสือราชการ": "letters"}


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a list: its words and day, where it leads."""

    title: str
    day: dt.date
    address: str
    tags: tuple[str, ...] = ()


def spoken(site: Site, text: str, day: dt.date) -> str:
    """`text` of goal_words.yaml with its gaps filled."""
    rng = site.rng
    values = {
        **site.tokens, "Y": str(fiscal_year(day)), "L": str(fiscal_year(day) - 1), "M": words()["months"][day.month - 1],
        "n": str(rng.randint(1, 14)), "v": rng.choice(words()["villages"]), "thing": rng.choice(words()["things"]), "day": thai_date(day),
    }  # fmt: skip
    result: str = filled(text, values)
    return result


def fiscal_year(day: dt.date) -> int:
    return day.year + 543 + (day.month >= 10)


def listing(
    site: Site, kind: str, scheme: str, title: str, entries: Sequence[Entry], per_page: int, row: Callable[[Entry], str], sortable: bool
) -> str:
    """A list with paging at the addresses of `scheme`; gives the address of its first page."""
    number = site.number()
    pages = max(1, -(-len(entries) // per_page))
    used = title if key(site.addresses.of(scheme, number, title)) not in site.leaves else f"{title} {number}"
    at = {page: site.addresses.of(scheme, number, used, page=page) for page in range(1, pages + 1)}

    def build(page: int) -> Callable[[Options], str]:
        def body(options: Options) -> str:
            shown = _ordered(entries, options, site)[(page - 1) * per_page : page * per_page]
            rows = "".join(row(entry) for entry in shown)
            bar = _sort_bar(site, at[page], options) if sortable else ""
            return f"<h2>{html.escape(title)}</h2>{bar}<div class=list>{rows}</div>{_pager(site, at, page, options)}"

        return body

    for page, address in at.items():
        site.add(address, kind, title, build(page), sortable=sortable)
    return at[1]


def _ordered(entries: Sequence[Entry], options: Options, site: Site) -> Sequence[Entry]:
    sort, way, _, year = (options.get(name, "") for name in site.addresses.sorts)
    kept = [entry for entry in entries if not year or str(fiscal_year(entry.day)) == year]
    if sort:
        kept.sort(key=lambda entry: entry.title if sort == "title" else str(entry.day), reverse=way == "desc")
    return kept


def _sort_bar(site: Site, address: str, options: Options) -> str:
    sort, way, show, year = site.addresses.sorts
    choices = [(sort, "title", "เรียงตามชื่อเรื่อง"), (sort, "date", "เรียงตามวันที่"), (sort, "hits", "เรียงตามผู้เข้าชม"), (way, "asc", "น้อยไปมาก"),
               (way, "desc", "มากไปน้อย"), (show, "20", "20 รายการ"), (show, "50", "50 รายการ"),
               *((year, str(site.fiscal_year - back), f"ปี {site.fiscal_year - back}") for back in range(4))]  # fmt: skip
    links = (link(site.addresses.sorted_by(address, {**options, name: value}), text) for name, value, text in choices)
    return f'<div class="sort">{" | ".join(links)}</div>'


def _pager(site: Site, at: dict[int, str], page: int, options: Options) -> str:
    if len(at) == 1:
        return ""
    near = [number for number in at if abs(number - page) <= 4 or number in (1, len(at))]
    named = [(number, str(number)) for number in near] + ([(page + 1, "ถัดไป »")] if page < len(at) else [])
    links = (link(site.addresses.sorted_by(at[number], options), text) for number, text in named)
    return f'<div class="pagination">{" ".join(links)}</div>'


def add_news(site: Site) -> dict[str, list[Entry]]:
    """News of years with everything around them; the entries of each section, newest first."""
    sections = {name: _articles(site, name, ARTICLES * share // 100) for name, share in words()["sections"]}
    for name, entries in sections.items():
        _place_articles(site, name, entries)
        site.about[f"section {name}"] = listing(site, "news", "news", name, entries, ON_A_PAGE, news_row, sortable=True)
    everything = [entry for entries in sections.values() for entry in entries]
    for tag in words()["tags"]:
        tagged = [entry for entry in everything if tag in entry.tags]
        _tag_pages(site, tag, tagged)
    for name in sections:  # of the sorted lists without end, some count as pages of the site
        _count_sorted(site, site.about[f"section {name}"])
    return sections


def news_row(entry: Entry) -> str:
    return (
        f'<div class="item"><img src="/images/news/{hash_of(entry.address) % 900}.jpg" alt="">'
        f"<h4>{link(entry.address, entry.title)}</h4>"
        f'<span class="date">{thai_date(entry.day)}</span> {link(entry.address, "อ่านต่อ...")}</div>'
    )


def hash_of(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=6).digest())


def _articles(site: Site, section: str, count: int) -> list[Entry]:
    rng, texts = site.rng, words()
    days = sorted((site.day - dt.timedelta(days=int(rng.random() ** 1.5 * 1900)) for _ in range(count)), reverse=True)
    entries = []
    for day in days:
        naming = section in ("ข่าวประชาสัมพันธ์", "ข่าวกิจกรรม") and rng.random() < 0.09
        text = spoken(site, rng.choice(texts["naming_items"] if naming else texts[_STYLES[section]]), day)
        entries.append(Entry(text, day, site.new("article", text, day), tuple(rng.sample(texts["tags"], 3))))
    return entries


def _place_articles(site: Site, section: str, entries: Sequence[Entry]) -> None:
    for at, entry in enumerate(entries):
        number = site.number()
        printed = site.addresses.of("print", number)
        paragraphs = "".join(f"<p>{html.escape(spoken(site, text, entry.day))}</p>" for text in words()["text"])
        related = [entries[(at + step * 7 + 3) % len(entries)] for step in range(1, 6)]
        around = "".join(
            f'<span class="{name}">{link(entries[place].address, f"{text}: {entries[place].title}")}</span>'
            for name, text, place in (("prev", "« ก่อนหน้า", at + 1), ("next", "ถัดไป »", at - 1))
            if 0 <= place < len(entries)
        )
        tags = " ".join(link(site.addresses.of("tag", 0, tag), f"#{tag}") for tag in entry.tags)
        core = f"<h2>{html.escape(entry.title)}</h2><p class=date>วันที่ {thai_date(entry.day)}</p>{paragraphs}"
        body = (
            f'{core}<img src="/images/news/big{number}.jpg" alt=""><p>{link(printed, "พิมพ์หน้านี้")} '
            f'<a href="https://www.facebook.com/sharer/sharer.php?u={number}">แชร์</a></p><p>ป้ายกำกับ: {tags}</p>'
            f"<div class=around>{around}</div>"
            f"<h4>ข่าวที่เกี่ยวข้อง</h4><ul>{''.join(f'<li>{link(other.address, other.title)}</li>' for other in related)}</ul>"
        )
        site.add(entry.address, "news", entry.title, body)
        site.add(printed, "print", entry.title, f"{core}<p>{link(entry.address, 'กลับ')}</p>", framed=False)


def _tag_pages(site: Site, tag: str, entries: Sequence[Entry]) -> None:
    pages = max(1, -(-len(entries) // 20))
    for page in range(1, pages + 1):
        rows = "".join(f"<li>{link(entry.address, entry.title)}</li>" for entry in entries[(page - 1) * 20 : page * 20])
        more = "".join(link(site.addresses.of("tag", 0, tag, page=number), str(number)) for number in range(1, pages + 1))
        site.add(site.addresses.of("tag", 0, tag, page=page), "tag", f"ป้ายกำกับ {tag}", f"<h2>{html.escape(tag)}</h2><ul>{rows}</ul>{more}")


def _count_sorted(site: Site, address: str) -> None:
    sort, way, show, _ = site.addresses.sorts
    leaf = site.leaves[key(address)]
    for name in ("title", "date", "hits"):
        for direction in ("asc", "desc"):
            for number in ("", "20", "50"):
                options = {sort: name, way: direction} | ({show: number} if number else {})
                site.leaves[key(site.addresses.sorted_by(address, options))] = Leaf(
                    "sorted",
                    leaf.title,
                    lambda _, given=options: leaf.build(given),  # type: ignore[misc]
                )


def add_gallery(site: Site) -> list[Entry]:
    """Albums of photographs, each photograph a page of its own; newest first."""
    days = sorted((site.day - dt.timedelta(days=site.rng.randrange(1500)) for _ in range(ALBUMS)), reverse=True)
    texts = (spoken(site, site.rng.choice(words()["activities"]), day) for day in days)
    albums = [Entry(f"ภาพ{text}", day, site.new("album", text)) for text, day in zip(texts, days, strict=True)]
    for album in albums:
        photos = [site.new("photo", "") for _ in range(PHOTOS)]
        thumbs = "".join(f'<a href="{html.escape(at)}"><img src="/images/t{hash_of(at) % 9999}.jpg" alt=""></a>' for at in photos)
        site.add(album.address, "gallery", album.title, f"<h2>{html.escape(album.title)}</h2>{thumbs}")
        for at, address in enumerate(photos):
            near = "".join(link(photos[place], text) for place, text in ((at - 1, "‹"), (at + 1, "›")) if 0 <= place < PHOTOS)
            inside = f'<img src="/images/p{hash_of(address) % 9999}.jpg" alt="">{near} {link(album.address, "กลับไปอัลบั้ม")}'
            site.add(address, "gallery", album.title, inside)
    site.about["albums"] = listing(site, "gallery", "albums", "ภาพกิจกรรม", albums, 12, news_row, sortable=False)
    return albums


def add_calendar(site: Site) -> None:
    """Months and days without end; those of the year before and after the day of judgement count as pages of the site."""

    def month_leaf(year: int, month: int) -> Leaf:
        before, after = (year - (month == 1), (month - 2) % 12 + 1), (year + (month == 12), month % 12 + 1)
        days = " ".join(link(site.addresses.day(year, month, day), str(day)) for day in range(1, monthrange(year, month)[1] + 1))
        ends = f"{link(site.addresses.month(*before), '« เดือนก่อน')} {link(site.addresses.month(*after), 'เดือนถัดไป »')}"
        title = f"ปฏิทินกิจกรรม {words()['months'][month - 1]} {year + 543}"
        return Leaf("calendar", title, lambda _: f"<h2>{title}</h2>{ends}<div class=days>{days}</div>")

    def day_leaf(year: int, month: int, day: int) -> Leaf:
        today = dt.date(year, month, day)
        near = [today + dt.timedelta(days=step) for step in (-1, 1)]
        ends = " ".join(link(site.addresses.day(at.year, at.month, at.day), thai_date(at)) for at in near)
        title = f"กิจกรรมวันที่ {thai_date(today)}"
        whole = link(site.addresses.month(year, month), "ทั้งเดือน")
        return Leaf("calendar", title, lambda _: f"<h2>{title}</h2><p>ไม่มีกิจกรรม</p>{ends} {whole}")

    for step in range(-MONTHS, MONTHS + 1):
        year, month = divmod(site.day.year * 12 + site.day.month - 1 + step, 12)
        site.leaves[key(site.addresses.month(year, month + 1))] = month_leaf(year, month + 1)
        for day in range(1, monthrange(year, month + 1)[1] + 1):
            site.leaves[key(site.addresses.day(year, month + 1, day))] = day_leaf(year, month + 1, day)
    known: dict[str, tuple[int, int, int]] = {}

    def make(plain: str) -> Leaf | None:
        if not known:
            known.update(_calendar_keys(site))
        if plain not in known:
            return None
        year, month, day = known[plain]
        return day_leaf(year, month, day) if day else month_leaf(year, month)

    site.endless.append(make)
    site.about["calendar"] = site.addresses.month(site.day.year, site.day.month)


def _calendar_keys(site: Site) -> dict[str, tuple[int, int, int]]:
    keys = {}
    for year in range(site.day.year - 30, site.day.year + 31):
        for month in range(1, 13):
            keys[key(site.addresses.month(year, month))] = (year, month, 0)
            keys |= {key(site.addresses.day(year, month, day)): (year, month, day) for day in range(1, monthrange(year, month)[1] + 1)}
    return keys


def add_board(site: Site) -> None:
    """A web board that writes a new session id into its links on every page."""
    rng = site.rng
    titles = [f"{rng.choice(words()['board'])} ({number})" for number in range(TOPICS)]
    topics = [Entry(title, site.day - dt.timedelta(days=9 * at), site.new("topic", title)) for at, title in enumerate(titles)]

    def with_session(address: str, where: str) -> str:
        return f"{address}{'&' if '?' in address else '?'}sid={hashlib.md5(where.encode(), usedforsecurity=False).hexdigest()}"

    pages = [topics[start : start + 15] for start in range(0, TOPICS, 15)]
    at = [site.addresses.of("board", 0, page=number) for number in range(1, len(pages) + 1)]
    for number, (address, shown) in enumerate(zip(at, pages, strict=True), 1):
        rows = "".join(f"<li>{link(with_session(topic.address, address), topic.title)}</li>" for topic in shown)
        more = " ".join(link(with_session(other, address), str(place)) for place, other in enumerate(at, 1))
        site.add(address, "board", f"กระดานสนทนา หน้า {number}", f"<h2>กระดานสนทนา</h2><ul>{rows}</ul>{more}")
    for topic in topics:
        back = link(with_session(at[0], topic.address), "กลับหน้ากระดาน")
        text = f"<h3>{html.escape(topic.title)}</h3><p>ผู้ตั้งกระทู้: ชาวบ้าน วันที่ {thai_date(topic.day)}</p><p>ตอบ: รับทราบครับ</p>{back}"
        site.add(topic.address, "board", topic.title, text)
    site.about["board"] = at[0]
