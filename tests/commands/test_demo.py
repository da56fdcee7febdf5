"""The main job end to end, as a newcomer starts it."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[2]


def _demo(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "cli", "demo", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_the_demo_goes_from_scans_to_a_verified_package() -> None:
    process = _demo("--check")
    out, err = process.communicate(timeout=400)
    assert process.returncode == 0, err
    summary = json.loads(out)
    assert summary["confirmed"] >= 3
    assert summary["package"]["verified"] is True
    assert summary["package"]["records"] >= summary["confirmed"]
    assert summary["index"]["raised"] >= 1
    # The samples hold a contradiction on purpose: it must wait for a person.
    assert "jp-digits-contradict-words" in summary["doubtful"]
    # FAILED would be our fault, and every sample is a sound file.
    assert not {"FAILED", "REJECTED"} & set(summary["files"])


def test_ctrl_c_leaves_no_process_behind() -> None:
    process = _demo()
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        address = re.search(r"http://[\d.:]+", line)
        assert address, line
        with urllib.request.urlopen(address.group(), timeout=20) as page:  # noqa: S310 - our own server
            assert page.status == 200
        children = psutil.Process(process.pid).children(recursive=True)
        assert len(children) >= 3
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=180)
        assert process.returncode == 0
        deadline = time.monotonic() + 5
        while any(child.is_running() for child in children) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert not [child for child in children if child.is_running()]
    finally:
        process.kill()
