"""What the web and the workers share: values, states, settings, rows, ledger verbs, blobs, hand-over."""

__version__ = "0.1.0"
