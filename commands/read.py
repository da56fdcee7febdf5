"""`bukti read`: files in, readings out, without a server or a database."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path

import click

from records.settings import settings


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--register",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=None,
    help="Register pegawai, csv atau xlsx. Employee register.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="Berkas JSON lines; bila kosong, ke layar. JSON lines file, else standard output.",
)
@click.option(
    "--workers", type=click.IntRange(0), default=0, help="Proses pembaca; 0: satu per inti. Processes."
)
@click.option("--words", is_flag=True, help="Sertakan kata tiap halaman. Each page's words too.")
@click.option("--quiet", is_flag=True, help="Tanpa baris kemajuan. No progress line.")
def read(
    *,
    paths: tuple[Path, ...],
    register: Path | None,
    output: Path | None,
    workers: int,
    words: bool,
    quiet: bool,
) -> None:
    """Baca berkas atau folder. Read files or folders; one JSON object a line, one for each file."""
    from ocr.engine import Engines
    from ocr.reading import ReadOptions
    from records.reading_format import file_to_json
    from scoring.register_file import read_register
    from scoring.trust import TrustPolicy
    from worker.desk import Desk
    from worker.read_files import find_files, read_files

    current = settings()
    employees = read_register(register).employees if register else None
    today = datetime.now(current.zone).date()
    desk = Desk(employees, TrustPolicy(current.ready_error_per_1000), today)
    files = find_files(paths)
    options = ReadOptions(engines=Engines(ppocr=current.strong_engine), language=current.language)
    with click.open_file(str(output) if output else "-", "w", encoding="utf-8") as out:
        for done, reading in enumerate(
            read_files(files, options, workers or os.cpu_count() or 1, keep_words=words), start=1
        ):
            line = file_to_json(reading, desk.assess(reading), with_words=words)
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
            out.flush()
            if not quiet:
                click.echo(f"\r{done}/{len(files)} {reading.file}\033[K", err=True, nl=done == len(files))
