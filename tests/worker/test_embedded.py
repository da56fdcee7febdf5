import time
from collections.abc import Callable

import psutil
import pytest
from flow import Flow, Paper, certificate

from records.database import upgrade
from records.errors import Misconfigured, Trouble
from records.settings import Settings
from records.states import DocumentState
from worker.broker import connect, socket_path
from worker.embedded import embedded


@pytest.fixture
def home(make_settings: Callable[..., Settings]) -> Settings:
    settings = make_settings(worker_processes=1)
    upgrade(settings.get_database_url())
    return settings


def test_the_private_parts_run_and_leave_no_process_behind(home: Settings) -> None:
    with embedded(home) as parts:
        parts.check()
        assert set(parts.children) == {"redis-server", "worker"}
        with connect(home) as client:
            assert client.ping()
        everyone = [psutil.Process(child.pid) for child in parts.children.values()]
        everyone += [child for process in everyone for child in process.children(recursive=True)]
        assert all(process.is_running() for process in everyone)
        assert not [
            c for p in everyone for c in p.net_connections() if c.status == psutil.CONN_LISTEN and c.raddr
        ]
    assert not [process for process in everyone if process.is_running()]
    assert not socket_path(home).exists()


def test_after_reading_no_helper_process_is_left_behind(
    sqlite_url: str, make_settings: Callable[..., Settings]
) -> None:
    settings = make_settings(database_url=sqlite_url, worker_processes=1)
    flow = Flow(settings)
    with embedded(settings) as parts:
        flow.hand_in(("satu.pdf", certificate(Paper())))
        deadline = time.monotonic() + 120
        while not [d for d in flow.documents() if d.state is DocumentState.AWAITING_REVIEW]:
            assert time.monotonic() < deadline, (settings.home / "run" / "worker.log").read_text()[-2000:]
            parts.check()
            time.sleep(0.1)
        everyone = [
            process
            for child in parts.children.values()
            for process in psutil.Process(child.pid).children(recursive=True)
        ]
        assert everyone
    _, alive = psutil.wait_procs(everyone, timeout=10)
    assert not alive


def test_a_second_bukti_in_the_same_home_is_refused(home: Settings) -> None:
    with embedded(home, worker=False), pytest.raises(Misconfigured, match="home-in-use"), embedded(home):
        raise AssertionError("started twice")


def test_a_part_that_stops_by_itself_is_named(home: Settings) -> None:
    with embedded(home, worker=False) as parts:
        parts.children["redis-server"].kill()
        parts.children["redis-server"].wait()
        with pytest.raises(Trouble, match="part-stopped") as caught:
            parts.check()
        assert caught.value.values["part"] == "redis-server"


def test_a_stale_socket_of_a_killed_server_is_no_hindrance(home: Settings) -> None:
    with embedded(home, worker=False) as parts:
        parts.children["redis-server"].kill()
        parts.children["redis-server"].wait()
    socket_path(home).parent.mkdir(parents=True, exist_ok=True)
    socket_path(home).touch()
    with embedded(home, worker=False) as parts:
        parts.check()


def test_a_deep_home_gets_a_short_socket(make_settings: Callable[..., Settings]) -> None:
    settings = make_settings()
    deep = settings.model_copy(update={"home": settings.home / ("x" * 120)})
    assert len(str(socket_path(deep)).encode()) < 100
    assert socket_path(deep) != socket_path(settings)
