from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from world import World

from records.errors import Misconfigured, Refused, Rejected, Trouble
from records.settings import Settings
from records.texts import LANGUAGES, has_text
from web.app import create_app
from web.errors import _CODE_OF_STATUS
from web.problems import _STATUS_OF, problem, sentence_of, status_of


def test_every_code_with_a_status_has_its_sentence() -> None:
    codes = {*_STATUS_OF, *_CODE_OF_STATUS.values(), "server-trouble", "request-bad"}
    assert not sorted(code for code in codes if not has_text(f"error.{code}"))


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (Refused("document-locked"), 409),
        (Refused("document-changed"), 412),
        (Rejected("pdf-broken"), 422),
        (Trouble("store-unusable"), 503),
        (Trouble("store-full"), 507),
        (Misconfigured("secret-key-short"), 500),
    ],
)
def test_whose_fault_it_is_shows_in_the_status(error: Refused, status: int) -> None:
    assert status_of(error) == status


def test_codes_and_values_nobody_foresaw_still_give_a_sentence() -> None:
    for language in LANGUAGES:
        assert "kode-baru" in sentence_of("kode-baru", language)
        assert "image-too-large" in sentence_of("image-too-large", language, {"width": 3})


def test_a_problem_document_names_type_title_and_code(small_world: World, client: FlaskClient) -> None:
    body = problem("document-changed", 412, errors=[{"pointer": "/jp", "detail": "x"}]).json
    assert body["type"] == "urn:bukti:problem:document-changed"
    assert body["title"] == "Precondition Failed"
    assert body["errors"] == [{"pointer": "/jp", "detail": "x"}]


def test_people_get_a_page_and_scripts_a_document(small_world: World, client: FlaskClient) -> None:
    page = client.get("/tidak-ada", headers={"Accept": "text/html"})
    assert (page.status_code, page.mimetype) == (404, "text/html")
    script = client.get("/tidak-ada", headers={"X-Requested-With": "fetch"})
    assert (script.status_code, script.mimetype) == (404, "application/problem+json")
    assert script.json["message"] == script.json["detail"]
    client.set_cookie("bahasa", "en")
    english = client.get("/tidak-ada", headers={"X-Requested-With": "fetch"})
    assert english.json["message"] == english.json["detail_en"]


def test_a_store_that_cannot_be_written_keeps_nothing_and_says_so(small_world: World, tmp_path: Path) -> None:
    import io

    (tmp_path / "blobs").write_text("no folder can be made where a file is")
    values = small_world.settings.model_dump() | {"blob_dir": tmp_path / "blobs"}
    client = create_app(Settings(**values)).test_client()
    answer = client.post(
        "/api/v1/batches",
        data={"files": [(io.BytesIO(b"%PDF-1.7"), "a.pdf")]},
        headers=small_world.bearer("tu-a"),
    )
    assert (answer.status_code, answer.json["code"]) == (503, "store-unusable")
    listed = client.get(f"/api/v1/batches/{small_world.b.batch + 1}", headers=small_world.bearer("admin"))
    assert listed.status_code == 404
    ready = client.get("/siap")
    assert (ready.status_code, ready.json["store"]) == (503, False)
