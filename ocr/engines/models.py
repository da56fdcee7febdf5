"""The PP-OCR model files that the rapidocr wheel ships, and a runtime for them, single-threaded.

OpenVINO runs them three to five times cheaper than onnxruntime on current server processors; onnxruntime is
the fall-back where OpenVINO has no build.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from records.errors import Misconfigured

Floats = NDArray[np.float32]
Run = Callable[[Floats], Floats]

DETECTOR = "PP-OCRv6_det_small.onnx"
RECOGNISER = "PP-OCRv6_rec_small.onnx"

_METADATA_FIELD = 14
"""`metadata_props` of ONNX' ModelProto (onnx/onnx.proto)."""


def model_path(name: str) -> Path:
    """Find a model file inside the installed rapidocr package without importing the package.

    Raises:
        Misconfigured: `ppocr-models-missing`.
    """
    spec = importlib.util.find_spec("rapidocr")
    folders = spec.submodule_search_locations if spec else None
    for folder in folders or ():
        path = Path(folder) / "models" / name
        if path.is_file():
            return path
    raise Misconfigured("ppocr-models-missing", model=name)


def load(path: Path, keep: Sequence[int] | None = None) -> Run:
    """Make a model ready to run on one thread; `keep` cuts a recogniser's classes down to those.

    The cut happens inside the graph where the runtime allows it: a head of 18,710 classes costs as much as a
    third of the network and Indonesian paper needs a few hundred of them.
    """
    if importlib.util.find_spec("openvino"):
        return _openvino(path, keep)
    return _onnxruntime(path, keep)


def _openvino(path: Path, keep: Sequence[int] | None) -> Run:
    import openvino  # noqa: PLC0415 - loaded by the first page that needs it, not by every command

    core = _core()
    model = core.read_model(path)
    if keep is not None:
        _cut_classes(model, list(keep))
    options = {
        "INFERENCE_NUM_THREADS": 1,
        "NUM_STREAMS": 1,
        "PERFORMANCE_HINT": "LATENCY",
        # Left to itself the runtime pins its one thread to the first core, and each process does the same:
        # two readers then share that core while the other one idles.
        "ENABLE_CPU_PINNING": False,
    }
    request = core.compile_model(model, "CPU", options).create_infer_request()

    def run(batch: Floats) -> Floats:
        request.infer([openvino.Tensor(batch)])
        return np.array(request.get_output_tensor(0).data, dtype=np.float32)

    return run


@lru_cache(maxsize=1)
def _core() -> Any:
    import openvino  # noqa: PLC0415 - as above

    return openvino.Core()


def _cut_classes(model: Any, keep: list[int]) -> None:
    """Keep only some columns of the last matrix product and of its bias."""
    from openvino import opset8  # noqa: PLC0415 - as above

    add = model.get_results()[0].input_value(0).get_node()
    while add.get_type_name() != "Add":
        add = add.input_value(0).get_node()
    product = add.input_value(0).get_node()
    weights = opset8.constant(np.ascontiguousarray(_constant(product, 1)[:, keep]))
    bias = opset8.constant(np.ascontiguousarray(_constant(add, 1)[keep]))
    product.input(1).replace_source_output(weights.output(0))
    add.input(1).replace_source_output(bias.output(0))
    model.validate_nodes_and_infer_types()


def _constant(node: Any, index: int) -> NDArray[Any]:
    source = node.input_value(index).get_node()
    while source.get_type_name() != "Constant":
        source = source.input_value(0).get_node()
    return np.asarray(source.data)


def _onnxruntime(path: Path, keep: Sequence[int] | None) -> Run:
    import onnxruntime  # noqa: PLC0415 - as above

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name

    def run(batch: Floats) -> Floats:
        found: Floats = session.run(None, {name: batch})[0]
        return found if keep is None else found[..., list(keep)]

    return run


def characters(path: Path) -> list[str]:
    """Read the recogniser's alphabet from its metadata: class 0 is the CTC blank, the last one a space."""
    for key, value in _metadata(path.read_bytes()):
        if key == "character":
            return ["", *value.splitlines(), " "]
    raise Misconfigured("ppocr-models-missing", model=path.name)


def _metadata(data: bytes) -> Iterator[tuple[str, str]]:
    """Walk the top-level protobuf fields of an ONNX file for its key-value strings."""
    for field, value in _fields(data):
        if field == _METADATA_FIELD:
            parts = dict(_fields(value))
            yield parts.get(1, b"").decode(), parts.get(2, b"").decode()


def _fields(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(data):
        tag, at = _varint(data, at)
        wire_type = tag & 7
        if wire_type == 0:
            _, at = _varint(data, at)
            continue
        length, at = _varint(data, at) if wire_type == 2 else ({1: 8, 5: 4}[wire_type], at)
        if wire_type == 2:
            yield tag >> 3, data[at : at + length]
        at += length


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7
