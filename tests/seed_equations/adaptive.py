"""The equations of chapter 09."""

EQUATIONS: list[tuple[str, str, str]] = [
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
]
