"""Where worker and beat give their signs of life (`worker.pulse`): inside what would stop if they stopped."""

from __future__ import annotations

from typing import Any

from celery import bootsteps
from celery.beat import PersistentScheduler

from records.settings import settings
from worker.pulse import BEAT, EVERY_S, WORKER, beat_once


class WorkerPulse(bootsteps.StartStopStep):  # type: ignore[misc]  # Celery has no types
    """A step of the consumer: begun when the worker listens to the broker, ended when it no longer does."""

    requires = ("celery.worker.consumer.tasks:Tasks",)

    def __init__(self, parent: Any, **options: Any) -> None:
        super().__init__(parent, **options)
        self._timer: Any = None

    def start(self, parent: Any) -> None:
        """Touch the file now and whenever the loop comes round."""
        self._beat()
        self._timer = parent.timer.call_repeatedly(EVERY_S, self._beat)

    def stop(self, parent: Any) -> None:  # noqa: ARG002 - the base's signature
        """Touch it no more; started again when the broker is back."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _beat(self) -> None:
        beat_once(settings(), WORKER)


class Scheduler(PersistentScheduler):  # type: ignore[misc]  # as above
    """The beat's clock, which says when the broker took a task from it."""

    def apply_async(self, *args: Any, **options: Any) -> Any:
        """Send one task; raises when it could not be sent."""
        sent = super().apply_async(*args, **options)
        beat_once(settings(), BEAT)
        return sent
