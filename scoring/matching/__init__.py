"""Who is it: printed persons matched to the register, never more certain than the evidence warrants."""

from scoring.matching.keys import blocking_keys, person_keys
from scoring.matching.match import MatchContext, match_person
from scoring.matching.register import Found, MemoryRegister, Register, Statistics
from scoring.matching.together import match_people

__all__ = [
    "Found",
    "MatchContext",
    "MemoryRegister",
    "Register",
    "Statistics",
    "blocking_keys",
    "match_people",
    "match_person",
    "person_keys",
]
