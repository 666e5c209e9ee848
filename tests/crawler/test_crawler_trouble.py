"""What comes of each kind of trouble: statuses, redirects, the line, robots, busy servers, forbidden addresses."""

import gzip
import socket
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest

Crawl = Callable[..., Any]


@pytest.fixture
def raw_server() -> Iterator[Callable[[bytes], str]]:
    """Servers that answer any request with the given bytes, however wrong, and close."""
    opened: list[socket.socket] = []

    def serve(answer: bytes, again: bytes = b"", times: int = 0) -> str:
        listener = socket.create_server(("127.0.0.1", 0))
        opened.append(listener)

        def run() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with connection:
                    asked = connection.recv(65_536)
                    try:
                        if b"robots.txt" in asked:
                            connection.sendall(b"HTTP/1.1 404 no\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                            continue
                        connection.sendall(answer)
                        for _ in range(times):
                            connection.sendall(again)
                    except OSError:
                        continue

        threading.Thread(target=run, daemon=True).start()
        return f"http://127.0.0.1:{listener.getsockname()[1]}/"

    yield serve
    for listener in opened:
        listener.close()


def test_statuses(site: Any, crawl: Crawl) -> None:
    failures = {401: "login", 403: "forbidden", 404: "not_found", 410: "not_found", 418: "client_error", 500: "server_error"}
    failures[304] = "bad_answer"
    site.links("/", *(f"/{status}" for status in failures))
    for status in failures:
        site.answer(f"/{status}", status)
    result = crawl(site.url)
    for status, failure in failures.items():
        resource = result.resources[f"{site.url}/{status}"]
        assert (resource["failure"], resource["status"], resource["sha256"]) == (failure, status, "")
    again = [path for path, times in Counter(site.paths).items() if times == 2]
    assert sorted(again) == ["/304", "/403", "/500"]  # trouble that may pass is looked at once more
    assert len(site.paths) == len(failures) + 1 + len(again)


def test_redirects_within_the_site(site: Any, crawl: Crawl) -> None:
    site.links("/", "/old", "/older", "/new", "/loop", "/nowhere")
    site.redirect("/older", "/old", 301)
    site.redirect("/old", "/แผน ใหม่", 301)
    site.redirect("/new", "/", 302)
    site.redirect("/loop", "/loop?n=1")
    site.answer("/nowhere", 302, b"")
    site.page("/%E0%B9%81%E0%B8%9C%E0%B8%99%20%E0%B9%83%E0%B8%AB%E0%B8%A1%E0%B9%88", "plan")
    result = crawl(site.url)
    final = f"{site.url}/%E0%B9%81%E0%B8%9C%E0%B8%99%20%E0%B9%83%E0%B8%AB%E0%B8%A1%E0%B9%88"
    assert result.resources[f"{site.url}/old"]["final_url"] == final
    assert result.resources[f"{site.url}/older"]["final_url"] == final
    assert result.resources[f"{site.url}/older"]["sha256"] == result.resources[f"{site.url}/old"]["sha256"] != ""
    assert result.resources[f"{site.url}/new"]["final_url"] == f"{site.url}/"
    assert result.resources[f"{site.url}/loop"]["failure"] == "redirect_loop"
    assert result.resources[f"{site.url}/nowhere"]["failure"] == "bad_answer"
    assert site.paths.count("/") == 1


def test_a_redirect_off_the_site_is_not_followed(site: Any, other_site: Any, crawl: Crawl) -> None:
    other_site.page("/away", "elsewhere")
    site.links("/", "/out")
    site.redirect("/out", f"{other_site.url}/away")
    result = crawl(site.url, allow_private_hosts=["127.0.0.1", "127.0.0.2"])
    resource = result.resources[f"{site.url}/out"]
    assert (resource["final_url"], resource["status"], resource["sha256"]) == (f"{other_site.url}/away", 302, "")
    assert result.unfetched[f"{other_site.url}/away"]["why"] == "off_scope"
    assert result.unfetched[f"{other_site.url}/away"]["seen"][0]["text"] == "/out"
    assert other_site.asked == []


def test_a_start_page_that_leads_to_another_host_moves_the_scope(site: Any, other_site: Any, crawl: Crawl) -> None:
    site.redirect("/", f"{other_site.url}/home/")
    other_site.links("/home/", "/plan")
    other_site.page("/plan", "plan")
    result = crawl(site.url, allow_private_hosts=["127.0.0.1", "127.0.0.2"])
    assert result.resources[f"{site.url}/"]["final_url"] == f"{other_site.url}/home/"
    assert result.resources[f"{other_site.url}/plan"]["status"] == 200


def test_splash_pages_move_the_scope(site: Any, other_site: Any, start_crawl: Any) -> None:
    refresh = '<meta http-equiv="refresh" content="0; url={0}/main.php">'
    picture = '<a href="{0}/main.php"><img src="x.png" alt="เข้าสู่เว็บไซต์"></a>'
    for path, splash in (("/one", refresh), ("/two", picture)):
        site.raw_page(path, f"<html><head></head><body>{splash.format(other_site.url)}</body></html>")
    other_site.page("/main.php", "main")
    crawls = [start_crawl(site.url + path, allow_private_hosts=["127.0.0.1", "127.0.0.2"]) for path in ("/one", "/two")]
    for under_way in crawls:
        assert under_way.result().resources[f"{other_site.url}/main.php"]["status"] == 200


def test_trouble_on_the_line(site: Any, start_crawl: Any, raw_server: Any) -> None:
    hanging = socket.create_server(("127.0.0.1", 0))  # accepts, never answers
    cases = {
        "http://127.0.0.1:1/": "refused",
        "http://no-such-host.invalid/": "no_such_host",
        raw_server(b"this is no HTTP\r\n\r\n"): "bad_answer",
        raw_server(b""): "connection_lost",
        site.url.replace("http:", "https:") + "/": "tls",
        f"http://127.0.0.1:{hanging.getsockname()[1]}/": "timeout",
    }
    site.page("/", "x")
    crawls = [(url, failure, start_crawl(url, timeout=1)) for url, failure in cases.items()]
    for url, failure, under_way in crawls:
        result = under_way.result()
        assert [r["failure"] for r in result.resources.values()] == [failure], url
        assert result.facts["stopped_by"] == "not_captured"
    hanging.close()


def test_bodies_and_heads_without_end_and_too_large_ones(site: Any, crawl: Crawl, raw_server: Any) -> None:
    def endless(handler: Any) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        while True:
            handler.wfile.write(b"<p>more</p>" * 1000)

    bomb = gzip.compress(b"0" * 5_000_000)
    site.links("/", "/endless", "/announced.pdf", "/bomb", "/film")
    site.answers["/endless"] = endless
    site.answer("/announced.pdf", 200, b"%PDF", **{"Content-Length": "999999999"})
    site.answer("/bomb", 200, bomb, **{"Content-Encoding": "gzip", "Content-Type": "text/html"})
    site.answer("/film", 200, b"film" * 10, **{"Content-Type": "video/mp4"})
    result = crawl(site.url, max_body=1_000_000)
    failures = {url.removeprefix(site.url): r["failure"] for url, r in result.resources.items()}
    assert failures == {"/": None, "/endless": "too_large", "/announced.pdf": "too_large", "/bomb": "too_large", "/film": "other"}
    heads = crawl(raw_server(b"HTTP/1.1 200 OK\r\n", b"X-Filler: " + b"y" * 1000 + b"\r\n", 3_000_000), timeout=1)
    assert next(iter(heads.resources.values()))["failure"] in ("timeout", "bad_answer", "connection_lost")


def test_a_cut_file_is_no_evidence_but_a_cut_page_is_read_and_says_so(site: Any, crawl: Crawl) -> None:
    def cut(kind: str, body: bytes) -> Callable[[Any], None]:
        def send(handler: Any) -> None:
            handler.send_response(200)
            handler.send_header("Content-Type", kind)
            handler.send_header("Content-Length", str(len(body) + 500))
            handler.end_headers()
            handler.wfile.write(body)
            handler.close_connection = True

        return send

    site.links("/", "/cut.pdf", "/cut.html")
    site.answers["/cut.pdf"] = cut("application/pdf", b"%PDF-1.4 half")
    site.answers["/cut.html"] = cut("text/html", b"<html><body><a href='/more'>more</a>")
    site.page("/more", "more")
    result = crawl(site.url)
    assert result.resources[f"{site.url}/cut.pdf"]["failure"] == "connection_lost"
    assert result.resources[f"{site.url}/cut.html"]["failure"] == "cut_off"
    assert f"{site.url}/more" in result.resources


def test_robots_are_obeyed_unless_told_otherwise(site: Any, start_crawl: Any) -> None:
    site.answer("/robots.txt", 200, b"User-agent: *\nDisallow: /private\n\nUser-agent: oit-crawler\nDisallow: /hidden\n")
    site.links("/", "/hidden/plan", "/private/plan")
    site.page("/hidden/plan", "plan")
    site.page("/private/plan", "plan")
    freely = start_crawl(site.url, obey_robots=False)
    result = start_crawl(site.url).result()
    assert result.unfetched[f"{site.url}/hidden/plan"]["why"] == "robots"
    assert f"{site.url}/hidden/plan" not in result.resources
    assert result.resources[f"{site.url}/private/plan"]["status"] == 200
    assert f"{site.url}/hidden/plan" in freely.result().resources


def test_a_site_that_robots_close(site: Any, crawl: Crawl) -> None:
    site.answer("/robots.txt", 200, b"User-agent: *\nDisallow: /\n")
    site.page("/", "x")
    result = crawl(site.url)
    assert [r["failure"] for r in result.resources.values()] == ["robots"]
    assert result.facts["stopped_by"] == "not_captured"
    assert site.paths == []


def test_the_crawl_delay_of_robots_is_kept(site: Any, crawl: Crawl) -> None:
    site.answer("/robots.txt", 200, b"User-agent: *\nCrawl-delay: 0.5\n")
    site.links("/", "/a", "/b")
    site.page("/a", "a")
    site.page("/b", "b")
    crawl(site.url, delay=0.05)
    times = [when for path, when in site.asked if path != "/robots.txt"]
    assert len(times) == 3
    assert times[2] - times[0] > 0.7  # two pauses of 0.5 s; 0.1 s would be the delay alone


def test_a_busy_server_is_left_alone_and_asked_again(site: Any, crawl: Crawl) -> None:
    answers = iter([503, 200])

    def busy(handler: Any) -> None:
        status = next(answers)
        handler.send_response(status)
        if status == 503:
            handler.send_header("Retry-After", "1")
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", "14")
        handler.end_headers()
        handler.wfile.write(b"<p>at last</p>")

    site.links("/", "/busy")
    site.answers["/busy"] = busy
    result = crawl(site.url)
    times = [when for path, when in site.asked if path == "/busy"]
    assert result.resources[f"{site.url}/busy"]["status"] == 200
    assert len(times) == 2
    assert times[1] - times[0] > 0.7  # a second was asked for


def test_forbidden_addresses_are_never_reached(site: Any, other_site: Any, start_crawl: Any) -> None:
    other_site.page("/secret", "secret")
    site.redirect("/robots.txt", f"{other_site.url}/robots.txt")
    spellings = ("2130706434", "[::ffff:127.0.0.2]")
    for n, spelling in enumerate(spellings):
        site.redirect(f"/{n}", f"http://{spelling}:{other_site.port}/secret")
    for under_way in [start_crawl(f"{site.url}/{n}") for n in range(len(spellings))]:
        (resource,) = under_way.result().resources.values()
        assert (resource["failure"], resource["sha256"]) == ("blocked_address", "")
    assert other_site.asked == []


def test_without_an_exception_loopback_itself_is_forbidden(site: Any, crawl: Crawl) -> None:
    site.page("/", "x")
    result = crawl(site.url, allow_private_hosts=[])
    assert [r["failure"] for r in result.resources.values()] == ["blocked_address"]
    assert site.asked == []
    assert result.facts["requests"] == 2  # the page and robots.txt, tried once each


def test_an_address_that_asks_for_a_login(site: Any, crawl: Crawl) -> None:
    site.links("/", "/staff/plan")
    site.redirect("/staff/plan", "/login")
    form = "<form action='/in' method='post'><input name='u'><input type='password' name='p'><button>เข้าสู่ระบบ</button></form>"
    site.raw_page("/login", f"<html><body>{form}</body></html>")
    result = crawl(site.url)
    assert result.resources[f"{site.url}/staff/plan"]["failure"] == "login"
