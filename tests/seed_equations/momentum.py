"""The equations of chapter 08."""

EQUATIONS: list[tuple[str, str, str]] = [
    (
        "second text, 7.5 Momentum: the step",
        "Momentum",
        r"v_t = \mu \, v_{t-1} - \eta \, g_t \qquad \theta_t = \theta_{t-1} + v_t",
    ),
    (
        "second text, 7.5 Momentum: accumulates past gradients",
        "Momentum",
        r"= -\eta \sum_{k=1}^{t} \mu^{t-k} g_k",
    ),
    (
        "second text, 7.5 Momentum: what the accumulation is worth",
        "Along and across",
        r"v_t = -\eta \, g \, \frac{1 - \mu^t}{1 - \mu} \longrightarrow"
        r" -\frac{\eta}{1 - \mu} \, g",
    ),
    (
        "second text, 7.5 Momentum: the look-ahead form",
        "Nesterov: look ahead",
        r"v_t = \mu \, v_{t-1} - \eta \, g_t \qquad"
        r" \theta_t = \theta_{t-1} + \mu \, v_t - \eta \, g_t",
    ),
    (
        "second text, 7.4 Local Minima: a cost that has two",
        "Local minima and saddle points",
        r"C(p) = (p^2 - 1)^2 + 0.4 \, p",
    ),
]
