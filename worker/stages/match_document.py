"""FOUND → MATCHED: who are the people, and by which keys will later copies find this document."""

from __future__ import annotations

from records.ledger.documents import fail_document, record_matches
from records.states import DocumentState, PersonDecision
from records.tables import Document, Office
from records.values import Match, MatchStatus
from scoring.matching import MatchContext, match_people
from scoring.repeats import fingerprint
from worker.context import Context
from worker.current import Current, load_current, match_of
from worker.sql_register import SqlRegister
from worker.stages.stage import Stage

_NOBODY = Match(None, MatchStatus.NONE, 0.0, ("no-register",))


def _lease_s(ctx: Context) -> float:
    return ctx.settings.page_timeout_s * 2.0


def work(ctx: Context, document_id: int) -> None:
    """Match the people of one document; those a reviewer chose stay, those excluded are passed over."""
    register = ctx.register()
    with ctx.reading() as session:
        document = load_current(session, document_id)
        office = session.get_one(Office, document.row.office_id)
    matches, keys = look_up(register, document, office.name)
    with ctx.ledger() as session:
        record_matches(
            session,
            document_id,
            matches,
            keys,
            version=document.row.version,
            register_version=register.version,
        )


def look_up(register: SqlRegister, document: Current, unit: str) -> tuple[dict[int, Match], tuple[str, ...]]:
    """Give the match of each person by ordinal, and the document's keys; `unit` is its office's name."""
    found: tuple[Match, ...] = (_NOBODY,) * len(document.people)
    if register.statistics.size:
        with register.opened() as opened:
            found = match_people(document.reading, opened, MatchContext(unit=unit))
    matches = {
        row.ordinal: match_of(row) if row.decision is PersonDecision.TAKEN else match
        for row, match in zip(document.people, found, strict=True)
    }
    return matches, fingerprint(document.reading, [matches[row.ordinal] for row in document.people])


STAGE = Stage("match_document", Document, (DocumentState.FOUND,), work, fail_document, _lease_s)
