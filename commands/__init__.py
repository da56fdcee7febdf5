"""The commands behind `bukti …`, one a file; `cli.py` is their front door."""
