"""The equations of chapter 12."""

EQUATIONS: list[tuple[str, str, str]] = [
    (
        "second text, 7.6: generalizes to CNNs",
        "A window that moves",
        r"y_{pq} = b + \sum_{u=0}^{h-1} \sum_{v=0}^{w-1} w_{uv} \; x_{p+u,\, q+v}",
    ),
    (
        "second text, 7.6: generalizes to CNNs; key equations, BP4",
        "The matrix that nobody builds",
        r"\frac{\partial C}{\partial w_{uv}} = \sum_{p} \sum_{q}"
        r" \frac{\partial C}{\partial y_{pq}} \; x_{p+u,\, q+v} \qquad"
        r" \frac{\partial C}{\partial b} = \sum_{p} \sum_{q}"
        r" \frac{\partial C}{\partial y_{pq}}",
    ),
]
