"""A generated province on loopback, audited for some nights: what a night costs, and whether each planted change is told once."""
