"""Real workers, a real broker, real kills: nothing is lost and nothing counted twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta

import psutil
import pytest
import redis
import servers
from flow import SCANS, Flow, Paper, certificate
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from records.handover import verify_package
from records.ledger import review
from records.ledger.handover import request_handover
from records.ledger.moves import claim, holder
from records.settings import Settings
from records.states import DocumentState, FileState, HandoverState, PageState
from records.tables import AuditEntry, File, Handover, Page, now
from records.values import Kind
from worker.context import Context
from worker.embedded import environment, stop
from worker.queues import ledger
from worker.stages import open_file, read_page
from worker.stages.stage import run
from worker.sweeper import sweep

PATIENCE_S = 120
SCAN = SCANS / "surat-miring.jpg"


@contextmanager
def worker(settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    """A worker as the embedded default starts it."""
    log = settings.home / "worker.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as out:
        child = subprocess.Popen(
            [sys.executable, "-m", "worker"],
            env=environment(settings),
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    try:
        yield child
    finally:
        stop(child)


def wait_for(what: Callable[[], object], settings: Settings) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not what():
        if time.monotonic() > deadline:
            raise AssertionError((settings.home / "worker.log").read_text()[-3000:])
        time.sleep(0.05)


@pytest.fixture
def live(database_url: str, redis_url: str, make_settings: Callable[..., Settings]) -> Flow:
    return _live(database_url, redis_url, make_settings)


@pytest.fixture
def sqlite_live(sqlite_url: str, redis_url: str, make_settings: Callable[..., Settings]) -> Flow:
    return _live(sqlite_url, redis_url, make_settings)


def _live(database_url: str, redis_url: str, make_settings: Callable[..., Settings]) -> Flow:
    return Flow(
        make_settings(
            database_url=database_url,
            redis_url=redis_url,
            worker_processes=1,
            sweep_every_s=1,
            stale_after_s=2,
            # A worker that lost its database in the middle lives on and holds the page until its lease ends.
            page_timeout_s=30,
            # What is killed is the same with one engine; a worker that loads no second one starts sooner.
            strong_engine=False,
        )
    )


def page_at_work(flow: Flow) -> Page | None:
    with flow.context.reading() as session:
        return session.scalar(
            select(Page).where(Page.state == PageState.RENDERED, Page.lease_by.is_not(None))
        )


def all_offered(flow: Flow) -> bool:
    documents = flow.documents()
    files = flow.files()
    return (
        all(f.state is FileState.FOUND for f in files)
        and bool(documents)
        and all(d.state is DocumentState.AWAITING_REVIEW for d in documents)
    )


def reads(flow: Flow) -> Counter[int | None]:
    with flow.context.reading() as session:
        return Counter(session.scalars(select(AuditEntry.subject_id).where(AuditEntry.verb == "page-read")))


def kill_tree(process: subprocess.Popen[bytes]) -> None:
    everyone = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
    for one in everyone:
        with suppress(psutil.NoSuchProcess):
            one.kill()
    process.wait()


def test_a_worker_killed_in_mid_page_loses_nothing(live: Flow) -> None:
    live.hand_in((SCAN.name, SCAN.read_bytes()), ("digital.pdf", certificate(Paper())))
    with worker(live.settings) as first:
        wait_for(lambda: page_at_work(live), live.settings)
        kill_tree(first)
    left = page_at_work(live)
    assert left is not None, "the page was done before the kill"
    assert left.tries == 1
    with worker(live.settings):
        wait_for(lambda: all_offered(live), live.settings)
    assert [p.state for p in live.pages()] == [PageState.READ, PageState.READ]
    assert set(reads(live).values()) == {1}
    kinds = sorted(d.kind for d in live.documents())
    assert kinds == [Kind.CERTIFICATE, Kind.SUPERVISOR_LETTER]


def test_a_reading_process_killed_alone_is_replaced_and_its_page_read(sqlite_live: Flow) -> None:
    sqlite_live.hand_in((SCAN.name, SCAN.read_bytes()))
    with worker(sqlite_live.settings) as running:
        wait_for(lambda: page_at_work(sqlite_live), sqlite_live.settings)
        at_work = page_at_work(sqlite_live)
        assert at_work is not None
        assert at_work.lease_by is not None
        os.kill(int(at_work.lease_by.split(":")[1]), signal.SIGKILL)
        wait_for(lambda: all_offered(sqlite_live), sqlite_live.settings)
        assert running.poll() is None
    assert set(reads(sqlite_live).values()) == {1}


def test_a_flushed_broker_costs_time_only(sqlite_live: Flow) -> None:
    sqlite_live.hand_in(("digital.pdf", certificate(Paper())))
    with redis.Redis.from_url(sqlite_live.settings.redis_url) as broker:
        assert broker.llen("pages") == 1
        broker.flushall()
        with worker(sqlite_live.settings):
            wait_for(lambda: all_offered(sqlite_live), sqlite_live.settings)
            # Again with the worker up: what it is told is forgotten at once, the sweeper tells it anew.
            batch = certificate(Paper(number="2/2019"), Paper(number="3/2019", name="Dewi Lestari Handayani"))
            sqlite_live.hand_in(("lagi.pdf", batch))
            broker.flushall()
            wait_for(
                lambda: len(sqlite_live.documents()) == 3 and all_offered(sqlite_live), sqlite_live.settings
            )
    assert set(reads(sqlite_live).values()) == {1}


def test_a_worker_killed_while_it_packs_loses_nothing_and_packs_once(live: Flow) -> None:
    papers = [Paper(number=f"{n}/2019", course=f"Pelatihan Bidang {n}") for n in "ABCDEF"]
    live.hand_in(("enam.pdf", certificate(*papers)))
    live.drain()
    with ledger(live.settings) as session:
        for document in live.documents():
            review.confirm(session, document.id, user_id=None, despite_repeat=True)
        wanted = request_handover(session, office_id=live.office_id, user_id=None)
    with worker(live.settings) as first:
        wait_for(lambda: _handover(live).lease_by, live.settings)
        kill_tree(first)
    left = _handover(live)
    assert (left.state, left.tries, left.package_blob) == (HandoverState.REQUESTED, 1, None)
    with worker(live.settings):
        wait_for(lambda: _handover(live).state is HandoverState.PACKED, live.settings)
    packed = _handover(live)
    assert (packed.id, packed.records_total) == (wanted.id, len(papers))
    check = verify_package(live.context.store.path_of(packed.package_blob or ""))
    assert (check.records, check.problems) == (len(papers), ())
    with live.context.reading() as session:
        said = Counter(session.scalars(select(AuditEntry.verb)))
    assert (said["handover-requested"], said["handover-packed"]) == (1, 1)
    assert said["document-handed-over"] == len(papers)
    assert {d.state for d in live.documents()} == {DocumentState.HANDED_OVER}


def _handover(flow: Flow) -> Handover:
    with flow.context.reading() as session:
        return session.scalars(select(Handover)).one()


def test_a_database_that_crashes_and_a_broker_that_forgets_cost_time_only(
    postgres_url: str, redis_url: str, make_settings: Callable[..., Settings]
) -> None:
    home = servers.find_postgres()
    assert home is not None
    flow = _live(postgres_url, redis_url, make_settings)
    flow.hand_in((SCAN.name, SCAN.read_bytes()), ("digital.pdf", certificate(Paper())))
    with worker(flow.settings) as running:
        wait_for(lambda: page_at_work(flow), flow.settings)
        servers.restart_postgres(home, postgres_url)
        with redis.Redis.from_url(redis_url) as broker:
            broker.flushall()
        wait_for(lambda: all_offered(flow), flow.settings)
        assert running.poll() is None
    assert set(reads(flow).values()) == {1}
    assert len(flow.documents()) == 2


def test_a_worker_stops_when_its_parent_is_killed(sqlite_live: Flow) -> None:
    code = (
        "import subprocess, sys, time;"
        "p = subprocess.Popen([sys.executable, '-m', 'worker'], start_new_session=True);"
        "print(p.pid, flush=True); time.sleep(600)"
    )
    log = sqlite_live.settings.home / "worker.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as out:
        parent = subprocess.Popen(
            [sys.executable, "-c", code],
            env=environment(sqlite_live.settings),
            stdout=subprocess.PIPE,
            stderr=out,
        )
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    grandchildren = psutil.Process(pid).children
    wait_for(lambda: len(grandchildren(recursive=True)) >= 1, sqlite_live.settings)
    everyone = [psutil.Process(pid), *grandchildren(recursive=True)]
    parent.kill()
    parent.wait()
    parent.stdout.close()
    _, alive = psutil.wait_procs(everyone, timeout=30)
    assert not alive


def test_a_page_that_kills_its_reader_every_time_ends_failed(sqlite_flow: Flow) -> None:
    sqlite_flow.hand_in(("satu.pdf", certificate(Paper(), Paper(number="2/2019"))))
    sqlite_flow.run_waiting(open_file.STAGE)
    killer, good = sqlite_flow.pages()
    for tries in range(1, sqlite_flow.settings.max_tries + 1):
        with ledger(sqlite_flow.settings) as session:
            assert claim(session, Page, killer.id, start=(PageState.RENDERED,), lease_s=60) == tries
            _as_if_killed(session, killer.id)
    run(read_page.STAGE, sqlite_flow.context, killer.id)
    sqlite_flow.drain()
    failed, read = sqlite_flow.pages()
    assert (failed.state, failed.error_code) == (PageState.FAILED, "stopped-too-often")
    assert read.state is PageState.READ
    assert len(sqlite_flow.documents()) == 1
    assert good.number == 2


def _as_if_killed(session: Session, page_id: int) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    host = holder().rsplit(":", 2)[0]
    session.execute(update(Page).where(Page.id == page_id).values(lease_by=f"{host}:{gone.pid}:1"))


def test_a_database_connection_cut_in_the_middle_costs_one_try(
    postgres_url: str, redis_url: str, make_settings: Callable[..., Settings]
) -> None:
    flow = Flow(make_settings(database_url=postgres_url, redis_url=redis_url))
    flow.hand_in(("satu.pdf", certificate(Paper())))

    def cut(context: Context, _: int) -> None:
        with context.ledger() as session:
            session.execute(text("select pg_terminate_backend(pg_backend_pid())"))

    run(replace(open_file.STAGE, work=cut), flow.context, flow.files()[0].id)
    (file,) = flow.files()
    assert (file.state, file.tries, file.lease_by) == (FileState.RECEIVED, 1, None)
    flow.drain()
    assert flow.files()[0].state is FileState.FOUND


def test_a_row_held_by_a_living_process_is_left_alone(sqlite_flow: Flow) -> None:
    sqlite_flow.hand_in(("satu.pdf", certificate(Paper())))
    (file,) = sqlite_flow.files()
    with ledger(sqlite_flow.settings) as session:
        assert claim(session, File, file.id, start=(FileState.RECEIVED,), lease_s=600) == 1
    with ledger(sqlite_flow.settings) as session:
        assert claim(session, File, file.id, start=(FileState.RECEIVED,), lease_s=600) is None
    sqlite_flow.run_waiting(open_file.STAGE)
    assert sqlite_flow.files()[0].state is FileState.RECEIVED


def test_the_sweeper_sends_only_what_stood_still_and_once_a_while(flow: Flow) -> None:
    flow.hand_in(("satu.pdf", certificate(Paper())))
    with redis.Redis.from_url(flow.settings.redis_url) as broker:
        broker.flushall()
        assert sweep(flow.context) == 0, "it moved a moment ago"
        with ledger(flow.settings) as session:
            session.execute(update(File).values(moved_at=now() - timedelta(hours=1)))
        assert sweep(flow.context) == 1
        assert broker.llen("pages") == 1
        assert sweep(flow.context) == 0, "it was sent a moment ago"
        assert broker.llen("pages") == 1
