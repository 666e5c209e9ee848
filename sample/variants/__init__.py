"""The sample agency in the technologies of real sites: the same documents and truth, other ways to them."""

from collections.abc import Mapping

from sample.truth import truth
from sample.variants.accordion import ACCORDION
from sample.variants.calendar import CALENDAR
from sample.variants.dead_links import DEAD_LINKS
from sample.variants.drive import DRIVE
from sample.variants.glyph import GLYPH
from sample.variants.images import IMAGES
from sample.variants.kind import Expected, Variant
from sample.variants.office import OFFICE
from sample.variants.php import PHP
from sample.variants.read_more import READ_MORE
from sample.variants.sister import SISTER
from sample.variants.spa import SPA
from sample.variants.splash import SPLASH
from sample.variants.trouble import TROUBLE

_ALL = (
    *SPLASH, *SPA, *ACCORDION, *READ_MORE, *PHP, *DEAD_LINKS, *GLYPH, *IMAGES, *DRIVE, *SISTER, *OFFICE, *CALENDAR, *TROUBLE,
)  # fmt: skip
VARIANTS: Mapping[str, Variant] = {variant.name: variant for variant in _ALL}


def variant_named(name: str) -> Variant:
    """The variant of that name. ValueError names those that there are."""
    if name not in VARIANTS:
        raise ValueError(f"sample: no variant {name!r}; take one of {', '.join(VARIANTS)}")
    return VARIANTS[name]


def expected(variant: Variant) -> dict[str, Expected]:
    """What a check of the variant must say of each item."""
    changed = variant.changed_truth()
    return {code: Expected(item, changed.get(code, (item.outcome,)), exact=code not in changed) for code, item in truth().items.items()}
