"""Ledger verbs: every state move, compare-and-set, with its audit line in the same transaction.

    intake    batches and files come in          people and the worker
    reading   pages, documents, matches, trust   the worker
    review    confirm, return, undo, lock        people
    people    add a person the machine missed    people
    surgery   turn, split, join, drop pages      people
    handover  packages for BKPP and its answers  people
    imports   register and history imports       people and the worker

Verbs of people raise `records.errors.Refused`; verbs of the worker give False from the wrong state.
"""
