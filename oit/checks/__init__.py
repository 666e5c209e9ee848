"""The checks that rules may name. Each is small, looks at one scene, and answers yes, no or cannot tell, with the words seen."""

from collections.abc import Mapping

from oit.checks.base import NO, Check, Context, Seen
from oit.checks.contact import address, email, phone, place_map
from oit.checks.interactive import board, chat, form, service, social
from oit.checks.lists import dated_list, entries, files, months
from oit.checks.people import chart, people, pictures
from oit.checks.words import content, laws, titled, words
from oit.scene import Scene


def any_of(scene: Scene, args: Mapping[str, object], context: Context) -> Seen:
    """One of several `checks` (each with its own arguments) says yes; cannot tell if none does and one cannot tell."""
    answers = [run(inner, scene, context) for inner in _inner(args)]
    return next((a for a in answers if a.yes), next((a for a in answers if a.yes is None), NO))


def all_of(scene: Scene, args: Mapping[str, object], context: Context) -> Seen:
    """All of several `checks` say yes; no if one says no."""
    answers = [run(inner, scene, context) for inner in _inner(args)]
    refused = next((a for a in answers if a.yes is False), None)
    return refused or next((a for a in answers if a.yes is None), answers[0] if answers else NO)


def _inner(args: Mapping[str, object]) -> list[Mapping[str, object]]:
    checks = args.get("checks", [])
    return [entry for entry in checks if isinstance(entry, Mapping)] if isinstance(checks, list | tuple) else []


def run(spec: Mapping[str, object], scene: Scene, context: Context) -> Seen:
    """One check as data: {check: name, ...arguments}."""
    return CHECKS[str(spec["check"])][0](scene, spec, context)


# name -> the function and the arguments it takes; the reader of packs refuses others
CHECKS: Mapping[str, tuple[Check, tuple[str, ...]]] = {
    "words": (words, ("any", "least", "titles", "series")),
    "content": (content, ("least",)),
    "titled": (titled, ("files", "doubtful")),
    "laws": (laws, ("any", "least")),
    "phone": (phone, ("words",)),
    "email": (email, ("not",)),
    "address": (address, ("any", "street")),
    "map": (place_map, ("any",)),
    "people": (people, ("before", "posts", "least")),
    "pictures": (pictures, ("not", "least")),
    "chart": (chart, ("units", "not", "least")),
    "form": (form, ("words", "services", "least", "strict")),
    "board": (board, ("shown", "not", "least")),
    "chat": (chat, ("services",)),
    "social": (social, ("services", "not")),
    "service": (service, ("any", "services", "not")),
    "dated_list": (dated_list, ("least",)),
    "entries": (entries, ("least",)),
    "files": (files, ("least",)),
    "months": (months, ("names", "least")),
    "any_of": (any_of, ("checks",)),
    "all_of": (all_of, ("checks",)),
}

__all__ = ["CHECKS", "Check", "Context", "Seen", "run"]
