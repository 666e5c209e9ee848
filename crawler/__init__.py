"""The door by which the web comes in: a Scrapy spider, a browser where it changes the answer, and a guard of addresses.

What is fetched is kept as bytes and facts; reading documents and judging happen elsewhere.
"""
