from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from records.reading_format import document_from_json, document_to_json, page_from_json, page_to_json
from records.values import Box, DocumentReading, Field, Kind, PageText, PersonReading, Rule, Word

_fraction = st.integers(0, 10_000).map(lambda n: n / 10_000)
_boxes = st.builds(Box, _fraction, _fraction, _fraction, _fraction)


def _fields(values: st.SearchStrategy[object]) -> st.SearchStrategy[Field[object]]:
    return st.builds(
        Field,
        value=st.none() | values,
        confidence=_fraction,
        page=st.none() | st.integers(1, 999),
        box=st.none() | _boxes,
        raw=st.none() | st.text(max_size=20),
        engine=st.none() | st.sampled_from(["tesseract", "ppocr", "text-layer"]),
        alternatives=st.lists(values, max_size=3).map(tuple),
    )


_text, _date, _number = _fields(st.text(max_size=20)), _fields(st.dates()), _fields(st.integers(0, 2000))
_people = st.lists(st.builds(PersonReading, _text, _text, _date, _text, _text, _text), max_size=3).map(tuple)
_codes = st.lists(st.sampled_from(["jp-missing", "dates-missing"]), max_size=2).map(tuple)
_documents = st.builds(
    DocumentReading,
    pages=st.lists(st.integers(1, 500), min_size=1, max_size=4).map(tuple),
    kind=st.sampled_from(Kind),
    kind_confidence=_fraction,
    number=_text,
    course=_text,
    organiser=_text,
    start=_date,
    end=_date,
    issued=_date,
    jp=_number,
    people=_people,
    signers=_people,
    reasons=_codes,
)


@given(_documents)
def test_a_document_comes_back_as_it_was_stored(document: DocumentReading) -> None:
    assert document_from_json(document_to_json(document)) == document


def test_a_page_comes_back_as_it_was_stored() -> None:
    page = PageText(
        number=3,
        width_px=1240,
        height_px=1754,
        words=(Word("NIP", Box(0.1, 0.2, 0.15, 0.22), 0.93, 4, "ppocr"),),
        rotation=90,
        skew_deg=-1.25,
        quality=0.8,
        notes=("photo-blurred",),
        rules=(Rule(Box(0.1, 0.5, 0.9, 0.501)),),
    )
    assert page_from_json(page_to_json(page)) == page


def test_dates_are_iso_and_boxes_four_fractions() -> None:
    field = Field(
        value=date(2019, 3, 5), confidence=0.97, page=1, box=Box(0.31, 0.22, 0.69, 0.25), raw="5 Maret"
    )
    out = document_to_json(DocumentReading(pages=(1,), kind=Kind.CERTIFICATE, start=field))
    assert out["start"] == {
        "value": "2019-03-05",
        "confidence": 0.97,
        "page": 1,
        "box": [0.31, 0.22, 0.69, 0.25],
        "raw": "5 Maret",
    }
    assert out["ready"] is False
    assert out["duplicate_of"] is None
