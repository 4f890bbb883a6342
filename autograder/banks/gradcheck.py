"""Chapter 05: wrong answers that students give, and unusual right ones.

Numerical gradients and the relative error have a module of their own.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

# Importing a bank enters its functions.
import autograder.banks.diagnose
import autograder.banks.differences  # noqa: F401
from autograder.banks.model import right, wrong
from solutions import Array
from solutions.gradcheck import numerical_gradient, relative_error

Scalar = Callable[[Array], float]

# gradient_check


@wrong(
    "gradient_check",
    hint="Check a gradient of size one million, and one of size one millionth.",
)
def compared_absolutely(
    f: Scalar, gradient: Array, x: Array, tolerance: float = 1e-6
) -> object:
    """You compare the size of the difference with the tolerance, without its scale."""
    off = gradient - numerical_gradient(f, x)
    return bool(np.linalg.norm(off) <= tolerance)


@wrong(
    "gradient_check",
    hint="Which of your lines depends on the tolerance that is handed over?",
)
def ignored_the_tolerance(
    f: Scalar, gradient: Array, x: Array, tolerance: float = 1e-6
) -> object:
    """You always hold the error against one millionth, whatever tolerance is given."""
    return bool(relative_error(gradient, numerical_gradient(f, x)) <= 1e-6)


@wrong(
    "gradient_check",
    hint="What should come out for a right gradient, True or False?",
)
def compared_the_wrong_way_round(
    f: Scalar, gradient: Array, x: Array, tolerance: float = 1e-6
) -> object:
    """You accept the gradients that are far off and refuse the ones that agree."""
    return bool(relative_error(gradient, numerical_gradient(f, x)) > tolerance)


@wrong(
    "gradient_check",
    hint="What does a comparison with NaN come to? Say when a gradient passes, not "
    "when it fails.",
)
def let_nan_pass(
    f: Scalar, gradient: Array, x: Array, tolerance: float = 1e-6
) -> object:
    """You ask whether the error is too large, and NaN is never larger than anything."""
    return not relative_error(gradient, numerical_gradient(f, x)) > tolerance


@wrong("gradient_check", hint="Is yours an answer to a question of yes or no?")
def returned_the_error(
    f: Scalar, gradient: Array, x: Array, tolerance: float = 1e-6
) -> object:
    """You return the relative error where True or False is asked for."""
    return relative_error(gradient, numerical_gradient(f, x))


@wrong(
    "gradient_check",
    hint="Make the last element of a right gradient wrong. Do you notice?",
)
def looked_at_one_element(
    f: Scalar, gradient: Array, x: Array, tolerance: float = 1e-6
) -> object:
    """You compare the first elements and trust the others."""
    return bool(relative_error(gradient[:1], numerical_gradient(f, x)[:1]) <= tolerance)


@wrong(
    "gradient_check",
    hint="Turn the sign of one element of a right gradient. Do you notice?",
)
def compared_the_norms(
    f: Scalar, gradient: Array, x: Array, tolerance: float = 1e-6
) -> object:
    """You compare how large the two gradients are, and not where they point."""
    one, other = np.linalg.norm(gradient), np.linalg.norm(numerical_gradient(f, x))
    return bool(abs(one - other) <= tolerance * (one + other))


@wrong(
    "gradient_check",
    hint="How exact are your differences, and how exact must they be here?",
)
def measured_on_one_side(
    f: Scalar, gradient: Array, x: Array, tolerance: float = 1e-6
) -> object:
    """You measure with one-sided differences, which are too coarse for the check."""
    steps = 1e-5 * np.eye(len(x))
    measured = np.array([(f(x + step) - f(x)) / 1e-5 for step in steps])
    return bool(relative_error(gradient, measured) <= tolerance)


@wrong(
    "gradient_check",
    hint="Where does the function f come into your check?",
)
def compared_it_with_itself(
    f: Scalar, gradient: Array, x: Array, tolerance: float = 1e-6
) -> object:
    """You compare the gradient with itself and never measure the function."""
    return bool(relative_error(gradient, 1.0 * gradient) <= tolerance)


@right("gradient_check")
def without_a_division(
    f: Scalar, gradient: Array, x: Array, tolerance: float = 1e-6
) -> object:
    """Multiply the tolerance by the sizes instead of dividing the difference."""
    measured = numerical_gradient(f, x)
    off, one, other = map(np.linalg.norm, (gradient - measured, gradient, measured))
    return np.bool_(off <= tolerance * (one + other))


@right("gradient_check")
def looked_up(f: Scalar, gradient: Array, x: Array, tolerance: float = 1e-6) -> object:
    """Look the answer up in a list."""
    error = relative_error(numerical_gradient(f, x, 1e-5), gradient)
    return [False, True][int(error <= tolerance)]


# count_multiplications


def products(sizes: list[int]) -> list[int]:
    """Give how many weights each layer has."""
    return [n * m for n, m in zip(sizes[1:], sizes, strict=False)]


def parts(sizes: list[int], N: int) -> tuple[int, int, int]:
    """Give the forward pass, the backward pass and the number of parameters."""
    weights = products(sizes)
    ahead = N * sum(weights)
    return ahead, ahead + N * sum(weights[1:]), sum(weights) + sum(sizes[1:])


@wrong(
    "count_multiplications",
    hint="What must be known before the backward pass can begin?",
)
def forgot_the_forward_pass(sizes: list[int], N: int) -> object:
    """You count the backward pass alone, but backpropagation runs forward first."""
    ahead, back, parameters = parts(sizes, N)
    return back, 2 * parameters * ahead


@wrong(
    "count_multiplications",
    hint="Does anybody need the error of the inputs? Look where the sum of BP2 starts.",
)
def carried_the_error_to_the_inputs(sizes: list[int], N: int) -> object:
    """You count BP2 for the first layer too, below which there is no error."""
    ahead, _, parameters = parts(sizes, N)
    return 3 * ahead, 2 * parameters * ahead


@wrong(
    "count_multiplications",
    hint="Which parameters does a layer have besides its weights?",
)
def forgot_the_biases(sizes: list[int], N: int) -> object:
    """You leave the biases out when you count the parameters."""
    ahead, back, _ = parts(sizes, N)
    return ahead + back, 2 * sum(products(sizes)) * ahead


@wrong(
    "count_multiplications",
    hint="How often does a central difference take the function?",
)
def one_pass_each(sizes: list[int], N: int) -> object:
    """You count one forward pass for each parameter where there are two."""
    ahead, back, parameters = parts(sizes, N)
    return ahead + back, parameters * ahead


@wrong(
    "count_multiplications",
    hint="Which of your lines depends on the number of examples?",
)
def counted_one_example(sizes: list[int], N: int) -> object:
    """You count for one example where there are N."""
    ahead, back, parameters = parts(sizes, 1)
    return ahead + back, 2 * parameters * ahead


@wrong(
    "count_multiplications", hint="Look at the order in which the docstring names them."
)
def swapped_the_counts(sizes: list[int], N: int) -> object:
    """You return the count of the differences first."""
    ahead, back, parameters = parts(sizes, N)
    return 2 * parameters * ahead, ahead + back


@wrong(
    "count_multiplications",
    hint="How many multiplications does one weighted input take?",
)
def counted_neurons(sizes: list[int], N: int) -> object:
    """You count one multiplication for each neuron where each weight takes one."""
    ahead, back = N * sum(sizes[1:]), N * (sum(sizes[1:]) + sum(sizes[2:]))
    return ahead + back, 2 * parts(sizes, N)[2] * ahead


@wrong(
    "count_multiplications",
    hint="What does a difference need from the network besides the cost?",
)
def ran_backward_for_differences(sizes: list[int], N: int) -> object:
    """You count a backward pass for each difference, which only needs the cost."""
    ahead, back, parameters = parts(sizes, N)
    return ahead + back, 2 * parameters * (ahead + back)


@wrong(
    "count_multiplications",
    hint="BP4 and BP2 each have a matrix product in every layer. Do you count both?",
)
def forgot_the_errors(sizes: list[int], N: int) -> object:
    """You count BP4 in the backward pass but not BP2."""
    ahead, _, parameters = parts(sizes, N)
    return 2 * ahead, 2 * parameters * ahead


@right("count_multiplications")
def three_passes_less_one_layer(sizes: list[int], N: int) -> object:
    """Three products a layer, but for the error of the inputs."""
    n = np.array(sizes)
    ahead = N * int(n[1:] @ n[:-1])
    parameters = int(n[1:] @ (n[:-1] + 1))
    return [3 * ahead - N * sizes[0] * sizes[1], parameters * ahead * 2]


@right("count_multiplications")
def layer_by_layer(sizes: list[int], N: int) -> Any:
    """Add up while walking through the layers."""
    ahead = back = parameters = 0
    for l in range(1, len(sizes)):
        ahead += N * sizes[l - 1] * sizes[l]
        back += N * sizes[l - 1] * sizes[l] * (1 if l == 1 else 2)
        parameters += (sizes[l - 1] + 1) * sizes[l]
    return float(ahead + back), float(2 * parameters * ahead)
