"""The equations of chapter 15."""

EQUATIONS: list[tuple[str, str, str]] = [
    (
        "second text, 7.4: weight regularization",
        "One function for the whole machine",
        r"C = -\frac{1}{N} \sum_{i} \sum_j y_{ij} \ln a^L_{ij} +"
        r" \frac{\lambda}{2} \sum_l \sum_{jk} (w^l_{jk})^2",
    ),
    (
        "second text, 7.6: frameworks differentiate for you; one step further back",
        "What the reader looks at",
        r"\frac{\partial C}{\partial X} = \delta^1 W^1",
    ),
]
