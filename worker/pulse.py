"""Signs of life: a file the worker or the beat touches while it does its work, and how to ask for it.

python -m worker.pulse worker    exit status 0: its loop runs, it listens to the broker, which answers
python -m worker.pulse beat      exit status 0: it sent the sweeper's task not long ago

A process that is there but does nothing any more must not pass for healthy, so nobody asks for the process.
This module loads little: whoever asks, asks often.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from redis.exceptions import RedisError

from records.settings import Settings, settings
from worker.broker import connect

WORKER, BEAT = "worker", "beat"
EVERY_S = 5.0
_WORKER_STALE_S = 60.0
# Two sends may be lost to a broker that is restarted.
_BEATS = 3
_SLACK_S = 30.0


def pulse_path(current: Settings, part: str) -> Path:
    """Give the file that `part` touches."""
    return current.home / "run" / f"{part}.pulse"


def beat_once(current: Settings, part: str) -> None:
    """Say that `part` is at work now."""
    path = pulse_path(current, part)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()


def is_alive(current: Settings, part: str) -> bool:
    """Say whether `part` was at work a moment ago and, for a worker, whether it can be given any."""
    limit_s = _WORKER_STALE_S if part == WORKER else current.sweep_every_s * _BEATS + _SLACK_S
    try:
        age_s = time.time() - pulse_path(current, part).stat().st_mtime
    except FileNotFoundError:
        return False
    return age_s <= limit_s and (part == BEAT or _broker_answers(current))


def _broker_answers(current: Settings) -> bool:
    try:
        with connect(current) as broker:
            return bool(broker.ping())
    except RedisError:
        return False


if __name__ == "__main__":
    if sys.argv[1:] not in ([WORKER], [BEAT]):
        sys.exit("worker.pulse worker | worker.pulse beat")
    sys.exit(not is_alive(settings(), sys.argv[1]))
