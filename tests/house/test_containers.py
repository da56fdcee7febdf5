"""What can be said of the image and the compose file without an engine: privileges, volumes, health."""

from __future__ import annotations

import re
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

from records.settings import Settings
from web.app import create_app
from worker.pulse import BEAT, WORKER, pulse_path

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
FINAL = DOCKERFILE[DOCKERFILE.rindex("\nFROM ") :]
OURS = ("migrate", "web", "worker", "beat")


def _mounts(service: dict[str, Any]) -> list[str]:
    """Paths inside the container that are volumes; `name:path` or `path`."""
    return [str(volume).split(":")[-1] for volume in service.get("volumes", ())]


@pytest.mark.parametrize("name", OURS)
def test_our_containers_have_no_privileges_and_write_to_volumes_only(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert not {"privileged", "cap_add", "network_mode", "pid"} & set(service)
    written = {"/tmp", "/var/lib/bukti/run", service["environment"]["BUKTI_BLOB_DIR"]}  # noqa: S108 - a mount
    assert written <= set(_mounts(service))


def test_the_image_runs_as_its_own_user_who_owns_every_volume() -> None:
    users = re.findall(r"^USER (\S+)", FINAL, flags=re.MULTILINE)
    assert users == ["bukti"]
    assert re.search(r"useradd [^\n]*--uid 10001 bukti", FINAL)
    owned = re.search(r"install -d -o bukti ([^\n&]+)", FINAL)
    assert owned is not None
    mounts = {path for name in OURS for path in _mounts(SERVICES[name]) if path.startswith("/var/lib/bukti")}
    assert mounts == set(owned[1].split())


def test_whoever_is_waited_for_can_say_how_it_is() -> None:
    for service in SERVICES.values():
        for name, wanted in service.get("depends_on", {}).items():
            assert name in SERVICES
            if wanted["condition"] == "service_healthy":
                assert SERVICES[name]["healthcheck"]["test"]
    port = re.search(r"^EXPOSE (\d+)", FINAL, flags=re.MULTILINE)
    assert port is not None
    assert f"BUKTI_BIND_PORT={port[1]}" in FINAL
    assert SERVICES["web"]["ports"][0].endswith(f":{port[1]}")
    assert f"127.0.0.1:{port[1]}/siap" in SERVICES["web"]["healthcheck"]["test"][-1]


def test_the_address_asked_for_health_is_there(tmp_path: Path) -> None:
    app = create_app(Settings(home=tmp_path))
    assert "/siap" in {rule.rule for rule in app.url_map.iter_rules()}


def test_every_part_that_runs_on_can_say_how_it_is() -> None:
    for name, service in SERVICES.items():
        if service["restart"] == "unless-stopped":
            health = service["healthcheck"]
            assert health["test"][0] in ("CMD", "CMD-SHELL"), name
            assert health["interval"], name


@pytest.mark.parametrize(("name", "flag"), [(WORKER, "--no-beat"), (BEAT, "--beat-only")])
def test_worker_and_beat_are_asked_for_the_sign_of_life_they_give(name: str, flag: str) -> None:
    service = SERVICES[name]
    assert flag in service["command"]
    assert service["healthcheck"]["test"] == ["CMD", "python", "-m", "worker.pulse", name]
    # The sign lies where this container alone writes: another worker's must not speak for it.
    home = Path(re.findall(r"BUKTI_HOME=(\S+)", FINAL)[0])
    folder = str(pulse_path(Settings(home=home), name).parent)
    assert [volume for volume in service["volumes"] if str(volume).endswith(folder)] == [folder]


def test_volumes_are_declared_and_used() -> None:
    named = {
        str(volume).split(":")[0]
        for service in SERVICES.values()
        for volume in service.get("volumes", ())
        if ":" in str(volume)
    }
    assert named == set(COMPOSE["volumes"])


def test_images_name_their_version_and_secrets_have_no_default() -> None:
    bases = re.findall(r"^FROM (\S+)", DOCKERFILE, flags=re.MULTILINE)
    pulled = [service["image"] for service in SERVICES.values() if "build" not in service]
    assert not [image for image in (*bases, *pulled) if ":" not in image or image.endswith(":latest")]
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    for secret in ("POSTGRES_PASSWORD", "BUKTI_SECRET_KEY"):
        assert set(re.findall(rf"\$\{{{secret}(\S)", text)) == {":"}
        assert not re.findall(rf"\$\{{{secret}:-", text)


def test_what_the_image_copies_is_there_and_sent_to_the_builder() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    sent = [line[1:] for line in ignored if line.startswith("!")]
    for source in re.findall(r"^COPY (?!--from)(\S+)", DOCKERFILE, flags=re.MULTILINE):
        assert (ROOT / source).exists(), source
        assert any(fnmatch(source, pattern) for pattern in sent), source


def test_the_image_installs_what_run_installs() -> None:
    line = re.search(r"^runtime=\(([^)]+)\)", (ROOT / "run").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert line is not None
    # Redis is a container of its own there.
    wanted = set(line[1].split()) - {"redis-server"}
    installed = re.search(r"apt-get install -y --no-install-recommends([^&]+)&&", FINAL)
    assert installed is not None
    assert wanted == set(installed[1].split())
    assert "rm -rf /var/lib/apt/lists/*" in FINAL
