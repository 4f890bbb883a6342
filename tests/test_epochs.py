"""A training's diary tells whether each epoch had every row once, in a new order."""

import numpy as np
import pytest

from course.codec import Property, Seed
from course.compare import examine
from course.epochs import diary_gradient, diary_loss, empty_diary
from course.target import Tolerance
from solutions.training import gradient_step, minibatches

N, SIZE, EPOCHS = 14, 4, 3
X = np.column_stack([np.arange(N)[::-1] / 8.0, np.ones(N)])
Y = (np.arange(N)[::-1] / 8.0)[:, None]
START = empty_diary(N, EPOCHS + 1)
RNG = np.random.default_rng(5)
SHUFFLED = [minibatches(N, SIZE, RNG) for _ in range(EPOCHS)]
OLD_ROWS = np.arange(N)
OLD = np.split(OLD_ROWS, [4, 8, 12])
BLOCKS = [
    [OLD[i] for i in order] for order in ([1, 0, 2, 3], [2, 1, 0, 3], [0, 2, 1, 3])
]


def keep_diary(epochs, partner=lambda rows: rows):
    """Train on these batches; `partner` says which rows of Y go with rows of X."""
    theta, losses = START, [diary_loss(START, X, Y)]
    for batches in epochs:
        for rows in batches:
            gradient = diary_gradient(theta, X[rows], Y[partner(rows)])
            theta = gradient_step(theta, gradient, 1.0)
        losses.append(diary_loss(theta, X, Y))
    return theta, losses


def by_single_rows(epochs):
    """Train on these batches, and average the gradients of single rows."""
    theta, losses = START, [diary_loss(START, X, Y)]
    for batches in epochs:
        for rows in batches:
            each = [diary_gradient(theta, X[[i]], Y[[i]]) for i in rows]
            theta = gradient_step(theta, np.mean(each, axis=0), 1.0)
        losses.append(np.mean([diary_loss(theta, X[[i]], Y[[i]]) for i in range(N)]))
    return theta, losses


def test_the_mean_of_the_gradients_of_single_rows_is_as_good():
    assert kind_of(by_single_rows(SHUFFLED)) is None
    theta, losses = keep_diary(SHUFFLED)
    assert np.allclose(by_single_rows(SHUFFLED)[0], theta, rtol=0, atol=1e-12)
    assert np.allclose(by_single_rows(SHUFFLED)[1], losses)


def test_the_sum_over_the_rows_is_no_step_of_the_mean():
    theta = START
    for batches in SHUFFLED:
        for rows in batches:
            theta = theta - len(rows) * diary_gradient(theta, X[rows], Y[rows])
    assert kind_of((theta, keep_diary(SHUFFLED)[1])) == "steps"


def kind_of(result, moved=True):
    named = {"theta": START, "X": X, "Y": Y, "batch_size": SIZE, "epochs": EPOCHS}
    finding = examine(
        result,
        Property("a new order each epoch"),
        Tolerance(1e-9, 1e-12),
        named={**named, "rng": Seed(1)},
        after={"rng": Seed(1, moved)},
    )
    return finding.kind if finding else None


def with_(epoch, batches):
    return [batches if i == epoch else SHUFFLED[i] for i in range(EPOCHS)]


def uneven(batches):
    rows = np.concatenate(batches)
    return [rows[:3], rows[3:7], rows[7:11], rows[11:]]


@pytest.mark.parametrize(
    ("epochs", "kind"),
    [
        (SHUFFLED, None),
        ([[np.sort(rows) for rows in batches] for batches in SHUFFLED], None),
        ([OLD] * EPOCHS, "order"),
        ([SHUFFLED[0]] * EPOCHS, "repeated"),
        (with_(2, SHUFFLED[0]), "repeated"),
        (with_(2, [rows[::-1] for rows in SHUFFLED[0]]), "repeated"),
        ([batches[::-1] for batches in SHUFFLED], None),
        (BLOCKS, "blocks"),
        ([np.split(np.roll(OLD_ROWS, k), [4, 8, 12]) for k in (1, 9, 6)], "blocks"),
        ([SHUFFLED[0][:-1], *SHUFFLED[1:]], "rows"),
        (SHUFFLED[:2], "rows"),
        ([*SHUFFLED, SHUFFLED[0]], "rows"),
        (with_(1, [SHUFFLED[1][i] for i in (0, 0, 2, 3)]), "twice"),
        (with_(1, uneven(SHUFFLED[1])), "lengths"),
        ([[np.arange(N)] for _ in range(EPOCHS)], "lengths"),
        ([], "rows"),
    ],
)
def test_what_the_diary_shows(epochs, kind):
    assert kind_of(keep_diary(epochs)) == kind


def test_inputs_beside_the_targets_of_others_are_seen():
    assert kind_of(keep_diary(SHUFFLED, lambda rows: (rows + 1) % N)) == "partners"


def test_the_generator_has_to_be_the_one_that_was_given():
    assert kind_of(keep_diary(SHUFFLED), moved=False) == "generator"


@pytest.mark.parametrize(
    "losses",
    [lambda losses: losses[1:], lambda losses: [*losses[:-1], np.nan], tuple, "text",
     lambda losses: ["1", *losses[1:]], lambda losses: None],
)  # fmt: skip
def test_the_losses_are_looked_at(losses):
    theta, right = keep_diary(SHUFFLED)
    wrong = losses(right) if callable(losses) else losses
    assert kind_of((theta, wrong)) == (None if losses is tuple else "losses")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda theta: theta + 0.01,
        lambda theta: np.where(np.arange(theta.size) == 20, np.nan, theta),
        lambda theta: np.where(np.arange(theta.size) == 0, np.inf, theta),
        lambda theta: np.where(np.arange(theta.size) == 0, -3.0, theta),
        lambda theta: theta.astype(str),
        lambda theta: theta.astype(np.float32),
        lambda theta: 2 * theta,
        lambda theta: np.where(np.arange(theta.size) == 4, 99.0, theta),
    ],
)
def test_what_no_step_leads_to_is_no_diary(spoil):
    theta, losses = keep_diary(SHUFFLED)
    assert kind_of((spoil(theta), losses)) == "steps"


@pytest.mark.parametrize(
    "result",
    [
        START,
        (START,),
        3,
        "theta",
        {"theta": START},
        (START[:-1], [1.0]),
        (START.tolist(), [1.0]),
        (1.0, START),
    ],
)
def test_a_result_that_is_no_theta_and_losses_is_said_to_be_none(result):
    assert kind_of(result) == "type"
