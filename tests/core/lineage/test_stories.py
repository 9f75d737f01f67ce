"""What a resident, an enterprise and an inspector expect to be told."""

from tests.core.lineage.story import Direction, EdgeKind, Facts, Story, links, pieces
from zhuisu.core.lineage import Action, Amount, EventType

EAR_TAG = "eartag:150721100000123"
CARCASS = "8004/6901234500001"
TRAY = "01/06901234000016/21/T1"
CRATE = "8003/06901234000023C1"
TRUCK = "plate:桂N12345"
POWDER = "01/06901234000054/10/P7"
TIN_BATCH = "01/06901234000061/10/L7"
TIN = "01/06901234000061/21/S1"
OTHER_TIN = "01/06901234000061/21/S2"


def test_pork_is_followed_from_the_ear_tag_to_the_canteen() -> None:
    story = Story()
    born = story.commission("1 born", 1, EAR_TAG)
    quarantined = story.observe("2 quarantined", 2, EAR_TAG, step="inspecting")
    slaughtered = story.make("3 slaughtered", 3, Facts(inputs=(EAR_TAG,), outputs=(CARCASS,)))
    cut = story.make("4 cut", 4, Facts(inputs=(CARCASS,), outputs=(TRAY,)))
    packed = story.pack("5 packed", 5, CRATE, TRAY)
    driven = story.observe("6 driven", 6, CRATE, step="transporting")
    unpacked = story.unpack("7 unpacked", 7, CRATE, TRAY)
    story.observe("8 crate washed", 8, CRATE)
    served = story.destroy("9 served", 9, TRAY)

    chain = [born, quarantined, slaughtered, cut, packed, driven, unpacked, served]
    assert story.backward(TRAY) == chain
    assert story.forward(EAR_TAG) == chain
    assert links(story.walk(TRAY, Direction.BACKWARD), EdgeKind.BECAME) == {(EAR_TAG, CARCASS), (CARCASS, TRAY)}


def test_a_recalled_milk_powder_batch_leads_to_every_tin_and_shop() -> None:
    story = Story()
    made = story.make(
        "1 made",
        1,
        Facts(
            input_amounts=(Amount(POWDER, 500.0, "KGM"),),
            outputs=(TIN, OTHER_TIN),
            output_batches=(TIN_BATCH,),
            memberships=((TIN, TIN_BATCH), (OTHER_TIN, TIN_BATCH)),
        ),
    )
    sold = story.observe("2 sold", 2, TIN, step="retail_selling")
    stocked = story.observe("3 stocked", 3, OTHER_TIN)

    assert story.forward(POWDER) == [made, sold, stocked]
    assert story.forward(TIN_BATCH) == [made, sold, stocked]
    answer = story.walk(TIN_BATCH, Direction.FORWARD)
    assert links(answer, EdgeKind.INSTANCE_OF) == {(TIN, TIN_BATCH), (OTHER_TIN, TIN_BATCH)}


def test_a_tin_tells_its_batch_and_not_the_other_tins() -> None:
    story = Story()
    made = story.make("1 made", 1, Facts(input_amounts=(Amount(POWDER),), output_batches=(TIN_BATCH,)))
    labelled = story.commission("2 labelled", 2, TIN, lot=TIN_BATCH)
    story.commission("2 other labelled", 2, OTHER_TIN, lot=TIN_BATCH)
    tested = story.inspect("3 tested", 3, TIN_BATCH)
    story.ship("4 other part shipped", 4, pieces(TIN_BATCH, 400))
    sold = story.observe("5 sold", 5, TIN)

    answer = story.walk(TIN, Direction.BACKWARD)
    assert story.backward(TIN) == [made, labelled, tested, sold]
    assert set(answer.things) == {TIN, TIN_BATCH, POWDER}


