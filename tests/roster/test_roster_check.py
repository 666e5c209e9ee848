"""Addresses of a roster asked over real connections on loopback; what is said of what came."""

import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from crawler import single_request
from crawler.addresses import AddressGuard
from crawler.front_doors import MOST_HOPS, FrontDoors
from crawler.single_request import MOST_BYTES, Patience, Unanswered, ask
from oit.roster import RosterEntry
from oit.roster_check import AddressState, Answer, CheckedAddress, check_addresses
from oit.snapshot import FetchFailure
from tests.roster.doors import Door, door

ALLOWED = ("127.0.0.1", "127.0.0.2")
AGENT = "oit-test"


@pytest.fixture
def one() -> Iterator[Door]:
    with door("127.0.0.1") as made:
        made.page()
        yield made


@pytest.fixture
def two() -> Iterator[Door]:
    with door("127.0.0.2") as made:
        made.page()
        yield made


def doors(*allowed: str, **more: object) -> FrontDoors:
    return FrontDoors(AddressGuard(allowed or ALLOWED), AGENT, delay=0, patience=Patience(2, 2), **more)  # type: ignore[arg-type]


def entry(code: str, *urls: str) -> RosterEntry:
    return RosterEntry(code, f"หน่วยงาน {code}", "sao", urls)


def checked(*entries: RosterEntry, others: tuple[RosterEntry, ...] = ()) -> list[CheckedAddress]:
    answers = doors().ask_all(url for one in entries for url in one.urls)
    return check_addresses(entries, answers, others)


def states(*entries: RosterEntry) -> list[str]:
    return [one.state.value for one in checked(*entries)]


def test_an_address_that_answers(one: Door) -> None:
    answer = doors().ask(one.url)
    assert (answer.status, answer.failure, answer.final_url, answer.leaves) == (200, None, one.url, False)
    assert one.asked == ["/"]
    assert one.headers[0]["User-Agent"] == AGENT
    assert one.headers[0]["Host"] == f"127.0.0.1:{one.port}"


@pytest.mark.parametrize(
    ("status", "state"), [(404, "dead"), (410, "dead"), (500, "dead"), (400, "dead"), (401, "refuses"), (403, "refuses"), (429, "refuses")]
)
def test_a_status_that_is_no_page(one: Door, status: int, state: str) -> None:
    one.page("/", status=status)
    assert states(entry("1", one.url)) == [state]


def test_nobody_listens(one: Door) -> None:
    with door("127.0.0.1") as closed:
        url = closed.url
    (found,) = checked(entry("1", url))
    assert (found.state, found.answer.failure) == (AddressState.DEAD, FetchFailure.REFUSED)


def test_a_permanent_move_names_the_new_address(one: Door, two: Door) -> None:
    one.leads("/", two.url + "home")
    two.leads("/home", "/start", 302)
    two.page("/start")
    (found,) = checked(entry("1", one.url))
    assert (found.state, found.write, found.answer.final_url) == (AddressState.MOVED, two.url + "home", two.url + "start")


def test_a_passing_redirect_elsewhere_is_only_a_hint(one: Door, two: Door) -> None:
    one.leads("/", two.url, 302)
    (found,) = checked(entry("1", one.url))
    assert (found.state, found.hints, found.attention) == (AddressState.ANSWERS, ("not_thai", "other_path"), False)


def test_a_redirect_within_the_agency_is_none(one: Door) -> None:
    one.leads("/", "/home/index.php")
    one.page("/home/index.php")
    (found,) = checked(entry("1", one.url))
    assert (found.state, found.hints) == (AddressState.ANSWERS, ("not_thai",))


def test_an_office_whose_path_leads_to_another_place_of_the_host_has_moved(one: Door) -> None:
    one.leads("/office/", "/labour/")
    one.page("/labour/")
    (found,) = checked(entry("1", one.url + "office/"))
    assert (found.state, found.write) == (AddressState.MOVED, one.url + "labour/")


def test_a_page_that_only_leads_on_is_followed(one: Door, two: Door) -> None:
    one.page("/", f"<html><head><meta http-equiv='refresh' content='0;url={two.url}'></head><body></body></html>")
    assert doors().ask(one.url).final_url == two.url


def test_an_old_address_of_the_same_agency_may_lead_to_the_new_one(one: Door, two: Door) -> None:
    one.leads("/", two.url)
    assert states(entry("1", two.url, one.url)) == ["answers", "answers"]


def test_an_address_that_leads_to_another_agency_is_foreign(one: Door, two: Door) -> None:
    one.leads("/", two.url)
    first, second = checked(entry("1", one.url), entry("2", two.url))
    assert (first.state, first.whose) == (AddressState.FOREIGN, "2")
    assert second.state is AddressState.ANSWERS
    (alone,) = checked(entry("1", one.url), others=(entry("2", two.url),))
    assert (alone.state, alone.whose) == (AddressState.FOREIGN, "2")


def test_the_same_address_or_the_same_end_is_a_duplicate(one: Door, two: Door) -> None:
    assert states(entry("1", one.url), entry("2", one.url.rstrip("/"))) == ["duplicate", "duplicate"]
    for path in ("/a/", "/b/"):
        one.leads(path, two.url)
    found = checked(entry("1", one.url + "a/"), entry("2", one.url + "b/"))
    assert [(one.state.value, one.whose) for one in found] == [("duplicate", "2"), ("duplicate", "1")]


