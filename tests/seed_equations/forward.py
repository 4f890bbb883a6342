"""The equations of chapter 02."""

EQUATIONS: list[tuple[str, str, str]] = [
    (
        "S0 Forward Pass: weighted sum",
        "A layer",
        r"z^l_j = \sum_k w^l_{jk} \, a^{l-1}_k + b^l_j",
    ),
    (
        "S1 7.3 Forward pass: weighted inputs of a layer",
        "A layer",
        r"z^l = W^l a^{l-1} + b^l",
    ),
    (
        "S1 7.4 Activation Derivatives: ReLU",
        "The slope of the rectifier",
        r"""\mathrm{relu}'(z) =
        \begin{cases} 1 & \text{if } z > 0 \\ 0 & \text{if } z < 0 \end{cases}""",
    ),
    (
        "S1 7.4 Activation Derivatives: softmax",
        "Softmax",
        r"a_j = \frac{e^{z_j}}{\sum_k e^{z_k}}",
    ),
    (
        "S1 7.4 Activation Derivatives: softmax, special case for output layer",
        "Why softmax stands only at the end",
        r"""\frac{\partial a_j}{\partial z_k} =
        \begin{cases} a_j \, (1 - a_j) & \text{if } j = k \\
        -a_j \, a_k & \text{if } j \neq k \end{cases}""",
    ),
    (
        "S1 7.3 Forward pass: the input is the first activation",
        "The whole network",
        r"a^0 &= x",
    ),
    (
        "S1 7.3 Forward pass: for each layer in turn",
        "The whole network",
        r"z^l &= W^l a^{l-1} + b^l \qquad \text{for } l = 1, 2, \dots, L",
    ),
    (
        "S0 Forward Pass: output of a neuron; S1 7.3 Forward pass: activations",
        "The whole network",
        r"a^l &= \sigma^l(z^l)",
    ),
    (
        "S1 7.2.1 Store intermediate activation values",
        "Keep everything",
        r"""\frac{\partial C}{\partial w^l_{jk}} = \frac{\partial C}{\partial a^l_j}
        \cdot \sigma'(z^l_j) \cdot a^{l-1}_k""",
    ),
]
