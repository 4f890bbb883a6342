"""The cosine of the schedule: more wrong answers that students give."""

import math

from autograder.banks.model import wrong


def along_cosine(share: float, peak: float, floor: float) -> float:
    """Go from peak to floor along half a cosine."""
    return floor + (peak - floor) * (1.0 + math.cos(math.pi * share)) / 2.0


@wrong(
    "learning_rate_schedule",
    hint="How far is it from the top of 1 + cos to its bottom?",
)
def forgot_the_half(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """You leave the half out, and your cosine begins far above the peak."""
    if t <= warmup:
        return peak * t / warmup
    share = min((t - warmup) / (total - warmup), 1.0)
    return floor + (peak - floor) * (1.0 + math.cos(math.pi * share))


@wrong(
    "learning_rate_schedule",
    hint="What is the learning rate of the last step, and what should it be?",
)
def rose_along_the_cosine(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """Your cosine goes up where it should go down, and ends at the peak."""
    if t <= warmup:
        return peak * t / warmup
    share = min((t - warmup) / (total - warmup), 1.0)
    return floor + (peak - floor) / 2.0 * (1.0 - math.cos(math.pi * share))


@wrong(
    "learning_rate_schedule",
    hint="What is the learning rate just after the warm-up? It should be near the "
    "peak.",
)
def rose_and_fell_at_the_end(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """Your cosine goes up where it should go down, and drops to the floor at last."""
    if t <= warmup:
        return peak * t / warmup
    if t > total:
        return floor
    share = min((t - warmup) / (total - warmup), 1.0)
    return floor + (peak - floor) / 2.0 * (1.0 - math.cos(math.pi * share))


@wrong(
    "learning_rate_schedule",
    hint="Which two learning rates does the cosine of the equation join?",
)
def cut_the_cosine_off_at_the_floor(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """Your cosine aims at 0 and is cut off at the floor, which it should glide to."""
    if t <= warmup:
        return peak * t / warmup
    share = min((t - warmup) / (total - warmup), 1.0)
    return max(floor, along_cosine(share, peak, 0.0))


@wrong(
    "learning_rate_schedule",
    hint="Which angle makes the cosine -1, and when does yours get there?",
)
def went_a_whole_turn(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """Your cosine goes a whole turn, down to the floor halfway and up again."""
    if t <= warmup:
        return peak * t / warmup
    if t > total:
        return floor
    share = min((t - warmup) / (total - warmup), 1.0)
    return floor + (peak - floor) / 2.0 * (1.0 + math.cos(2.0 * math.pi * share))


@wrong(
    "learning_rate_schedule",
    hint="Which learning rate does your cosine end at, and which comes in the "
    "next step?",
)
def left_the_floor_to_the_end(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """Your cosine goes down to zero, and the floor comes only after its end."""
    if t <= warmup:
        return peak * t / warmup
    if t > total:
        return floor
    share = min((t - warmup) / (total - warmup), 1.0)
    return along_cosine(share, peak, 0.0)


@wrong(
    "learning_rate_schedule",
    hint="What is the learning rate just after the warm-up? It should be near the "
    "peak.",
)
def forgot_to_stand_on_the_floor(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """You scale the cosine by the way to the floor but do not add the floor to it."""
    if t <= warmup:
        return peak * t / warmup
    if t > total:
        return floor
    share = min((t - warmup) / (total - warmup), 1.0)
    return along_cosine(share, peak - floor, 0.0)


@wrong(
    "learning_rate_schedule",
    hint="Which angle is half a turn for the cosine of NumPy?",
)
def took_degrees_on_the_way(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """You give the cosine degrees where it wants radians."""
    if t <= warmup:
        return peak * t / warmup
    if t > total:
        return floor
    share = min((t - warmup) / (total - warmup), 1.0)
    return floor + (peak - floor) / 2.0 * (1.0 + math.cos(180.0 * share))


@wrong(
    "learning_rate_schedule",
    hint="Which angle makes the cosine -1, and does yours get there at the end?",
)
def left_pi_out_on_the_way(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """You leave pi out, so that the cosine is still high where it ends."""
    if t <= warmup:
        return peak * t / warmup
    if t > total:
        return floor
    share = min((t - warmup) / (total - warmup), 1.0)
    return floor + (peak - floor) / 2.0 * (1.0 + math.cos(share))


@wrong(
    "learning_rate_schedule",
    hint="At t = total, what should the learning rate be?",
)
def came_down_one_step_late(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """Your cosine is one step late, as if it began a step after the warm-up."""
    if t <= warmup:
        return peak * t / warmup
    share = min((t - 1 - warmup) / (total - warmup), 1.0)
    return along_cosine(share, peak, floor)


@wrong(
    "learning_rate_schedule",
    hint="Which parts of your line does the factor reach, and which should it?",
)
def added_the_bare_cosine(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """You add the cosine unscaled at the end, for want of brackets around its sum."""
    if t <= warmup:
        return peak * t / warmup
    if t > total:
        return floor
    share = min((t - warmup) / (total - warmup), 1.0)
    return floor + (peak - floor) / 2.0 + math.cos(math.pi * share)


@wrong(
    "learning_rate_schedule",
    hint="Between which numbers does a cosine move, and what does the 1 do to them?",
)
def forgot_to_lift_the_cosine(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """You leave the 1 out, and your cosine goes below the floor."""
    if t <= warmup:
        return peak * t / warmup
    if t > total:
        return floor
    share = min((t - warmup) / (total - warmup), 1.0)
    return floor + (peak - floor) / 2.0 * math.cos(math.pi * share)


@wrong(
    "learning_rate_schedule",
    hint="Print the angle at the first step and at the last of the cosine.",
)
def divided_by_the_total_alone(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """You divide by the total and then subtract the warm-up, for want of brackets."""
    if t <= warmup:
        return peak * t / warmup
    if t > total:
        return floor
    angle = math.pi * (t - warmup) / total - warmup
    return floor + (peak - floor) / 2.0 * (1.0 + math.cos(angle))


@wrong(
    "learning_rate_schedule",
    hint="Print the angle at the first step and at the last of the cosine.",
)
def divided_the_warm_up_alone(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """You divide the warm-up alone and then subtract it, for want of brackets."""
    if t <= warmup:
        return peak * t / warmup
    if t > total:
        return floor
    angle = math.pi * t - warmup / (total - warmup)
    return floor + (peak - floor) / 2.0 * (1.0 + math.cos(angle))


@wrong(
    "learning_rate_schedule",
    hint="At t = warmup, what should the learning rate be?",
)
def warmed_up_to_one(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """Your warm-up rises to 1, whatever the peak is."""
    if t <= warmup:
        return t / warmup
    return along_cosine(min((t - warmup) / (total - warmup), 1.0), peak, floor)
