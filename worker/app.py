"""The Celery application: late acknowledgement, one task at a time, queues by stage, the sweeper's beat."""

from __future__ import annotations

from celery import Celery

from records.settings import Settings
from worker.beating import WorkerPulse
from worker.broker import broker_url
from worker.queues import LIGHT, QUEUE_OF, QUEUES, VISIBILITY_TIMEOUT_S, task_name

# The pool kills a process that overstays by this much its soft limit.
_GRACE_S = 20
_START_S = 180.0


def make_app(settings: Settings) -> Celery:
    """Give an application for `settings` with all tasks registered."""
    app = Celery("bukti", broker=broker_url(settings), include=["worker.tasks"])
    app.conf.update(
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        # A rejected message would come back without end; the ledger counts tries and the sweeper re-sends.
        task_acks_on_failure_or_timeout=True,
        task_ignore_result=True,
        task_default_queue=LIGHT,
        task_queues={name: {} for name in QUEUES},
        task_routes={task_name(task): {"queue": queue} for task, queue in QUEUE_OF.items()}
        | {task_name("sweep"): {"queue": LIGHT}},
        worker_prefetch_multiplier=1,
        worker_hijack_root_logger=False,
        worker_enable_remote_control=False,
        worker_send_task_events=False,
        worker_cancel_long_running_tasks_on_connection_loss=True,
        broker_connection_retry_on_startup=True,
        # A broker that is away for an hour is waited for; the ledger keeps what is to be done.
        broker_connection_max_retries=None,
        # A process loads its models before it says that it is alive.
        worker_proc_alive_timeout=_START_S,
        broker_transport_options={
            "visibility_timeout": VISIBILITY_TIMEOUT_S,
            "queue_order_strategy": "round_robin",
        },
        timezone="UTC",
        beat_scheduler="worker.beating:Scheduler",
        beat_schedule={
            "sweep": {"task": task_name("sweep"), "schedule": float(settings.sweep_every_s)},
        },
        task_annotations={
            task_name("read_page"): _limits(settings.page_timeout_s),
            task_name("find_documents"): _limits(settings.page_timeout_s * 10),
            task_name("open_file"): _limits(settings.page_timeout_s * 30),
        },
    )
    app.steps["consumer"].add(WorkerPulse)
    app.set_default()
    return app


def _limits(soft_s: int) -> dict[str, int]:
    return {"soft_time_limit": soft_s, "time_limit": soft_s + _GRACE_S}
