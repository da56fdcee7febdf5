from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.errors import Refused
from web.views.typing import parse_date, parse_jp, parse_nip, parse_text

DATES = st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 12, 31))


@pytest.mark.parametrize(
    "typed",
    ["5 Maret 2019", "5 mar 2019", "05-03-2019", "5/3/19", "5.3.2019", "05032019", "050319", "2019-03-05"],
)
def test_dates_are_read_as_indonesians_write_them(typed: str) -> None:
    assert parse_date(typed) == date(2019, 3, 5)


@given(DATES)
def test_what_a_field_shows_is_read_back_the_same(day: date) -> None:
    assert parse_date(day.strftime("%d-%m-%Y")) == day


@pytest.mark.parametrize("typed", ["31-02-2019", "5 Mrt 2019", "kemarin", "13-13-2019", "5-3", "2019"])
def test_what_is_no_date_is_refused_with_its_field(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_date(typed, "start")
    assert refused.value.code == "date-unreadable"
    assert refused.value.values["field"] == "start"


@given(st.text(max_size=30))
def test_no_text_makes_the_parsers_fail_otherwise(typed: str) -> None:
    for parse in (parse_date, parse_jp, parse_nip):
        try:
            parse(typed)
        except Refused:
            continue


def test_hours_are_whole_numbers_with_or_without_their_unit() -> None:
    assert parse_jp("20") == parse_jp(" 20 JP") == parse_jp("20 jam pelajaran") == 20
    assert parse_jp("") is None
    for typed in ("0", "20,5", "dua puluh", "99999", "-3"):
        with pytest.raises(Refused):
            parse_jp(typed)


def test_a_nip_keeps_its_digits_only() -> None:
    assert parse_nip("19790412 200501 1 004") == "197904122005011004"
    assert parse_nip("19790412.200501.1.004") == "197904122005011004"
    with pytest.raises(Refused):
        parse_nip("1979041220050110O4")
    with pytest.raises(Refused):
        parse_nip("1979")


def test_text_loses_its_line_breaks() -> None:
    assert parse_text(" Diklat \n Teknis ") == "Diklat Teknis"
    assert parse_text("  ") is None
