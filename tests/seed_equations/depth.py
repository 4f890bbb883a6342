"""The equations of chapter 10."""

EQUATIONS: list[tuple[str, str, str]] = [
    (
        "second text, 7.4: vanishing gradients, from BP2",
        "What one layer does to an error",
        r"\delta^l_k = \sum_{j=1}^{n_{l+1}} \delta^{l+1}_j \, w^{l+1}_{jk}"
        r" \, \sigma'(z^l_k)",
    ),
    (
        "second text, 7.4: residual connections",
        "A plus sign",
        r"z = W^1 a + b^1 \qquad a_{\text{out}} = a + W^2 \, \mathrm{relu}(z) + b^2",
    ),
    (
        "second text, 7.4: gradient clipping",
        "Clipping",
        r"g \leftarrow \min \left( 1, \frac{\text{limit}}{\|g\|} \right) g",
    ),
]
