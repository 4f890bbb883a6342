"""The equations of chapter 04."""

EQUATIONS: list[tuple[str, str, str]] = [
    (
        "first text, Backward Pass: the output of a neuron",
        "The chain rule, four times",
        r"\frac{\partial C}{\partial a^l_j} = \sum_{k=1}^{n_{l+1}}"
        r" \frac{\partial C}{\partial z^{l+1}_k}"
        r" \frac{\partial z^{l+1}_k}{\partial a^l_j}",
    ),
    (
        "first text, Backward Pass: the weighted sum",
        "The chain rule, four times",
        r"\frac{\partial C}{\partial z^l_j} ="
        r" \frac{\partial C}{\partial a^l_j} \frac{\partial a^l_j}{\partial z^l_j} ="
        r" \frac{\partial C}{\partial a^l_j} \, \sigma'(z^l_j)",
    ),
    (
        "first text, Backward Pass: a weight",
        "The chain rule, four times",
        r"\frac{\partial C}{\partial w^l_{jk}} = \frac{\partial C}{\partial z^l_j}"
        r" \frac{\partial z^l_j}{\partial w^l_{jk}} ="
        r" \frac{\partial C}{\partial z^l_j} \, a^{l-1}_k",
    ),
    (
        "first text, Backward Pass: a bias",
        "The chain rule, four times",
        r"\frac{\partial C}{\partial b^l_j} = \frac{\partial C}{\partial z^l_j}"
        r" \frac{\partial z^l_j}{\partial b^l_j} = \frac{\partial C}{\partial z^l_j}",
    ),
    (
        "second text, 7.2 Notation: error of a neuron",
        "The error of a neuron",
        r"\delta^l_j = \frac{\partial C}{\partial z^l_j}",
    ),
    (
        "second text, 7.2 Key Equations 1: output layer error",
        "BP1: where the deltas start",
        r"\delta^L_j = \frac{\partial C}{\partial a^L_j} \, \sigma'(z^L_j)",
    ),
    (
        "second text, 7.2 Key Equations 2: hidden layer error",
        "BP2: one layer back",
        r"\delta^l_j = \sum_k w^{l+1}_{kj} \, \delta^{l+1}_k \, \sigma'(z^l_j)",
    ),
    (
        "second text, 7.2 Key Equations 3: weight gradient",
        "BP4: what a weight should do",
        r"\frac{\partial C}{\partial w^l_{jk}} = a^{l-1}_k \, \delta^l_j",
    ),
    (
        "second text, 7.2 Key Equations 4: bias gradient",
        "BP3: what a bias should do",
        r"\frac{\partial C}{\partial b^l_j} = \delta^l_j",
    ),
    (
        "second text, 7.3 Training Loop: error of the output layer",
        "BP1: where the deltas start",
        r"\delta^L = \nabla_a C \odot \sigma'(z^L)",
    ),
    (
        "second text, 7.3 Training Loop: error of a hidden layer",
        "BP2: one layer back",
        r"\delta^l = \left( (W^{l+1})^T \delta^{l+1} \right) \odot \sigma'(z^l)",
    ),
    (
        "second text, 7.3 Training Loop: what the update subtracts from the weights",
        "BP4: what a weight should do",
        r"\frac{\partial C}{\partial W^l} = \delta^l (a^{l-1})^T",
    ),
    (
        "second text, 7.3 Training Loop: the backward pass, first step",
        "The whole backward pass",
        r"\delta^L = \nabla_a C \odot \sigma'(z^L)",
    ),
    (
        "second text, 7.3 Training Loop: the backward pass, the loop",
        "The whole backward pass",
        r"\delta^l = \left( (W^{l+1})^T \delta^{l+1} \right) \odot \sigma'(z^l)",
    ),
    (
        "second text, 7.4 Matrix Operations: a weight's gradient over a batch",
        "BP4: what a weight should do",
        r"\frac{\partial C}{\partial w^l_{jk}} ="
        r" \sum_{i=1}^{N} a^{l-1}_{ik} \, \delta^l_{ij}",
    ),
    (
        "second text, 7.4 Matrix Operations: a bias's gradient over a batch",
        "BP3: what a bias should do",
        r"= \sum_{i=1}^{N} \delta^l_{ij}",
    ),
    (
        "second text, 7.4 Activation Derivatives: sigmoid",
        "BP1: where the deltas start",
        r"\sigma(z)(1 - \sigma(z))",
    ),
    (
        "second text, 7.4 Activation Derivatives: ReLU",
        "BP1: where the deltas start",
        r"z > 0",
    ),
    (
        "second text, 7.4 Activation Derivatives: softmax, one output and one score",
        "A softmax output layer",
        r"\frac{\partial a_k}{\partial z_j} = a_k \left( [k = j] - a_j \right)",
    ),
    (
        "second text, 7.4 Activation Derivatives: softmax, special case",
        "A softmax output layer",
        r"\delta^L_j = \frac{1}{N} (a_j - y_j)",
    ),
    (
        "second text, 7.1 Efficient: what the forward pass takes",
        "What it cost",
        r"F = N \sum_{l=1}^{L} n_l \, n_{l-1}",
    ),
    (
        "second text, 7.1 Efficient: what the backward pass takes",
        "What it cost",
        r"B = N \sum_{l=1}^{L} n_l \, n_{l-1} + N \sum_{l=2}^{L} n_l \, n_{l-1}",
    ),
]
