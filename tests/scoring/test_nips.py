import random

from scoring.matching.near_nips import one_slip_away, two_slips_away
from scoring.matching.nips import HOPELESS, channel_log, population_log, slip_chance

NIP = "198001022005011003"


def test_a_look_alike_digit_is_a_likelier_slip_than_another() -> None:
    look_alike = NIP.replace("80", "86", 1)
    other = NIP.replace("80", "84", 1)
    assert channel_log(NIP, NIP, 0.01) > channel_log(look_alike, NIP, 0.01) > channel_log(other, NIP, 0.01)


def test_a_dropped_digit_is_far_likelier_than_eighteen_wrong_ones() -> None:
    assert channel_log(NIP[:5] + NIP[6:], NIP, 0.01) > -12
    assert channel_log(NIP[:5] + NIP[5] + NIP[5:], NIP, 0.01) > -12
    assert channel_log("196512311990032007", NIP, 0.01) == HOPELESS


def test_impossible_numbers_are_rarer_in_the_population() -> None:
    assert population_log(NIP) > population_log(NIP[:4] + "13" + NIP[6:])
    assert population_log(NIP) > population_log(NIP[:14] + "3" + NIP[15:])


def test_a_surer_reading_allows_fewer_slips() -> None:
    assert slip_chance(0.99) < slip_chance(0.8) < slip_chance(0.3)


def test_every_slip_or_two_is_among_the_numbers_looked_up() -> None:
    luck = random.Random(3)
    for _ in range(300):
        digits = list(NIP)
        kinds = [luck.choice("wdi") for _ in range(2)]
        for kind in kinds:
            at = luck.randrange(len(digits) - 1)
            if kind == "w":
                digits[at] = luck.choice("0123456789")
            elif kind == "d":
                del digits[at]
            else:
                digits.insert(at, digits[at])
        read = "".join(digits)
        if read.startswith("0") or not 16 <= len(read) <= 19:
            continue
        assert int(NIP) in set(two_slips_away(read).tolist()), (read, kinds)


def test_one_slip_is_among_the_nearest_numbers() -> None:
    for read in (NIP, "2" + NIP[1:], NIP[1:], NIP[:9] + NIP[10:], NIP + "3", NIP[:4] + NIP[4] + NIP[4:]):
        assert int(NIP) in set(one_slip_away(read).tolist()), read
