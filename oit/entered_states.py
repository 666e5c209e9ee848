"""What a look at an entered link says, told against the look at which the link was first seen to work. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from oit.entered import LinkLook, LinkState

ALARMING = frozenset({LinkState.CHANGED, LinkState.MOVED, LinkState.BROKEN, LinkState.LEADS_HOME})


def judged(look: LinkLook, before: Sequence[LinkLook], *, works: bool | None, gone: bool) -> LinkLook:
    """The look with its state. `works` is None where nobody can tell; `gone`: a front page came, or one that says that nothing is there.
    `before`: the stretches of the link so far."""
    first = next((one for one in before if one.state is LinkState.WORKS), None)
    return replace(look, state=_state(look, first, works=works, gone=gone))


def alarm(stretch: LinkLook, before: Sequence[LinkLook]) -> bool:
    """Is this the moment to tell of it? `stretch` as it stands with the last look, `before`: the stretches before that look. What the
    server itself says is told with the look that finds it, silence with the second look on another day; both once."""
    if stretch.state is LinkState.UNREACHED:
        silent = next((one for one in before if one.id == stretch.id), None)
        return silent is not None and silent.first.date() == silent.last.date() and stretch.last.date() > stretch.first.date()
    return stretch.state in ALARMING and all(one.id != stretch.id for one in before)


def in_trouble(looks: Sequence[LinkLook]) -> bool:
    """Does the last of these stretches tell of trouble: by what the server says, or by silence on more than one day?"""
    last = looks[-1] if looks else None
    if last is None or last.state is LinkState.UNREACHED:
        return last is not None and last.first.date() < last.last.date()
    return last.state in ALARMING


def same_place(one: str, other: str) -> bool:
    """Do two addresses differ by no more than http and https, www and a closing slash?"""
    return _place(one) == _place(other)


def _state(look: LinkLook, first: LinkLook | None, *, works: bool | None, gone: bool) -> LinkState:
    if gone:
        return LinkState.LEADS_HOME
    if works is not True:
        return LinkState.UNREACHED if works is None else LinkState.BROKEN
    if first is None:
        return LinkState.WORKS
    if not same_place(look.final_url, first.final_url):
        return LinkState.MOVED
    words = bool(look.text_sha256 and first.text_sha256)
    same = look.text_sha256 == first.text_sha256 if words else look.sha256 == first.sha256
    return LinkState.WORKS if same else LinkState.CHANGED


def _place(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    return (parts.netloc.lower().removeprefix("www.").partition(":")[0], parts.path.rstrip("/"), parts.query)
