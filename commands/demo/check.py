"""The rest of the main job through the API: confirm what is ready, build the package, verify it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from commands.demo.client import Client
from records.errors import Trouble
from records.handover.verify import verify_package
from records.states import DocumentState, HandoverState

_PATIENCE_S = 120


def check(
    reviewer: Client, bkpp: Client, batches: Sequence[tuple[Client, int]], folder: Path
) -> dict[str, Any]:
    """Confirm, hand over and verify; give a summary.

    Raises:
        Trouble: `demo-failed` naming what did not come out as it must.
    """
    documents = list(_documents(reviewer))
    ready = [d for d in documents if d["ready"] and d["status"] == DocumentState.AWAITING_REVIEW]
    _ensure(bool(ready), "no document is ready to confirm")
    for document in ready:
        reviewer.post(f"documents/{document['id']}/confirm")
    handover = _wait_for_package(bkpp, reviewer.post("handovers", {"note": "demo"})["id"])
    package = folder / "package.zip"
    bkpp.download(f"handovers/{handover['id']}/package", package)
    verified = verify_package(package)
    _ensure(not verified.problems, "; ".join(verified.problems))
    _ensure(verified.records == handover["records_total"], "the package and the ledger count differently")
    return {
        "files": _files(batches),
        "documents": Counter(d["kind"] for d in documents),
        "ready": len(ready),
        "doubtful": Counter(r for d in documents if not d["ready"] for r in d["reasons"]),
        "confirmed": len(ready),
        "index": _index_gain(bkpp, ready),
        "package": {
            "records": verified.records,
            "members": verified.members,
            "sha256": handover["package"]["sha256"],
            "verified": True,
        },
    }


def _documents(client: Client) -> Iterator[dict[str, Any]]:
    after: int | None = 0
    while after is not None:
        answer = client.get("documents", after=after)
        yield from answer["documents"]
        after = answer["next"]


def _wait_for_package(client: Client, handover: int) -> dict[str, Any]:
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline:
        answer = client.get(f"handovers/{handover}")
        if answer["status"] == HandoverState.PACKED:
            return answer
        _ensure(answer["status"] != HandoverState.FAILED, f"the package was not built: {answer['error']}")
        time.sleep(0.2)
    raise Trouble("demo-failed", why="the package was not built in time")


def _files(batches: Sequence[tuple[Client, int]]) -> dict[str, int]:
    files = [f for client, batch in batches for f in client.get(f"batches/{batch}")["files"]]
    return Counter(f["status"] for f in files)


def _index_gain(client: Client, confirmed: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Say what the confirmed documents did for their people's index."""
    nips = sorted({p["employee_nip"] for d in confirmed for p in d["people"] if p["employee_nip"]})
    gains = []
    for nip in nips:
        variants = _wait_for_index(client, nip)["variants"]
        gains.append(variants["confirmed"]["total"] - variants["recorded"]["total"])
    return {"people": len(nips), "raised": sum(g > 0 for g in gains), "points": round(sum(gains), 2)}


def _wait_for_index(client: Client, nip: str) -> dict[str, Any]:
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline:
        answer = client.get(f"employees/{nip}/index")
        if answer["current"]:
            return answer
        time.sleep(0.2)
    raise Trouble("demo-failed", why="an index was not computed in time")


def _ensure(holds: bool, why: str) -> None:  # noqa: FBT001 - reads as a sentence: ensure that, else why
    if not holds:
        raise Trouble("demo-failed", why=why)
