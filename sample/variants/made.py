"""From a built folder to the site of a variant."""

from pathlib import Path

from sample.media import content_type
from sample.spec import load_spec
from sample.variants.core import core_spec
from sample.variants.kind import Variant
from sample.variants.site import Part, Site

_NOT_FOUND = "404.html"


def site_of(folder: Path, variant: Variant) -> Site:
    """The variant's site out of what `build` wrote for it to `folder`."""
    spec = core_spec()
    addresses = {page: address for address, page in spec.routes.items()} | {"index.html": "/"}
    charsets = {page.path: page.charset for page in load_spec().pages}
    parts = {}
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = file.relative_to(folder).as_posix()
        parts[addresses.get(name, f"/{name}")] = Part(content_type(name, charsets.get(name, "utf-8")), file.read_bytes())
    missing = parts.pop(f"/{_NOT_FOUND}")
    site = Site(parts, Part(missing.content_type, missing.body, 404))
    if variant.follows_outside:
        site.close_off()
    variant.change(site)
    return site
