"""Chapter 03: wrong and right answers about the slope of the mean squared error."""

import math

import numpy as np

from autograder.banks.model import right, wrong
from solutions import Array
from solutions.neuron import sigmoid_prime


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


@wrong(
    "mse_gradient",
    hint="Give it a batch of ten. Which number in your line should change?",
)
def divided_by_two(A: Array, Y: Array) -> object:
    """You divide by 2 whatever the batch is, which is right for two examples only."""
    return (A - Y) / 2


@wrong(
    "mse_gradient",
    hint="Write the constants of the cost down before you differentiate it.",
)
def differentiated_the_bare_squares(A: Array, Y: Array) -> object:
    """You differentiate the bare squares: the half and the mean are both missing."""
    return 2 * (A - Y)


@wrong("mse_gradient", hint="How often does 1/N stand in the cost?")
def divided_by_the_batch_twice(A: Array, Y: Array) -> object:
    """You divide by the number of examples twice."""
    return (A - Y) / len(A) ** 2


@wrong(
    "mse_gradient",
    hint="The cost is a mean. How much does one example of 100 count in it?",
)
def multiplied_by_the_batch(A: Array, Y: Array) -> object:
    """You multiply by the number of examples where the mean divides by it."""
    return (A - Y) * len(A)


@wrong(
    "mse_gradient", hint="How many examples has the batch, and by what do you divide?"
)
def divided_by_one_less(A: Array, Y: Array) -> object:
    """You divide by one less than the number of examples, as for a sample variance."""
    return (A - Y) / (len(A) - 1)


@wrong("mse_gradient", hint="Which operation does Python do first in your line?")
def divided_the_outputs_only(A: Array, Y: Array) -> object:
    """You divide the outputs by N and not the whole error."""
    return A / len(A) - Y


@wrong("mse_gradient", hint="How many outputs can be moved? Each of them has a slope.")
def summed_to_one_number(A: Array, Y: Array) -> object:
    """You sum all slopes to a single number, but each output has its own."""
    return np.sum(A - Y) / len(A)


@wrong("mse_gradient", hint="How many outputs can be moved? Each of them has a slope.")
def averaged_to_one_number(A: Array, Y: Array) -> object:
    """You average all errors to a single number, but each output has its own slope."""
    return np.mean(A - Y)


@wrong("mse_gradient", hint="How many outputs can be moved? Each of them has a slope.")
def summed_over_the_outputs(A: Array, Y: Array) -> object:
    """You sum over the outputs, but each of them has a slope of its own."""
    return (A - Y).sum(axis=1) / len(A)


@wrong("mse_gradient", hint="How many outputs can be moved? Each of them has a slope.")
def averaged_over_the_outputs(A: Array, Y: Array) -> object:
    """You average over the outputs, but each of them has a slope of its own."""
    return (A - Y).mean(axis=1)


@wrong("mse_gradient", hint="How many outputs can be moved? Each of them has a slope.")
def summed_over_the_batch_into_a_row(A: Array, Y: Array) -> object:
    """You sum over the batch into one row, but each output has its own slope."""
    return (A - Y).sum(axis=0, keepdims=True) / len(A)


@wrong("mse_gradient", hint="Compare the shape of your result with that of A.")
def left_examples_in_columns(A: Array, Y: Array) -> object:
    """You return the slopes with one example a column, but examples are rows."""
    return ((A - Y) / len(A)).T


@wrong("mse_gradient", hint="What type has A, and what type has your result?")
def returned_lists(A: Array, Y: Array) -> object:
    """You return lists of numbers where an array is asked."""
    return ((A - Y) / len(A)).tolist()


@wrong("mse_gradient", hint="How many outputs can be moved? Each of them has a slope.")
def returned_the_cost(A: Array, Y: Array) -> object:
    """You return the cost and not its slopes."""
    return np.sum((A - Y) ** 2) / (2 * len(A))


@wrong("mse_gradient", hint="What is the derivative of the square of a number?")
def returned_the_terms_of_the_cost(A: Array, Y: Array) -> object:
    """You return the terms of the cost and never differentiate them."""
    return (A - Y) ** 2 / (2 * len(A))


@wrong(
    "mse_gradient",
    hint="If an output is too small, does the cost rise or fall as it grows?",
)
def lost_the_sign(A: Array, Y: Array) -> object:
    """You take the size of each error, so that no slope is ever negative."""
    return np.abs(A - Y) / len(A)


@wrong(
    "mse_gradient",
    hint="Does an output that is far off pull harder than one nearby? By how much?",
)
def scaled_to_length_one(A: Array, Y: Array) -> object:
    """You divide by the length of all errors, as for the slope of a root."""
    return (A - Y) / np.linalg.norm(A - Y)


@wrong(
    "mse_gradient",
    hint="By what does this exercise differentiate, by the output or by what is below?",
)
def took_a_slope_at_the_outputs(A: Array, Y: Array) -> object:
    """You multiply by a slope of the sigmoid, taken at the outputs at that."""
    return (A - Y) * sigmoid_prime(A) / len(A)


@wrong("mse_gradient", hint="Compare the shape of your result with that of A.")
def multiplied_with_the_outputs(A: Array, Y: Array) -> object:
    """You multiply errors and outputs as matrices, as if weights were asked for."""
    return (A - Y).T @ A / len(A)


@wrong("mse_gradient", hint="Print the dtype of the array that you fill.")
def filled_an_array_of_whole_numbers(A: Array, Y: Array) -> object:
    """You put the slopes into an array of whole numbers, which cuts fractions off."""
    G = np.zeros(A.shape, dtype=int)
    G[:] = (A - Y) / len(A)
    return G


@wrong(
    "mse_gradient", hint="How many rows does your loop go through, and how many has A?"
)
def left_out_the_last_row(A: Array, Y: Array) -> object:
    """You never fill the row of the last example."""
    G = np.zeros(A.shape)
    G[:-1] = (A - Y)[:-1] / len(A)
    return G


@wrong(
    "mse_gradient", hint="Compare A before and after the call. Which lines change it?"
)
def computed_inside_the_outputs(A: Array, Y: Array) -> object:
    """You compute the slopes inside A, and so change what the caller gave."""
    A -= Y
    A /= len(A)
    return A


@wrong(
    "mse_gradient", hint="Compare A before and after the call. Which line changes it?"
)
def subtracted_in_the_outputs(A: Array, Y: Array) -> object:
    """You subtract the targets inside A, and so change what the caller gave."""
    A -= Y
    return A / len(A)


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
