"""The equations of chapter 01."""

EQUATIONS: list[tuple[str, str, str]] = [
    (
        "S0 Forward Pass: weighted sum",
        "What a neuron adds up",
        r"z = \sum_{k} w_k x_k + b",
    ),
    (
        "S0 Forward Pass: output of a neuron",
        "What a neuron says",
        r"a = \sigma(z)",
    ),
    (
        "S1 7.2 Notation: activation",
        "One notation, and how other texts write it",
        r"a = \sigma(z)",
    ),
    (
        "S1 7.2 Notation: weight",
        "One notation, and how other texts write it",
        r"w^l_{jk}",
    ),
    (
        "S1 7.2 Notation: weighted input",
        "One notation, and how other texts write it",
        r"z^l_j",
    ),
    (
        "S1 7.2 Notation: error",
        "One notation, and how other texts write it",
        r"\delta^l_j",
    ),
    (
        "S1 7.4 Activation Derivatives: sigmoid",
        "How steep the sigmoid is",
        r"\sigma'(z) = \sigma(z)\,(1 - \sigma(z))",
    ),
    (
        "S1 7.2 The Chain Rule in Action",
        "Three slopes, multiplied",
        r"""\frac{\partial C}{\partial w_k} =
        \underbrace{\frac{\partial C}{\partial a}}_{\text{slope of the cost}} \times
        \underbrace{\frac{\partial a}{\partial z}}_{\text{slope of the activation}}
        \times
        \underbrace{\frac{\partial z}{\partial w_k}}_{\text{the input}}""",
    ),
    (
        "S0 Backward Pass: slope by the weighted input",
        "Three slopes, multiplied",
        r"""\frac{\partial C}{\partial z} =
        \frac{\partial C}{\partial a} \, \sigma'(z)""",
    ),
    (
        "S0 Backward Pass: slope by a weight",
        "Three slopes, multiplied",
        r"\frac{\partial C}{\partial w_k} = \frac{\partial C}{\partial z} \, x_k",
    ),
    (
        "S0 Backward Pass: slope by a weight, its last factor",
        "Three slopes, multiplied",
        r"\frac{\partial z}{\partial w_k} = x_k",
    ),
    (
        "S0 Backward Pass: slope by the bias",
        "Three slopes, multiplied",
        r"""\frac{\partial C}{\partial b} =
        \frac{\partial C}{\partial a} \times \frac{\partial a}{\partial z}""",
    ),
    (
        "S0 Weight and Bias Updates: weight",
        "Evening A by hand",
        r"w_k \leftarrow w_k - \eta \, \frac{\partial C}{\partial w_k}",
    ),
    (
        "S0 Weight and Bias Updates: bias",
        "Evening A by hand",
        r"b \leftarrow b - \eta \, \frac{\partial C}{\partial b}",
    ),
]
