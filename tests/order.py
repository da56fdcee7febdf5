"""In which order test files run: by what they cost, so that two processes end at about the same time."""

from __future__ import annotations

from pathlib import Path

# Files of 15 CPU seconds and more, the costliest first, and then the rooms whose files cost some.
HEAVY = (
    *("test_killing", "test_role_days", "test_demo", "test_reviewer_keys", "test_unseen_handful"),
    *("test_full_disk", "test_intake_flow", "test_read_page", "test_surgery", "test_judged_again"),
    *("test_review", "test_routes", "test_erasure", "test_missed_people", "test_next_document"),
    *("test_matched_again", "test_handover", "test_added_people", "test_read_files", "test_index_again"),
)
ROOMS = ("worker", "browser", "samples", "pages")


def place(path: Path) -> tuple[int, int]:
    """Give a test file's place; files of the same place stay as they were found."""
    heavy = HEAVY.index(path.stem) if path.stem in HEAVY else len(HEAVY)
    room = path.parent.name
    return heavy, ROOMS.index(room) if room in ROOMS else len(ROOMS)
