"""Chapter 03: wrong answers about losses, and unusual right ones.

The mean squared error is here; the other exercises have modules of their own.
"""

import numpy as np

# Importing a bank enters its functions.
import autograder.banks.binary_cross_entropy
import autograder.banks.binary_cross_entropy_gradient
import autograder.banks.binary_cross_entropy_gradient_means
import autograder.banks.binary_cross_entropy_limits
import autograder.banks.binary_cross_entropy_means
import autograder.banks.mse_gradient
import autograder.banks.softmax_cross_entropy
import autograder.banks.softmax_cross_entropy_limits
import autograder.banks.softmax_cross_entropy_sums
import autograder.banks.softmax_cross_entropy_targets  # noqa: F401
from autograder.banks.model import right, wrong
from solutions import Array


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


@wrong("mse", hint="Does the equation have a root? What if every error doubles?")
def took_the_root_of_the_plain_mean(A: Array, Y: Array) -> object:
    """You compute the root of the mean square, as it is often reported."""
    return np.sqrt(np.mean((A - Y) ** 2))


@wrong("mse", hint="Does the equation have a root? What if every error doubles?")
def took_the_root_of_the_cost(A: Array, Y: Array) -> object:
    """You compute the cost that is asked for and then take its root."""
    return np.sqrt(np.sum((A - Y) ** 2) / (2 * len(A)))


@wrong("mse", hint="Does the equation have a root? What if every error doubles?")
def returned_the_length_of_all_errors(A: Array, Y: Array) -> object:
    """You return the length of all errors together, which is a root and no mean."""
    return np.linalg.norm(A - Y)


@wrong("mse", hint="How much more does an error of 4 cost than an error of 2?")
def took_the_mean_absolute_error(A: Array, Y: Array) -> object:
    """You compute the mean absolute error, a cost with no square in it."""
    return np.mean(np.abs(A - Y))


@wrong(
    "mse",
    hint="Try an error of 1 and an error of -1 in one row. What is the square of each?",
)
def averaged_the_errors_themselves(A: Array, Y: Array) -> object:
    """You average the errors over the batch and square nothing."""
    return np.sum(A - Y) / len(A)


@wrong("mse", hint="The cost is one number. What is the shape of what you return?")
def kept_a_mean_for_each_example(A: Array, Y: Array) -> object:
    """You take a mean along each row, as some libraries do, and stop there."""
    return np.mean((A - Y) ** 2, axis=1)


@wrong("mse", hint="The cost is one number. What is the shape of what you return?")
def kept_a_mean_for_each_output(A: Array, Y: Array) -> object:
    """You take a mean down each column, and nothing adds the columns up."""
    return np.mean((A - Y) ** 2, axis=0)


@wrong("mse", hint="The cost is one number. What is the shape of what you return?")
def kept_the_terms_apart(A: Array, Y: Array) -> object:
    """You compute every term of the double sum and do not add them up."""
    return (A - Y) ** 2 / (2 * len(A))


@wrong("mse", hint="The cost is one number. What is the shape of what you return?")
def halved_each_square_and_stopped(A: Array, Y: Array) -> object:
    """You halve each squared error, and there is neither a sum nor a mean."""
    return (A - Y) ** 2 / 2


@wrong("mse", hint="How does Python write a power? Try 3 to the power 2 alone.")
def wrote_the_power_with_a_caret(A: Array, Y: Array) -> object:
    """You write the square with a caret, which is no power in Python."""
    return np.sum(np.bitwise_xor(A - Y, 2)) / (2 * len(A))


@wrong("mse", hint="Which errors should meet at one place? Which meet in your product?")
def multiplied_the_errors_as_matrices(A: Array, Y: Array) -> object:
    """You take a matrix product of the errors, but each is squared by itself."""
    return (A - Y) @ (A - Y) / (2 * len(A))


@wrong("mse", hint="The cost is one number. What is the shape of what you return?")
def kept_products_of_the_outputs(A: Array, Y: Array) -> object:
    """You multiply errors as matrices, and get a number for every two outputs."""
    return (A - Y).T @ (A - Y) / (2 * len(A))


@wrong("mse", hint="The cost is one number. What is the shape of what you return?")
def kept_products_of_the_examples(A: Array, Y: Array) -> object:
    """You multiply errors as matrices, and get a number for every two examples."""
    return (A - Y) @ (A - Y).T / (2 * len(A))


@wrong("mse", hint="Try two examples with the errors 1 and -1. What should they cost?")
def summed_the_batch_before_squaring(A: Array, Y: Array) -> object:
    """You let errors of different examples cancel before anything is squared."""
    return np.sum(np.sum(A - Y, axis=0) ** 2) / (2 * len(A))


