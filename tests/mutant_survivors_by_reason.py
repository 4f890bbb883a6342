"""The mutants of chapters 05 to 07 that get full points, each with its reason.

Keyed as in `mutant_survivors`: by reason, then by exercise.
"""

from tests.mutant_survivors_of_depth import DEPTH
from tests.mutant_survivors_of_sequences import SEQUENCES
from tests.mutant_survivors_of_steps import STEPS
from tests.mutant_survivors_of_trying import TRYING

BY_REASON: dict[str, dict[str, list[str]]] = {
    "It is never negative: a step, a rate, a share or a count.": {
        "gradient_check": [
            "tolerance -> np.abs(tolerance)",
        ],
        "learning_rate_schedule": [
            "floor -> np.abs(floor)",
            "floor -> np.abs(floor) (2)",
        ],
    },
    "Only the shape is used, and all three have the same.": {
        "numerical_gradient": [
            "x -> gradient",
            "x -> gradient (2)",
        ],
    },
    "A NumPy number is as good as a plain one.": {
        "relative_error": [
            "float(np.linalg.norm(a - b) / size) -> np.linalg.norm(a - b) / size",
        ],
    },
    "A number is its own transpose.": {
        "diagnose": [
            (
                "mse(forward(X, W, b, activation)[1][L], Y) -> mse(forward(X, W, b, "
                "activation)[1][L], Y).T"
            ),
        ],
        "largest_stable_learning_rate": [
            "2.0 / np.linalg.eigvalsh(H)[-1] -> (2.0 / np.linalg.eigvalsh(H)[-1]).T",
            "np.linalg.eigvalsh(H)[-1] -> np.linalg.eigvalsh(H)[-1].T",
        ],
        "learning_rate_schedule": [
            (
                "floor + (peak - floor) / 2.0 * (1.0 + np.cos(np.pi * progress)) -> "
                "(floor + (peak - floor) / 2.0 * (1.0 + np.cos(np.pi * progress))).T"
            ),
            (
                "(peak - floor) / 2.0 * (1.0 + np.cos(np.pi * progress)) -> ((peak - "
                "floor) / 2.0 * (1.0 + np.cos(np.pi * progress))).T"
            ),
            "1.0 + np.cos(np.pi * progress) -> (1.0 + np.cos(np.pi * progress)).T",
            "np.cos(np.pi * progress) -> np.cos(np.pi * progress).T",
        ],
    },
    "A norm does not see signs, nor which of two was subtracted.": {
        "relative_error": [
            "a -> -a",
            "a -> np.abs(a)",
            "b -> -b",
            "b -> np.abs(b)",
            "a - b -> b - a",
            "a - b -> -(a - b)",
        ],
    },
    "True, one and minus one are true; False and zero are not.": {
        "gradient_check": [
            (
                "bool(relative_error(gradient, numerical_gradient(f, x)) <= "
                "tolerance) -> relative_error(gradient, numerical_gradient(f, x)) <= "
                "tolerance"
            ),
            (
                "relative_error(gradient, numerical_gradient(f, x)) <= tolerance -> "
                "-(relative_error(gradient, numerical_gradient(f, x)) <= tolerance)"
            ),
        ],
        "diagnose": [
            (
                "gradient_check(lambda w: cost({**W, l: w}, b), dW[l], W[l]) -> "
                "-gradient_check(lambda w: cost({**W, l: w}, b), dW[l], W[l])"
            ),
            (
                "gradient_check(lambda w: cost({**W, l: w}, b), dW[l], W[l]) -> "
                "np.float32(gradient_check(lambda w: cost({**W, l: w}, b), dW[l], "
                "W[l]))"
            ),
            (
                "gradient_check(lambda v: cost(W, {**b, l: v}), db[l], b[l]) -> "
                "-gradient_check(lambda v: cost(W, {**b, l: v}), db[l], b[l])"
            ),
            (
                "gradient_check(lambda v: cost(W, {**b, l: v}), db[l], b[l]) -> "
                "np.float32(gradient_check(lambda v: cost(W, {**b, l: v}), db[l], "
                "b[l]))"
            ),
        ],
    },
    "The order of the two does not matter.": {
        "gradient_check": [
            (
                "relative_error(gradient, numerical_gradient(f, x)) -> "
                "relative_error(numerical_gradient(f, x), gradient)"
            ),
        ],
        "diagnose": [
            (
                "mse(forward(X, W, b, activation)[1][L], Y) -> mse(Y, forward(X, W, "
                "b, activation)[1][L])"
            ),
        ],
        "learning_rate_schedule": [
            (
                "min((t - warmup) / (total - warmup), 1.0) -> min(1.0, (t - warmup) "
                "/ (total - warmup))"
            ),
        ],
    },
    "A wrong BP2 spoils weights and biases of every layer below the last.": {
        "diagnose": [
            (
                "for l in range(L - 1, 0, -1): if not weights_right(l) or not "
                "biases_right(l): return 'BP2' -> for l in range(L - 1, 0, -1): if "
                "not weights_right(l) or not biases_right(l): return 'BP2' break"
            ),
            (
                "for l in range(L - 1, 0, -1): if not weights_right(l) or not "
                "biases_right(l): return 'BP2' -> for l in reversed(range(L - 1, 0, "
                "-1)): if not weights_right(l) or not biases_right(l): return 'BP2'"
            ),
            "L - 1 -> L * 1",
            "L - 1 -> L",
            "L - 1 -> 1",
            "L - 1 -> L - 1 + 1",
            "-1 -> -1 - 1",
            "1 -> 0",
            "1 -> 2 (2)",
            "weights_right(l) -> l",
            "biases_right(l) -> l",
            "l -> L",
            "l -> L (2)",
        ],
    },
    "All are keyed 1 to L: they are equally long.": {
        "diagnose": [
            "W -> b",
            "W -> activation",
        ],
    },
    "Each is done once, and nothing depends on the order.": {
        "initialize": [
            (
                "for l in range(1, len(sizes)): n_prev, n = (sizes[l - 1], sizes[l]) "
                "if scheme == 'small': s = 0.01 elif scheme == 'xavier': s = "
                "np.sqrt(2.0 / (n_prev + n)) elif scheme == 'he': s = np.sqrt(2.0 / "
                "n_prev) else: raise ValueError(f'no initialization is called "
                "{scheme!r}') W[l] = rng.normal(0.0, s, (n, n_prev)) b[l] = "
                "np.zeros(n) -> for l in reversed(range(1, len(sizes))): n_prev, n = "
                "(sizes[l - 1], sizes[l]) if scheme == 'small': s = 0.01 elif scheme "
                "== 'xavier': s = np.sqrt(2.0 / (n_prev + n)) elif scheme == 'he': s "
                "= np.sqrt(2.0 / n_prev) else: raise ValueError(f'no initialization "
                "is called {scheme!r}') W[l] = rng.normal(0.0, s, (n, n_prev)) b[l] "
                "= np.zeros(n)"
            ),
        ],
        "train": [
            (
                "for _ in range(epochs): if losses[-1] <= target: break for rows in "
                "minibatches(len(X), batch_size, rng): theta = gradient_step(theta, "
                "gradient(theta, X[rows], Y[rows]), eta) losses.append(loss(theta, "
                "X, Y)) -> for _ in reversed(range(epochs)): if losses[-1] <= "
                "target: break for rows in minibatches(len(X), batch_size, rng): "
                "theta = gradient_step(theta, gradient(theta, X[rows], Y[rows]), "
                "eta) losses.append(loss(theta, X, Y))"
            ),
            (
                "for rows in minibatches(len(X), batch_size, rng): theta = "
                "gradient_step(theta, gradient(theta, X[rows], Y[rows]), eta) -> for "
                "rows in reversed(minibatches(len(X), batch_size, rng)): theta = "
                "gradient_step(theta, gradient(theta, X[rows], Y[rows]), eta)"
            ),
        ],
    },
    "Both names are given an empty dict, in either order.": {
        "initialize": [
            "(W, b) -> (b, W)",
        ],
    },
    "A normal distribution around zero is even.": {
        "initialize": [
            "rng.normal(0.0, s, (n, n_prev)) -> -rng.normal(0.0, s, (n, n_prev))",
        ],
    },
    "The gradient times the rate is the rate times the gradient.": {
        "train": [
            (
                "gradient_step(theta, gradient(theta, X[rows], Y[rows]), eta) -> "
                "gradient_step(theta, eta, gradient(theta, X[rows], Y[rows]))"
            ),
        ],
    },
    "Both have one row an example: they are equally long.": {
        "train": [
            "X -> Y (2)",
        ],
    },
    "It is squared: its sign is lost.": {
        "rmsprop_step": [
            "grad -> np.abs(grad)",
        ],
        "adam_step": [
            "grad -> np.abs(grad) (2)",
        ],
    },
    "At the end of the warm-up both branches give the peak.": {
        "learning_rate_schedule": [
            "t <= warmup -> t < warmup",
        ],
    },
    "The cosine is even.": {
        "learning_rate_schedule": [
            (
                "min((t - warmup) / (total - warmup), 1.0) -> -min((t - warmup) / "
                "(total - warmup), 1.0)"
            ),
            "np.pi * progress -> -(np.pi * progress)",
        ],
    },
}

LATER: dict[tuple[str, str], str] = {
    (exercise, change): reason
    for table in (BY_REASON, STEPS, TRYING, DEPTH, SEQUENCES)
    for reason, exercises in table.items()
    for exercise, changes in exercises.items()
    for change in changes
}
