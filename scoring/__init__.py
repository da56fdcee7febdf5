"""Scoring: who is it, can it be trusted, what is it worth, and why. Pure, no rows."""