def test_an_item_labelled_before_its_batch_was_recorded_still_tells_how_it_was_made() -> None:
    story = Story()
    labelled = story.commission("1 labelled", 1, TIN, lot=TIN_BATCH)
    used = story.make("2 used", 2, Facts(inputs=(TIN,), outputs=("cake",)))
    bought = story.produce("3 powder bought", 3, Amount(POWDER))
    made = story.make("4 batch made", 4, Facts(input_amounts=(Amount(POWDER),), output_batches=(TIN_BATCH,)))
    story.inspect("5 inspected too late for the cake", 5, TIN_BATCH)

    assert story.backward("cake") == [labelled, used, bought, made]


def test_a_batch_known_only_from_its_items_is_a_thing() -> None:
    story = Story()
    labelled = story.commission("1 labelled", 1, TIN, lot=TIN_BATCH)

    answer = story.walk(TIN_BATCH, Direction.BOTH)
    assert answer.things == (TIN_BATCH, TIN)
    assert story.forward(TIN_BATCH) == [labelled]
    assert story.backward(TIN_BATCH) == []  # the label says what the tin is, and nothing of how the batch was made


def test_a_product_is_not_followed_from_its_items() -> None:
    story = Story()
    labelled = story.commission("1 labelled", 1, TIN, lot=TIN_BATCH)
    story.ship("2 some of the product shipped", 2, pieces("01/06901234000061", 10_000))

    assert story.backward(TIN) == [labelled]
    assert story.backward(TIN_BATCH) == []


def test_a_replaced_lift_part_tells_of_its_own_time_in_the_lift() -> None:
    story = Story()
    lift, old, new, sensor = "equipment:E1", "8004/OLD", "8004/NEW", "8004/SENSOR"
    fitted = story.fit("1 fitted", 1, lift, old, sensor)
    checked = story.observe("2 lift checked", 2, lift, step="inspecting")
    read = story.read_sensor("3 vibration read", 3, sensor)
    removed = story.remove("4 removed", 4, lift, old)
    replaced = story.fit("5 replaced", 5, lift, new)
    checked_again = story.observe("6 lift checked again", 6, lift, step="inspecting")

    assert story.backward(old) == [fitted, checked, removed]
    assert story.backward(new) == [replaced, checked_again]
    assert story.backward(lift) == [fitted, checked, read, removed, replaced, checked_again]
    assert links(story.walk(lift, Direction.BACKWARD), EdgeKind.ASSOCIATED) == {
        (old, lift),
        (new, lift),
        (sensor, lift),
    }


def test_a_sensor_in_the_container_tells_of_the_goods_while_they_were_in_it() -> None:
    story = Story()
    container, sensor = "container:CSQU3054383", "8004/LOGGER"
    fitted = story.fit("1 logger fitted", 1, container, sensor)
    story.read_sensor("2 read before", 2, sensor)
    loaded = story.pack("3 loaded", 3, container, "vaccine")
    warm = story.read_sensor("4 too warm", 4, sensor)
    unloaded = story.unpack("5 unloaded", 5, container, "vaccine")
    story.read_sensor("6 read after", 6, sensor)

    assert story.backward("vaccine") == [loaded, warm, unloaded]
    assert fitted not in story.forward("vaccine")


def test_two_pallets_swapped_keep_their_own_histories() -> None:
    story = Story()
    red, blue, box = "00/1", "00/2", "00/3"
    story.observe("0 red pallet elsewhere", 0, red)
    on_red = story.pack("1 on red", 1, red, box)
    red_moved = story.observe("2 red moved", 2, red)
    story.observe("2 blue moved", 2, blue)
    on_blue = story.pack("3 on blue, nobody took it off red", 3, blue, box)
    story.observe("4 red moved on", 4, red)
    blue_moved = story.observe("4 blue moved on", 4, blue)

    assert story.backward(box) == [on_red, red_moved, on_blue, blue_moved]


