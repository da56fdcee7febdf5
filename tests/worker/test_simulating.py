"""An office is simulated by the worker when somebody asks, once."""

import json
from datetime import date
from typing import cast

import redis
from flow import PEOPLE, Flow, Paper, certificate

from records.simulations import (
    Simulated,
    ask_simulation,
    find_simulation,
    keep_simulation,
    wanted_simulations,
)
from records.tables import Period
from scoring.index import get_rule_set
from web.screens.bkpp.simulation import OPTIONS
from worker.queues import ledger
from worker.stages import simulate_office
from worker.sweeper import sweep


def in_2019(flow: Flow) -> None:
    with ledger(flow.settings) as session:
        session.add(Period(name="2019", as_of=date(2019, 9, 15), current=True))


def simulated(flow: Flow, elsewhere: str) -> Simulated:
    with ledger(flow.settings) as session:
        ask_simulation(session, flow.office_id, elsewhere)
    simulate_office.work(flow.context, flow.office_id)
    with flow.context.reading() as session:
        found = find_simulation(session, flow.office_id)
        assert not wanted_simulations(session)
    assert found is not None
    assert found.result is not None
    return found.result


def test_an_office_as_it_is_as_it_would_be_and_by_other_rules(flow: Flow) -> None:
    in_2019(flow)
    short = Paper(jp=10)
    of_another = Paper(PEOPLE[1].nama, PEOPLE[1].nip, number="893/118/BKPP/2019", jp=10)
    flow.hand_in(("dua.pdf", certificate(short, of_another)))
    flow.drain()
    found = simulated(flow, "bkn-8-2019-proportional")
    assert (found.people, found.rule_set, found.as_of) == (2, "bkn-8-2019", "2019-09-15")
    # Bambang: S1 15, no training, 85 of performance 25, discipline 5; Dewi: D3 10, 25, 5.
    assert found.now.mean == found.now_elsewhere.mean == found.confirmed.mean == 42.5
    # Ten of twenty JP are nothing by the threshold, half of 22.5 in proportion; his course is of his post's
    # field, hers is proposed not to be.
    assert found.confirmed_elsewhere.mean == 48.13
    assert sum(found.now.categories.values()) == 2
    assert next(iter(found.now.categories)) == "Sangat Tinggi"


def test_the_office_next_door_is_not_in_it(sqlite_flow: Flow) -> None:
    assert simulated(sqlite_flow, "bkn-8-2019").people == 2


def test_rules_that_do_not_hold_on_the_day_are_a_problem_and_no_failure(sqlite_flow: Flow) -> None:
    with ledger(sqlite_flow.settings) as session:
        session.add(Period(name="2018", as_of=date(2018, 9, 15), current=True))
        ask_simulation(session, sqlite_flow.office_id, "bkn-8-2019-proportional")
    simulate_office.work(sqlite_flow.context, sqlite_flow.office_id)
    with sqlite_flow.context.reading() as session:
        found = find_simulation(session, sqlite_flow.office_id)
        assert not wanted_simulations(session)
    assert found is not None
    assert (found.result, found.problem) == (None, "rule-set-not-valid")


def test_what_was_asked_meanwhile_is_not_answered_by_the_old(sqlite_flow: Flow) -> None:
    with ledger(sqlite_flow.settings) as session:
        ask_simulation(session, sqlite_flow.office_id, "bkn-8-2019")
        before = find_simulation(session, sqlite_flow.office_id)
    with ledger(sqlite_flow.settings) as session:
        ask_simulation(session, sqlite_flow.office_id, "bkn-8-2019-proportional")
    assert before is not None
    with ledger(sqlite_flow.settings) as session:
        assert not keep_simulation(session, sqlite_flow.office_id, before, None, "x")
        assert wanted_simulations(session) == [sqlite_flow.office_id]


def test_the_sweeper_asks_for_a_simulation_whose_hint_was_lost(sqlite_flow: Flow) -> None:
    with ledger(sqlite_flow.settings) as session:
        ask_simulation(session, sqlite_flow.office_id, "bkn-8-2019")
    with redis.Redis.from_url(sqlite_flow.settings.redis_url) as broker:
        broker.flushall()
        sweep(sqlite_flow.context)
        messages = [json.loads(m) for m in cast("list[bytes]", broker.lrange("light", 0, -1))]
    assert "bukti.simulate_office" in {m["headers"]["task"] for m in messages}


def test_every_option_offered_is_one_of_the_rules() -> None:
    for option in OPTIONS:
        assert get_rule_set(f"bkn-8-2019;{option}" if option else "bkn-8-2019").name.endswith(option)
