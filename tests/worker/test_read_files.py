import contextlib
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from PIL import Image, ImageDraw

from ocr.reading import ReadOptions
from worker.read_files import find_files, read_files


@pytest.fixture
def scans(tmp_path: Path) -> list[Path]:
    paths = []
    for number in range(4):
        image = Image.new("L", (1200, 1600), 255)
        ImageDraw.Draw(image).text((150, 300), f"SERTIFIKAT Nomor {number}", fill=0, font_size=60)
        path = tmp_path / f"{number}.png"
        image.save(path)
        paths.append(path)
    return paths


def test_folders_are_walked_in_name_order_and_hidden_files_left_out(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("c.pdf", "a.pdf", ".hidden", "b/d.pdf"):
        (tmp_path / name).touch()
    assert find_files([tmp_path, tmp_path / "c.pdf"]) == [
        tmp_path / "a.pdf",
        tmp_path / "b" / "d.pdf",
        tmp_path / "c.pdf",
        tmp_path / "c.pdf",
    ]


def test_readings_come_in_order_with_a_line_for_what_cannot_be_read(
    scans: list[Path], tmp_path: Path
) -> None:
    empty = tmp_path / "empty.pdf"
    empty.touch()
    readings = list(read_files([scans[0], empty, scans[1]], ReadOptions(), 2))
    assert [r.file for r in readings] == ["0.png", "empty.pdf", "1.png"]
    assert [r.error.code if r.error else None for r in readings] == [None, "file-empty", None]
    assert all(r.pages[0].words for r in (readings[0], readings[2]))


def _reading_processes() -> Iterator[psutil.Process]:
    for process in psutil.Process().children(recursive=True):
        # What ended meanwhile has no command line.
        with contextlib.suppress(psutil.NoSuchProcess):
            if "spawn_main" in " ".join(process.cmdline()):
                yield process


def test_a_reading_process_killed_in_the_middle_loses_no_file(scans: list[Path]) -> None:
    killed = threading.Event()

    def kill_one() -> None:
        end = time.monotonic() + 60
        while time.monotonic() < end and not killed.is_set():
            for process in _reading_processes():
                process.kill()
                killed.set()
                return
            time.sleep(0.05)

    killer = threading.Thread(target=kill_one)
    killer.start()
    readings = list(read_files(scans, ReadOptions(), 2))
    killer.join()
    assert killed.is_set()
    assert [r.file for r in readings] == [p.name for p in scans]
    assert all(r.error is None for r in readings)
