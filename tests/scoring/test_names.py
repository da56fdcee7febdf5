import pytest

from scoring.matching.names import name_degrees, name_tokens, rough, skeleton


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("Hj. SITI AMINAH, S.Pd., M.Pd", ("siti", "aminah")),
        ("drg. Rina Wati", ("rina", "wati")),
        ("H. Muh. Noor", ("muh", "noor")),
        ("BUDI SANT0SO, SE", ("budi", "santoso")),
        ("Ir.Agus Salim", ("agus", "salim")),
        ("Tri", ("tri",)),
        ("Dewi  Lestari ,ST", ("dewi", "lestari")),
        ("I Made Oka", ("i", "made", "oka")),
        ("Dr. Haji Ahmad S.H", ("haji", "ahmad")),
        ("H.M. Noor, S.Kep., Ners", ("m", "noor")),
        ("Yudi Hadi. S. Kom", ("yudi", "hadi")),
        ("Drs, Budi Wijaya, MM", ("budi", "wijaya")),
    ],
)
def test_degrees_titles_and_capitals_come_off(printed: str, words: tuple[str, ...]) -> None:
    assert name_tokens(printed) == words


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("achmad", "ahmad"), ("akhmad", "ahmad"), ("muh", "muhammad"), ("moch", "mohamad"), ("noor", "nur"),
        ("jusuf", "yusuf"), ("soeharto", "suharto"), ("fahrul", "pahrul"), ("zainal", "jainal"),
        ("st", "siti"),
        ("djoko", "joko"), ("tjahyo", "cahyo"), ("syahrul", "sahrul"), ("rachmat", "rahmad"),
    ],
)  # fmt: skip
def test_spelling_habits_meet(one: str, two: str) -> None:
    assert skeleton(one) == skeleton(two)


@pytest.mark.parametrize(
    ("one", "two"), [("rina", "rini"), ("dewi", "dewa"), ("hasan", "husin"), ("budi", "budiman")]
)
def test_other_names_stay_apart(one: str, two: str) -> None:
    assert skeleton(one) != skeleton(two)


def test_the_rough_form_survives_misread_letters() -> None:
    assert rough("hermawan") == rough("hernawan")
    assert rough("susilawati") == rough("susi1awati".replace("1", "l"))


@pytest.mark.parametrize(
    ("printed", "degrees"),
    [
        ("Drs. Budi Wijaya, S.H., M.Si", {"drs", "sh", "msi"}),
        ("YANCE NATSIR, S.I.P", {"sip"}),
        ("Rina Wati S.Kep., Ners", {"skep", "ners"}),
        ("Maya A.Md.Keb", {"amdkeb"}),
        ("Hj. Siti Aminah", set()),
    ],
)
def test_degrees_are_told_from_names(printed: str, degrees: set[str]) -> None:
    assert name_degrees(printed) == degrees
