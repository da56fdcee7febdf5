"""What follows a reading: people matched, repeats found, trust judged. In memory, without rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from records.reading_format import Repeat, document_to_json
from records.values import SIGNER_KEY, DocumentReading, Employee, FileReading, Match, MatchStatus
from scoring.matching import MemoryRegister, match_people
from scoring.repeats import Handed, Verdict, find_repeats, fingerprint
from scoring.trust import Evidence, TrustPolicy, judge

_NOBODY = Match(None, MatchStatus.NONE, 0.0, ("no-register",))


class Desk:
    """One run's register and the documents seen so far, so that a paper handed in twice is noticed."""

    def __init__(self, employees: Sequence[Employee] | None, policy: TrustPolicy, today: date) -> None:
        self._register = MemoryRegister(employees) if employees is not None else None
        self._by_nip = {employee.nip: employee for employee in employees or ()}
        self._policy = policy
        self._today = today
        self._places: list[Repeat] = []
        self._seen: list[Handed] = []
        self._by_key: defaultdict[str, list[int]] = defaultdict(list)

    def assess(self, reading: FileReading) -> list[dict[str, Any]]:
        """Give the file's documents in the reading format, matched, compared with all before, and judged."""
        return [self._assess(reading.file, i, document) for i, document in enumerate(reading.documents)]

    def _assess(self, file: str, ordinal: int, document: DocumentReading) -> dict[str, Any]:
        matches = self._match(document)
        known = {m.nip: self._by_nip[m.nip] for m in matches if m.nip in self._by_nip}
        signers = frozenset(m.nip for m in matches if m.nip and SIGNER_KEY + m.nip in self._by_key)
        evidence = Evidence(known, self._today, signers)
        judgement = judge(document, matches, evidence, self._policy)
        repeat = self._find_earlier(document, matches)
        self._remember(Repeat(file, ordinal), document, matches)
        return document_to_json(document, matches, judgement, repeat)

    def _match(self, document: DocumentReading) -> tuple[Match, ...]:
        if self._register is None:
            return (_NOBODY,) * len(document.people)
        return match_people(document, self._register)

    def _find_earlier(self, document: DocumentReading, matches: tuple[Match, ...]) -> Repeat | None:
        keys = fingerprint(document, matches)
        near = sorted({i for key in keys if not key.startswith(SIGNER_KEY) for i in self._by_key[key]})
        repeats = find_repeats(Handed("", document, matches), [self._seen[i] for i in near])
        same = next((r for r in repeats if r.verdict is Verdict.SAME), None)
        return self._places[int(same.reference)] if same else None

    def _remember(self, place: Repeat, document: DocumentReading, matches: tuple[Match, ...]) -> None:
        index = len(self._places)
        self._places.append(place)
        self._seen.append(Handed(str(index), document, matches))
        for key in fingerprint(document, matches):
            self._by_key[key].append(index)