def test_an_item_unpacked_before_its_box_was_contaminated_is_clean() -> None:
    story = Story()
    story.pack("1 packed", 1, "box", "early", "late")
    story.unpack("2 early unpacked", 2, "box", "early")
    soaked = story.observe("3 box soaked", 3, "box")
    story.observe("4 early sold", 4, "early")
    sold = story.observe("4 late sold", 4, "late")

    assert story.forward("box", at=3) == [soaked, sold]
    assert set(story.walk("box", Direction.FORWARD, at=3).things) == {"box", "late"}


def test_siblings_in_a_box_are_not_each_others_history() -> None:
    story = Story()
    made = story.commission("1 made", 1, "apple")
    story.commission("1 pear grown", 1, "pear")
    packed = story.pack("2 packed", 2, "box", "apple", "pear")
    story.observe("3 pear rotten", 3, "pear")

    assert story.backward("apple") == [made, packed]
    assert set(story.walk("apple", Direction.BOTH).things) == {"apple", "box"}


def test_a_transformation_in_two_events_brings_all_its_inputs_to_all_its_outputs() -> None:
    story = Story()
    shared = "transformation:pot-7"
    bought = story.produce("1 milk bought", 1, Amount("milk"))
    bottled = story.make("2 first bottles", 2, Facts(output_amounts=(Amount("bottles"),), transformation=shared))
    poured = story.make("3 more milk poured", 3, Facts(input_amounts=(Amount("milk"),), transformation=shared))

    assert story.backward("bottles") == [bought, bottled, poured]
    assert story.forward("milk") == [bought, bottled, poured]


def test_a_container_used_as_an_input_brings_what_is_in_it_then() -> None:
    story = Story()
    story.commission("1 sour milk", 1, "sour")
    story.pack("2 sour in the tank", 2, "tank", "sour")
    story.unpack("3 tank emptied", 3, "tank")
    milked = story.commission("4 fresh milk", 4, "fresh")
    filled = story.pack("5 fresh in the tank", 5, "tank", "fresh")
    story.make("6 cheese", 6, Facts(inputs=("tank",), outputs=("cheese",)))
    story.unpack("7 tank emptied again", 7, "tank")

    backward = story.walk("cheese", Direction.BACKWARD)
    assert {milked, filled} < set(story.backward("cheese"))
    assert "sour" not in backward.things
    assert "cheese" in story.walk("fresh", Direction.FORWARD).things
    assert "cheese" not in story.walk("sour", Direction.FORWARD).things


def test_contents_are_looked_up_for_each_moment_at_which_the_container_was_used() -> None:
    story = Story()
    story.pack("1", 1, "tank", "monday milk")
    story.make("2", 2, Facts(inputs=("tank",), outputs=("monday cheese",)))
    story.unpack("3", 3, "tank")
    story.pack("4", 4, "tank", "tuesday milk")
    story.make("5", 5, Facts(inputs=("tank",), outputs=("tuesday cheese",)))
    story.unpack("6", 6, "tank")
    story.make("7", 7, Facts(inputs=("monday cheese", "tuesday cheese"), outputs=("mix",)))

    things = story.walk("mix", Direction.BACKWARD).things
    assert {"monday milk", "tuesday milk"} < set(things)
    assert "monday milk" not in story.walk("tuesday cheese", Direction.BACKWARD).things


def test_seeing_things_together_says_so_for_that_instant_only() -> None:
    story = Story()
    story.observe("1 truck washed", 1, TRUCK)
    seen = story.see_together("2 seen on the truck", 2, TRUCK, "box")
    weighed = story.observe("2 truck weighed", 2, TRUCK)
    story.observe("3 truck sold", 3, TRUCK)

    assert story.backward("box") == [seen, weighed]


def test_a_part_of_an_amount_stays_until_all_is_taken_out() -> None:
    story = Story()
    batch = "01/06901234000016/10/RICE"
    silo = "silo"
    filled = story.pack("1 filled", 1, silo, amounts=[Amount(batch, 100.0, "KGM")])
    aired = story.observe("2 aired", 2, silo)
    part = story.unpack("3 part taken", 3, silo, amounts=[Amount(batch, 40.0, "KGM")])
    aired_again = story.observe("4 aired again", 4, silo)
    rest = story.unpack("5 rest taken", 5, silo, amounts=[Amount(batch, 60.0, "KGM")])
    story.observe("6 silo cleaned", 6, silo)

    assert story.backward(batch) == [filled, aired, part, aired_again, rest]
    assert batch in story.walk(silo, Direction.BACKWARD, at=4).things
    assert batch not in story.walk(silo, Direction.BACKWARD, at=5).things


