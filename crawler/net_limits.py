"""How much of an answer is taken, beside the limits that the user sets (CrawlLimits): each number once, with its reason."""

# The head of an answer. Browsers take some 256 kB of it; real sites send a few kB.
MOST_HEAD_BYTES = 256_000  # status line and headers of one answer, answers before the answer ("100 Continue") included
MOST_HEADERS = 1_000  # lines of it: each costs far more memory than its bytes

# Encodings. The size of what comes out is held by max_body; these hold what it costs to get it out.
MOST_ENCODINGS = 2  # one around the other; each layer is unpacked as a whole, and real servers use one
MOST_PARTS = 200  # a compressed file may be many put together, and an empty one of 20 bytes costs as much time as 20 kB of text

# Names.
MOST_ADDRESSES = 8  # of one name: they are tried one after the other

# Redirects of robots.txt: its standard (RFC 9309) asks for five. Those of pages: MAX_HOPS of the spider.
MOST_ROBOTS_REDIRECTS = 5

# Rules for robots, of which the first 512,000 bytes are read (robots_trouble.MOST_BYTES): what matching them may cost for each address.
MOST_WILDCARDS = 5_000  # of a whole file; 250,000 take half a second for each address
MOST_AGENTS = 200  # groups for other programs; each rule is kept once for every program named above it

# Cookies of one crawl. They are sent back with every request, and browsers keep no more of a domain either.
MOST_COOKIES = 180
MOST_COOKIE_BYTES = 4_096  # name and value of one
MOST_COOKIE_HEADER = 8_192  # of all that one request sends: many servers refuse more
