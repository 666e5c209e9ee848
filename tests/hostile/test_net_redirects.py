"""Ways to a forbidden address: every spelling, redirects, frames, names that resolve to it. Nothing may ever arrive there."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.conftest import Came, Net

DATA = Path(__file__).parents[1] / "data"
with (DATA / "address_spellings.tsv").open(encoding="utf-8", newline="") as lines:
    SPELLINGS = [row["spelling"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]
PLAIN = [text for text in SPELLINGS if text.isascii() and "%" not in text]
OTHER_FORMS = [
    "http://127.0.0.1:{port}@127.0.0.2:{port}/", "http://127.0.0.1%40127.0.0.2:{port}/", "http://127.0.0.2:{port}\\@127.0.0.1:{port}/",
    "http:\\\\127.0.0.2:{port}\\", "http:/\\127.0.0.2:{port}/", "HTTP://127.0.0.2:{port}/", "hTTpS://127.0.0.2:{port}/",
    "http://127.0.0\t.2:{port}/", "ht\ntp://127.0.0.2:{port}/", "\x01http://127.0.0.2:{port}/", " http://127.0.0.2:{port}/ ",
    "//127.0.0.2:{port}/", "\\\\127.0.0.2:{port}/", "http:///127.0.0.2:{port}/", "http://127.0.0.2:{port}#@127.0.0.1:{port}/",
    "http://127.0.0.2:{port}?@127.0.0.1:{port}/", "http://127.0.0.1:{other}/", "http://127.0.0.1:{other}@127.0.0.1:{other}/",
    "http://user:pass@127.0.0.2:{port}/", "http://127.0.0.2:{port}/../..//", "http://127.0.0.2:0{port}/",
]  # fmt: skip
NOT_WEB = ["file:///etc/passwd", "file://127.0.0.2/etc/passwd", "ftp://127.0.0.2:{port}/x", "data:text/html,<a href=/data>x</a>",
           "javascript:location='http://127.0.0.2:{port}/'", "gopher://127.0.0.2:{port}/x", "s3://127.0.0.2/x", "view-source:http://127.0.0.2:{port}/",
           "blob:http://127.0.0.2:{port}/x", "ws://127.0.0.2:{port}/"]  # fmt: skip


def forms(net: Net) -> list[str]:
    whole = [f"http://{text}:{net.server.port}/plan" for text in SPELLINGS] + OTHER_FORMS + NOT_WEB
    return [text.replace("{port}", str(net.server.port)).replace("{other}", str(net.other_port.port)) for text in whole]


@pytest.fixture(scope="module")
def asked(shared_net: Net) -> Iterator[Came]:
    shared_net.server.page("/sound", "sound")
    return shared_net.ask(*forms(shared_net), f"{shared_net.server.url}/sound", f"{shared_net.server.url}/")


def test_no_spelling_arrives_even_where_nothing_reads_the_link_before(asked: Came, shared_net: Net) -> None:
    came = {url: answer for url, answer in asked.answers.items() if answer["status"] is not None}
    assert list(came) == [f"{shared_net.server.url}/sound", f"{shared_net.server.url}/"]  # what is allowed does arrive
    assert shared_net.untouched()
    assert set(shared_net.server.paths()) == {"/sound", "/"}


@pytest.mark.parametrize("spelling", PLAIN)
def test_a_refused_address_is_a_state_of_its_own(asked: Came, shared_net: Net, spelling: str) -> None:
    answer = asked.answers[f"http://{spelling}:{shared_net.server.port}/plan"]
    assert answer["failure"] == "blocked_address"
    assert answer["detail"].startswith(f"{spelling}:{shared_net.server.port} is a private or reserved address")


def test_each_refused_host_is_looked_up_once_and_not_tried_again(asked: Came) -> None:
    plain = [text.strip("[]").lower() for text in PLAIN if text != "127.0.0.2"]
    looked_up = [name.strip("[]") for name in asked.looked_up]
    assert {name: looked_up.count(name) for name in plain if looked_up.count(name) > 1} == {}


@pytest.mark.parametrize("url", NOT_WEB)
def test_only_web_addresses_are_asked_for(asked: Came, shared_net: Net, url: str) -> None:
    answer = asked.answers[url.replace("{port}", str(shared_net.server.port))]
    assert (answer["failure"], answer["detail"]) == ("other", "only http and https addresses are asked for")


@pytest.fixture(scope="module")
def crawled(shared_net: Net) -> Iterator[Came]:
    """One crawl that follows links to other hosts: each form as a link, behind a redirect, in a frame, in a refresh; and a foreign base."""
    server, port = shared_net.server, shared_net.server.port
    pages: dict[str, str] = {}
    for n, form in enumerate(forms(shared_net)):
        pages[f"/link{n}"] = f'<a href="{form}">rank 80 direct {n}</a>'
        pages[f"/frame{n}"] = f'<iframe src="{form}"></iframe><frameset><frame src="{form}"></frameset><object data="{form}"></object>'
        pages[f"/refresh{n}"] = f'<meta http-equiv="refresh" content="0; url={form}">'
        if "\n" not in form:
            server.redirect(f"/hop{n}", form, (301, 302, 303, 307, 308)[n % 5])
    pages["/base"] = f'<base href="http://127.0.0.2:{port}/b/"><a href="plan">rank 80 based</a><a href="//127.0.0.2:{port}/c">rank 80</a>'
    for path, body in pages.items():
        server.page(path, body)
    hops = [path for path in server.answers if path.startswith("/hop")]
    body = "".join(f'<p><a href="{path}">rank 90 {path}</a></p>' for path in [*pages, *hops])
    server.page("/", body)
    return shared_net.crawl(outside=True, max_pages=400, max_minutes=1)


def test_no_link_frame_refresh_base_or_redirect_of_a_crawl_arrives(crawled: Came, shared_net: Net) -> None:
    asked_for = {path.partition("?")[0] for path in shared_net.server.paths()}
    assert {f"/hop{n}" for n in range(5)} | {"/base", "/link0", "/frame0", "/refresh0"} <= asked_for
    assert shared_net.untouched()
    assert "SECRET" not in "".join(crawled.told["bodies"].values())


def test_what_a_crawl_refused_is_in_the_snapshot(crawled: Came, shared_net: Net) -> None:
    outside = {url: r["failure"] for url, r in crawled.resources.items() if not url.startswith(f"{shared_net.server.url}/")}
    # a link, or where a redirect that came first led to: whichever was seen first names it
    refused = [(url, r["final_url"]) for url, r in crawled.resources.items() if r["failure"] == "blocked_address"]
    blocked = {url for both in refused for url in both if not url.startswith(f"{shared_net.server.url}/")}
    assert f"http://127.0.0.2:{shared_net.server.port}/plan" in blocked
    assert f"http://2130706434:{shared_net.server.port}/plan" in blocked
    assert len(blocked) >= 10
    assert set(outside.values()) <= {"blocked_address", "no_such_host", "other"}
    assert crawled.facts["stopped_by"] in ("finished", "settled")


@pytest.mark.parametrize("form", ["http://2130706434:{port}/", "http://[::ffff:7f00:2]:{port}/x", "http://127.0.0.1:{other}/"])
def test_a_start_address_that_leads_to_a_forbidden_one(net: Net, form: str) -> None:
    target = form.replace("{port}", str(net.server.port)).replace("{other}", str(net.other_port.port))
    net.server.redirect("/", target)
    came = net.crawl()
    (resource,) = came.resources.values()
    assert (resource["failure"], resource["sha256"], resource["status"]) == ("blocked_address", "", 302)
    assert came.facts["stopped_by"] == "not_captured"
    assert net.untouched()


def test_loops_chains_and_redirects_to_nowhere(net: Net) -> None:
    server = net.server
    for n in range(50):
        server.redirect(f"/chain{n}", f"/chain{n + 1}")
    server.page("/chain50", "the end")
    server.redirect("/short0", "/short1")
    server.redirect("/short1", "/short2")
    server.page("/short2", "found")
    for path, location in {
        "/self": "/self",
        "/ping": "/pong",
        "/pong": "/ping?x",
        "/empty": "",
        "/fragment": "#top",
        "/bad": "http://[/",
    }.items():
        server.redirect(path, location)
    server.raw("/without", b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    server.redirect("/utf8", "/แผน")
    server.redirect("/tis620", "/แผน".encode("cp874"))
    server.page("/%E0%B9%81%E0%B8%9C%E0%B8%99", "utf-8")
    server.page("/%E1%BC%B9", "windows-874")
    server.links("/", ["/chain0", "/short0", "/self", "/ping", "/empty", "/fragment", "/bad", "/without", "/utf8", "/tis620"])
    came = net.crawl()
    failures = {url.removeprefix(server.url): r["failure"] for url, r in came.resources.items()}
    assert failures["/chain0"] == failures["/self"] == "redirect_loop"
    assert failures["/short0"] is failures["/utf8"] is failures["/tis620"] is None
    assert failures["/empty"] == failures["/fragment"] == failures["/bad"] == failures["/without"] == "bad_answer"
    assert max(server.times(f"/chain{n}") for n in range(50)) <= 3
    assert server.times("/chain20") == 0
    assert came.resources[f"{server.url}/tis620"]["final_url"] == f"{server.url}/%E1%BC%B9"


def names(net: Net, name: str) -> str:
    return f"http://{name}:{net.server.port}"


def test_of_a_name_with_an_allowed_and_a_forbidden_address_only_the_allowed_one_is_connected_to(net: Net) -> None:
    net.server.page("/", "hello")
    for n, answer in enumerate((["127.0.0.2", "127.0.0.1"], ["127.0.0.1", "127.0.0.2"], ["::1", "127.0.0.2", "127.0.0.1"])):
        came = net.crawl(url=names(net, f"mixed{n}.test"), names={f"mixed{n}.test": [answer]})
        assert [r["failure"] for r in came.resources.values()] == [None]
    assert net.untouched()


def test_a_name_that_resolves_to_forbidden_addresses_only(net: Net) -> None:
    came = net.crawl(url=names(net, "inner.test"), names={"inner.test": [["127.0.0.2", "::1"]]})
    assert [r["failure"] for r in came.resources.values()] == ["blocked_address"]
    assert came.looked_up == ["inner.test"]
    assert net.untouched()


def test_names_that_change_their_answer_between_looks(net: Net) -> None:
    """Each name is asked for often, is allowed at first and forbidden from then on, or the other way round, or in turns."""
    one, two = ["127.0.0.1"], ["127.0.0.2"]
    table: dict[str, Any] = {f"n{n}.test": [[one, two] * 10, [two, one] * 10, [one, two, two]][n % 3] for n in range(9)}
    net.server.page("/", "hello")
    urls = [f"{names(net, name)}/?{k}" for k in range(3) for name in table]
    came = net.ask(*urls, names=table)
    outcomes = {name: {came.answers[f"{names(net, name)}/?{k}"]["failure"] for k in range(3)} for name in table}
    assert all(outcomes[f"n{n}.test"] == ({"blocked_address"} if n % 3 == 1 else {None}) for n in range(9))
    assert net.untouched()


def test_a_name_server_that_says_nothing_is_a_timeout_and_holds_nothing_up(net: Net) -> None:
    came = net.crawl(url=names(net, "silent.test"), names={"silent.test": [["never"]]}, timeout=1, max_minutes=0.1)
    assert [r["failure"] for r in came.resources.values()] == ["timeout"]
    assert came.seconds < 6 + 6


def test_trouble_at_an_allowed_port_is_not_called_refused(net: Net) -> None:
    """The same host at a port that is not listed was refused before."""
    net.server.raw("/broken", b"", reset=True)
    came = net.ask(f"{net.other_port.url}/", f"{net.server.url}/broken")
    assert [answer["failure"] for answer in came.answers.values()] == ["blocked_address", "connection_lost"]


def test_a_proxy_of_the_environment_is_not_used(net: Net) -> None:
    """It is even allowed here: a proxy would connect to what the guard never saw."""
    net.server.links("/", ["/a"])
    net.server.page("/a", "a")
    proxy = f"http://127.0.0.1:{net.other_port.port}"
    environment = dict.fromkeys(("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"), proxy)
    came = net.crawl(environment=environment, allow_private_hosts=[net.server.place, f"127.0.0.1:{net.other_port.port}"])
    assert [r["failure"] for r in came.resources.values()] == [None, None]
    assert net.other_port.connections == 0
