"""The mutants of exercises about the step, with the reason why each is right.

Keyed as in `mutant_survivors`: by reason, then by exercise.
"""

STEPS: dict[str, dict[str, list[str]]] = {
    "It has one axis, or none.": {
        "curvature_by_power_iteration": [
            "Hv -> Hv.T",
            "Hv -> Hv.T (2)",
            (
                "gradient(theta + h * v) - gradient(theta - h * v) -> "
                "(gradient(theta + h * v) - gradient(theta - h * v)).T"
            ),
            "gradient(theta + h * v) -> gradient(theta + h * v).T",
            "gradient(theta - h * v) -> gradient(theta - h * v).T",
            "h * v -> (h * v).T",
            "h * v -> (h * v).T (2)",
            "v -> v.T",
            "v -> v.T (2)",
            "v -> v.T (3)",
        ],
    },
    "It is 0 or more.": {
        "best_rate_and_momentum": [
            "h_max -> np.abs(h_max)",
            "h_min -> np.abs(h_min)",
        ],
    },
    "Whichever side comes first, the difference quotient is the same.": {
        "curvature_by_power_iteration": [
            "0.01 -> -0.01",
        ],
    },
    "Of more rounds than 30 the result is the same.": {
        "curvature_by_power_iteration": [
            "30 -> 30 + 1",
            "30 -> 60",
        ],
    },
    "Any first direction of any length will do, and its sign cancels.": {
        "curvature_by_power_iteration": [
            "Hv -> -Hv",
            "Hv / np.linalg.norm(Hv) -> -(Hv / np.linalg.norm(Hv))",
            "np.linalg.norm(v) -> v",
            ("rng.normal(size=theta.shape) -> -rng.normal(size=theta.shape)"),
            "v -> -v",
            "v -> h",
            "v /= np.linalg.norm(v) -> pass",
            "v /= np.linalg.norm(v) -> v *= np.linalg.norm(v)",
        ],
        "best_rate_and_momentum": [
            ("(high - low) / (high + low) -> -((high - low) / (high + low))"),
        ],
    },
    "The number of NumPy is the same number.": {
        "curvature_by_power_iteration": [
            "float(curvature) -> curvature",
        ],
    },
    "The rounds are not told apart.": {
        "curvature_by_power_iteration": [
            (
                "for _ in range(30): Hv = (gradient(theta + h * v) - "
                "gradient(theta - h * v)) / (2.0 * h) curvature, v = (v @ Hv,"
                " Hv / np.linalg.norm(Hv)) -> for _ in reversed(range(30)): "
                "Hv = (gradient(theta + h * v) - gradient(theta - h * v)) / "
                "(2.0 * h) curvature, v = (v @ Hv, Hv / np.linalg.norm(Hv))"
            ),
        ],
    },
    "The inner product is the same in either order.": {
        "curvature_by_power_iteration": [
            "v @ Hv -> Hv @ v",
        ],
    },
    "The difference is squared, and the sum is the same.": {
        "best_rate_and_momentum": [
            "(low, high) -> (high, low)",
            ("(np.sqrt(h_min), np.sqrt(h_max)) -> (np.sqrt(h_max), np.sqrt(h_min))"),
            "high - low -> low - high",
        ],
    },
}
