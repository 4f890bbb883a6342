"""The equations of chapter 11."""

EQUATIONS: list[tuple[str, str, str]] = [
    (
        "second text, 7.6: automatic differentiation; first text: the chain rule",
        "Seven rules",
        r"\bar{x}_i = \sum_j \bar{u}_j \frac{\partial u_j}{\partial x_i}",
    ),
    (
        "second text, 7.6: computational graphs, matrix products",
        "Seven rules",
        r"\bar{x}_{ik} = \sum_j \bar{u}_{ij} \, y_{kj} \qquad"
        r" \bar{y}_{kj} = \sum_i x_{ik} \, \bar{u}_{ij}",
    ),
]
