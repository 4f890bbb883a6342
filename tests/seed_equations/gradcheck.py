"""The equations of chapter 05."""

EQUATIONS: list[tuple[str, str, str]] = [
    (
        "second text, 7.1 Gradient-Based: computes error derivatives, and how to know",
        "For every function",
        r"\frac{\partial C}{\partial x_i} \approx"
        r" \frac{C(x + h e_i) - C(x - h e_i)}{2h}",
    ),
    (
        "second text, 7.1 Efficient: avoids redundant calculations",
        "The price",
        r"\frac{\text{differences}}{\text{backpropagation}} \ge"
        r" \frac{2PF}{3F} = \frac{2}{3} P",
    ),
]
