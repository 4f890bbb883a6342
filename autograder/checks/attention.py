"""How the exercises of chapter 14 are judged: each by a forward pass in other words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from autograder.checks.blocks import (
    block_by_trying,
    block_in_steps,
    block_parameters_by_trying,
    block_tokens_by_trying,
    draw_block,
    draw_block_run,
)
from autograder.checks.corners import corner_sizes, examples
from autograder.checks.domain import Domain, Given, Named, all_small, some_large
from autograder.checks.forward import GUARDED
from autograder.checks.looks import (
    by_jacobian,
    draw_looks,
    draw_slopes,
    draw_tokens,
    is_causal,
    look_by_look,
    looks_by_trying,
    slopes_of_scores,
    token_by_token,
)
from autograder.checks.model import NUMERICAL, Args, Chapter, Check, Corner, Part
from solutions import Array
from solutions.attention import (
    attention_backward,
    attention_forward,
    block_backward,
    block_forward,
    softmax_backward,
)

Parameters = dict[str, Array]


# Corners


def _sized(
    draw: Callable[..., Args], domain: Domain, oracle: Any, **more: Any
) -> tuple[Corner, ...]:
    return tuple(
        Corner(words, partial(draw, given=given), oracle, **more)
        for words, given in corner_sizes(domain)
    )


def large_scores(a: Named) -> bool:
    """Say whether some query meets some key with a large product."""
    return bool(np.abs(a["Q"] @ a["K"].swapaxes(1, 2)).max() > 1e5)


CHOICES = (
    "K = 1",
    "one row",
    "a single row without a batch",
    "as many rows as classes",
    "zeros in P",
    "a sure choice",
    "all slopes equal",
    "large slopes",
    "small slopes",
)
CHOICE = Domain(
    {
        "K = 1": lambda a: a["P"].shape[-1] == 1,
        "one row": lambda a: a["P"].shape[0] == 1,
        "a single row without a batch": lambda a: a["P"].ndim == 1,
        "two axes before the last": lambda a: a["P"].ndim == 3,
        "as many rows as classes": lambda a: len(set(a["P"].shape)) == 1,
        "zeros in P": lambda a: bool((a["P"] == 0).any()),
        "a sure choice": lambda a: bool((a["P"] == 1).any()) and a["P"].shape[-1] > 1,
        "all slopes equal": lambda a: np.ptp(a["dP"]) == 0 and a["dP"].size > 1,
        "large slopes": some_large("dP"),
        "small slopes": all_small("dP"),
    },
    dP=Given(),
    P=Given(),
)
LOOKS = {
    "Q": Given(("N", "T", "d")),
    "K": Given(("N", "T", "d")),
    "V": Given(("N", "T", "n_v")),
}
FORWARD = Domain(
    {
        "causal": lambda a: a.get("causal", True) and a["Q"].shape[1] > 1,
        "not causal": lambda a: not a["causal"],
        "all queries 0": lambda a: not a["Q"].any(),
        "large scores": lambda a: bool(
            np.abs(a["Q"] @ a["K"].swapaxes(1, 2)).max() > 1e5
        ),
        "small scores": all_small("Q"),
    },
    **LOOKS,
    causal=Given(),
)
BACKWARD = Domain(
    {
        "causal": lambda a: is_causal(a["P"]),
        "not causal": lambda a: a["P"].shape[1] > 1 and not is_causal(a["P"]),
        "large scores": lambda a: bool(
            np.abs(a["Q"] @ a["K"].swapaxes(1, 2)).max() > 1e5
        ),
        "small scores": all_small("Q"),
    },
    dO=Given(("N", "T", "n_v")),
    **LOOKS,
    P=Given(),
)
BLOCK = Domain(
    {
        "square weights": lambda a: (
            a["p"]["W_q"].shape == a["p"]["W_o"].shape and a["X"].shape[2] > 2
        ),
        "all tokens equal": lambda a: np.ptp(a["X"]) == 0 and a["X"].size > 1,
        "large tokens": some_large("X"),
        "small tokens": all_small("X"),
    },
    X=Given(("N", "T", "n")),
    p=Given(),
)
BLOCK_BACK = Domain(dY=Given(("N", "T", "n")), kept=Given(), p=Given())
WIDE = Domain(X=Given(("N", "T", "n")), hidden=Given(("m",)))


def _silent(rng: np.random.Generator) -> Args:
    Q, *rest = draw_tokens(rng)
    return (np.zeros_like(Q), *rest)


def _times(q: float, k: float, rng: np.random.Generator) -> Args:
    Q, K, *rest = draw_tokens(rng)
    return q * Q, k * K, *rest


def _with_zeros(rng: np.random.Generator) -> Args:
    Q, K, *rest = draw_tokens(rng)
    K[:, 0] = 0.0  # in all keys they would move every score alike
    return Q, K, *rest


def _looks(q: float, k: float, rng: np.random.Generator) -> Args:
    Q, K, V, _ = _times(q, k, rng)
    return rng.normal(size=V.shape), Q, K, V, token_by_token(Q, K, V)[1]


def _equal(rng: np.random.Generator) -> Args:
    X, p = draw_block(rng)
    return np.full_like(X, 1.5), p


# All weights of the attention are square: d = n_v = n.
SQUARE = {"N": 1, "T": 3, "n": 4, "m": 2, "inner": 4}
FORWARD_CORNERS = (
    Corner("large scores", partial(draw_tokens, scale=1000.0), token_by_token),
    *_sized(draw_tokens, FORWARD, token_by_token, tolerance=GUARDED),
    *_sized(partial(draw_tokens, causal=False), FORWARD, token_by_token),
    Corner("causal left out", partial(draw_tokens, causal=None), token_by_token),
    Corner("all queries 0", _silent, token_by_token),
    Corner("huge scores", partial(draw_tokens, scale=1e6), token_by_token),
    Corner("small scores", partial(draw_tokens, scale=1e-6), token_by_token),
    Corner("large keys, small queries", partial(_times, 1e-3, 1e3), token_by_token),
    Corner("large queries, small keys", partial(_times, 1e3, 1e-3), token_by_token),
    Corner("small keys", partial(_times, 1.0, 1e-6), token_by_token),
    Corner("small queries", partial(_times, 1e-6, 1.0), token_by_token),
    Corner("zeros in K", _with_zeros, token_by_token),
    *examples(attention_forward),
)
BACKWARD_CORNERS = (
    *_sized(draw_looks, BACKWARD, look_by_look),
    Corner("not causal", partial(draw_looks, causal=False), look_by_look),
    Corner("large scores", partial(draw_looks, scale=1000.0), look_by_look),
    Corner("small scores", partial(draw_looks, scale=1e-6), look_by_look),
    Corner("large keys, small queries", partial(_looks, 1e-3, 1e3), look_by_look),
    Corner("large queries, small keys", partial(_looks, 1e3, 1e-3), look_by_look),
    *examples(attention_backward),
)
BLOCK_CORNERS = (
    *_sized(draw_block, WIDE, block_in_steps),
    Corner("square weights", partial(draw_block, given=SQUARE), block_in_steps),
    Corner("all tokens equal", _equal, block_in_steps),
    Corner("large tokens", partial(draw_block, scale=1000.0), block_in_steps),
    Corner("small tokens", partial(draw_block, scale=1e-6), block_in_steps),
    *examples(block_forward),
)
# Differences are dear here, so each case lies at several corners of the sizes.
BLOCK_SIZES = ((1, 2, 3, 2), (2, 3, 4, 2), (4, 3, 2, 1), (2, 1, 1, 3), (2, 2, 2, 2))
BLOCK_BACK_CORNERS = (
    *(
        Corner(
            f"N = {N}, T = {T}, n = {n}",
            partial(draw_block_run, given={"N": N, "T": T, "n": n, "m": m}),
            block_by_trying,
            NUMERICAL,
        )
        for N, T, n, m in BLOCK_SIZES
    ),
    Corner(
        "square weights",
        partial(draw_block_run, given=SQUARE),
        block_by_trying,
        NUMERICAL,
    ),
    *examples(block_backward),
)

CHAPTER = Chapter(
    number="14",
    module="attention",
    title="Attention: the network chose where to look. Who is to blame?",
    checks=(
        Check(
            attention_forward,
            (
                Part(
                    "a causal look",
                    2,
                    draw_tokens,
                    attention_forward,
                    GUARDED,
                    corners=FORWARD_CORNERS,
                ),
                Part(
                    "a look at everything",
                    1,
                    partial(draw_tokens, causal=False),
                    attention_forward,
                    GUARDED,
                    cases=2,
                ),
            ),
            domain=FORWARD,
        ),
        Check(
            softmax_backward,
            (
                Part(
                    "rows of any number of axes",
                    2,
                    draw_slopes,
                    slopes_of_scores,
                    NUMERICAL,
                    kinds=("rows", "rows", "batch"),
                    corners=(
                        *(
                            Corner(kind, partial(draw_slopes, kind=kind), by_jacobian)
                            for kind in CHOICES
                        ),
                        *examples(softmax_backward),
                    ),
                ),
            ),
            analytic=True,
            domain=CHOICE,
        ),
        Check(
            attention_backward,
            tuple(
                Part(
                    f"the slopes of the {words}",
                    points,
                    draw_looks,
                    looks_by_trying(place),
                    NUMERICAL,
                    piece=place,
                    cases=2,
                    corners=BACKWARD_CORNERS,
                )
                for place, (words, points) in enumerate(
                    (("queries, dQ", 2), ("keys, dK", 2), ("values, dV", 1))
                )
            ),
            analytic=True,
            domain=BACKWARD,
        ),
        Check(
            block_forward,
            (
                Part(
                    "the tokens, and what is kept",
                    3,
                    draw_block,
                    block_in_steps,
                    cases=3,
                    corners=BLOCK_CORNERS,
                ),
            ),
            domain=BLOCK,
        ),
        Check(
            block_backward,
            (
                Part(
                    "the slopes of the tokens, dX",
                    3,
                    draw_block_run,
                    block_tokens_by_trying,
                    NUMERICAL,
                    piece=0,
                    cases=2,
                    corners=BLOCK_BACK_CORNERS,
                ),
                Part(
                    "the slopes of the parameters, dp",
                    3,
                    draw_block_run,
                    block_parameters_by_trying,
                    NUMERICAL,
                    piece=1,
                    cases=1,
                    corners=BLOCK_BACK_CORNERS,
                ),
            ),
            analytic=True,
            domain=BLOCK_BACK,
        ),
    ),
    answers={"how_a_choice_has_a_slope": 2.0},
)
