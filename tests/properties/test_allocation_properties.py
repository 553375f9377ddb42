"""Of every division: bounds are kept, nobody has less of a larger budget, codes and scale change nothing."""

from dataclasses import replace

from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from kinderwerk_stats.analysis.allocation import OBJECTIVES, TENTH, AllocationInput, allocate, find_impossible

CASES = settings(max_examples=80)
figure = st.one_of(st.sampled_from([0.5, 1.0, 2.0]), st.floats(0.2, 3.0))


@st.composite
def towns(draw, *, posts=False):
    count = draw(st.integers(1, 9))
    some = {"min_size": count, "max_size": count}
    lower = draw(st.lists(st.sampled_from([0, 0, 0, 1, 4]), **some))
    upper = [draw(st.one_of(st.none(), st.integers(low, 20))) for low in lower]
    return AllocationInput(
        codes=tuple(f"WK9001{at:02d}" for at in range(count)),
        children=tuple(draw(st.lists(st.one_of(st.sampled_from([200.0, 300.0]), st.floats(20, 5000)), **some))),
        need_weight=tuple(draw(st.lists(figure, **some))),
        fte=tuple(draw(st.lists(st.one_of(st.sampled_from([0.0, 0.5]), st.floats(0, 3)), **some))),
        budget_tenths=draw(st.integers(0, 60)),
        lower_tenths=tuple(lower),
        upper_tenths=tuple(upper),
        children_per_fte=draw(st.floats(10, 600)),
        keep=draw(st.booleans()),
        post_tenths=draw(st.sampled_from([0, 2, 5])) if posts else 0,
        target=tuple(draw(st.lists(st.one_of(st.just(0.0), figure), **some))),
    )


@CASES
@drawn(towns(posts=True), st.sampled_from(OBJECTIVES))
def test_bounds_are_kept_and_all_is_accounted_for(given, objective):
    if find_impossible(given):
        return
    found = allocate(given, objective)
    assert sum(found.tenths) + found.left_tenths == given.pool_tenths
    assert sum(step.tenths for step in found.steps) + sum(found.forced) == sum(found.tenths)
    for at, got in enumerate(found.tenths):
        after = given.start[at] + got * TENTH
        low, high = given.lower_tenths[at], given.upper_tenths[at]
        assert after >= low * TENTH
        assert high is None or not got or after <= high * TENTH
        assert not got or after >= given.post_tenths * TENTH
        assert found.after_fte[at] == after / 1_000


@CASES
@drawn(towns(), st.sampled_from(OBJECTIVES), st.integers(1, 30))
def test_nobody_has_less_of_a_larger_budget(given, objective, more):
    if find_impossible(given):
        return
    before, after = (
        allocate(given, objective),
        allocate(replace(given, budget_tenths=given.budget_tenths + more), objective),
    )
    assert all(had <= has for had, has in zip(before.tenths, after.tenths, strict=True))
    gone = [(step.wijk, step.value) for step in after.steps[: len(before.steps)]]
    assert gone == [(step.wijk, step.value) for step in before.steps]


@CASES
@drawn(towns(), st.sampled_from(OBJECTIVES), st.randoms(use_true_random=False))
def test_other_codes_change_nothing_but_what_is_equal(given, objective, draw):
    """Only of wijken that are equal in all can the code decide: what each kind of wijk gets stays the same."""
    if find_impossible(given):
        return
    order = list(range(len(given.codes)))
    draw.shuffle(order)
    names = ("children", "need_weight", "fte", "lower_tenths", "upper_tenths", "target")
    moved = replace(given, **{name: tuple(getattr(given, name)[at] for at in order) for name in names})
    there, back = allocate(given, objective), allocate(moved, objective)

    def kinds(town, found):
        rows = zip(*(getattr(town, name) for name in names), found.tenths, strict=True)
        return sorted(map(str, rows))

    if kinds(given, there) != kinds(moved, back):
        # Two that differ, but not in the figure that decides nor in need: the first code had the last tenth.
        differing = [step for step in there.steps if step.tied]
        assert differing


@CASES
@drawn(towns(), st.sampled_from(["evenredig", "laagste", "meeste", "kloof"]))
def test_the_scale_of_the_weights_plays_no_part(given, objective):
    if find_impossible(given):
        return
    twice = replace(given, need_weight=tuple(round(q, 6) * 2 for q in given.need_weight))
    once = replace(given, need_weight=tuple(round(q, 6) for q in given.need_weight))
    assert allocate(twice, objective).tenths == allocate(once, objective).tenths
