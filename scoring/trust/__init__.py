"""Can it be trusted: readiness of a document, with the reasons against it."""

from scoring.trust.checks import CHECKS, Evidence
from scoring.trust.judge import TrustPolicy, joint_chance, judge

__all__ = ["CHECKS", "Evidence", "TrustPolicy", "joint_chance", "judge"]
