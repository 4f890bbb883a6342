"""The mutants of exercises that measure, with the reason why each is right.

Keyed as in `mutant_survivors`: by reason, then by exercise.
"""

PUSH = (
    "push = np.zeros(Z[l].shape[1]) push[j] = h rise = costs(l, Z[l] + push) - "
    "costs(l, Z[l] - push) delta[l].T[j] = rise / (2 * h)"
)
LAYER = f"delta[l] = np.zeros(Z[l].shape) for j in range(Z[l].shape[1]): {PUSH}"
TRY = (
    "v = rng.choice([-1.0, 1.0], x.shape) rise = (f(x + h * v) - f(x - h * v)) / (2 * "
    "h) if not abs(rise - np.sum(gradient * v)) <= tolerance * size: return False"
)

TRYING: dict[str, dict[str, list[str]]] = {
    "Any small push will do, to either side first.": {
        "deltas_by_trying": ["1e-05 -> -1e-05", "1e-05 -> 2e-05"],
    },
    "Both have the same keys, as many or the same rows.": {
        "deltas_by_trying": [
            "W -> Z",
            "W -> activation (2)",
            "W -> b (2)",
            "Y -> X",
            "Y -> a",
            "Z -> delta (2)",
            "Z -> delta (3)",
        ],
    },
    "It is squared.": {"deltas_by_trying": ["a - Y -> Y - a"]},
    "It has one axis, or none.": {
        "deltas_by_trying": [
            "costs(l, Z[l] + push) -> costs(l, Z[l] + push).T",
            "costs(l, Z[l] - push) -> costs(l, Z[l] - push).T",
            "np.sum((a - Y) ** 2, axis=1) -> np.sum((a - Y) ** 2, axis=1).T",
            "np.sum((a - Y) ** 2, axis=1) / (2 * len(Y)) -> "
            "(np.sum((a - Y) ** 2, axis=1) / (2 * len(Y))).T",
            "push -> push.T",
            "push -> push.T (2)",
            "rise -> rise.T",
        ],
        "shared_gradient": ["db[1] -> db[1].T", "db[2] -> db[2].T"],
        "directional_check": [
            "np.sum(gradient * v) -> np.sum(gradient * v, keepdims=True)",
        ],
    },
    "The neurons and the layers may be visited in any order.": {
        "deltas_by_trying": [
            f"for j in range(Z[l].shape[1]): {PUSH} -> "
            f"for j in reversed(range(Z[l].shape[1])): {PUSH}",
            f"for l in range(1, L + 1): {LAYER} -> "
            f"for l in reversed(range(1, L + 1)): {LAYER}",
        ],
    },
    "A step, a tolerance, a count and a mask are not negative.": {
        "complex_step": ["h -> np.abs(h)", "h -> np.abs(h) (2)"],
        "directional_check": [
            "h -> np.abs(h)",
            "h -> np.abs(h) (2)",
            "h -> np.abs(h) (3)",
            "tolerance -> np.abs(tolerance)",
        ],
        "dropout_backward": ["mask -> np.abs(mask)"],
    },
    "Only its shape or its length is asked for.": {
        "complex_step": [
            "x -> gradient",
        ],
        "directional_check": [
            "gradient -> -gradient",
            "gradient -> np.abs(gradient)",
            "x -> gradient",
        ],
    },
    "A direction is as good as any other, and as its opposite.": {
        "directional_check": [
            f"for _ in range(directions): {TRY} -> "
            f"for _ in reversed(range(directions)): {TRY}",
            "rng.choice([-1.0, 1.0], x.shape) -> -rng.choice([-1.0, 1.0], x.shape)",
        ],
    },
    "To multiply by 1 or -1 is to divide by it.": {
        "directional_check": [
            "gradient * v -> gradient / v",
            "h * v -> h / v",
            "h * v -> h / v (2)",
        ],
    },
    "The size of a difference has no sign.": {
        "directional_check": [
            "rise - np.sum(gradient * v) -> -(rise - np.sum(gradient * v))",
            "rise - np.sum(gradient * v) -> np.sum(gradient * v) - rise",
        ],
    },
}
