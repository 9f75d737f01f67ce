from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from zhuisu.portal.layers import lay_out

KEYS = st.lists(st.sampled_from("abcdefghijkl"), min_size=1, unique=True)


@st.composite
def chains(draw: st.DrawFn) -> tuple[list[str], list[tuple[str, str]]]:
    keys = draw(KEYS)
    return keys, draw(st.lists(st.tuples(st.sampled_from(keys), st.sampled_from(keys)), max_size=40))


def test_a_line_of_three_stands_in_three_layers() -> None:
    layers = lay_out(["a", "b", "c"], [("a", "b"), ("b", "c")])
    assert [layers.places[key].layer for key in "abc"] == [0, 1, 2]
    assert layers.breadth == 1
    assert layers.depth == 3


def test_a_source_stands_right_before_what_it_becomes() -> None:
    layers = lay_out(["a", "b", "c", "late"], [("a", "b"), ("b", "c"), ("late", "c")])
    assert layers.places["late"].layer == 1


def test_a_long_wire_passes_the_layers_between_on_its_own_way() -> None:
    layers = lay_out(["a", "b", "c"], [("a", "b"), ("b", "c"), ("a", "c")])
    route = layers.routes["a", "c"]
    assert [place.layer for place in route] == [0, 1, 2]
    assert abs(route[1].across - layers.places["b"].across) >= 1


def test_a_circle_is_drawn_as_well() -> None:
    layers = lay_out(["a", "b"], [("a", "b"), ("b", "a")])
    assert {place.layer for place in layers.places.values()} == {0, 1}
    assert layers.routes["b", "a"] == layers.routes["a", "b"][::-1]


def test_nothing_has_no_breadth_to_speak_of() -> None:
    assert lay_out([], []).depth == 0


@given(chains())
def test_boxes_never_overlap_and_wires_join_neighbouring_layers(
    chain: tuple[list[str], list[tuple[str, str]]],
) -> None:
    keys, wires = chain
    layers = lay_out(keys, wires)
    assert set(layers.places) == set(keys)
    for layer in range(layers.depth):
        across = sorted(place.across for place in layers.places.values() if place.layer == layer)
        assert all(far - near > 0.999 for near, far in pairwise(across))
    assert all(-1e-9 <= place.across <= layers.breadth - 1 + 1e-9 for place in layers.places.values())
    for (source, target), route in layers.routes.items():
        assert (route[0], route[-1]) == (layers.places[source], layers.places[target])
        assert all(abs(near.layer - far.layer) == 1 for near, far in pairwise(route))
