"""Which of SIASN's kinds a course is, from its title."""

from scoring.course_kind.classify import KIND_NAMES, CourseKind, certificate_type, classify

__all__ = ["KIND_NAMES", "CourseKind", "certificate_type", "classify"]
