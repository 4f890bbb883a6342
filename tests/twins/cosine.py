"""The mistakes about the warm-up and the cosine, written a second time."""

import numpy as np

from tests.twins.model import twin


def schedule(
    t, peak, warmup, total, floor, *, up=None, share=None, shape=None, stop=True
):
    """Give the learning rate; `shape` falls from 1 to 0 as its argument rises to 1."""
    if t <= warmup:
        return up(t) if up else t / warmup * peak
    share = share(t) if share else (t - warmup) / (total - warmup)
    if stop and share > 1:
        share = 1
    left = shape(share) if shape else (1 + np.cos(share * np.pi)) / 2
    return left * peak + (1 - left) * floor


@twin("learning_rate_schedule", "divided_by_no_warm_up")
def _(t, peak, warmup, total, floor=0.0):
    slope = peak * t / warmup
    return schedule(t, peak, warmup, total, floor, up=lambda t: slope)


@twin("learning_rate_schedule", "compared_a_share_of_no_warm_up")
def _(t, peak, warmup, total, floor=0.0):
    slope = t / warmup
    return schedule(t, peak, warmup, total, floor, up=lambda t: slope * peak)


@twin("learning_rate_schedule", "warmed_up_one_step_late")
def _(t, peak, warmup, total, floor=0.0):
    up = lambda t: peak / warmup * t - peak / warmup  # noqa: E731
    return schedule(t, peak, warmup, total, floor, up=up)


@twin("learning_rate_schedule", "rose_over_all_the_steps")
def _(t, peak, warmup, total, floor=0.0):
    up = lambda t: t / total * peak  # noqa: E731
    return schedule(t, peak, warmup, total, floor, up=up)


@twin("learning_rate_schedule", "forgot_the_half")
def _(t, peak, warmup, total, floor=0.0):
    shape = lambda share: 1 + np.cos(np.pi * share)  # noqa: E731
    return schedule(t, peak, warmup, total, floor, shape=shape)


@twin("learning_rate_schedule", "rose_along_the_cosine")
def _(t, peak, warmup, total, floor=0.0):
    shape = lambda share: np.sin(np.pi / 2 * share) ** 2  # noqa: E731
    return schedule(t, peak, warmup, total, floor, shape=shape)


@twin("learning_rate_schedule", "rose_and_fell_at_the_end")
def _(t, peak, warmup, total, floor=0.0):
    shape = lambda share: np.sin(np.pi / 2 * share) ** 2  # noqa: E731
    return floor if t > total else schedule(t, peak, warmup, total, floor, shape=shape)


@twin("learning_rate_schedule", "cut_the_cosine_off_at_the_floor")
def _(t, peak, warmup, total, floor=0.0):
    rate = schedule(t, peak, warmup, total, 0)
    return rate if t <= warmup or rate > floor else floor


@twin("learning_rate_schedule", "went_a_whole_turn")
def _(t, peak, warmup, total, floor=0.0):
    shape = lambda share: np.cos(np.pi * share) ** 2  # noqa: E731
    return floor if t > total else schedule(t, peak, warmup, total, floor, shape=shape)


@twin("learning_rate_schedule", "left_the_floor_to_the_end")
def _(t, peak, warmup, total, floor=0.0):
    return schedule(t, peak, warmup, total, 0) + floor * (t > total)


@twin("learning_rate_schedule", "forgot_to_stand_on_the_floor")
def _(t, peak, warmup, total, floor=0.0):
    rate = schedule(t, peak, warmup, total, floor)
    return rate - floor * (warmup < t <= total)


@twin("learning_rate_schedule", "took_degrees_on_the_way")
def _(t, peak, warmup, total, floor=0.0):
    shape = lambda share: np.cos(90 * share) ** 2  # noqa: E731
    return floor if t > total else schedule(t, peak, warmup, total, floor, shape=shape)


@twin("learning_rate_schedule", "left_pi_out_on_the_way")
def _(t, peak, warmup, total, floor=0.0):
    shape = lambda share: np.cos(share / 2) ** 2  # noqa: E731
    return floor if t > total else schedule(t, peak, warmup, total, floor, shape=shape)


@twin("learning_rate_schedule", "came_down_one_step_late")
def _(t, peak, warmup, total, floor=0.0):
    late = lambda t: (t - warmup - 1) / (total - warmup)  # noqa: E731
    return schedule(t, peak, warmup, total, floor, share=late)


@twin("learning_rate_schedule", "added_the_bare_cosine")
def _(t, peak, warmup, total, floor=0.0):
    if not warmup < t <= total:
        return schedule(t, peak, warmup, total, floor)
    return (peak + floor) / 2 + np.cos(np.pi * (t - warmup) / (total - warmup))


@twin("learning_rate_schedule", "forgot_to_lift_the_cosine")
def _(t, peak, warmup, total, floor=0.0):
    if not warmup < t <= total:
        return schedule(t, peak, warmup, total, floor)
    return schedule(t, peak, warmup, total, floor) - (peak - floor) / 2


@twin("learning_rate_schedule", "divided_by_the_total_alone")
def _(t, peak, warmup, total, floor=0.0):
    half = (np.pi * (t - warmup) / total - warmup) / 2
    shape = lambda share: np.cos(half) ** 2  # noqa: E731
    return floor if t > total else schedule(t, peak, warmup, total, floor, shape=shape)


@twin("learning_rate_schedule", "divided_the_warm_up_alone")
def _(t, peak, warmup, total, floor=0.0):
    part = warmup / (total - warmup)
    shape = lambda share: np.cos(np.pi / 2 * t - part / 2) ** 2  # noqa: E731
    return floor if t > total else schedule(t, peak, warmup, total, floor, shape=shape)


@twin("learning_rate_schedule", "warmed_up_to_one")
def _(t, peak, warmup, total, floor=0.0):
    up = lambda t: 1 / warmup * t  # noqa: E731
    return schedule(t, peak, warmup, total, floor, up=up)
