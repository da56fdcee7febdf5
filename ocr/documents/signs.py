"""What one page says about itself: its title, whether it opens a paper or goes on with one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from ocr.fields.course import TYPE_WORD, find_courses
from ocr.fields.labels import find_labels
from ocr.fields.lesson_hours import find_table_total
from ocr.fields.number import opens_number
from ocr.fields.people import find_people
from ocr.fields.people.marks import is_header
from ocr.fields.scene import Scene
from ocr.fields.titles import row_title
from ocr.fields.zones import BODY_START, SUBJECT_START, Zone, opens_back
from ocr.grammar.nip import find_nips
from ocr.grammar.wording import any_of, compiled
from records.values import PageText

_COUNTED = re.compile(r"^[\s|]*(\d{1,3})\s*[.)|]?[\s|]+(?:[^\W\d_]|\d[\d .]{15,})")
AWARD = compiled("titles", "award")
COVER = re.compile(r"^\W*" + any_of("titles", "cover") + r"\b")
CLOCK = re.compile(r"\b[0-2]?\d[.:][0-5]\d\b")
_MATERIAL_ROW = re.compile(r"^[\s|]*\d{1,2}[\s.)|]+[^\d\t|].{3,90}?[\s|]\d{1,3}\s*(?:jp|jam|jpl)?[\s|.]*$")
# A course may be called "Tingkat Lanjutan"; a page that goes on says so at the head of a line.
CONTINUED = re.compile(
    r"^\W*(?:(?:ini )?(?:lampiran\b(?!\s*:)|lanjutan|sambungan|continued|continuation)|\(?lanjutan)"
    r"|\b(?:halaman|page|hal\.?)\s*:?\s*[2-9]\b|\((?:lanjutan|continued)\)",
    re.MULTILINE,
)


@dataclass(frozen=True)
class PageSigns:
    """The signs of one page, worked out from its rows."""

    page: PageText

    @cached_property
    def scene(self) -> Scene:
        """The page alone as a scene."""
        return Scene((self.page,))

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Straightened text of the page's rows."""
        return self.scene.row_texts

    @cached_property
    def is_blank(self) -> bool:
        """Whether nothing to speak of is printed."""
        if self.page.blank:
            return True
        letters = sum(sum(c.isalnum() for c in w.text) for w in self.page.words if w.confidence > 0.3)
        return letters < 12

    @cached_property
    def title(self) -> str | None:
        """The kind of paper that the first title-like row names, else None."""
        return self.title_at[0]

    @cached_property
    def title_at(self) -> tuple[str | None, int]:
        """The title's kind and row index (-1 without one)."""
        for index, text in enumerate(self.texts[: max(14, len(self.texts) // 2)]):
            kind = row_title(text)
            if kind is not None:
                return kind, index
        return None, -1

    @cached_property
    def whole(self) -> str:
        """All text of the page, straightened."""
        return self.scene.flow.text

    @cached_property
    def is_back(self) -> bool:
        """Whether the page is the back of a certificate: a list of materials and no opening of its own."""
        head = self.texts[:8]
        if len(CLOCK.findall(self.whole)) >= 3:
            return False  # a schedule, with the hours of the day
        if self.title is not None and not self.lists_materials:
            return False  # a paper of its own that only has a heading of subjects in it
        listed = any(opens_back(t) for t in head)
        return (listed or self.lists_materials) and not self.opens_person

    @cached_property
    def totals_hours(self) -> bool:
        """Whether the page ends in a total of lesson hours, as a list of materials or a programme does."""
        return find_table_total(self.scene) is not None and not self.has_people_table

    @cached_property
    def is_marks(self) -> bool:
        """Whether the page opens as a transcript or a list of subjects does."""
        return self.title in (None, "other") and any(opens_back(t) for t in self.texts[:3])

    @cached_property
    def lists_materials(self) -> bool:
        """Whether most rows are a running number, a subject and its hours, and nobody is named."""
        counted = sum(bool(_MATERIAL_ROW.match(t)) for t in self.texts)
        return counted >= 3 and counted >= 0.4 * len(self.texts) and not self.has_people_table

    @cached_property
    def opens_person(self) -> bool:
        """Whether the page says whom it is about, as only a first page does."""
        return any(SUBJECT_START.search(t) for t in self.texts) and self.title is not None

    @cached_property
    def has_letterhead(self) -> bool:
        """Whether the top of the page names an office with its address."""
        top = " ".join(self.texts[:6])
        return bool(
            re.search(
                r"\b(?:jalan|jl)\b.*\b(?:telp|telpon|telepon|fax|kode\s+pos|email|website|\d{5})\b", top
            )
        ) or bool(
            re.match(
                r"\W*(?:pemerintah\s+(?:kabupaten|kota|provinsi)|kementerian)",
                self.texts[0] if self.texts else "",
            )
        )

    @cached_property
    def covers(self) -> bool:
        """Whether it has the head of a letter to somebody: Perihal, Lampiran, Kepada Yth."""
        return sum(bool(COVER.search(t)) for t in self.texts[:25]) >= 2

    @cached_property
    def continues(self) -> bool:
        """Whether the page goes on with the one before: no title, a table or text begun before."""
        if self.is_back:
            return True
        head = "\n".join(self.texts[:3])
        if CONTINUED.search(head):
            return True
        if self.title is not None or self.covers or self.begins_anew:
            return False
        return not (self.has_letterhead and len(self.texts) > 6)

    @cached_property
    def is_sequel(self) -> bool:
        """Whether the page says that it goes on: a list of materials, "Lanjutan", a table in its middle."""
        # Below the heading of a list that is printed anew on each page, and the group's name.
        head = 8 if self.has_people_table else 3
        counted = [_COUNTED.match(t) for t in self.texts[:head]]
        going_on = self.title is None and any(m and int(m[1]) > 1 for m in counted)
        return self.is_back or bool(CONTINUED.search("\n".join(self.texts[:3]))) or going_on

    @cached_property
    def begins_anew(self) -> bool:
        """Whether an untitled page opens a paper of its own: a number near the top, or words to a person."""
        upper = self.texts[: max(4, len(self.texts) // 2)]
        numbered = any(opens_number(t) for t in upper)
        return numbered or any(SUBJECT_START.search(t) for t in upper)

    @cached_property
    def is_signed(self) -> bool:
        """Whether the page has a block for a signature: whatever is told above it is complete."""
        return Zone.SIGNATURE in self.scene.zones

    @cached_property
    def is_whole(self) -> bool:
        """Whether the page by itself says that somebody took part, and when or for how long."""
        measured = bool(self.scene.dates) or any(h.strong for h in self.scene.hours)
        return self.tells_part and measured and not self.is_back

    @cached_property
    def tells_part(self) -> bool:
        """Whether a sentence on the page says that somebody took part."""
        return any(BODY_START.search(t) for t in self.texts)

    @cached_property
    def subjects(self) -> frozenset[str]:
        """Names of the people the page is about, as printed; who signs it signs many papers."""
        people, _ = find_people(self.scene, find_labels(self.scene))
        return frozenset(p.name.value for p in people if p.name is not None)

    @cached_property
    def course(self) -> str | None:
        """The title of the course the page tells of."""
        found = find_courses(self.scene, find_labels(self.scene))
        return found[0].value if found else None

    @cached_property
    def has_people_table(self) -> bool:
        """Whether a table of people stands on the page."""
        rows = sum(
            bool(find_nips(r.text.replace("\t", "  "))) and len(r.segments) > 1 for r in self.scene.rows
        )
        return rows >= 3 or any(is_header(t) for t in self.texts)

    @cached_property
    def tells_training(self) -> bool:
        """Whether somebody is said to have taken part in a course."""
        return self.tells_part and bool(TYPE_WORD.search(self.whole))
