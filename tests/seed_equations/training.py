"""The equations of chapter 06."""

EQUATIONS: list[tuple[str, str, str]] = [
    (
        "first text, Weight and Bias Updates: a weight",
        "One step down",
        r"w^l_{jk} \leftarrow w^l_{jk} - \eta \,"
        r" \frac{\partial C}{\partial w^l_{jk}}",
    ),
    (
        "first text, Weight and Bias Updates: a bias",
        "One step down",
        r"b^l_j \leftarrow b^l_j - \eta \, \frac{\partial C}{\partial b^l_j}",
    ),
    (
        "second text, 7.3 Training Loop: forward pass, the input",
        "The training loop",
        r"a^0 = x",
    ),
    (
        "second text, 7.3 Training Loop: forward pass, weighted input",
        "The training loop",
        r"z^l = W^l a^{l-1} + b^l",
    ),
    (
        "second text, 7.3 Training Loop: forward pass, activation",
        "The training loop",
        r"a^l = \sigma(z^l)",
    ),
    (
        "second text, 7.3 Training Loop: backward pass, output layer",
        "The training loop",
        r"\delta^L = \nabla_a C \odot \sigma'(z^L)",
    ),
    (
        "second text, 7.3 Training Loop: backward pass, hidden layers",
        "The training loop",
        r"\delta^l = \left( (W^{l+1})^T \delta^{l+1} \right) \odot \sigma'(z^l)",
    ),
    (
        "second text, 7.3 Training Loop: update of the weights",
        "The training loop",
        r"W^l \leftarrow W^l - \eta \, \delta^l (a^{l-1})^T",
    ),
    (
        "second text, 7.3 Training Loop: update of the biases",
        "The training loop",
        r"b^l \leftarrow b^l - \eta \, \delta^l",
    ),
    (
        "second text, 7.3 Initialization: small random values, how small",
        "How large",
        r"s^2 = \frac{2}{n_{l-1} + n_l}",
    ),
    (
        "second text, 7.5 Stochastic and mini-batch descent",
        "Which examples",
        r"g_B = \frac{1}{m} \sum_{i \in B} g_i",
    ),
]
