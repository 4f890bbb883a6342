"""The equations of chapter 07."""

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
        "second text, 7.5 RMSprop: adaptive learning rates",
        "RMSprop: a step size for each parameter",
        r"s_t = \beta \, s_{t-1} + (1 - \beta) \, g_t^2 \qquad"
        r" \theta_t = \theta_{t-1} - \eta \, \frac{g_t}{\sqrt{s_t} + \epsilon}",
    ),
    (
        "second text, 7.5 RMSprop: handles sparse gradients",
        "Rare gradients",
        r"\eta / \sqrt{0.01} = 10 \, \eta",
    ),
    (
        "second text, 7.5 Adam: combines momentum and RMSprop",
        "Adam: two means, both corrected",
        r"m_t = \beta_1 \, m_{t-1} + (1 - \beta_1) \, g_t \qquad"
        r" v_t = \beta_2 \, v_{t-1} + (1 - \beta_2) \, g_t^2",
    ),
    (
        "second text, 7.5 Adam: its two means, corrected",
        "The mean of too few",
        r"\hat m_t = \frac{m_t}{1 - \beta_1^t} \qquad"
        r" \hat v_t = \frac{v_t}{1 - \beta_2^t}",
    ),
    (
        "second text, 7.5 Adam: the step",
        "The mean of too few",
        r"\theta_t = \theta_{t-1} - \eta \,"
        r" \frac{\hat m_t}{\sqrt{\hat v_t} + \epsilon}",
    ),
    (
        "second text, 7.4 Local Minima: a cost that has two",
        "Local minima and saddle points",
        r"C(p) = (p^2 - 1)^2 + 0.4 \, p",
    ),
]
