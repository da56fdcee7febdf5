import re
import runpy
import tomllib
from pathlib import Path

import yaml

from records.settings import Settings

ROOT = Path(__file__).parents[2]
KNOWN = {f"BUKTI_{name.upper()}" for name in Settings.model_fields}


def test_the_settings_page_is_what_the_settings_say() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert page == runpy.run_path(str(ROOT / "tools" / "settings_table.py"))["table"]()


def test_every_setting_has_a_meaning() -> None:
    assert not [name for name, field in Settings.model_fields.items() if not field.description]


def _services() -> dict[str, dict[str, object]]:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]


def test_compose_names_only_settings_that_exist() -> None:
    for name in ("web", "worker", "beat", "migrate"):
        environment = _services()[name]["environment"]
        assert isinstance(environment, dict)
        assert set(environment) <= KNOWN, name


def test_compose_leaves_nothing_on_the_embedded_default_that_servers_must_share() -> None:
    shared = {"BUKTI_DATABASE_URL", "BUKTI_REDIS_URL", "BUKTI_BLOB_DIR", "BUKTI_SECRET_KEY"}
    for name in ("web", "worker", "beat"):
        environment = _services()[name]["environment"]
        assert isinstance(environment, dict)
        assert shared <= set(environment), name


def test_compose_has_the_five_services_and_their_commands_exist() -> None:
    from cli import main

    services = _services()
    assert {"postgres", "redis", "web", "worker", "beat"} <= set(services)
    for name in ("web", "worker", "beat", "migrate"):
        command = services[name]["command"]
        assert isinstance(command, list)
        known = main.get_command(None, command[0])  # type: ignore[arg-type]  # the group needs no context to look up
        assert known is not None, command
        flags = {option for parameter in known.params for option in parameter.opts}
        assert {part for part in command if part.startswith("--")} <= flags


def test_the_image_carries_every_package_the_project_ships() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    ignore = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shipped = {name.rstrip("*") for name in project["tool"]["setuptools"]["packages"]["find"]["include"]}
    copied = set(re.findall(r"^COPY (?!--from)(\w+)", dockerfile, flags=re.MULTILINE))
    assert shipped <= copied
    assert {f"!{name}" for name in shipped} <= set(ignore)


def test_the_image_sets_only_settings_that_exist() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert set(re.findall(r"BUKTI_[A-Z_]+", dockerfile)) <= KNOWN
