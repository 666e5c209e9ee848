"""Checks on what answers back: a form that can be sent, a board with answers, a service online, social accounts."""

from collections.abc import Iterable, Mapping
from urllib.parse import parse_qs, urlsplit

from oit.checks.base import NO, UNKNOWN, Context, Seen, least
from oit.checks.words import is_title, key_of, names_other_item
from oit.content import BlockKind, Form, Region
from oit.scene import Scene, SceneKind
from oit.thai import key

_TYPED = frozenset({"text", "textarea", "email", "tel", "number", "date", "url", ""})


def form(scene: Scene, args: Mapping[str, object], context: Context) -> Seen:
    """A form that can be filled in and sent: at least `least` (default 2) fields to type in, a button, an action that leads somewhere or
    a script that sends. With `words` one of them must stand in or above the form. Forms of form services, linked or embedded, count.
    Cannot tell where the words that led to a form only come near the item's; with `strict` that is none."""
    wanted = [key_of(word) for word in context.words(args, "words")]
    for shown in scene.forms:
        if _can_be_sent(shown, least(args, 2)) and _about(wanted, f"{shown.heading} {shown.text} {scene.matched}"):
            labels = ", ".join(field.label or field.name for field in shown.fields if field.kind in _TYPED)
            return Seen(True, f"{shown.heading} [{labels}]"[:200])
    for url, text in _addresses(scene):
        if _hosted(url, context.words(args, "services")) and _about(wanted, f"{text} {scene.matched}"):
            return Seen(True, f"{text} {url}"[:200].strip())
    # A form for complaints of any kind where one for corruption is asked: nobody says that it may not be used for that.
    doubtful = scene.doubtful and args.get("strict") is not True
    return UNKNOWN if doubtful and any(_can_be_sent(shown, least(args, 2)) for shown in scene.forms) else NO


def _can_be_sent(shown: Form, fields: int) -> bool:
    typed = [field for field in shown.fields if field.kind in _TYPED]
    one_line = len(typed) == 1 and typed[0].kind != "textarea"  # one line to type in is a search; a box for a message is none
    searching = one_line or any(field.kind in ("search", "password") for field in shown.fields)
    return len(typed) >= fields and not searching and shown.has_submit and (shown.action is not None or shown.scripted)


def _about(wanted: list[str], text: str) -> bool:
    folded = key(text)
    return not wanted or any(word in folded for word in wanted)


def _addresses(scene: Scene) -> Iterable[tuple[str, str]]:
    if scene.kind is SceneKind.LINK:
        yield scene.url, scene.matched
    for link in scene.links:
        if link.url:
            yield link.url, link.text
    for block in scene.blocks:
        if block.kind is BlockKind.EMBED:
            yield block.url, block.text


def _hosted(url: str, services: tuple[str, ...]) -> bool:
    parts = urlsplit(url)
    place = f"{(parts.hostname or '').removeprefix('www.')}{parts.path}"
    return any(place == service or place.startswith(service) or f".{service}" in (parts.hostname or "") for service in services)


def board(scene: Scene, args: Mapping[str, object], context: Context) -> Seen:
    """A place for two-way questions: at least `least` (default 2) of the words of shown threads and answers (`shown`), or one of them with
    a form to ask in. A list of frequent questions (`not` in its titles) is one-way."""
    excluded = [key_of(word) for word in context.words(args, "not")]
    if scene.index or scene.kind is SceneKind.SITE or any(word in key(title.text) for title in scene.titles for word in excluded):
        return NO
    said = key("\n".join(block.text for block in scene.blocks if not is_title(block, context)))
    hits = sum(key_of(word) in said for word in context.words(args, "shown"))
    asks = any(_can_be_sent(one, 1) or any(field.kind == "textarea" for field in one.fields) for one in scene.forms)
    return Seen(True, " ".join(scene.text[:200].split())) if hits >= least(args, 2) or (asks and hits) else NO


def chat(scene: Scene, args: Mapping[str, object], context: Context) -> Seen:
    """A chat that an outsider can open from the page: the script of a chat service, or a link into a messenger (`services`)."""
    services = context.words(args, "services")
    for script in scene.page.scripts if scene.page else ():
        if any(service in script for service in services):
            return Seen(True, script[:200])
    # A messenger's link among the social icons is an account; on the page for questions it is the place to ask.
    for link in scene.links if scene.kind is not SceneKind.SITE else ():
        if link.url and link.region is Region.CONTENT and _hosted(link.url, services):
            return Seen(True, f"{link.text} {link.url}"[:200])
    return NO


def social(scene: Scene, args: Mapping[str, object], context: Context) -> Seen:
    """A link or embedded box of an account on a social network (`services`): not a share button, not the network's front page. Cannot
    tell where a shortened address is called by the name of such a network."""
    services, shares = context.words(args, "services"), context.words(args, "not")
    for url, text in _addresses(scene):
        account = _account(url, services, shares)
        if account:
            return Seen(True, f"{text} {account}".strip()[:200])
    for url, text in _addresses(scene):
        if context.score(text) >= context.accept and _hosted(url, context.word_lists.get("short_hosts", ())):
            return Seen(None, f"{text} {url}".strip()[:200])
    return NO


def _account(url: str, services: tuple[str, ...], shares: tuple[str, ...]) -> str:
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("web.")
    if not any(host == service or host.endswith(f".{service}") for service in services):
        return ""
    inner = parse_qs(parts.query).get("href", [""])[0]  # a page plug-in names the account in its query
    path = urlsplit(inner).path if inner else parts.path
    if not inner and any(share in url for share in shares):
        return ""
    return url if len(path.strip("/")) >= 2 or "id=" in parts.query else ""


def service(scene: Scene, args: Mapping[str, object], context: Context) -> Seen:
    """A service that can be asked for online: a form that can be sent, or a link whose words name it (`any`) and that leads to a system:
    another host or a sub-domain, a page with a form, a form service. What stands on a page headed as another item is that item's."""
    if names_other_item(scene, context):
        return NO
    filled = form(scene, {"least": 2, "services": args.get("services", ())}, context)
    if filled.yes and not scene.index:
        return filled
    wanted = [key_of(word) for word in context.words(args)]
    excluded = context.words(args, "not")
    if scene.kind is SceneKind.LINK and _about(wanted, scene.matched) and not any(word in scene.url for word in excluded):
        return Seen(True, f"{scene.matched} {scene.url}"[:200])
    here = scene.page.url if scene.page else scene.url
    for link in scene.links:
        if not link.url or link.region is Region.FOOTER or not _about(wanted, link.text) or any(word in link.url for word in excluded):
            continue
        if context.site.target(link, here).away:
            return Seen(True, f"{link.text} {link.url}"[:200])
    return NO
