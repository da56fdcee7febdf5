"""Queues, which task goes where, and sending after the commit. The web imports this and no task module.

A hint that cannot be sent is dropped with a line in the log: the row is in the database, the sweeper will
send it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache

import structlog
from celery import Celery
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError
from sqlalchemy.orm import Session

from records.database import transaction
from records.ledger.hints import TASKS, Hint, take_hints
from records.settings import Settings
from records.settings import settings as process_settings
from worker.broker import broker_url

log = structlog.get_logger()

PAGES, TEXT, LIGHT = "pages", "text", "light"
QUEUES = (PAGES, TEXT, LIGHT)

# Files are opened on one queue and pages read on another, so that the first pages of many files are read
# while the last files still wait to be opened.
QUEUE_OF = dict.fromkeys(TASKS, LIGHT) | {"open_file": PAGES, "read_page": TEXT, "find_documents": TEXT}

VISIBILITY_TIMEOUT_S = 3600
_SEND_TIMEOUT_S = 2.0


def task_name(task: str) -> str:
    """Give the name a task has on the broker."""
    return f"bukti.{task}"


@contextmanager
def ledger(settings: Settings | None = None) -> Iterator[Session]:
    """One short write transaction; what it asked for is sent once it is committed."""
    current = settings or process_settings()
    with transaction(current.get_database_url()) as session:
        yield session
    send(take_hints(session), current)


def send(hints: Iterable[Hint], settings: Settings | None = None) -> int:
    """Send hints to the broker; give how many it took."""
    app = _sender(broker_url(settings or process_settings()))
    sent = 0
    for hint in hints:
        try:
            app.send_task(
                task_name(hint.task),
                args=(hint.row_id,),
                queue=QUEUE_OF[hint.task],
                countdown=hint.delay_s or None,
                ignore_result=True,
            )
        except (OperationalError, RedisError, OSError) as error:
            log.warning("hint-not-sent", task=hint.task, id=hint.row_id, error=type(error).__name__)
            return sent
        sent += 1
    return sent


@lru_cache(maxsize=4)
def _sender(url: str) -> Celery:
    app = Celery("bukti-sender", broker=url, set_as_current=False)
    app.conf.update(
        task_publish_retry=False,
        broker_connection_timeout=_SEND_TIMEOUT_S,
        broker_transport_options={
            "visibility_timeout": VISIBILITY_TIMEOUT_S,
            "socket_connect_timeout": _SEND_TIMEOUT_S,
            "socket_timeout": _SEND_TIMEOUT_S,
            "max_retries": 0,
        },
    )
    return app
