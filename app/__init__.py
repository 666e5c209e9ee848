"""Use cases: the one place that wires crawler, store, reports, reading and the core together."""
