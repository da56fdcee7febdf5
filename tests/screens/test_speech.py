"""Times and numbers as Indonesians write them; the quick ways say what the library's general ways say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from babel.dates import format_datetime
from flask import Flask, g

from records.settings import Settings
from web.app import create_app
from web.screens import speech

NOON = datetime(2026, 3, 5, 7, 4, tzinfo=UTC)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    home: Path = tmp_path_factory.mktemp("speech")
    return create_app(Settings(home=home))


@pytest.fixture(params=["id", "en"])
def language(app: Flask, request: pytest.FixtureRequest) -> Iterator[str]:
    with app.test_request_context():
        g.language = request.param
        yield request.param


def test_moments_are_written_as_babel_writes_them(language: str) -> None:
    style, locale = {"id": ("d MMM y HH.mm", "id_ID"), "en": ("d MMM y HH:mm", "en_GB")}[language]
    zone = Settings().zone
    for days in range(0, 400, 7):
        moment = NOON + timedelta(days=days, hours=days % 24, minutes=days % 60)
        assert speech.waktu(moment) == format_datetime(moment.astimezone(zone), style, locale=locale)


def test_how_long_ago_is_said_alike_within_the_hour(app: Flask) -> None:
    with app.test_request_context():
        g.language = "id"
        now = datetime.now(UTC)
        assert speech.sejak(now - timedelta(seconds=20)) == "baru saja"
        assert speech.sejak(now - timedelta(minutes=5)) == "5 menit yang lalu"
        assert speech.sejak(now - timedelta(hours=3, minutes=10)) == "3 jam yang lalu"
        assert speech.sejak(now - timedelta(days=4, minutes=20)) == "4 hari yang lalu"
        assert speech.sejak(now + timedelta(days=4, minutes=20)) == "dalam 4 hari"


def test_numbers_keep_their_language_apart(app: Flask) -> None:
    written = {}
    for lang in ("id", "en"):
        with app.test_request_context():
            g.language = lang
            written[lang] = (speech.angka(12345.678, 2), speech.angka(1000), speech.persen(0.999))
    assert written == {"id": ("12.345,68", "1.000", "99 %"), "en": ("12,345.68", "1,000", "99 %")}
