"""A disk runs full and is given room again: work waits meanwhile, nothing is lost or counted twice."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import redis
import servers
from flow import Flow, Paper, certificate
from sqlalchemy import create_engine, select, text, update
from sqlalchemy.exc import DBAPIError, OperationalError

from records.database import engine_for, upgrade
from records.errors import Trouble
from records.fullness import database_is_full, is_full, never_fits
from records.ledger import review
from records.ledger.handover import request_handover
from records.ledger.intake import retry_file
from records.settings import Settings
from records.states import DocumentState, FileState, HandoverState, PageState
from records.tables import AuditEntry, File, Handover, Page, now
from web.problems import sentence_of
from worker.queues import ledger
from worker.stages import open_file, pack_handover, read_page
from worker.stages.stage import Stage
from worker.sweeper import sweep

ROOM = 12_000_000


@pytest.fixture
def disk() -> Iterator[Path]:
    with servers.small_disk(ROOM) as folder:
        yield folder


@pytest.fixture
def flow(database_url: str, redis_url: str, make_settings: Callable[..., Settings], disk: Path) -> Flow:
    """The scan store lies on the small disk, the database does not."""
    settings = make_settings(
        database_url=database_url, redis_url=redis_url, blob_dir=disk / "blobs", max_tries=2
    )
    return Flow(settings)


def verbs(flow: Flow) -> Counter[str]:
    with flow.context.reading() as session:
        return Counter(session.scalars(select(AuditEntry.verb)))


def leftovers(flow: Flow) -> list[str]:
    return [path.name for path in (flow.context.store.root / "incoming").iterdir()]


def try_often(flow: Flow, stage: Stage) -> None:
    """Try more often than anything that is at fault would be tried."""
    for _ in range(flow.settings.max_tries + 2):
        assert flow.run_waiting(stage) == 1


def test_the_store_takes_all_or_nothing(flow: Flow, disk: Path) -> None:
    servers.fill(disk)
    with pytest.raises(Trouble, match="store-full") as caught:
        flow.put(b"x" * 100_000)
    assert is_full(caught.value)
    assert leftovers(flow) == []


def test_work_waits_for_room_and_is_then_done_once(flow: Flow, disk: Path) -> None:
    flow.hand_in(("satu.pdf", certificate(Paper())))
    ballast = servers.fill(disk)
    try_often(flow, open_file.STAGE)
    (file,) = flow.files()
    assert (file.state, file.error_code, file.tries, file.lease_by) == (
        FileState.RECEIVED,
        "disk-full",
        0,
        None,
    )
    ballast.unlink()
    flow.run_waiting(open_file.STAGE)
    ballast = servers.fill(disk)
    try_often(flow, read_page.STAGE)
    (page,) = flow.pages()
    assert (page.state, page.error_code, page.tries) == (PageState.RENDERED, "disk-full", 0)
    assert leftovers(flow) == []
    ballast.unlink()
    # Nobody need press anything: the sweeper sends what stands still, once what was sent is used up.
    with redis.Redis.from_url(flow.settings.redis_url) as broker:
        broker.flushall()
    with ledger(flow.settings) as session:
        session.execute(update(Page).values(moved_at=now() - timedelta(hours=1)))
    assert sweep(flow.context) == 1
    flow.drain()
    assert [d.state for d in flow.documents()] == [DocumentState.AWAITING_REVIEW]
    assert (flow.files()[0].error_code, flow.pages()[0].error_code) == (None, None)
    assert verbs(flow)["page-read"] == 1
    assert not {"file-failed", "page-failed"} & set(verbs(flow))


def waiting_since(flow: Flow, hours_ago: float) -> None:
    """Let whatever waits for room have waited for so long."""
    since = {"since": (now() - timedelta(hours=hours_ago)).isoformat()}
    with ledger(flow.settings) as session:
        for row in (File, Page):
            session.execute(update(row).where(row.error_code == "disk-full").values(error_values=since))


def told(row: File | Page) -> list[str]:
    return [sentence_of(row.error_code or "", language, row.error_values) for language in ("id", "en")]


def test_what_waited_too_long_for_room_ends_in_words_and_can_be_tried_again(flow: Flow, disk: Path) -> None:
    flow.hand_in(("satu.pdf", certificate(Paper())))
    ballast = servers.fill(disk)
    try_often(flow, open_file.STAGE)
    hours = flow.settings.full_disk_hours
    waiting_since(flow, hours - 1)
    kept = flow.files()[0].error_values
    try_often(flow, open_file.STAGE)
    # However often it is tried: it waits since the first time.
    assert (flow.files()[0].state, flow.files()[0].error_values) == (FileState.RECEIVED, kept)
    waiting_since(flow, hours + 1)
    flow.run_waiting(open_file.STAGE)
    (file,) = flow.files()
    assert (file.state, file.error_code, file.lease_by) == (FileState.FAILED, "disk-stayed-full", None)
    indonesian, english = told(file)
    assert f"{hours} jam" in indonesian
    assert "mengosongkan ruang" in indonesian
    assert f"{hours} hours" in english
    assert flow.context.store.has(file.sha256)
    # Tried again while the disk is still full, it waits again, for as long.
    with ledger(flow.settings) as session:
        retry_file(session, file.id, user_id=None)
    try_often(flow, open_file.STAGE)
    assert (flow.files()[0].state, flow.files()[0].error_code) == (FileState.RECEIVED, "disk-full")
    ballast.unlink()
    flow.drain()
    assert [d.state for d in flow.documents()] == [DocumentState.AWAITING_REVIEW]
    assert (verbs(flow)["page-read"], verbs(flow)["file-failed"]) == (1, 1)


def test_a_page_that_waited_too_long_says_so_and_is_read_when_asked_again(flow: Flow, disk: Path) -> None:
    flow.hand_in(("satu.pdf", certificate(Paper())))
    flow.run_waiting(open_file.STAGE)
    ballast = servers.fill(disk)
    flow.run_waiting(read_page.STAGE)
    waiting_since(flow, flow.settings.full_disk_hours + 1)
    flow.run_waiting(read_page.STAGE)
    (page,) = flow.pages()
    assert (page.state, page.error_code) == (PageState.FAILED, "disk-stayed-full")
    assert f"{flow.settings.full_disk_hours} jam" in told(page)[0]
    ballast.unlink()
    with ledger(flow.settings) as session:
        retry_file(session, page.file_id, user_id=None)
    flow.drain()
    assert [d.state for d in flow.documents()] == [DocumentState.AWAITING_REVIEW]


@pytest.fixture
def small_home(sqlite_url: str, redis_url: str, make_settings: Callable[..., Settings], disk: Path) -> Flow:
    """The folder of work under way lies on the small disk, scans and database do not."""
    values = make_settings(database_url=sqlite_url, redis_url=redis_url, max_tries=2).model_dump()
    store = values["home"] / "blobs"
    return Flow(Settings(**(values | {"blob_dir": store, "home": disk / "home"})))


def archive(*members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for number, member in enumerate(members):
            packed.writestr(f"{number}.pdf", member)
    return out.getvalue()


def test_an_archive_on_a_full_disk_waits_and_is_not_called_broken(small_home: Flow, disk: Path) -> None:
    small_home.hand_in(("dua.zip", archive(certificate(Paper()), certificate(Paper(number="2/2019")))))
    (disk / "home" / "run" / "work").mkdir(parents=True)
    ballast = servers.fill(disk)
    try_often(small_home, open_file.STAGE)
    (file,) = small_home.files()
    assert (file.state, file.error_code, file.tries) == (FileState.RECEIVED, "disk-full", 0)
    ballast.unlink()
    small_home.drain()
    assert {f.state for f in small_home.files()} == {FileState.UNPACKED, FileState.FOUND}
    assert len(small_home.documents()) == 2
    assert list((disk / "home" / "run" / "work").iterdir()) == []


def test_what_the_empty_disk_could_not_hold_does_not_wait(small_home: Flow, disk: Path) -> None:
    small_home.hand_in(("besar.zip", archive(certificate(Paper()) + bytes(2 * ROOM))))
    small_home.run_waiting(open_file.STAGE)
    (file,) = small_home.files()
    assert (file.state, file.error_code) == (FileState.FAILED, "disk-too-small")
    assert file.error_values["most_bytes"] < 2 * ROOM < file.error_values["needed_bytes"]
    assert all(str(file.error_values["needed_bytes"]) in said for said in told(file))
    assert "memperbesar disk" in told(file)[0]
    assert small_home.context.store.has(file.sha256)
    with ledger(small_home.settings) as session:
        retry_file(session, file.id, user_id=None)
    assert small_home.files()[0].state is FileState.RECEIVED


def test_the_store_says_what_it_could_never_hold(flow: Flow) -> None:
    for put in (flow.put, lambda data: flow.context.store.put_stream(io.BytesIO(data), 10 * ROOM)):
        with pytest.raises(Trouble, match="store-full") as caught:
            put(bytes(2 * ROOM))
        assert never_fits(caught.value)["needed_bytes"] == 2 * ROOM
    assert leftovers(flow) == []


def test_a_package_waits_for_room(flow: Flow, disk: Path) -> None:
    flow.hand_in(("satu.pdf", certificate(Paper())))
    flow.drain()
    with ledger(flow.settings) as session:
        review.confirm(session, flow.documents()[0].id, user_id=None)
        handover = request_handover(session, office_id=flow.office_id, user_id=None)
    ballast = servers.fill(disk)
    try_often(flow, pack_handover.STAGE)
    with flow.context.reading() as session:
        waiting = session.get_one(Handover, handover.id)
        assert (waiting.state, waiting.error_code) == (HandoverState.REQUESTED, "disk-full")
    ballast.unlink()
    flow.drain()
    with flow.context.reading() as session:
        packed = session.get_one(Handover, handover.id)
        assert (packed.state, packed.error_code) == (HandoverState.PACKED, None)
    assert verbs(flow)["handover-packed"] == 1


def test_a_full_database_keeps_what_it_has_and_goes_on(
    redis_url: str, make_settings: Callable[..., Settings], disk: Path
) -> None:
    url = f"sqlite:///{disk / 'bukti.sqlite3'}"
    upgrade(url)
    flow = Flow(make_settings(database_url=url, redis_url=redis_url, max_tries=2))
    flow.hand_in(("satu.pdf", certificate(Paper())))
    ballast = servers.fill(disk)
    for _ in range(flow.settings.max_tries + 2):
        with pytest.raises(OperationalError) as caught:
            flow.run_waiting(open_file.STAGE)
        assert is_full(caught.value)
    (file,) = flow.files()
    assert (file.state, file.tries) == (FileState.RECEIVED, 0)
    ballast.unlink()
    flow.drain()
    assert [d.state for d in flow.documents()] == [DocumentState.AWAITING_REVIEW]
    assert verbs(flow)["page-read"] == 1
    engine_for(url).dispose()


def test_a_full_postgresql_is_told_from_one_that_is_away(postgres_url: str, disk: Path) -> None:
    server, _ = postgres_url.rsplit("/", 1)
    (disk / "space").mkdir(mode=0o777)
    servers.hand_to_postgres(disk / "space")
    engine_for(postgres_url).dispose()
    admin = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE TABLESPACE small LOCATION '{disk / 'space'}'"))
        try:
            with engine_for(postgres_url).begin() as session:
                session.execute(text("CREATE TABLE much (words text) TABLESPACE small"))
                session.execute(text("INSERT INTO much VALUES ('kept')"))
            rows = "INSERT INTO much SELECT repeat(md5(n::text), 30) FROM generate_series(1, 100000) n"
            with pytest.raises(DBAPIError) as full, engine_for(postgres_url).begin() as session:
                session.execute(text(rows))
            assert database_is_full(full.value)
            with engine_for(postgres_url).begin() as session:
                assert session.scalars(text("SELECT words FROM much")).all() == ["kept"]
                session.execute(text("DROP TABLE much"))
            with pytest.raises(DBAPIError) as away, engine_for(postgres_url).begin() as session:
                session.execute(text("select pg_terminate_backend(pg_backend_pid())"))
            assert not is_full(away.value)
        finally:
            connection.execute(text("DROP TABLESPACE small"))
    admin.dispose()
