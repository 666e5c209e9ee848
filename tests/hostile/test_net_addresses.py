"""What counts as a forbidden address: every block of the registries of special purposes, however an address of it is wrapped or written."""

import csv
import ipaddress
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.addresses import AddressGuard, forbidden
from crawler.resolver import GuardedResolver

DATA = Path(__file__).parents[1] / "data"


def table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


BLOCKS = [ipaddress.ip_network(row["block"]) for row in table("special_addresses.tsv")]
V4_BLOCKS = [block for block in BLOCKS if block.version == 4]
PUBLIC_V4 = ["1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "128.0.0.1", "172.15.255.255",
             "172.32.0.0", "192.0.1.0", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0", "203.0.114.0",
             "223.255.255.255", "122.155.1.1", "168.63.129.17"]  # fmt: skip
PUBLIC_V6 = ["2001:200::1", "2001:4860:4860::8888", "2400:cb00::1", "2606:4700:4700::1111", "2a00:1450::1", "2c0f:fb50::1", "2620:0:1::1",
             "2001:db7:ffff::1", "2001:db9::1", "3ffe::1", "64:ff9b::8.8.8.8", "2002:808:808::1", "::ffff:8.8.8.8"]  # fmt: skip


WHERE = st.integers(0, 1_000_000)


def within(block: Any, millionths: int) -> Any:
    """An address so far into the block."""
    return block[millionths * (block.num_addresses - 1) // 1_000_000]


@pytest.mark.parametrize("block", BLOCKS, ids=str)
def test_the_ends_and_the_middle_of_every_special_block_are_forbidden(block: Any) -> None:
    for place in (0, 500_000, 1_000_000):
        assert forbidden(str(within(block, place)))


@given(block=st.sampled_from(BLOCKS), place=WHERE)
@settings(max_examples=300, deadline=None)
def test_any_address_of_a_special_block_is_forbidden_under_every_name(block: Any, place: int) -> None:
    address = within(block, place)
    for text in (str(address), address.exploded, str(address).upper()):
        assert forbidden(text)
        assert not AddressGuard().allows(text, "www.example.go.th", 80)


def wrapped(inner: ipaddress.IPv4Address) -> dict[str, str]:
    """The IPv6 addresses that lead to, or carry, an IPv4 one."""
    number, high, low = int(inner), int(inner) >> 16, int(inner) & 0xFFFF
    return {
        "mapped": f"::ffff:{inner}", "compatible": f"::{high:x}:{low:x}", "translated": f"::ffff:0:{high:x}:{low:x}",
        "NAT64": f"64:ff9b::{high:x}:{low:x}", "6to4": f"2002:{high:x}:{low:x}::1", "ISATAP": f"2400:cb00::5efe:{high:x}:{low:x}",
        "ISATAP of a public one": f"2400:cb00::200:5efe:{high:x}:{low:x}",
        "Teredo client": f"2001:0:808:808:0:0:{(number ^ 0xFFFFFFFF) >> 16:x}:{(number ^ 0xFFFFFFFF) & 0xFFFF:x}",
        "Teredo server": f"2001:0:{high:x}:{low:x}::1",
    }  # fmt: skip


@given(block=st.sampled_from(V4_BLOCKS), place=WHERE)
@settings(max_examples=150, deadline=None)
def test_a_special_ipv4_address_stays_forbidden_inside_ipv6(block: Any, place: int) -> None:
    for how, text in wrapped(within(block, place)).items():
        assert forbidden(text), how


@pytest.mark.parametrize("ip", [*PUBLIC_V4, *PUBLIC_V6])
def test_the_public_internet_is_allowed(ip: str) -> None:
    assert not forbidden(ip)
    assert AddressGuard().allows(ip, "www.example.go.th", 443)


@pytest.mark.parametrize("text", ["", "x", "127.0.0.1 ", "1.1.1.1.1", "0x7f.1", "2130706433", "1.1.1.1\x00", "fe80::1%eth0", "1.1.1.1/32"])
def test_what_is_no_address_is_forbidden(text: str) -> None:
    assert forbidden(text)


@given(text=st.text(max_size=40))
@settings(max_examples=150, deadline=None)
def test_nothing_that_is_no_address_is_let_through(text: str) -> None:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        assert forbidden(text)
        assert not AddressGuard(("other.example",)).allows(text, text, 80)


@pytest.mark.parametrize("port", [22, 25, 53, 110, 143, 389, 465, 587, 2049, 6000, 6667, 10080])
def test_ports_of_other_services_are_not_asked_unless_they_are_named(port: int) -> None:
    assert not AddressGuard().allows("8.8.8.8", "www.example.go.th", port)
    assert AddressGuard((f"www.example.go.th:{port}",)).allows("8.8.8.8", "www.example.go.th", port)
    assert AddressGuard().allows("8.8.8.8", "www.example.go.th", 8080)


class Receiver:
    """Takes what the resolver hands out."""

    def __init__(self) -> None:
        self.addresses: list[str] = []
        self.completed = 0

    def resolutionBegan(self, resolution: Any) -> None:
        """Nothing to note."""

    def addressResolved(self, address: Any) -> None:
        self.addresses.append(address.host)

    def resolutionComplete(self) -> None:
        self.completed += 1


class StubReactor:
    """Its name resolver answers with the next list each time."""

    def __init__(self, *answers: list[str]) -> None:
        self.nameResolver, self._answers = self, list(answers)

    def resolveHostName(self, receiver: Any, host: str, port: int = 0, *_: Any) -> Any:
        from twisted.internet.address import IPv4Address, IPv6Address  # noqa: PLC0415

        receiver.resolutionBegan(self)
        for ip in self._answers.pop(0):
            receiver.addressResolved((IPv6Address if ":" in ip else IPv4Address)("TCP", ip, port))
        receiver.resolutionComplete()
        return self


def handed_out(*answers: list[str], host: str, times: int = 1, allow: tuple[str, ...] = (), cache: int = 0) -> list[list[str]]:
    resolver = GuardedResolver(StubReactor(*answers), cache, AddressGuard(allow))
    receivers = [Receiver() for _ in range(times)]
    for receiver in receivers:
        resolver.resolveHostName(receiver, host, 80)
    assert all(receiver.completed == 1 for receiver in receivers)
    return [receiver.addresses for receiver in receivers]


def test_every_answer_of_a_name_is_judged_by_itself() -> None:
    mixed = ["10.0.0.1", "8.8.8.8", "169.254.169.254", "::1", "2606:4700:4700::1111", "::ffff:192.168.1.1", "127.0.0.2"]
    assert handed_out(mixed, host="mixed.example") == [["8.8.8.8", "2606:4700:4700::1111"]]
    assert handed_out(["10.0.0.1", "::1"], host="private.example") == [[]]
    assert handed_out(["10.0.0.1", "10.0.0.2"], host="named.example", allow=("10.0.0.2",)) == [["10.0.0.2"]]
    assert handed_out(["10.0.0.1", "10.0.0.2"], host="named2.example", allow=("named2.example",)) == [["10.0.0.1", "10.0.0.2"]]


def test_a_name_that_changes_its_answer_is_judged_each_time() -> None:
    assert handed_out(["8.8.8.8"], ["127.0.0.2"], host="changes.example", times=2) == [["8.8.8.8"], []]
    assert handed_out(["8.8.8.8"], ["127.0.0.2"], host="cached.example", times=2, cache=10) == [["8.8.8.8"], ["8.8.8.8"]]


def test_of_a_name_with_very_many_addresses_a_few_are_tried() -> None:
    many = [f"8.8.{n // 256}.{n % 256}" for n in range(5_000)]
    assert handed_out(many, host="many.example") == [many[:8]]


SECOND_LOCK = """
import socket
from crawler.addresses import AddressGuard
from crawler.resolver import GuardedResolver

class Reactor:
    nameResolver = None
    def installNameResolver(self, resolver):
        assert isinstance(resolver, GuardedResolver)

listener = socket.create_server(("127.0.0.2", 0))
port = listener.getsockname()[1]
listener.settimeout(0.2)
GuardedResolver(Reactor(), 0, AddressGuard()).install_on_reactor()

def reached(*address):
    try:
        socket.create_connection(address, 1).close()
    except PermissionError:
        return False
    return True

named = socket.create_server(("127.0.0.1", 0))
guard = AddressGuard(("office.test",))
print(reached("127.0.0.2", port), reached("127.2", port), reached(*named.getsockname()))
print(guard.allows(named.getsockname()[0], "office.test", named.getsockname()[1]), reached(*named.getsockname()))
try:
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.2", port))
except PermissionError:
    print("no datagram")
one, other = socket.socketpair()
one.send(b"x")
try:
    listener.accept()
except TimeoutError:
    print("nobody came")
"""


def test_the_second_lock_stops_a_connection_that_passed_no_guard() -> None:
    """In a process of its own: an audit hook cannot be taken off again."""
    done = subprocess.run([sys.executable, "-c", SECOND_LOCK], capture_output=True, text=True, check=True, cwd=DATA.parents[1])
    assert done.stdout.split("\n") == ["False False False", "True True", "no datagram", "nobody came", ""]
