"""What is it worth: the IP ASN index under a rule set, each point with its rule and its records."""

from scoring.index.compute import DIMENSIONS, IndexResult, category, compute, score, unit_index
from scoring.index.explain import Line, explain, explain_missing
from scoring.index.facts import Facts, Missing, Sanction, Tally, Training
from scoring.index.facts_table import ScoredTable, read_facts, score_table, write_table
from scoring.index.from_register import echelon_of, facts_of
from scoring.index.rule_set import RuleSet, get_rule_set, rule_set_names
from scoring.index.rules import RULES, Points, Rule, plain
from scoring.index.tally import tally
from scoring.index.ways_up import Way, open_decisions, shortest_way, ways_up

__all__ = [
    "DIMENSIONS",
    "RULES",
    "Facts",
    "IndexResult",
    "Line",
    "Missing",
    "Points",
    "Rule",
    "RuleSet",
    "Sanction",
    "ScoredTable",
    "Tally",
    "Training",
    "Way",
    "category",
    "compute",
    "echelon_of",
    "explain",
    "explain_missing",
    "facts_of",
    "get_rule_set",
    "open_decisions",
    "plain",
    "read_facts",
    "rule_set_names",
    "score",
    "score_table",
    "shortest_way",
    "tally",
    "unit_index",
    "ways_up",
    "write_table",
]
