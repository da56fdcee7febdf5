"""Engines one by one, and reading a box again."""

import contextlib
import os
import threading
from pathlib import Path

import numpy as np
import pytest
from drawing import LETTER, NIP, draw_page
from PIL import Image

from ocr.engine import Engine, Engines
from ocr.engines import detector, models, recogniser, secondlook
from ocr.engines.ppocr import PpOcr
from ocr.engines.recogniser import Token
from ocr.engines.tesseract_api import TesseractApi
from ocr.engines.tesseract_cli import TesseractCli
from ocr.pages.encoding import decode_page_image, encode_page_image
from ocr.rereading import reread_from
from records.values import Box, Word

ENGINES: list[Engine] = [PpOcr(), TesseractApi(), TesseractCli()]
PAGE = np.asarray(draw_page())
NIP_BOX = Box(105 / 1240, (130 + 62 * 6 - 4) / 1754, 700 / 1240, (130 + 62 * 6 + 40) / 1754)


def only_digits(words: tuple[Word, ...]) -> str:
    return "".join(c for word in words for c in word.text if c.isdigit())


@pytest.mark.parametrize("engine", ENGINES, ids=lambda e: type(e).__name__)
def test_every_engine_reads_a_page_in_order(engine: Engine) -> None:
    words = engine.read(PAGE)
    wanted = " ".join(LETTER).split()
    assert sum(word.text in wanted for word in words) > 0.9 * len(wanted)
    assert {word.engine for word in words} == {engine.name}
    assert [word.line for word in words] == sorted(word.line for word in words)
    assert max(word.line for word in words) == len(LETTER) - 1


@pytest.mark.parametrize("engine", ENGINES, ids=lambda e: type(e).__name__)
def test_every_engine_reads_a_box_and_places_it_on_the_page(engine: Engine) -> None:
    [words] = engine.read_lines(PAGE, [NIP_BOX], digits=True)
    assert NIP in only_digits(words)
    for word in words:
        assert NIP_BOX.left - 0.02 <= word.box.left < word.box.right <= NIP_BOX.right + 0.02
        assert abs(word.box.centre[1] - NIP_BOX.centre[1]) < 0.02


@pytest.mark.parametrize("engine", ENGINES, ids=lambda e: type(e).__name__)
@pytest.mark.parametrize("box", [Box(0, 0, 0, 0), Box(0.99, 0.99, 1, 1), Box(0.4, 0.9, 0.6, 0.93)])
def test_an_empty_box_reads_as_nothing(engine: Engine, box: Box) -> None:
    [words] = engine.read_lines(PAGE, [box])
    assert not only_digits(words)


def test_a_box_is_read_again_by_each_engine() -> None:
    stored = encode_page_image(PAGE)
    loads: list[int] = []

    def load(number: int) -> np.ndarray:
        loads.append(number)
        return decode_page_image(stored)

    reread = reread_from(load)
    for hint in ("digits", "text"):
        words = reread(1, NIP_BOX, hint)
        for engine in ("ppocr", "tesseract"):
            assert only_digits(tuple(w for w in words if w.engine == engine)) == NIP
    assert loads == [1]


def test_only_the_engines_asked_for_read_again() -> None:
    reread = reread_from({1: PAGE}, Engines(tesseract="off"))
    assert {word.engine for word in reread(1, NIP_BOX, "digits")} == {"ppocr"}


def test_both_runtimes_say_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("openvino")
    path = models.model_path(models.RECOGNISER)
    keep = list(range(0, 18_000, 900))
    batch = np.random.default_rng(0).normal(size=(1, 3, 48, 160)).astype(np.float32)
    one, other = models._openvino(path, keep)(batch), models._onnxruntime(path, keep)(batch)
    assert one.shape == other.shape == (1, 20, len(keep))
    # the cut graph spreads its chances over the kept classes only, so the order is compared, not the size
    assert (one.argmax(axis=2) == (other / other.sum(axis=2, keepdims=True)).argmax(axis=2)).mean() > 0.9


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one core: nothing to be pinned to")
def test_reading_is_not_pinned_to_one_core() -> None:
    allowed = os.sched_getaffinity(0)
    line = PAGE[130:180, 105:700]
    recogniser.recognise([line])
    seen: list[set[int]] = []
    done = threading.Event()

    def watch() -> None:
        while not done.is_set():
            for thread in Path("/proc/self/task").iterdir():
                with contextlib.suppress(ProcessLookupError):
                    seen.append(os.sched_getaffinity(int(thread.name)))

    watcher = threading.Thread(target=watch)
    watcher.start()
    recogniser.recognise([line] * 20)
    done.set()
    watcher.join()
    assert len(seen) > 20
    assert all(affinity == allowed for affinity in seen)


