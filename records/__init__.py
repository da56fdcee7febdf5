"""What the web and the workers share: values, states, settings, rows, ledger verbs, blobs, hand-over."""
