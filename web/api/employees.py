"""`/employees`: an employee's index with the reason of each point."""

from __future__ import annotations

from flask import abort
from sqlalchemy import select

from records.tables import Employee, IndexResult
from web import data
from web.api.models.people import EmployeeIndexOut, EmployeeOut, IndexOut
from web.api.operations import Answer, operation
from web.auth.identity import me
from web.visibility import scoped


@operation("GET", "/employees/<nip>/index", "get-index", EmployeeIndexOut, problems=(404,))
def get_index(nip: str) -> Answer:
    """Show an employee's index: as recorded, with pending evidence, as confirmed."""
    with data.reading() as session:
        wanted = select(Employee).where(Employee.nip == nip)
        employee = session.scalars(scoped(wanted, Employee, me())).one_or_none() or abort(404)
        results = session.scalars(select(IndexResult).where(IndexResult.employee_id == employee.id)).all()
    return Answer(
        EmployeeIndexOut(
            employee=EmployeeOut(
                nip=employee.nip, name=employee.nama, unit=employee.unit_kerja, post=employee.jabatan
            ),
            current=employee.index_done >= employee.index_wanted,
            variants={result.variant: _index(result) for result in results},
        )
    )


def _index(result: IndexResult) -> IndexOut:
    return IndexOut(
        rule_set=result.rule_set,
        as_of=result.as_of,
        total=result.total,
        kualifikasi=result.kualifikasi,
        kompetensi=result.kompetensi,
        kinerja=result.kinerja,
        disiplin=result.disiplin,
        category=result.category,
        jp=result.jp,
        missing=result.missing,
        explanation=result.explanation,
        computed_at=result.computed_at,
    )
