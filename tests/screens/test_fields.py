from datetime import date

from web.views.doubts import KIND, PERSON, REPEAT, WHOLE, about, by_field
from web.views.fields import PageOf, crop_of, field_view
from web.views.people import digits_of

PAGE = PageOf(1, "/halaman/1/gambar", 1000, 2000)
BOX = [0.1, 0.2, 0.5, 0.25]


def _field(value: object, confidence: float, **options: object) -> str:
    reading = {"value": value, "confidence": confidence, "page": 1, "box": BOX, "raw": str(value)}
    return field_view("jp", "number", value, reading, {1: PAGE}.get, **options).trust  # type: ignore[arg-type]


def test_low_confidence_stops_the_reviewer_sooner_where_the_index_depends_on_it() -> None:
    assert _field(20, 0.99, needed=True) == "sure"
    assert _field(20, 0.90, needed=True) == "doubt"
    assert _field(20, 0.90) == "sure"
    assert _field(20, 0.70) == "doubt"


def test_a_doubt_code_makes_even_a_confident_value_doubtful() -> None:
    assert _field(20, 0.999, needed=True, why=("jp-digits-contradict-words",)) == "doubt"


def test_a_missing_value_stops_only_where_it_is_needed() -> None:
    assert field_view("jp", "number", None, {}, {}.get, needed=True).is_stop
    assert not field_view("organiser", "text", None, {}, {}.get).is_stop


def test_a_ready_document_has_no_stops_but_still_shows_what_is_missing() -> None:
    assert _field(20, 0.70, needed=True, calm=True) == "sure"


def test_dates_are_shown_as_they_are_typed_and_keep_their_alternatives() -> None:
    reading = {"value": "2019-03-05", "confidence": 0.5, "alternatives": ["2019-03-06"]}
    field = field_view("start", "date", date(2019, 3, 5), reading, {}.get, needed=True)
    assert (field.value, field.read, field.alternatives) == ("05-03-2019", "05-03-2019", ("06-03-2019",))
    assert field.crop is None


def test_a_crop_shows_the_box_with_air_and_never_leaves_the_page() -> None:
    crop = crop_of(PAGE, (0.0, 0.0, 0.2, 0.01))
    assert crop is not None
    left, top, width, height = (float(part) for part in crop.view_box.split())
    assert (left, top) == (0, 0)
    assert width > 200
    assert height > 20


def test_codes_point_at_the_field_they_are_about() -> None:
    assert about("jp-missing") == about("table-total-disagrees") == "jp"
    assert about("namesakes") == about("person-not-certain") == about("nip-name-disagree") == PERSON
    assert about("handed-in-before") == REPEAT
    assert about("kind-unsure") == about("not-evidence") == KIND
    assert about("doubt-adds-up") == WHOLE
    assert by_field(["jp-missing", "kind-unsure", "jp-not-positive"]) == {
        "jp": ("jp-missing", "jp-not-positive"),
        KIND: ("kind-unsure",),
    }


def test_digits_that_differ_from_the_print_are_marked() -> None:
    marked = [d.digit for d in digits_of("197904122005011004", "197904122005011005") if d.differs]
    assert marked == ["4"]
    assert not any(d.differs for d in digits_of("197904122005011004", ""))
