"""The mutants that get full points, each with the reason why it is right.

Keyed by exercise and by the change, as `tests.mutants` describes it; a number after it
counts the places where the same change can be made.
"""

from tests.mutant_survivors_by_reason import LATER

ONE_AXIS = "An array with one axis is its own transpose."
A_NUMBER = "A number is its own transpose."
EVEN = "The slope of an odd function, and of the sigmoid, is even: f'(-z) = f'(z)."
SAME_LENGTH = "Both have one row an example: they are equally long."
SAME_KEYS = "Both have the keys 1 to L: they are equally long."
NOT_NEGATIVE = "Targets are probabilities: none is negative."
EITHER_ORDER = "The larger of two numbers is the larger one in either order."
MASK_AS_NUMBERS = (
    "The mask stands where a number was, so that `where` gives it as 1.0 and 0.0."
)

SURVIVORS: dict[tuple[str, str], str] = {
    ("weighted_input", "X @ w -> (X @ w).T"): ONE_AXIS,
    ("weighted_input", "X @ w + b -> (X @ w + b).T"): ONE_AXIS,
    # sigmoid: small = np.exp(-np.abs(z)); np.where(z >= 0, 1.0, small) / (1.0 + small)
    ("sigmoid", "z -> -z"): "The absolute value is taken of it: |-z| = |z|.",
    ("sigmoid", "z -> np.abs(z)"): "The absolute value is taken of it: ||z|| = |z|.",
    ("sigmoid", "z >= 0 -> z > 0"): "At z = 0 both branches are 1.",
    # sigmoid_prime: a = sigmoid(z); a * (1.0 - a)
    ("sigmoid_prime", "z -> -z"): EVEN,
    ("sigmoid_prime", "z -> np.abs(z)"): EVEN,
    ("neuron_gradient", "sigmoid(z) -> sigmoid(z).T"): ONE_AXIS,
    ("neuron_gradient", "sigmoid(z) - y -> (sigmoid(z) - y).T"): ONE_AXIS,
    ("neuron_gradient", "sigmoid_prime(z) -> sigmoid_prime(z).T"): ONE_AXIS,
    ("neuron_gradient", "dC_da -> dC_da.T"): ONE_AXIS,
    ("neuron_gradient", "dC_dz -> dC_dz.T"): ONE_AXIS,
    ("neuron_gradient", "dC_dz.sum() -> dC_dz.sum(axis=0)"): (
        "The sum over the only axis is the sum over all."
    ),
    ("neuron_gradient", "len(y) -> y.size"): (
        "The length of the only axis is the number of elements."
    ),
    ("neuron_gradient", "len(y) -> y.shape[-1]"): "The only axis is the last one too.",
    ("neuron_gradient", "y -> X (2)"): SAME_LENGTH,
    ("neuron_gradient", "y -> z (2)"): SAME_LENGTH,
    ("neuron_gradient", "z -> -z"): EVEN,
    # relu: np.maximum(Z, 0.0)
    ("relu", "np.maximum(Z, 0.0) -> np.maximum(0.0, Z)"): EITHER_ORDER,
    # relu_prime: np.where(Z > 0, 1.0, 0.0)
    (
        "relu_prime",
        "Z > 0 -> Z >= 0",
    ): "At the corner every slope from 0 to 1 is right.",
    (
        "relu_prime",
        "np.where(Z > 0, 1.0, 0.0) -> np.where(1.0, Z > 0, 0.0)",
    ): MASK_AS_NUMBERS,
    (
        "relu_prime",
        "np.where(Z > 0, 1.0, 0.0) -> np.where(0.0, 1.0, Z > 0)",
    ): MASK_AS_NUMBERS,
    # tanh_prime: 1.0 - tanh(Z) ** 2
    ("tanh_prime", "Z -> -Z"): EVEN,
    ("tanh_prime", "Z -> np.abs(Z)"): EVEN,
    # softmax: E = np.exp(Z - Z.max(...)); E / E.sum(...)
    (
        "softmax",
        "np.exp(Z - Z.max(axis=1, keepdims=True))"
        " -> -np.exp(Z - Z.max(axis=1, keepdims=True))",
    ): "E stands above and below the fraction line: its sign cancels.",
    # forward: for l in range(1, len(W) + 1)
    ("forward", "W -> b"): SAME_KEYS,
    ("forward", "W -> activation"): SAME_KEYS,
    # mse: np.sum((A - Y) ** 2) / (2 * len(A))
    ("mse", "A - Y -> Y - A"): "The difference is squared: its sign is lost.",
    ("mse", "A - Y -> (A - Y).T"): "All elements are added: their order is lost.",
    ("mse", "A -> Y"): SAME_LENGTH,
    # mse_gradient: (A - Y) / len(A)
    ("mse_gradient", "A -> Y (2)"): SAME_LENGTH,
    # binary_cross_entropy: softplus = np.maximum(Z, 0.0) + np.log1p(np.exp(-np.abs(Z)))
    ("binary_cross_entropy", "np.maximum(Z, 0.0) -> np.maximum(0.0, Z)"): EITHER_ORDER,
    ("binary_cross_entropy", "Z -> -Z (2)"): (
        "The absolute value is taken of it: |-z| = |z|."
    ),
    ("binary_cross_entropy", "Z -> np.abs(Z) (3)"): (
        "The absolute value is taken of it: ||z|| = |z|."
    ),
    ("binary_cross_entropy", "Z -> Y (2)"): SAME_LENGTH,
    ("binary_cross_entropy", "Z -> softplus"): SAME_LENGTH,
    ("binary_cross_entropy_gradient", "Z -> Y"): SAME_LENGTH,
    ("softmax_cross_entropy", "Z -> Y (2)"): SAME_LENGTH,
    ("softmax_cross_entropy", "Z -> log_A"): SAME_LENGTH,
    ("softmax_cross_entropy", "Z -> shifted"): SAME_LENGTH,
    ("softmax_cross_entropy_delta", "Z -> Y"): SAME_LENGTH,
    # bias_gradient: delta.sum(axis=0)
    ("bias_gradient", "delta.sum(axis=0) -> delta.sum(axis=0).T"): ONE_AXIS,
    # backward
    ("backward", "W -> Z"): SAME_KEYS,
    ("backward", "W -> activation"): SAME_KEYS,
    ("backward", "(dW, db) -> (db, dW)"): (
        "Both names are given an empty dict, in either order."
    ),
    ("backward", "Y -> np.abs(Y)"): (
        "These are the targets of a softmax layer, probabilities: none is negative."
    ),
    # chapters 05 to 07
    **LATER,
}
