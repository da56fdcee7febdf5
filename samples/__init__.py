"""Fictitious scans with their truth: for the demo, the tests and, as building blocks, the bench."""
