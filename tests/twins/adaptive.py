"""Chapter 09: the mistakes of the bank, written a second time.

`combination` holds two mistakes in one function. The optimizers have modules of their
own.
"""

import numpy as np

# Importing enters the functions.
import tests.twins.adam_bias
import tests.twins.adam_means
import tests.twins.states  # noqa: F401
from tests.twins.cosine import schedule
from tests.twins.model import combination, twin


@twin("learning_rate_schedule", "started_at_the_peak")
def _(t, peak, warmup, total, floor=0.0):
    return schedule(t, peak, warmup, total, floor, up=lambda t: peak)


@twin("learning_rate_schedule", "counted_steps_from_zero")
def _(t, peak, warmup, total, floor=0.0):
    return schedule(
        t, peak, warmup, total, floor,
        up=lambda t: peak / warmup * t - peak / warmup,
        share=lambda t: (t - 1 - warmup) / (total - warmup),
    )  # fmt: skip


@twin("learning_rate_schedule", "began_the_cosine_at_zero")
def _(t, peak, warmup, total, floor=0.0):
    return schedule(t, peak, warmup, total, floor, share=lambda t: t / total)


@twin("learning_rate_schedule", "stretched_the_cosine")
def _(t, peak, warmup, total, floor=0.0):
    return schedule(
        t, peak, warmup, total, floor, share=lambda t: t / total - warmup / total
    )


@twin("learning_rate_schedule", "went_down_to_zero")
def _(t, peak, warmup, total, floor=0.0):
    return schedule(t, peak, warmup, total, 0)


@twin("learning_rate_schedule", "put_the_cosine_on_the_floor")
def _(t, peak, warmup, total, floor=0.0):
    return schedule(t, peak, warmup, total, 0) + floor * (t > warmup)


@twin("learning_rate_schedule", "went_down_in_a_line")
def _(t, peak, warmup, total, floor=0.0):
    return schedule(t, peak, warmup, total, floor, shape=lambda share: 1 - share)


@twin("learning_rate_schedule", "climbed_again_after_the_end")
def _(t, peak, warmup, total, floor=0.0):
    return schedule(t, peak, warmup, total, floor, stop=False)


@twin("learning_rate_schedule", "went_a_quarter_turn")
def _(t, peak, warmup, total, floor=0.0):
    return schedule(
        t, peak, warmup, total, floor,
        shape=lambda share: np.sin(np.pi / 2 * (1 - share)),
    )  # fmt: skip


@twin("learning_rate_schedule", "forgot_pi")
def _(t, peak, warmup, total, floor=0.0):
    return schedule(
        t, peak, warmup, total, floor, shape=lambda share: np.cos(share / 2) ** 2
    )


@twin("learning_rate_schedule", "rose_from_the_floor")
def _(t, peak, warmup, total, floor=0.0):
    up = lambda t: (1 - t / warmup) * floor + t / warmup * peak  # noqa: E731
    return schedule(t, peak, warmup, total, floor, up=up)


@twin("learning_rate_schedule", "counted_one_step_ahead")
def _(t, peak, warmup, total, floor=0.0):
    up = lambda t: peak / warmup + t * peak / warmup  # noqa: E731
    return schedule(t, peak, warmup, total, floor, up=up)


@twin("learning_rate_schedule", "fell_to_zero_after_the_end")
def _(t, peak, warmup, total, floor=0.0):
    return schedule(t, peak, warmup, total, floor) * (t <= total)


@twin("learning_rate_schedule", "took_degrees")
def _(t, peak, warmup, total, floor=0.0):
    shape = lambda share: np.cos(90 * share) ** 2  # noqa: E731
    return schedule(t, peak, warmup, total, floor, shape=shape)


@combination("learning_rate_schedule", "started_at_the_peak", "went_down_in_a_line")
def _(t, peak, warmup, total, floor=0.0):
    return schedule(
        t, peak, warmup, total, floor, up=lambda t: peak, shape=lambda share: 1 - share
    )


@combination("learning_rate_schedule", "stretched_the_cosine", "went_down_to_zero")
def _(t, peak, warmup, total, floor=0.0):
    return schedule(t, peak, warmup, total, 0, share=lambda t: (t - warmup) / total)
