"""Benchmarks of the crawl: what it costs a page, and how soon it finds what is there."""
