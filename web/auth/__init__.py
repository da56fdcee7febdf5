"""Log-in, sessions, tokens and the brakes on guessing."""
