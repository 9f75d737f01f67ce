"""Worlds: small random histories, full of coincidences."""

import msgspec
from hypothesis import strategies as st

from zhuisu.core.lineage.facts import Action, Amount, EventType, Facts, TracedEvent

ITEMS = ("a", "b", "c", "p", "q", "r")
BATCHES = ("B1", "B2")
THINGS = (*ITEMS, *BATCHES)
LAST = 6

times = st.integers(0, LAST)
items = st.lists(st.sampled_from(ITEMS), max_size=3, unique=True).map(tuple)
amounts = st.lists(
    st.builds(Amount, st.sampled_from(BATCHES), st.sampled_from([None, 1.0, 2.0, 3.0]), st.sampled_from([None, "KGM"])),
    max_size=2,
).map(tuple)
memberships = st.lists(st.tuples(st.sampled_from(ITEMS), st.sampled_from(BATCHES)), max_size=4).map(tuple)
actions = st.sampled_from([Action.ADD, Action.ADD, Action.OBSERVE, Action.DELETE])
parents = st.sampled_from((*ITEMS, None))
devices = st.lists(st.sampled_from(ITEMS), max_size=1).map(tuple)
statements = st.sampled_from([False, False, True])

objects = st.builds(Facts, items=items, amounts=amounts, memberships=memberships, devices=devices, statement=statements)
hierarchies = st.builds(Facts, parent=parents, children=items, child_amounts=amounts, statement=statements)
emptyings = st.builds(Facts, parent=st.sampled_from(ITEMS))
transformations = st.builds(
    Facts,
    inputs=items,
    input_amounts=amounts,
    outputs=items,
    output_amounts=amounts,
    output_batches=st.lists(st.sampled_from(BATCHES), max_size=1).map(tuple),
    memberships=memberships,
    transformation=st.sampled_from([None, None, "transformation:1"]),
)


@st.composite
def events(draw: st.DrawFn, number: int) -> TracedEvent:
    kind, facts, action = draw(
        st.one_of(
            st.tuples(st.just(EventType.OBJECT), objects, actions),
            st.tuples(st.just(EventType.AGGREGATION), hierarchies, actions),
            st.tuples(st.just(EventType.AGGREGATION), hierarchies, actions),
            st.tuples(st.just(EventType.AGGREGATION), emptyings, st.just(Action.DELETE)),
            st.tuples(st.just(EventType.ASSOCIATION), hierarchies, actions),
            st.tuples(st.just(EventType.TRANSACTION), st.builds(Facts, parent=parents, items=items), actions),
            st.tuples(st.just(EventType.TRANSFORMATION), transformations, st.just(Action.NONE)),
        )
    )
    named = {*facts.items, *facts.inputs, *facts.outputs}
    stated = tuple(pair for pair in facts.memberships if pair[0] in named)  # a lot is stated for an item that is named
    facts = msgspec.structs.replace(facts, memberships=stated)
    return TracedEvent(f"{number:04}", f"urn:event:{number}", kind, action, draw(times), None, None, facts)


@st.composite
def worlds(draw: st.DrawFn) -> list[TracedEvent]:
    return [draw(events(number)) for number in range(draw(st.integers(1, 14)))]
