"""Whether a course is linear with the duties of a post: proposed with words, decided by a person."""

from scoring.linearity.propose import Precedent, Proposal, propose

__all__ = ["Precedent", "Proposal", "propose"]