@pytest.mark.parametrize(
    ("body", "status", "state"),
    [
        ("<html><title>Index of /</title><body><h1>Index of /</h1></body></html>", 200, None),
        ("<html><head><title>Welcome to nginx!</title></head><body><h1>Welcome to nginx!</h1></body></html>", 200, "parked"),
        ("<html><head><title>Just a moment...</title></head><body><script>window._cf_chl_opt={}</script></body></html>", 403, "blocked"),
    ],
)
def test_what_stands_in_place_of_a_page(one: Door, body: str, status: int, state: str | None) -> None:
    one.page("/", body, status)
    (found,) = checked(entry("1", one.url))
    assert found.state.value in ({state} if state else {"answers", "parked"})


def test_a_redirect_without_end_is_dead(one: Door) -> None:
    for n in range(MOST_HOPS + 3):
        one.leads(f"/{n}", f"/{n + 1}", 302)
    (found,) = checked(entry("1", one.url + "0"))
    assert (found.state, found.answer.failure) == (AddressState.DEAD, FetchFailure.REDIRECT_LOOP)
    assert len(one.asked) == MOST_HOPS


def test_a_site_that_wants_its_cookie_back_gets_it(one: Door) -> None:
    def gate(handler: BaseHTTPRequestHandler) -> None:
        inside = "seen=1" in handler.headers.get("Cookie", "")
        handler.send_response(200 if inside else 302)
        if not inside:
            handler.send_header("Location", "/")
            handler.send_header("Set-Cookie", "seen=1; Path=/")
        handler.end_headers()

    one.answers["/"] = gate
    assert doors().ask(one.url).failure is None


def test_private_addresses_are_not_asked(one: Door, two: Door) -> None:
    assert doors("192.168.1.1").ask(one.url).failure is FetchFailure.BLOCKED_ADDRESS
    assert one.asked == []


def test_a_redirect_to_a_private_address_is_not_followed(one: Door, two: Door) -> None:
    one.leads("/", two.url)
    assert doors("127.0.0.1").ask(one.url).failure is FetchFailure.BLOCKED_ADDRESS
    assert two.asked == []


def test_only_http_answers(one: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(single_request, "_PORTS", {"http": one.port, "https": one.port})
    (found,) = check_addresses([entry("1", "https://127.0.0.1/")], {"https://127.0.0.1/": doors().ask("https://127.0.0.1/")})
    assert (found.state, found.write) == (AddressState.HTTP_ONLY, "http://127.0.0.1/")
    both = entry("1", "https://127.0.0.1/", "http://127.0.0.1/")
    (found,) = check_addresses([both], {url: doors().ask(url) for url in both.urls[:1]})
    assert (found.state, found.attention) == (AddressState.ANSWERS, False)


def _endless_head(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        handler.wfile.write(b"X-More: yes\r\n")


def _early_for_ever(handler: BaseHTTPRequestHandler) -> None:
    while True:
        handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        time.sleep(0.05)


def _dripping(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        handler.wfile.write(b"x")
        time.sleep(0.05)


def _flood(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        handler.wfile.write(b"<p>x" * 10_000)


def _no_http(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"220 mail.example ESMTP\r\n")


def _short(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nx")


@pytest.mark.parametrize(
    ("answer", "failure"),
    [(_endless_head, FetchFailure.BAD_ANSWER), (_early_for_ever, FetchFailure.TIMEOUT), (_no_http, FetchFailure.BAD_ANSWER)],
)  # fmt: skip
def test_hostile_servers_end(one: Door, answer: object, failure: FetchFailure) -> None:
    one.answers["/"] = answer  # type: ignore[assignment]
    with pytest.raises(Unanswered) as caught:
        ask(one.url, AddressGuard(ALLOWED), AGENT, Patience(1, 1))
    assert caught.value.failure is failure


def test_of_a_body_without_end_the_beginning_is_taken(one: Door) -> None:
    one.answers |= {"/flood": _flood, "/drip": _dripping, "/short": _short}
    asked = {path: ask(one.url + path, AddressGuard(ALLOWED), AGENT, Patience(1, 1)).body for path in ("flood", "drip", "short")}
    assert len(asked["flood"]) == MOST_BYTES
    assert set(asked["drip"]) == set(asked["short"]) == {ord("x")}


def test_many_addresses_of_one_host_are_asked_one_after_the_other(one: Door, two: Door) -> None:
    at_once, most = 0, 0

    def slow(handler: BaseHTTPRequestHandler) -> None:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        time.sleep(0.05)
        at_once -= 1
        handler.send_response(200)
        handler.end_headers()

    urls = [f"{place.url}{n}/" for n in range(6) for place in (one, two)]
    for n in range(6):
        one.answers[f"/{n}/"] = slow
        two.leads(f"/{n}/", f"{one.url}{n}/")
    shown: list[str] = []
    found = doors(shown=shown.append).ask_all([*urls, urls[0]])
    assert (set(found), sorted(shown), most) == (set(urls), sorted(urls), 1)


def test_a_fault_of_our_own_is_not_waited_for(one: Door) -> None:
    class Broken(FrontDoors):
        def ask(self, url: str) -> Answer:
            raise RuntimeError(url)

    with pytest.raises(RuntimeError):
        Broken(AddressGuard(ALLOWED), AGENT).ask_all([one.url])


@pytest.mark.parametrize("url", ["https://www.a.go.th/", "https://a.or.th/", "https://x.ac.th/", "https://a.in.th/"])
def test_thai_public_domains_have_no_hint(url: str) -> None:
    assert check_addresses([entry("1", url)], {url: Answer(url, url, 200, None)})[0].hints == ()
