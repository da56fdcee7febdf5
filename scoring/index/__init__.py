"""What is it worth: the IP ASN index under a rule set, each point with its rule and its records."""

from scoring.index.compute import DIMENSIONS, IndexResult, category, compute, score, unit_index
from scoring.index.facts import Facts, Missing, Sanction, Tally, Training
from scoring.index.facts_table import ScoredTable, read_facts, score_table, write_table
from scoring.index.rule_set import RuleSet, get_rule_set, rule_set_names
from scoring.index.rules import RULES, Points, Rule, plain
from scoring.index.tally import tally

__all__ = [
    "DIMENSIONS",
    "RULES",
    "Facts",
    "IndexResult",
    "Missing",
    "Points",
    "Rule",
    "RuleSet",
    "Sanction",
    "ScoredTable",
    "Tally",
    "Training",
    "category",
    "compute",
    "get_rule_set",
    "plain",
    "read_facts",
    "rule_set_names",
    "score",
    "score_table",
    "tally",
    "unit_index",
    "write_table",
]
