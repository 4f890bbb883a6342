"""Chapter 03: wrong answers about losses, and unusual right ones.

The mean squared error is here; the cross-entropies have modules of their own.
"""

import math

import numpy as np

# Importing a bank enters its functions.
import autograder.banks.binary_cross_entropy
import autograder.banks.binary_cross_entropy_gradient
import autograder.banks.softmax_cross_entropy  # noqa: F401
from autograder.banks.model import right, wrong
from solutions import Array

# mse


@wrong(
    "mse",
    hint="Work out by hand what one output that is off by 2 costs. What do you get?",
)
def forgot_the_half(A: Array, Y: Array) -> object:
    """You leave out the factor one half of the mean squared error."""
    return np.sum((A - Y) ** 2) / len(A)


@wrong(
    "mse",
    hint="Give it the same batch twice over. Does the cost stay, as a mean does?",
)
def forgot_the_mean(A: Array, Y: Array) -> object:
    """You sum over the batch and never divide by the number of examples."""
    return np.sum((A - Y) ** 2) / 2


@wrong(
    "mse",
    hint="Over which index does the equation take a mean, over which only a sum?",
)
def averaged_over_all_elements(A: Array, Y: Array) -> object:
    """You average over the outputs as well, not only over the examples."""
    return np.mean((A - Y) ** 2) / 2


@wrong(
    "mse",
    hint="Two things differ from the equation: a factor, and what the mean runs over.",
)
def took_the_mean_of_other_libraries(A: Array, Y: Array) -> object:
    """You compute the plain mean of all squared errors, as other libraries do."""
    return np.mean((A - Y) ** 2)


@wrong("mse", hint="Try an error of 1 and an error of -1 in one row. Do they cancel?")
def forgot_the_square(A: Array, Y: Array) -> object:
    """You add up the errors themselves, so that opposite errors cancel."""
    return np.sum(A - Y) / (2 * len(A))


@wrong("mse", hint="How much more does an error of 4 cost than an error of 2?")
def took_absolute_errors(A: Array, Y: Array) -> object:
    """You add up the sizes of the errors where their squares are asked for."""
    return np.sum(np.abs(A - Y)) / (2 * len(A))


@wrong(
    "mse",
    hint="What stands inside the sum of the equation, the length or its square?",
)
def added_up_lengths(A: Array, Y: Array) -> object:
    """You add up the lengths of the error vectors where their squares are asked for."""
    return np.linalg.norm(A - Y, axis=1).sum() / (2 * len(A))


@wrong("mse", hint="Which comes first in the equation, the square or the sum?")
def squared_the_sum(A: Array, Y: Array) -> object:
    """You sum the errors of an example before you square them."""
    return np.sum(np.sum(A - Y, axis=1) ** 2) / (2 * len(A))


@wrong("mse", hint="Examples are rows. Which of the two dimensions counts them?")
def divided_by_the_outputs(A: Array, Y: Array) -> object:
    """You divide by the number of outputs instead of the number of examples."""
    return np.sum((A - Y) ** 2) / (2 * A.shape[1])


@wrong("mse", hint="The cost is one number. What is the shape of what you return?")
def kept_one_cost_for_each_example(A: Array, Y: Array) -> object:
    """You return the cost of each example and do not take their mean."""
    return np.sum((A - Y) ** 2, axis=1) / 2


@wrong("mse", hint="The cost is one number. Over which index is there still a sum?")
def kept_one_cost_for_each_output(A: Array, Y: Array) -> object:
    """You return one cost for each output and do not sum over the outputs."""
    return np.mean((A - Y) ** 2, axis=0) / 2


@wrong("mse", hint="Try an output of 3 where 1 is right: how large is the error?")
def squared_before_subtracting(A: Array, Y: Array) -> object:
    """You subtract the squares where the difference is to be squared."""
    return np.sum(A**2 - Y**2) / (2 * len(A))


@wrong("mse", hint="Which comes first in the equation, the square or the sums?")
def squared_the_total(A: Array, Y: Array) -> object:
    """You add up the errors of the whole batch before you square."""
    return np.sum(A - Y) ** 2 / (2 * len(A))


@wrong("mse", hint="Does the equation have a root? What if every error doubles?")
def took_the_root(A: Array, Y: Array) -> object:
    """You take a root of the sum of squares, where the sum itself is asked."""
    return np.sqrt(np.sum((A - Y) ** 2)) / (2 * len(A))


@wrong("mse", hint="In which order does Python work out 1 / 2 * N?")
def multiplied_by_the_batch(A: Array, Y: Array) -> object:
    """You multiply by the number of examples where the mean divides by it."""
    return 1 / 2 * len(A) * np.sum((A - Y) ** 2)


@right("mse")
def with_two_loops(A: Array, Y: Array) -> object:
    """Go through the elements one at a time."""
    total = 0.0
    for a, y in zip(A, Y, strict=True):
        for k in range(len(a)):
            total += (a[k] - y[k]) ** 2
    return 0.5 * total / A.shape[0]