def test_an_amount_that_was_not_measured_leaves_as_a_whole() -> None:
    story = Story()
    filled = story.pack("1 filled", 1, "silo", amounts=[Amount("rice")])
    some = story.unpack("2 some taken", 2, "silo", amounts=[Amount("rice", 40.0, "KGM")])
    aired = story.observe("3 aired", 3, "silo")
    rest = story.unpack("4 the rest taken", 4, "silo", amounts=[Amount("rice")])
    story.observe("5 silo cleaned", 5, "silo")

    assert story.backward("rice") == [filled, some, aired, rest]


def test_unpacking_without_a_record_of_packing_reaches_back_to_the_last_that_is_known() -> None:
    story = Story()
    story.pack("1 others packed", 1, "pallet", "others")
    story.observe("2 pallet moved with the others", 2, "pallet")
    others_left = story.unpack("3 others unpacked", 3, "pallet", "others")
    arrived = story.observe("4 pallet arrived", 4, "pallet")
    unpacked = story.unpack("5 box unpacked", 5, "pallet", "box")

    assert story.backward("box") == [others_left, arrived, unpacked]  # an interval holds its first instant


def test_emptying_a_box_belongs_to_all_that_was_in_it() -> None:
    story = Story()
    packed = story.pack("1 packed", 1, "box", "cup")
    emptied = story.unpack("2 emptied", 2, "box")
    story.unpack("3 emptied again", 3, "box")

    assert story.backward("cup") == [packed, emptied]


def test_emptying_a_pallet_belongs_to_what_is_still_in_its_boxes() -> None:
    story = Story()
    packed = story.pack("1 packed", 1, "box", "cup")
    stacked = story.pack("2 stacked", 2, "pallet", "box")
    driven = story.observe("3 driven", 3, "pallet")
    emptied = story.unpack("4 pallet emptied", 4, "pallet")
    story.observe("5 pallet repaired", 5, "pallet")

    assert story.backward("cup") == [packed, stacked, driven, emptied]
    assert story.forward("cup") == [packed, stacked, driven, emptied]


def test_a_delivery_note_is_no_container() -> None:
    story = Story()
    sold = story.sell("1 sold", 1, "gdti:note", "cup", "saucer")
    story.observe("2 note filed", 2, "gdti:note")

    assert story.backward("cup") == [sold]
    assert story.walk("gdti:note", Direction.BOTH).things == ("gdti:note",)


def test_leaving_comes_before_coming_at_the_same_instant() -> None:
    story = Story()
    story.pack("1 packed", 1, "box", "first")
    story.tell("2 emptied", 2, EventType.AGGREGATION, Action.DELETE, Facts(parent="box"))
    story.pack("2 packed again", 2, "box", "second")
    story.observe("3 box stored", 3, "box")

    assert story.backward("first") == ["1 packed", "2 emptied"]
    assert story.backward("second") == ["2 emptied", "2 packed again", "3 box stored"]


def test_a_batch_as_focus_brings_every_container_that_a_part_of_it_was_in() -> None:
    story = Story()
    batch = "01/06901234000016/10/RICE"
    here = story.pack("1 here", 1, "crate 1", amounts=[Amount(batch, 1.0)])
    there = story.pack("1 there", 1, "crate 2", amounts=[Amount(batch, 1.0)])
    wet = story.observe("2 crate 2 wet", 2, "crate 2")
    story.commission("3 labelled", 3, "bag", lot=batch)

    assert story.backward(batch) == [here, there, wet]
    assert story.backward("bag") == ["3 labelled"]
