"""How the exercises of chapter 15 are judged."""

from __future__ import annotations

from functools import partial

from autograder.checks.corners import corners, examples
from autograder.checks.digits import (
    GRADED,
    TRAINING,
    draw_digits,
    reads,
    tells_apart,
    two_images,
)
from autograder.checks.domain import Domain, Given
from autograder.checks.half import SCALED, SCALINGS, draw_scaled, in_words
from autograder.checks.model import NUMERICAL, Chapter, Check, Corner, Part
from autograder.checks.readers import (
    COST_CORNERS,
    FOOLED,
    FOOLED_CORNERS,
    ON_READERS,
    READER,
    by_trying,
    cost,
    draw_image,
    draw_reader,
    fooled,
    is_sure,
    large_inputs,
    pixels,
    reader_corners,
    sure,
    with_penalty,
)
from autograder.checks.regular import (
    DROPPED,
    ENDINGS,
    MASKED,
    SHAPES,
    STOPPING,
    any_mask,
    draw_dropout,
    draw_losses,
    draw_masked,
    epoch_by_epoch,
    the_example,
    where_it_was_on,
    with_zeros,
)
from solutions.capstone import (
    dropout_backward,
    dropout_forward,
    early_stopping,
    fgsm,
    input_gradient,
    loss_and_gradient,
    loss_scale_step,
    train_reader,
)

CHAPTER = Chapter(
    number="15",
    module="capstone",
    title="Capstone: a reader of handwriting",
    checks=(
        Check(
            loss_and_gradient,
            (
                Part(
                    "the cost with its penalty",
                    1,
                    with_penalty,
                    cost,
                    piece=0,
                    corners=COST_CORNERS,
                ),
                Part(
                    "the slopes of the weights, dW",
                    2,
                    with_penalty,
                    by_trying(2),
                    NUMERICAL,
                    piece=1,
                    cases=2,
                    corners=COST_CORNERS,
                ),
                Part(
                    "the slopes of the biases, db",
                    1,
                    with_penalty,
                    by_trying(3),
                    NUMERICAL,
                    piece=2,
                    cases=2,
                    corners=COST_CORNERS,
                ),
            ),
            domain=Domain(
                {
                    **ON_READERS,
                    "no penalty": lambda a: a["lmbda"] == 0.0,
                    "dear weights": lambda a: a["lmbda"] > 5.0,
                },
                **READER,
                lmbda=Given(),
            ),
        ),
        Check(
            early_stopping,
            (
                Part(
                    "when to stop, and which epoch to keep",
                    3,
                    draw_losses,
                    epoch_by_epoch,
                    kinds=("stops", "stops", "goes on"),
                    corners=(
                        *(
                            Corner(kind, partial(draw_losses, kind=kind))
                            for kind in ENDINGS
                        ),
                        *examples(early_stopping),
                    ),
                ),
            ),
            domain=STOPPING,
        ),
        Check(
            dropout_forward,
            (
                Part(
                    "a random mask, and what it leaves",
                    2,
                    draw_dropout,
                    any_mask,
                    corners=(
                        *(
                            Corner(f"shape {shape}", partial(draw_dropout, shape=shape))
                            for shape in SHAPES
                        ),
                        Corner("keep 1", partial(draw_dropout, keep=1.0)),
                        Corner(
                            "examples that lose all",
                            partial(draw_dropout, shape=(80, 2), keep=0.1),
                        ),
                        Corner("keep small", partial(draw_dropout, keep=0.05)),
                        Corner("an exact 0 in A", with_zeros),
                        Corner("the example", the_example),
                    ),
                ),
            ),
            domain=DROPPED,
            fresh=True,
        ),
        Check(
            dropout_backward,
            (
                Part(
                    "the error behind the mask",
                    2,
                    draw_masked,
                    where_it_was_on,
                    corners=(
                        *corners(MASKED, where_it_was_on),
                        *examples(dropout_backward),
                    ),
                ),
            ),
            domain=MASKED,
        ),
        Check(
            train_reader,
            tuple(
                Part(
                    f"{least:.0%} of the images that it has not seen",
                    points,
                    partial(draw_digits, split=GRADED),
                    partial(reads, least),
                    cases=0,
                    corners=(TRAINING, *more),
                )
                for least, points, more in (
                    (0.90, 3, (Corner("the example", two_images, tells_apart),)),
                    (0.94, 2, ()),
                    (0.97, 2, ()),
                )
            ),
            domain=Domain(
                X=Given(), Y=Given(), X_val=Given(), Y_val=Given(), rng=Given()
            ),
            slow=True,
        ),
        Check(
            loss_scale_step,
            (
                Part(
                    "steps that are good",
                    2,
                    draw_scaled,
                    in_words,
                    kinds=("good", "good", "grown"),
                    corners=(
                        *(
                            Corner(kind, partial(draw_scaled, kind=kind))
                            for kind in SCALINGS
                        ),
                        *examples(loss_scale_step),
                    ),
                ),
            ),
            domain=SCALED,
        ),
        Check(
            input_gradient,
            (
                Part(
                    "the slope of every pixel",
                    3,
                    draw_reader,
                    by_trying(0),
                    NUMERICAL,
                    cases=3,
                    corners=(
                        *reader_corners(pixels),
                        large_inputs(pixels),
                        sure(pixels),
                        *examples(input_gradient),
                    ),
                ),
            ),
            analytic=True,
            domain=Domain({**ON_READERS, "a sure reader": is_sure}, **READER),
        ),
        Check(
            fgsm,
            (
                Part(
                    "pixels moved uphill",
                    2,
                    partial(draw_image, kind="inside"),
                    fooled,
                    corners=FOOLED_CORNERS,
                ),
            ),
            domain=FOOLED,
            fresh=True,
        ),
    ),
    answers={"what_has_it_learnt": 2.0},
)