def test_the_alphabet_holds_all_print_and_no_accents() -> None:
    alphabet = recogniser._model().alphabet
    assert alphabet[0] == ""
    assert {chr(c) for c in range(32, 127)} <= set(alphabet)
    assert not set("éàüñ") & set(alphabet)


def test_lines_are_found_where_they_stand() -> None:
    lines = sorted(detector.detect(PAGE, 1056), key=lambda line: float(line.corners[0][1]))
    assert len(lines) == len(LETTER)
    for number, line in enumerate(lines):
        assert float(line.corners[:, 1].mean()) == pytest.approx(130 + 62 * number + 20, abs=12)
        assert abs(line.angle_deg) < 2


def test_corners_start_left_top_even_for_steep_lines() -> None:
    turned = np.asarray(Image.fromarray(PAGE).rotate(94, expand=True, fillcolor="white"))
    for line in detector.detect(turned, 1056):
        left_top, right_top, right_bottom, left_bottom = line.corners
        assert left_top[1] < left_bottom[1]
        assert right_top[1] < right_bottom[1]
        assert left_top[0] < right_top[0]


def tokens(text: str) -> list[Token]:
    return [Token(part, 0.9, 0, 1) for part in text.split()]


@pytest.mark.parametrize(
    ("line", "doubtful"),
    [
        ("NIP 19850214 201001 1 007", False),
        ("NIP. 198502142010011007", False),
        ("NIP 1985021420101007", True),
        ("NIP 1985II14 201001 1 007", True),
        ("selama 20 (dua puluh) JP pada tahun 2021", False),
        ("Telp (0532) 21234", False),
    ],
)
def test_a_second_look_is_for_long_numbers_that_are_no_nip(line: str, *, doubtful: bool) -> None:
    assert secondlook.is_doubtful(tokens(line)) is doubtful


def test_letters_in_numbers_are_mended_and_words_are_not() -> None:
    mended = [token.text for token in secondlook.mended(tokens("1985II14 2o1oo1 Sosial S1 III/d Iso"))]
    assert mended == ["19851114", "201001", "Sosial", "S1", "III/d", "Iso"]


def test_missing_models_are_the_operators_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from records.errors import Misconfigured

    with pytest.raises(Misconfigured, match="ppocr-models-missing"):
        models.model_path("no-such-model.onnx")


def test_a_line_that_a_stamp_touches_is_still_found() -> None:
    from PIL import ImageDraw

    stamped = draw_page()
    pen = ImageDraw.Draw(stamped)
    middle = 130 + 62 * 8 + 18
    pen.ellipse((560, middle - 20, 820, middle + 240), outline=(190, 40, 60), width=7)
    pen.ellipse((590, middle + 10, 790, middle + 210), outline=(190, 40, 60), width=4)
    read = [word.text for word in PpOcr().read(np.asarray(stamped))]
    assert {"telah", "mengikuti", "Pelatihan", "Padi", "Organik"} <= set(read)


def test_tangled_print_is_parted_into_lines() -> None:
    from ocr.engines.outlines import outlines

    mask = np.zeros((400, 600), np.uint8)
    for top in range(40, 360, 40):
        mask[top : top + 12, 50:350] = 1
    mask[200:300, 340:346] = 1  # a stroke that ties three lines together
    tops = sorted(int(outline[:, 0, 1].min()) for outline in outlines(mask))
    assert tops == list(range(40, 360, 40))
