"""The equations of chapter 07."""

EQUATIONS: list[tuple[str, str, str]] = [
    (
        "second text, 7.3 Choose learning rate: how large it may be",
        "Many directions",
        r"\eta_{\max} = \frac{2}{\lambda_{\max}(H)}",
    ),
]
