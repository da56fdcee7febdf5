"""A small client of the REST API: what another program of the agency would do."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

_TIMEOUT_S = 60


@dataclass(frozen=True, slots=True)
class Client:
    """One token's view of the API at `base`, e.g. http://127.0.0.1:8765."""

    base: str
    token: str

    def upload(self, paths: list[Path], note: str) -> int:
        """Hand in files as one batch and give its id."""
        with ExitStack() as stack:
            files = [("files", (path.name, stack.enter_context(path.open("rb")))) for path in paths]
            return int(self._call("POST", "batches", files=files, data={"note": note})["id"])

    def get(self, path: str, **params: object) -> dict[str, Any]:
        """Read one resource."""
        return self._call("GET", path, params=params)

    def post(self, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """Ask for one change."""
        return self._call("POST", path, json=body or {})

    def download(self, path: str, target: Path) -> None:
        """Store the bytes of one resource."""
        target.write_bytes(self._send("GET", path).content)

    def _call(self, method: str, path: str, **options: Any) -> dict[str, Any]:
        answer = self._send(method, path, **options).json()
        assert isinstance(answer, dict)  # noqa: S101 - every resource of ours is an object
        return answer

    def _send(self, method: str, path: str, **options: Any) -> requests.Response:
        response = requests.request(
            method,
            f"{self.base}/api/v1/{path}",
            headers={"Authorization": f"Bearer {self.token}"},
            timeout=_TIMEOUT_S,
            **options,
        )
        if not response.ok:
            raise RuntimeError(f"{method} {path}: {response.status_code} {response.text[:500]}")
        return response
