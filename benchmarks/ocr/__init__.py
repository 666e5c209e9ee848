"""How well and how fast scans are read: `python -m benchmarks.ocr`."""
