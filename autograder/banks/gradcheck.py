"""Chapter 05: wrong answers that students give, and unusual right ones.

Numerical gradients, the relative error, the check and the bug hunt have modules of
their own.
"""

from typing import Any

import numpy as np

# Importing a bank enters its functions.
import autograder.banks.diagnose
import autograder.banks.differences
import autograder.banks.gradient_check
import autograder.banks.relative_error  # noqa: F401
from autograder.banks.model import right, wrong

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


@wrong(
    "count_multiplications",
    hint="Is adding a bias a multiplication?",
)
def multiplied_by_the_biases(sizes: list[int], N: int) -> object:
    """You count the biases in the forward pass, but they are added, not multiplied."""
    _, back, parameters = parts(sizes, N)
    ahead = N * parameters
    return ahead + back, 2 * parameters * ahead


@wrong(
    "count_multiplications",
    hint="Is adding a bias a multiplication, and is summing an error one?",
)
def counted_biases_in_both_passes(sizes: list[int], N: int) -> object:
    """You count a product for each bias in both passes, but biases are added."""
    rows = [n * (m + 1) for n, m in zip(sizes[1:], sizes, strict=False)]
    ahead = N * sum(rows)
    back = ahead + N * sum(rows[1:])
    return ahead + back, 2 * sum(rows) * ahead


@wrong(
    "count_multiplications",
    hint="Look where the second sum of B begins and where it ends.",
)
def left_out_the_last_error(sizes: list[int], N: int) -> object:
    """You leave the last weights out of BP2, where the first ones have no part."""
    ahead, _, parameters = parts(sizes, N)
    back = ahead + N * sum(products(sizes)[:-1])
    return ahead + back, 2 * parameters * ahead


@wrong(
    "count_multiplications",
    hint="For how many parameters is a difference taken?",
)
def forgot_the_parameters(sizes: list[int], N: int) -> object:
    """You count two forward passes in all, but each parameter takes two."""
    ahead, back, _ = parts(sizes, N)
    return ahead + back, 2 * ahead


@wrong(
    "count_multiplications",
    hint="How many multiplications does one of these passes take?",
)
def counted_passes(sizes: list[int], N: int) -> object:
    """You count the forward passes of the differences, not their multiplications."""
    ahead, back, parameters = parts(sizes, N)
    return ahead + back, 2 * parameters


@wrong(
    "count_multiplications",
    hint="At how many points does a central difference take the function?",
)
def stepped_ahead_alone(sizes: list[int], N: int) -> object:
    """You count one pass for each parameter and one at the start."""
    ahead, back, parameters = parts(sizes, N)
    return ahead + back, (parameters + 1) * ahead


@wrong(
    "count_multiplications",
    hint="Count the layers that your sums run over. Is the output layer there?",
)
def stopped_before_the_output(sizes: list[int], N: int) -> object:
    """Your sums end one layer too early and leave the output layer out."""
    ahead, back, parameters = parts(sizes[:-1], N)
    return ahead + back, 2 * parameters * ahead


@wrong(
    "count_multiplications",
    hint="Which size does the index -1 take from a list?",
)
def went_round_the_list(sizes: list[int], N: int) -> object:
    """Your sums begin at layer 0, and the size before it is the last of the list."""
    ahead, back, parameters = parts([sizes[-1], *sizes], N)
    return ahead + back, 2 * parameters * ahead


@wrong(
    "count_multiplications",
    hint="Do the inputs have biases?",
)
def gave_the_inputs_biases(sizes: list[int], N: int) -> object:
    """You count biases for the inputs too, but layer 0 has none."""
    ahead, back, parameters = parts(sizes, N)
    return ahead + back, 2 * (parameters + sizes[0]) * ahead


@wrong(
    "count_multiplications",
    hint="Which of your lines depends on the number of examples, and which should?",
)
def went_back_for_one_example(sizes: list[int], N: int) -> object:
    """You count the backward pass for one example where there are N."""
    ahead, back, parameters = parts(sizes, N)
    return ahead + back // N, 2 * parameters * ahead


@wrong(
    "count_multiplications",
    hint="Which passes does backpropagation need to get a gradient?",
)
def forgot_the_backward_pass(sizes: list[int], N: int) -> object:
    """You count the forward pass alone, which gives no gradient yet."""
    ahead, _, parameters = parts(sizes, N)
    return ahead, 2 * parameters * ahead


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
