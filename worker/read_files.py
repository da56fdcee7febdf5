"""Reads many files side by side, without a server: one process a core, results in the order asked for."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from pathlib import Path

from ocr.reading import ReadOptions, read_file
from records.texts import text
from records.values import FileProblem, FileReading

# Enough that no process waits, few enough that finished pages do not pile up in memory.
_AHEAD_PER_WORKER = 3


class _Reader:
    """One reading process, started when it is first needed.

    Each has a pool of its own: a process that dies while it takes work from a queue shared with others can
    leave that queue locked for good, and all of them waiting.
    """

    def __init__(self, options: ReadOptions, *, keep_words: bool) -> None:
        self._options = options
        self._keep_words = keep_words
        self.pool = _one_process()

    def give(self, path: Path) -> _Given:
        """Give the process a file to read once it has read those given before."""
        try:
            return self._give(path)
        except BrokenProcessPool:
            self.renew(self.pool)
            return self._give(path)

    def _give(self, path: Path) -> _Given:
        future = self.pool.submit(_read, path, self._options, keep_words=self._keep_words)
        return _Given(path, self, self.pool, future)

    def renew(self, dead: ProcessPoolExecutor) -> None:
        """Put a new process in the place of the one of `dead`, unless that was done before."""
        if self.pool is dead:
            dead.shutdown(wait=False)
            self.pool = _one_process()

    def close(self) -> None:
        """End the process; what it was given and has not begun stays unread."""
        self.pool.shutdown(wait=True, cancel_futures=True)


@dataclass(frozen=True, slots=True)
class _Given:
    """A file, the reader and the pool it was given to, and what comes back."""

    path: Path
    reader: _Reader
    pool: ProcessPoolExecutor
    future: Future[FileReading]

    def again(self) -> _Given:
        """Give the file to its reader's new process where the old one died before it had read it."""
        read = self.future.done() and self.future.exception() is None
        return self if read or self.pool is self.reader.pool else self.reader.give(self.path)


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
    readers = [_Reader(options, keep_words=keep_words) for _ in range(workers)]
    try:
        for path, reading in _read_side_by_side(paths, readers):
            yield reading if reading is not None else _read_alone(path, options, keep_words=keep_words)
    finally:
        for reader in readers:
            reader.close()


def _read_side_by_side(
    paths: Sequence[Path], readers: Sequence[_Reader]
) -> Iterator[tuple[Path, FileReading | None]]:
    """Yield each file's reading in order, None for a file whose process died over it."""
    waiting: deque[_Given] = deque()
    todo = iter(paths)
    while True:
        while len(waiting) < len(readers) * _AHEAD_PER_WORKER and (path := next(todo, None)) is not None:
            reader = min(readers, key=lambda r: sum(w.reader is r and not w.future.done() for w in waiting))
            waiting.append(reader.give(path))
        if not waiting:
            return
        first = waiting.popleft()
        try:
            yield first.path, first.future.result()
        except BrokenProcessPool:
            first.reader.renew(first.pool)
            waiting = deque(given.again() for given in waiting)
            yield first.path, None


def _one_process() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))


def _read_alone(path: Path, options: ReadOptions, *, keep_words: bool) -> FileReading:
    with _one_process() as pool:
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
