"""Where chapter 03 states what the two texts say about the loss.

They name the squared error and the cross-entropy without their formulas.
"""

EQUATIONS: list[tuple[str, str, str]] = [
    (
        "first text, Overview: the error is calculated using a loss function",
        "One number for a whole batch",
        r"C = \frac{1}{N} \sum_{i=1}^{N} C_i",
    ),
    (
        "second text, 7.2.2: compare predictions (ŷ) with true values (y)",
        "One number for a whole batch",
        r"C_i = \frac{1}{2} \sum_j (a_{ij} - y_{ij})^2",
    ),
    (
        "second text, 7.2.2: compute the error, MSE",
        "One number for a whole batch",
        r"\frac{1}{2N} \sum_{i=1}^{N} \sum_j (a_{ij} - y_{ij})^2",
    ),
    (
        "second text, 7.2 The Chain Rule in Action: the loss gradient of MSE",
        "The slope that starts the backward pass",
        r"\frac{\partial C}{\partial a_{ij}} ="
        r" \frac{1}{2N} \cdot 2 \, (a_{ij} - y_{ij}) = \frac{1}{N} (a_{ij} - y_{ij})",
    ),
    (
        "second text, 7.2 The Chain Rule in Action: the first two factors",
        "A confident mistake",
        r"\frac{\partial C}{\partial z} = \frac{\partial C}{\partial a} \cdot"
        r" \frac{\partial a}{\partial z} = (a - y) \, \sigma'(z)",
    ),
    (
        "second text, 7.2.2: cross-entropy of one sigmoid output",
        "The cost we wish for",
        r"C = - \left[ y \ln a + (1 - y) \ln (1 - a) \right]",
    ),
    (
        "second text, 7.2.2: cross-entropy of a batch of sigmoid outputs",
        "Surprise",
        r"C = -\frac{1}{N} \sum_{i=1}^{N} \sum_j"
        r" \left[ y_{ij} \ln a_{ij} + (1 - y_{ij}) \ln (1 - a_{ij}) \right]",
    ),
    (
        "second text, 7.2.2 with 7.4: the loss gradient of cross-entropy",
        "The slope of cross-entropy",
        r"\frac{\partial C}{\partial z_{ij}} ="
        r" \frac{1}{N} (\sigma(z_{ij}) - y_{ij})",
    ),
    (
        "second text, 7.2.2 with 7.4: cross-entropy, one of K classes (softmax)",
        "One of K classes",
        r"C = -\frac{1}{N} \sum_{i=1}^{N} \sum_{j=1}^{K} y_{ij} \ln a_{ij}",
    ),
]
