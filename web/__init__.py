"""Web: intake, review, inbox, people, API. It never computes; it shows and records decisions."""