@wrong("mse", hint="Try two examples with the errors 1 and -1. What should they cost?")
def averaged_the_batch_before_squaring(A: Array, Y: Array) -> object:
    """You average outputs and targets over the batch before you compare them."""
    return np.sum((A.mean(axis=0) - Y.mean(axis=0)) ** 2) / 2


@wrong("mse", hint="If only the last row of A changes, does your cost change?")
def left_out_the_last_example(A: Array, Y: Array) -> object:
    """You leave the last example out of the sum."""
    return np.sum((A - Y)[:-1] ** 2) / (2 * len(A))


@wrong("mse", hint="If only the first row of A changes, does your cost change?")
def left_out_the_first_example(A: Array, Y: Array) -> object:
    """You leave the first example out of the sum; its row has the number 0."""
    return np.sum((A - Y)[1:] ** 2) / (2 * len(A))


@wrong("mse", hint="If only the last row of A changes, does your cost change?")
def counted_the_first_example_only(A: Array, Y: Array) -> object:
    """You add up the first example only and forget the rest of the batch."""
    return np.sum((A[0] - Y[0]) ** 2) / (2 * len(A))


@wrong("mse", hint="If only the first row of A changes, does your cost change?")
def counted_the_last_example_only(A: Array, Y: Array) -> object:
    """You overwrite the sum at each example, so that only the last one counts."""
    return np.sum((A[-1] - Y[-1]) ** 2) / (2 * len(A))


@wrong("mse", hint="How many examples has the batch, and by what do you divide?")
def divided_by_one_less(A: Array, Y: Array) -> object:
    """You divide by one less than the number of examples, as for a sample variance."""
    return np.sum((A - Y) ** 2) / (2 * (len(A) - 1))


@wrong("mse", hint="Give it a batch of ten. Which number in your line should change?")
def divided_by_four(A: Array, Y: Array) -> object:
    """You divide by 4 whatever the batch is, which is right for two examples only."""
    return np.sum((A - Y) ** 2) / 4


@wrong("mse", hint="How often does one half stand in the equation?")
def halved_it_twice(A: Array, Y: Array) -> object:
    """You have the half in your cost twice."""
    return np.sum((A - Y) ** 2 / 2) / (2 * len(A))


@wrong("mse", hint="Is N inside your square, or do you divide by it twice?")
def squared_the_number_of_examples(A: Array, Y: Array) -> object:
    """You let the number of examples into your cost squared."""
    return np.sum(((A - Y) / len(A)) ** 2) / 2


@wrong(
    "mse",
    hint="What stands inside the square in the equation, and what in front of the sum?",
)
def squared_the_factor_too(A: Array, Y: Array) -> object:
    """You square the factor in front of the sum along with the errors."""
    return np.sum(((A - Y) / (2 * len(A))) ** 2)


@wrong("mse", hint="Which operation does Python do first in your line?")
def squared_the_targets_only(A: Array, Y: Array) -> object:
    """You square the targets only, since a power comes before a minus."""
    return np.sum(A - Y**2) / (2 * len(A))


@wrong("mse", hint="Can a sum of squares be negative?")
def put_a_minus_in_front(A: Array, Y: Array) -> object:
    """You return the cost with a minus sign, but an error costs something."""
    return -np.sum((A - Y) ** 2) / (2 * len(A))


@wrong("mse", hint="How do you divide, and do you turn anything into an integer?")
def cut_off_the_fraction(A: Array, Y: Array) -> object:
    """You cut your cost down to a whole number."""
    return np.sum((A - Y) ** 2) // (2 * len(A))


@wrong("mse", hint="The cost is one number. What is the shape of what you return?")
def returned_the_slope(A: Array, Y: Array) -> object:
    """You return the slope of the cost at each output and not the cost."""
    return (A - Y) / len(A)


@wrong("mse", hint="The cost is one number. What is the shape of what you return?")
def returned_an_array_of_one(A: Array, Y: Array) -> object:
    """You return an array that holds the cost where a plain number is asked."""
    return np.array([np.sum((A - Y) ** 2) / (2 * len(A))])


@wrong("mse", hint="The cost is one number. What is the shape of what you return?")
def kept_both_axes(A: Array, Y: Array) -> object:
    """You keep the axes that were summed over, and return a table of one number."""
    return np.sum((A - Y) ** 2, keepdims=True) / (2 * len(A))


@wrong("mse", hint="Compare A before and after the call. Which line changes it?")
def subtracted_in_the_outputs(A: Array, Y: Array) -> object:
    """You subtract the targets inside A, and so change what the caller gave."""
    A -= Y
    return np.sum(A**2) / (2 * len(A))


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
