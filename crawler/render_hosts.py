"""Hosts whose scripts and pictures add nothing that is read: measuring, advertising, social widgets, maps, film, chat. Data and one test.

Libraries on delivery networks are not among them: pages are built with those."""

from functools import lru_cache
from urllib.parse import urlsplit

MEASURING = frozenset({
    "google-analytics.com", "googletagmanager.com", "analytics.google.com", "ssl.google-analytics.com", "hotjar.com", "hotjar.io",
    "clarity.ms", "matomo.cloud", "statcounter.com", "truehits.net", "truehits.in.th", "histats.com", "amung.us", "supercounters.com",
    "freecounterstat.com", "hitwebcounter.com", "flagcounter.com", "counter.websiteout.net", "hits.seeyoufarm.com", "stats.wp.com",
    "pixel.wp.com", "cloudflareinsights.com", "newrelic.com", "nr-data.net", "sentry.io", "segment.io", "segment.com", "mixpanel.com",
    "amplitude.com", "fullstory.com", "mc.yandex.ru", "quantserve.com", "scorecardresearch.com", "webstats.in.th", "stats.in.th",
    "lvs.truehits.in.th", "bugsnag.com", "crazyegg.com", "mouseflow.com", "smallcounter.com", "counter5.com", "e-zeeinternet.com",
    "besucherzaehler-kostenlos.de", "counter12.com", "free-counter.org", "website-hit-counters.com", "simplehitcounter.com",
})  # fmt: skip
ADVERTISING = frozenset({
    "doubleclick.net", "googlesyndication.com", "googleadservices.com", "adservice.google.com", "adnxs.com", "criteo.com", "criteo.net",
    "taboola.com", "outbrain.com", "amazon-adsystem.com", "adsrvr.org", "pubmatic.com", "rubiconproject.com", "popads.net",
    "propellerads.com", "ads-twitter.com", "analytics.tiktok.com", "ads.linkedin.com", "snap.licdn.com", "adform.net",
})  # fmt: skip
WIDGETS = frozenset({
    "connect.facebook.net", "fbcdn.net", "fbsbx.com", "platform.twitter.com", "syndication.twitter.com", "cdn.syndication.twimg.com",
    "addthis.com", "addtoany.com", "sharethis.com", "addthisedge.com", "shareaholic.com", "widgets.getpocket.com", "disqus.com",
    "disquscdn.com", "embed.tawk.to", "va.tawk.to", "tawk.to", "smartsuppchat.com", "livechatinc.com", "crisp.chat", "intercom.io",
    "zdassets.com", "zopim.com", "tidio.co", "tidiochat.com", "elfsight.com", "elfsightcdn.com", "lightwidget.com", "snapwidget.com",
    "scdn.line-apps.com", "social-plugins.line.me", "d.line-scdn.net", "weatherwidget.io", "weatherwidget.org", "accuweather.com",
    "openweathermap.org", "windy.com", "tradingview.com", "recaptcha.net", "hcaptcha.com", "userway.org", "equalweb.com",
    "translate.google.com", "translate.googleapis.com", "translate-pa.googleapis.com", "gtranslate.net", "cdn.gtranslate.net",
    "onesignal.com", "pushengage.com", "responsivevoice.org", "readspeaker.com", "widget.sheetgo.com", "zocial.com",
})  # fmt: skip
MAPS_AND_FILM = frozenset({
    "maps.google.com", "maps.googleapis.com", "maps.gstatic.com", "tile.openstreetmap.org", "api.mapbox.com", "longdo.com",
    "mapcdn.longdo.com", "youtube.com", "youtube-nocookie.com", "ytimg.com", "googlevideo.com", "vimeo.com", "vimeocdn.com",
    "player.vimeo.com", "dailymotion.com", "soundcloud.com", "twitch.tv", "jwpcdn.com", "jwplatform.com", "radio.co", "zeno.fm",
})  # fmt: skip
_HOSTS = MEASURING | ADVERTISING | WIDGETS | MAPS_AND_FILM
# Parts of a host that serves more than this.
_PLACES = (
    ("google.com", "/maps"), ("google.co.th", "/maps"), ("google.com", "/recaptcha"), ("gstatic.com", "/recaptcha"),
    ("facebook.com", "/plugins"), ("facebook.com", "/tr"), ("facebook.com", "/sharer"), ("facebook.com", "/share.php"),
    ("facebook.com", "/dialog"), ("twitter.com", "/share"), ("twitter.com", "/intent"), ("x.com", "/intent"), ("x.com", "/share"),
    ("line.me", "/R/msg"), ("linkedin.com", "/sharing"), ("linkedin.com", "/shareArticle"), ("pinterest.com", "/pin/create"),
    ("google.com", "/cse"), ("google.com", "/recaptcha"),
)  # fmt: skip


def is_side_show(url: str) -> bool:
    """True for an address of a service that measures, advertises, shares, chats, or shows maps or film. False for what is no address."""
    try:
        split = urlsplit(url)
        host = (split.hostname or "").removeprefix("www.").rstrip(".")
    except ValueError:
        return False
    return _listed(host) or any(_under(host, name) and split.path.startswith(path) for name, path in _PLACES)


@lru_cache(maxsize=5_000)
def _listed(host: str) -> bool:
    labels = host.split(".")
    return any(".".join(labels[start:]) in _HOSTS for start in range(len(labels) - 1))


def _under(host: str, name: str) -> bool:
    return host == name or host.endswith("." + name)
