"""The equations of chapter 14."""

EQUATIONS: list[tuple[str, str, str]] = [
    (
        "second text, 7.6: generalizes to any differentiable architecture",
        "Everybody looks at once",
        r"S = \frac{Q K^T}{\sqrt d}, \qquad P = \text{softmax of each row of } S,"
        r" \qquad O = P V",
    ),
    (
        "second text, 7.6: any differentiable architecture; softmax is special",
        "Back through a softmax",
        r"\frac{\partial C}{\partial s_j} = \sum_k g_k \, p_k \, ([j = k] - p_j)"
        r" = p_j g_j - p_j \sum_k p_k g_k"
        r" = p_j \Big( g_j - \sum_k p_k g_k \Big)",
    ),
]