@right("mse")
def with_an_inner_product(A: Array, Y: Array) -> object:
    """Multiply the flat error vector by itself."""
    D = (A - Y).ravel()
    return D @ D / 2 / A.shape[0]


@right("mse")
def with_the_binomial_formula(A: Array, Y: Array) -> object:
    """Expand the square into three sums."""
    squares = np.einsum("ij,ij->", A, A) - 2 * np.vdot(A, Y) + np.linalg.norm(Y) ** 2
    return float(squares) / (2 * len(A))


@right("mse")
def with_a_trace(A: Array, Y: Array) -> object:
    """Take the mean of the diagonal of the errors' Gram matrix."""
    D = Y - A
    return np.mean(np.diag(D @ D.T)) * 0.5


# mse_gradient


@wrong(
    "mse_gradient",
    hint="The equation of the cost has a factor that the 2 of the square meets. Which?",
)
def kept_the_two_of_the_square(A: Array, Y: Array) -> object:
    """You keep the 2 that the square brings down, though the half cancels it."""
    return 2 * (A - Y) / len(A)


@wrong(
    "mse_gradient",
    hint="Follow the half through the derivative of the square. What is left of it?",
)
def kept_the_half(A: Array, Y: Array) -> object:
    """You keep the half of the cost, though the derivative of the square cancels it."""
    return (A - Y) / (2 * len(A))


@wrong(
    "mse_gradient",
    hint="The cost is a mean. How much does one example of 100 count in it?",
)
def left_the_mean_out(A: Array, Y: Array) -> object:
    """You differentiate the sum over the batch, but the cost is the mean."""
    return A - Y


@wrong(
    "mse_gradient",
    hint="If an output is too large, does the cost rise or fall as it grows further?",
)
def reversed_the_sign(A: Array, Y: Array) -> object:
    """You point downhill, while the gradient points to where the cost grows."""
    return (Y - A) / len(A)


@wrong(
    "mse_gradient",
    hint="Over which index does the cost take a mean, over which only a sum?",
)
def divided_by_all_elements(A: Array, Y: Array) -> object:
    """You divide by the number of all elements, not by the number of examples."""
    return (A - Y) / A.size


@wrong(
    "mse_gradient",
    hint="Look at the constant in the equation of this course's cost, and at its mean.",
)
def differentiated_the_mean_of_other_libraries(A: Array, Y: Array) -> object:
    """You differentiate the plain mean of all squared errors, as other libraries do."""
    return 2 * (A - Y) / A.size


@wrong(
    "mse_gradient", hint="Examples are rows. Which of the two dimensions counts them?"
)
def divided_by_the_number_of_outputs(A: Array, Y: Array) -> object:
    """You divide by the number of outputs instead of the number of examples."""
    return (A - Y) / A.shape[1]


@wrong("mse_gradient", hint="How many outputs can be moved? Each of them has a slope.")
def summed_over_the_batch(A: Array, Y: Array) -> object:
    """You sum the slopes over the batch, but each output has a slope of its own."""
    return (A - Y).sum(axis=0) / len(A)


@wrong(
    "mse_gradient",
    hint="By what does this exercise differentiate, by the output or by what is below?",
)
def went_through_the_sigmoid(A: Array, Y: Array) -> object:
    """You multiply by the slope of the sigmoid, but that step comes later."""
    return (A - Y) * A * (1 - A) / len(A)


@wrong("mse_gradient", hint="What is the derivative of the square of a number?")
def forgot_to_differentiate_the_square(A: Array, Y: Array) -> object:
    """You leave the square in, but the derivative of a square is linear."""
    return (A - Y) ** 2 / len(A)


@wrong(
    "mse_gradient", hint="Does an output that is far off pull harder than one nearby?"
)
def kept_only_the_direction(A: Array, Y: Array) -> object:
    """You give the sign of each error, but the slope grows with the error."""
    return np.sign(A - Y) / len(A)


@wrong("mse_gradient", hint="Which operation does Python do first in your line?")
def divided_the_targets_only(A: Array, Y: Array) -> object:
    """You divide the targets by N and not the whole error."""
    return A - Y / len(A)


@right("mse_gradient")
def one_number_at_a_time(A: Array, Y: Array) -> object:
    """Fill the gradient element by element."""
    G = np.empty(A.shape)
    for i, j in np.ndindex(*A.shape):
        G[i, j] = math.fsum([A[i, j], -Y[i, j]]) / A.shape[0]
    return G


@right("mse_gradient")
def on_a_copy_in_place(A: Array, Y: Array) -> object:
    """Work in place, but on a copy of the outputs."""
    G = A.copy()
    G -= Y
    G *= 1 / len(Y)
    return G


@right("mse_gradient")
def row_by_row(A: Array, Y: Array) -> object:
    """Build the gradient from a list of rows; the 2 and the half cancel."""
    return np.array([2 * (a - y) / (2 * len(A)) for a, y in zip(A, Y, strict=True)])


@right("mse_gradient")
def with_a_diagonal_matrix(A: Array, Y: Array) -> object:
    """Scale the rows by a diagonal matrix."""
    return np.diag(np.full(len(A), 1 / len(A))) @ (A - Y)
