"""The pure core: Thai text and dates, packs, matching, judging, scoring, wording. Knows no network, disk, clock, SQL or click."""
