"""A made-up municipality: its website, generated from site.yaml, and the truth about its 43 items."""

from sample.build import build
from sample.serve import serve
from sample.truth import ItemTruth, Truth, truth

__all__ = ["ItemTruth", "Truth", "build", "serve", "truth"]
