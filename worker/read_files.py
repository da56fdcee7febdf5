"""Reads many files side by side, without a server: one process a core, results in the order asked for."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from pathlib import Path

from ocr.reading import ReadOptions, read_file
from records.texts import text
from records.values import FileProblem, FileReading

# Enough that no process waits, few enough that finished pages do not pile up in memory.
_AHEAD_PER_WORKER = 3


def find_files(paths: Sequence[Path]) -> list[Path]:
    """Give the files named, and those in the folders named (hidden ones left out), in name order."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith("."))
        else:
            found.append(path)
    return found


def read_files(
    paths: Sequence[Path], options: ReadOptions, workers: int, *, keep_words: bool = True
) -> Iterator[FileReading]:
    """Read `paths` with `workers` processes and yield a reading for each, in order, whatever happens."""
    if workers <= 1:
        yield from (_read(path, options, keep_words=keep_words) for path in paths)
        return
    left = deque(paths)
    while left:
        # A process that dies takes its pool along; what was under way is read alone, the rest by a new pool.
        for path, reading in _read_with_pool(list(left), options, workers, keep_words=keep_words):
            left.popleft()
            yield reading if reading is not None else _read_alone(path, options, keep_words=keep_words)
            if reading is None:
                break


def _read_with_pool(
    paths: Sequence[Path], options: ReadOptions, workers: int, *, keep_words: bool
) -> Iterator[tuple[Path, FileReading | None]]:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        waiting: deque[tuple[Path, Future[FileReading]]] = deque()
        todo = iter(paths)
        while True:
            while len(waiting) < workers * _AHEAD_PER_WORKER and (path := next(todo, None)) is not None:
                waiting.append((path, pool.submit(_read, path, options, keep_words=keep_words)))
            if not waiting:
                return
            path, future = waiting.popleft()
            try:
                yield path, future.result()
            except BrokenProcessPool:
                yield path, None


def _read_alone(path: Path, options: ReadOptions, *, keep_words: bool) -> FileReading:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        try:
            return pool.submit(_read, path, options, keep_words=keep_words).result()
        except BrokenProcessPool:
            message = text("error.reader-died", options.language)
            return FileReading(path.name, "", error=FileProblem("reader-died", message))


def _read(path: Path, options: ReadOptions, *, keep_words: bool) -> FileReading:
    reading = read_file(path, options=options)
    if keep_words:
        return reading
    # Words are most of a reading's weight and cost time on the way between processes.
    return replace(reading, pages=tuple(replace(page, words=(), rules=()) for page in reading.pages))
