"""The equations of chapter 13."""

EQUATIONS: list[tuple[str, str, str]] = [
    (
        "second text, 7.6: generalizes to RNNs",
        "One network, used again and again",
        r"h_t = \tanh(W_x x_t + W_h h_{t-1} + b), \qquad t = 1, \dots, T",
    ),
    (
        "second text, 7.6: generalizes to RNNs; key equations, BP2",
        "Carrying the error back through time",
        r"\delta_t = \left( \frac{\partial C}{\partial h_t} + W_h^T \delta_{t+1}"
        r" \right) \odot (1 - h_t^2), \qquad t = T, T-1, \dots, 1",
    ),
]
