"""House rules of the flow: every queue consumed, every task known, every state reachable."""

import ast
import re
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from records.database import engine_for, upgrade
from records.ledger.hints import TASKS
from records.settings import Settings
from records.states import DOCUMENT_MOVES, FILE_MOVES, PAGE_MOVES, DocumentState, FileState, PageState
from records.tables import Base
from worker.app import make_app
from worker.queues import QUEUE_OF, QUEUES, task_name
from worker.sweeper import WATCHES

ROOT = Path(__file__).parents[2]


def _sources(*rooms: str) -> list[Path]:
    return [source for room in rooms for source in (ROOT / room).rglob("*.py")]


def test_every_queue_is_consumed_and_every_task_has_one(tmp_path: Path) -> None:
    app = make_app(Settings(home=tmp_path))
    app.loader.import_default_modules()
    assert set(app.amqp.queues) == set(QUEUES)
    assert set(QUEUE_OF.values()) == set(QUEUES)
    assert set(QUEUE_OF) == set(TASKS)
    ours = {name for name in app.tasks if name.startswith("bukti.")}
    assert ours == {task_name(task) for task in (*TASKS, "sweep")}


def test_the_sweeper_watches_every_state_a_worker_must_move_on() -> None:
    watched = {(watch.row.__tablename__, state) for watch in WATCHES for state in watch.states}
    moving = {("files", s) for s in FileState if s.is_moving and s is not FileState.RENDERED}
    moving |= {("documents", s) for s in DocumentState if s.is_moving} | {("pages", PageState.RENDERED)}
    assert moving <= watched


@pytest.mark.parametrize(
    ("moves", "states", "starts"),
    [
        (FILE_MOVES, FileState, {FileState.RECEIVED, FileState.LINKED}),
        (PAGE_MOVES, PageState, {PageState.RENDERED}),
        (DOCUMENT_MOVES, DocumentState, {DocumentState.FOUND}),
    ],
)
def test_every_state_can_be_reached(moves: dict, states: type, starts: set) -> None:
    reached, fresh = set(starts), set(starts)
    while fresh:
        fresh = {to for state in fresh for to in moves[state]} - reached
        reached |= fresh
    assert reached == set(states)
    assert set(moves) == set(states)


def test_every_allowed_move_is_made_by_some_verb() -> None:
    """A move nobody makes is a hole in the flow or a line too many."""
    verbs = " ".join(source.read_text() for source in _sources("records/ledger"))
    for name, moves in (
        ("FileState", FILE_MOVES),
        ("PageState", PAGE_MOVES),
        ("DocumentState", DOCUMENT_MOVES),
    ):
        targets = {to for ends in moves.values() for to in ends}
        assert not [to for to in targets if f"{name}.{to.name}" not in verbs]


def test_rows_change_state_in_ledger_verbs_only() -> None:
    """`row.state = …` outside would skip the compare-and-set and the audit log."""
    wrong = []
    for source in _sources("records", "worker", "web", "commands"):
        if "ledger" in source.parts or "migrations" in source.parts:
            continue
        for node in ast.walk(ast.parse(source.read_text())):
            targets = node.targets if isinstance(node, ast.Assign) else []
            wrong += [
                f"{source}:{node.lineno}"
                for target in targets
                for part in ast.walk(target)
                if isinstance(part, ast.Attribute) and part.attr == "state"
            ]
    assert not wrong


def test_every_person_verb_of_the_ledger_writes_who_did_it() -> None:
    for name in ("review", "people", "assigning", "surgery", "handover", "imports"):
        tree = ast.parse((ROOT / "records" / "ledger" / f"{name}.py").read_text())
        for function in tree.body:
            if not isinstance(function, ast.FunctionDef) or function.name.startswith(("_", "record_")):
                continue
            if function.name.startswith(("end_", "fail_")):
                continue
            named = [a.arg for a in (*function.args.args, *function.args.kwonlyargs)]
            assert "user_id" in named, f"{name}.{function.name}"


def test_migrations_lead_to_the_tables_as_mapped(database_url: str) -> None:
    upgrade(database_url)
    with engine_for(database_url).connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_no_task_holds_a_transaction_while_it_computes() -> None:
    """Within `with ctx.reading()` and `with ctx.ledger()` no engine is called."""
    heavy = re.compile(r"\b(read_page|find_documents|open_pages|members|make_evidence|build_package)\(")
    wrong = []
    for source in _sources("worker/stages"):
        for node in ast.walk(ast.parse(source.read_text())):
            if isinstance(node, ast.With) and any("ctx." in ast.unparse(i) for i in node.items):
                body = "\n".join(ast.unparse(line) for line in node.body)
                wrong += [f"{source}: {found}" for found in heavy.findall(body)]
    assert not wrong
