"""Chapter 09: wrong answers that students give, and unusual right ones.

The schedule is here, more about its cosine in a module of its own; so are the
optimizers.
"""

import math

import numpy as np

# Importing a bank enters its functions.
import autograder.banks.adam
import autograder.banks.adam_bias
import autograder.banks.adam_means
import autograder.banks.adamw
import autograder.banks.cosine
import autograder.banks.mean_square
import autograder.banks.rmsprop
import autograder.banks.states  # noqa: F401
from autograder.banks.cosine import along_cosine
from autograder.banks.model import right, wrong


@wrong(
    "learning_rate_schedule",
    hint="What is the learning rate of the first step, and what should it be?",
)
def started_at_the_peak(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """You leave the warm-up out and start with the largest learning rate."""
    if t <= warmup:
        return peak
    return along_cosine(min((t - warmup) / (total - warmup), 1.0), peak, floor)


@wrong(
    "learning_rate_schedule",
    hint="The first step is number 1. What is its learning rate in your schedule?",
)
def counted_steps_from_zero(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """Your schedule is one step late, as if the first step were number 0."""
    if t <= warmup:
        return peak * (t - 1) / warmup
    return along_cosine(min((t - 1 - warmup) / (total - warmup), 1.0), peak, floor)


@wrong(
    "learning_rate_schedule",
    hint="At the end of the warm-up, how far has the cosine come?",
)
def began_the_cosine_at_zero(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """Your cosine begins with the first step instead of the end of the warm-up."""
    if t <= warmup:
        return peak * t / warmup
    return along_cosine(min(t / total, 1.0), peak, floor)


@wrong(
    "learning_rate_schedule",
    hint="Look at the learning rate of the last step. Is it the floor?",
)
def stretched_the_cosine(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """Your cosine takes all the steps, although the warm-up has used some of them."""
    if t <= warmup:
        return peak * t / warmup
    return along_cosine(min((t - warmup) / total, 1.0), peak, floor)


@wrong(
    "learning_rate_schedule",
    hint="Set the floor to a half of the peak, and look at the last step.",
)
def went_down_to_zero(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """Your cosine goes down to zero and passes the floor."""
    if t <= warmup:
        return peak * t / warmup
    return along_cosine(min((t - warmup) / (total - warmup), 1.0), peak, 0.0)


@wrong(
    "learning_rate_schedule",
    hint="What is the learning rate just after the warm-up? It should be the peak.",
)
def put_the_cosine_on_the_floor(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """You add the whole cosine to the floor, so that it starts above the peak."""
    if t <= warmup:
        return peak * t / warmup
    share = min((t - warmup) / (total - warmup), 1.0)
    return floor + along_cosine(share, peak, 0.0)


@wrong(
    "learning_rate_schedule",
    hint="Plot your schedule. Where should it be steep, and where flat?",
)
def went_down_in_a_line(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """You lower the learning rate in a straight line instead of along a cosine."""
    if t <= warmup:
        return peak * t / warmup
    return peak + (floor - peak) * min((t - warmup) / (total - warmup), 1.0)


@wrong(
    "learning_rate_schedule",
    hint="Ask for a step after the end. What should the learning rate be there?",
)
def climbed_again_after_the_end(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """Your cosine goes on after its end, and the learning rate rises again."""
    if t <= warmup:
        return peak * t / warmup
    return along_cosine((t - warmup) / (total - warmup), peak, floor)


@wrong(
    "learning_rate_schedule",
    hint="Which angle makes the cosine -1, and does yours get there at the end?",
)
def went_a_quarter_turn(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """You go down along a quarter of a turn, which has its steep part at the end."""
    if t <= warmup:
        return peak * t / warmup
    share = min((t - warmup) / (total - warmup), 1.0)
    return floor + (peak - floor) * math.cos(math.pi / 2.0 * share)


@wrong(
    "learning_rate_schedule",
    hint="What does the cosine take: degrees, turns or something else?",
)
def forgot_pi(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """You leave pi out, so that the cosine never gets to its lower end."""
    if t <= warmup:
        return peak * t / warmup
    share = min((t - warmup) / (total - warmup), 1.0)
    return floor + (peak - floor) * (1.0 + math.cos(share)) / 2.0


@wrong(
    "learning_rate_schedule",
    hint="At which learning rate does the warm-up begin?",
)
def rose_from_the_floor(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """Your warm-up rises from the floor, but the equation has it rise from 0."""
    if t <= warmup:
        return floor + (peak - floor) * t / warmup
    share = min((t - warmup) / (total - warmup), 1.0)
    return along_cosine(share, peak, floor)


@wrong(
    "learning_rate_schedule",
    hint="At t = warmup, what should the learning rate be?",
)
def counted_one_step_ahead(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """Your warm-up is one step ahead, as if the first step had the number 0."""
    if t <= warmup:
        return peak * (t + 1) / warmup
    share = min((t - warmup) / (total - warmup), 1.0)
    return along_cosine(share, peak, floor)


@wrong(
    "learning_rate_schedule",
    hint="What does the last line of the equation say?",
)
def fell_to_zero_after_the_end(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """After the end you give 0, but the learning rate stays at the floor."""
    if t > total:
        return 0.0
    if t <= warmup:
        return peak * t / warmup
    share = min((t - warmup) / (total - warmup), 1.0)
    return along_cosine(share, peak, floor)


@wrong(
    "learning_rate_schedule",
    hint="Which angle is half a turn for the cosine of NumPy?",
)
def took_degrees(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """You give the cosine degrees where it wants radians."""
    if t <= warmup:
        return peak * t / warmup
    share = min((t - warmup) / (total - warmup), 1.0)
    return floor + (peak - floor) * (1.0 + math.cos(180.0 * share)) / 2.0


@wrong(
    "learning_rate_schedule",
    hint="What does your first line do where the warm-up takes 0 steps?",
)
def divided_by_no_warm_up(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """You divide by the length of the warm-up before you ask whether there is one."""
    risen = peak * t / warmup
    if t <= warmup:
        return risen
    share = min((t - warmup) / (total - warmup), 1.0)
    return along_cosine(share, peak, floor)


@wrong(
    "learning_rate_schedule",
    hint="What does your first line do where the warm-up takes 0 steps?",
)
def compared_a_share_of_no_warm_up(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """You divide t by the length of the warm-up before you ask whether there is one."""
    risen = t / warmup
    if risen <= 1.0:
        return peak * risen
    share = min((t - warmup) / (total - warmup), 1.0)
    return along_cosine(share, peak, floor)


@wrong(
    "learning_rate_schedule",
    hint="The first step is number 1. What is its learning rate in your schedule?",
)
def warmed_up_one_step_late(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """Your warm-up is one step late and begins with a learning rate of 0."""
    if t <= warmup:
        return peak * (t - 1) / warmup
    share = min((t - warmup) / (total - warmup), 1.0)
    return along_cosine(share, peak, floor)


@wrong(
    "learning_rate_schedule",
    hint="At t = warmup, what should the learning rate be?",
)
def rose_over_all_the_steps(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """You divide by the number of all steps in the warm-up, so it ends too low."""
    if t <= warmup:
        return peak * t / total
    share = min((t - warmup) / (total - warmup), 1.0)
    return along_cosine(share, peak, floor)


@right("learning_rate_schedule")
def through_the_sine_of_half(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """Take the square of a sine, which is half of one minus a cosine."""
    if t >= total:
        return floor
    if t < warmup:
        return t * (peak / warmup)
    down = math.sin(math.pi / 2.0 * (t - warmup) / (total - warmup)) ** 2
    return peak - (peak - floor) * down


@right("learning_rate_schedule")
def interpolated(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """Let NumPy interpolate the warm-up and the angle."""
    if warmup and t <= warmup:
        return np.interp(t, [0, warmup], [0.0, peak])
    angle = np.interp(t, [warmup, total], [0.0, np.pi])
    return (peak + floor) / 2.0 + (peak - floor) / 2.0 * np.cos(angle)


@right("learning_rate_schedule")
def chosen_by_numpy(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """Compute both halves and let NumPy choose, which gives an array without axes."""
    share = np.clip((t - warmup) / (total - warmup), 0.0, 1.0)
    down = floor + 0.5 * (peak - floor) * (1.0 + np.cos(np.pi * share))
    return np.where(t <= warmup, peak * t / max(warmup, 1), down)
