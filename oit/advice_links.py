"""Does the site offer the assessors' survey links? Told from what a visit saw; letters in a picture cannot be read here. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from oit.content import BlockKind, Page
from oit.snapshot import Resource, SiteSnapshot, UnfetchedLink

HOST = "itas.nacc.go.th"
IIT, EIT = "IIT", "EIT"
_PATH = re.compile(r"/+go/+(iit|eit)(?:/|$)", re.I)
_QR = re.compile(r"(?<![a-z])qr(?![a-z])|qr[-_ ]?code|คิวอาร์", re.I)
_SURVEY = re.compile(r"(?<![a-z])([ie]it)(?![a-z])", re.I)
_MOST = 5


@dataclass(frozen=True, slots=True)
class SurveyLink:
    """A link to a survey, and on which page it was seen ("" where that is not known)."""

    survey: str  # IIT or EIT
    url: str
    found_on: str


@dataclass(frozen=True, slots=True)
class SurveyPicture:
    """A picture whose name or description speaks of a QR code of a survey; what it shows was not read.
    `survey` "": it does not say which."""

    survey: str
    url: str
    alt: str
    found_on: str


@dataclass(frozen=True, slots=True)
class SurveyOffer:
    """What was seen on the pages that were visited. Nothing seen does not mean that there is nothing."""

    links: tuple[SurveyLink, ...]
    pictures: tuple[SurveyPicture, ...]

    def links_to(self, survey: str) -> tuple[SurveyLink, ...]:
        return tuple(one for one in self.links if one.survey == survey)


def survey_of(url: str) -> str:
    """IIT or EIT for an address of the assessors' survey, "" for any other."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower().rstrip(".")
    except ValueError:
        return ""
    found = _PATH.match(unquote(parts.path)) if host == HOST else None
    return found[1].upper() if found else ""


def offer_of(snapshot: SiteSnapshot) -> SurveyOffer:
    """The survey links and pictures that a visit saw, each address once."""
    links: dict[str, SurveyLink] = {}
    pictures: dict[str, SurveyPicture] = {}
    for link in (*_asked(snapshot.resources), *_unasked(snapshot.unfetched), *_on_pages(snapshot)):
        links.setdefault(link.url, link)
    for picture in _pictures(snapshot):
        pictures.setdefault(picture.url, picture)
    return SurveyOffer(tuple(links.values())[: 2 * _MOST], tuple(pictures.values())[:_MOST])


def _asked(resources: tuple[Resource, ...]) -> Iterator[SurveyLink]:
    for one in resources:
        for url in (one.url, one.final_url):
            if survey := survey_of(url):
                yield SurveyLink(survey, url, one.seen[0].found_on if one.seen else "")


def _unasked(unfetched: tuple[UnfetchedLink, ...]) -> Iterator[SurveyLink]:
    for one in unfetched:
        if survey := survey_of(one.url):
            yield SurveyLink(survey, one.url, one.seen[0].found_on if one.seen else "")


def _on_pages(snapshot: SiteSnapshot) -> Iterator[SurveyLink]:
    for resource, page in snapshot.pages():
        for link in page.links:
            if link.url and (survey := survey_of(link.url)):
                yield SurveyLink(survey, link.url, resource.final_url)


def _pictures(snapshot: SiteSnapshot) -> Iterator[SurveyPicture]:
    for resource, page in snapshot.pages():
        yield from _pictures_of(page, resource.final_url)


def _pictures_of(page: Page, found_on: str) -> Iterator[SurveyPicture]:
    for block in page.blocks:
        if block.kind is not BlockKind.IMAGE or block.url.startswith("data:"):
            continue
        name = unquote(block.url.rpartition("/")[2])[:200].replace("_", " ")
        told = f"{name} {block.text[:200]}"
        survey = _SURVEY.search(told)
        if _QR.search(told) and (survey or "ita" in told.lower()):
            yield SurveyPicture(survey[1].upper() if survey else "", block.url, block.text[:200], found_on)
