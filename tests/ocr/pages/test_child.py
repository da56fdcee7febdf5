"""The child can be killed, starved and abandoned, and the parent never hangs."""

import os
import signal
import socket
import threading
import time
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from drawing import draw_page, save_digital, save_scan
from PIL import Image

from ocr.limits import DEFAULT_LIMITS
from ocr.pages import children, open_pages
from ocr.pages.sandbox import lock_down
from records.errors import Rejected, Trouble


def parsing_children() -> list[psutil.Process]:
    return [
        grandchild
        for child in psutil.Process().children()
        # What ended and was not waited for has no command line, and no children.
        if child.status() != psutil.STATUS_ZOMBIE and "ocr.pages.forker" in " ".join(child.cmdline())
        for grandchild in child.children()
    ]


def test_a_killed_child_is_trouble_not_a_hang(tmp_path: Path) -> None:
    pages = open_pages(save_scan(tmp_path / "a.pdf", [draw_page()] * 8))
    next(pages)
    [child] = parsing_children()
    child.send_signal(signal.SIGKILL)
    with pytest.raises(Trouble) as caught:
        list(pages)
    assert caught.value.code == "reader-killed"


def test_after_a_kill_the_next_file_is_read(tmp_path: Path) -> None:
    path = save_scan(tmp_path / "a.pdf", [draw_page()] * 8)
    pages = open_pages(path)
    next(pages)
    forker = parsing_children()[0].parent()
    assert forker is not None
    forker.kill()
    with pytest.raises((Trouble, Rejected)):
        list(pages)
    assert len(list(open_pages(path))) == 8


def test_a_child_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    path = save_scan(tmp_path / "a.pdf", [draw_page()] * 3)
    begun = time.monotonic()
    with pytest.raises(Rejected) as caught:
        list(open_pages(path, replace(DEFAULT_LIMITS, page_timeout_s=0.0001)))
    assert caught.value.code in ("page-timeout", "pdf-broken")
    assert time.monotonic() - begun < 30
    assert not parsing_children()


def test_a_child_that_needs_too_much_memory_is_ended(tmp_path: Path) -> None:
    Image.new("RGB", (9_000, 9_000)).save(tmp_path / "a.png")
    limits = replace(DEFAULT_LIMITS, memory_bytes=300_000_000)
    with pytest.raises(Rejected) as caught:
        list(open_pages(tmp_path / "a.png", limits))
    assert caught.value.code in ("file-too-complex", "image-broken")


def test_pages_nobody_waits_for_end_their_child(tmp_path: Path) -> None:
    pages = open_pages(save_scan(tmp_path / "a.pdf", [draw_page()] * 20))
    next(pages)
    assert parsing_children()
    pages.close()
    assert not parsing_children()


def test_files_are_read_side_by_side(tmp_path: Path) -> None:
    path = save_digital(tmp_path / "a.pdf", [(f"halaman {n}",) for n in range(12)])
    counts: list[int] = []

    def read() -> None:
        counts.append(sum(1 for _ in open_pages(path)))

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert counts == [12] * 4


def test_what_a_child_cost_is_counted(tmp_path: Path) -> None:
    before = children.children_cpu_s()
    list(open_pages(save_scan(tmp_path / "a.pdf", [draw_page()] * 6)))
    assert children.children_cpu_s() - before > 0.02


def test_no_pipe_is_left_open(tmp_path: Path) -> None:
    path = save_digital(tmp_path / "a.pdf")
    list(open_pages(path))
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(5):
        list(open_pages(path))
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_locked_down_there_is_no_network_where_the_kernel_allows() -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            before = Path("/proc/self/ns/net").readlink()
            lock_down(DEFAULT_LIMITS)
            if Path("/proc/self/ns/net").readlink() == before:
                code = 77  # this kernel does not let us
            else:
                socket.create_connection(listener.getsockname(), timeout=2)
        except OSError:
            code = 0
        finally:
            os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    listener.close()
    if code == 77:
        pytest.skip("this kernel does not give processes a network namespace of their own")
    assert code == 0


def test_a_forked_worker_reads_with_a_forker_of_its_own(tmp_path: Path) -> None:
    path = save_digital(tmp_path / "a.pdf", [("satu",), ("dua",)])
    list(open_pages(path))
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            code = 0 if sum(1 for _ in open_pages(path)) == 2 else 2
            children._forker.stop()
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert sum(1 for _ in open_pages(path)) == 2
