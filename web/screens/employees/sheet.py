"""The employee's sheet: every point of the index with its rule, its record and the way up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import Session

from records.states import DocumentState, PersonDecision, Variant
from records.tables import Document, DocumentPerson, Employee, File, IndexResult, Training
from web.screens.speech import angka, t_or
from web.views.employees import (
    DimensionView,
    PointView,
    RecordLink,
    SheetView,
    TrainingRow,
    VariantView,
)
from web.views.people import full_name, slug

# PermenPAN-RB 38/2018: what each dimension gives at most.
_DIMENSIONS = {"kualifikasi": 25, "kompetensi": 40, "kinerja": 30, "disiplin": 5}
_GONE = (DocumentState.REPLACED, DocumentState.SET_ASIDE)


def sheet_view(session: Session, employee: Employee, shown: str) -> SheetView:
    """Give the sheet; `shown` names the variant whose points are laid out."""
    results = {
        row.variant: row
        for row in session.scalars(select(IndexResult).where(IndexResult.employee_id == employee.id))
    }
    variant = Variant(shown) if shown in list(Variant) else Variant.PENDING
    result = results.get(variant)
    documents = _documents(session, employee.id)
    recorded = session.scalars(
        select(Training).where(Training.employee_id == employee.id).order_by(Training.end.desc())
    ).all()
    links = _links(documents, recorded)
    explanation: Mapping[str, Any] = result.explanation if result else {}
    return SheetView(
        nip=employee.nip,
        name=full_name(employee),
        rank=" · ".join(filter(None, (employee.pangkat, employee.golongan))),
        post=employee.jabatan,
        unit=employee.unit_kerja,
        education=employee.pendidikan,
        born=employee.tanggal_lahir,
        variants=tuple(
            VariantView(v, results[v].total, slug(results[v].category), results[v].jp)
            for v in (Variant.RECORDED, Variant.CONFIRMED, Variant.PENDING)
            if v in results
        ),
        dimensions=_dimensions(result, explanation.get("points", ()), links),
        shown=variant,
        trainings=(*_from_documents(documents), *_from_history(recorded)),
        missing=_missing(result),
        shortest=_ways(explanation.get("shortest", ())),
        ways=_ways(explanation.get("ways", ())),
        rule_set=result.rule_set if result else "",
        as_of=result.as_of if result else None,
        computed_at=result.computed_at if result else None,
        current=employee.index_done >= employee.index_wanted,
    )


_Found = tuple[Document, DocumentPerson, File]


def _documents(session: Session, employee_id: int) -> list[_Found]:
    rows = session.execute(
        select(Document, DocumentPerson, File)
        .join(DocumentPerson, DocumentPerson.document_id == Document.id)
        .join(File, File.id == Document.file_id)
        .where(
            DocumentPerson.employee_id == employee_id,
            DocumentPerson.decision != PersonDecision.EXCLUDED,
            Document.state.not_in(_GONE),
        )
        .order_by(Document.end.desc(), Document.id)
    )
    return [(document, person, file) for document, person, file in rows]


def _links(documents: Sequence[_Found], recorded: Sequence[Training]) -> dict[str, RecordLink]:
    found = {
        f"document:{d.id}:{p.ordinal}": RecordLink(_look(d.id), d.course or f"#{d.id}")
        for d, p, _ in documents
    }
    found |= {f"training:{row.id}": RecordLink(f"#riwayat-{row.id}", row.course) for row in recorded}
    return found


def _look(document_id: int) -> str:
    return url_for("employees.document", document_id=document_id)


def _dimensions(
    result: IndexResult | None, points: Sequence[Mapping[str, Any]], links: Mapping[str, RecordLink]
) -> tuple[DimensionView, ...]:
    if result is None:
        return ()
    lines = [_point(point, links) for point in points]
    return tuple(
        DimensionView(
            name,
            float(getattr(result, name)),
            most,
            tuple(line for line in lines if line.dimension == name and (line.most or line.value)),
        )
        for name, most in _DIMENSIONS.items()
    )


def _point(point: Mapping[str, Any], links: Mapping[str, RecordLink]) -> PointView:
    value = point.get("value")
    return PointView(
        rule=point["rule"],
        dimension=point["dimension"],
        value=None if value is None else float(value),
        most=float(point.get("most") or 0),
        sentence=t_or(f"index.{point['code']}", point["code"], **point.get("values", {})),
        source=point.get("source", ""),
        records=tuple(
            _at_field(links[ref], point["rule"]) for ref in point.get("references", ()) if ref in links
        ),
    )


def _at_field(link: RecordLink, rule: str) -> RecordLink:
    # Straight to the box the point rests on: the hours for technical training, the course for the rest.
    if link.href.startswith("#"):
        return link
    return RecordLink(f"{link.href}#{'jp' if rule == 'technical' else 'course'}", link.label)


def _missing(result: IndexResult | None) -> tuple[str, ...]:
    if result is None:
        return ()
    said = (t_or(f"index.missing-{lack['code']}", lack["code"]) for lack in result.missing)
    return tuple(dict.fromkeys(said))


def _ways(ways: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(
        t_or(
            f"index.way-{way['code']}",
            way["code"],
            **{**way.get("values", {}), "gain": angka(float(way["gain"]), 2), "jp": str(way["jp"])},
        )
        for way in ways
    )


def _from_documents(documents: Sequence[_Found]) -> tuple[TrainingRow, ...]:
    return tuple(
        TrainingRow(
            course=document.course or "",
            organiser=document.organiser or "",
            number=document.number or "",
            start=document.start,
            end=document.end,
            jp=document.jp,
            state=document.state,
            href=_look(document.id),
            file=file.name,
        )
        for document, _, file in documents
    )


def _from_history(recorded: Sequence[Training]) -> tuple[TrainingRow, ...]:
    return tuple(
        TrainingRow(
            course=row.course,
            organiser=row.organiser,
            number=row.number,
            start=row.start,
            end=row.end,
            jp=row.jp,
            state="RECORDED",
            href=f"#riwayat-{row.id}",
            file="",
        )
        for row in recorded
    )
