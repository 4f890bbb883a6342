"""Chapter 03: the mistakes about the binary cross-entropy, written a second time."""

import math

import numpy as np

from tests.twins.model import combination, twin


def up(z):
    """Compute ln(1 + e^z) of one number; no exponent is positive."""
    return max(z, 0.0) + math.log1p(math.exp(-abs(z)))


def s(z):
    """Compute the sigmoid of one number by way of the hyperbolic tangent."""
    return 0.5 + 0.5 * math.tanh(0.5 * z)


def safe(z, y):
    """Compute the cost of one logit."""
    return y * up(-z) + (1 - y) * up(z)


def rows(Z, Y, cost=safe):
    """Add up the cost of the logits of each row."""
    return np.array(
        [
            sum(cost(z, y) for z, y in zip(scores, targets, strict=True))
            for scores, targets in zip(Z, Y, strict=True)
        ]
    )


def slopes(Z, Y, slope):
    """Make a matrix of the slope at each logit."""
    return np.array([slope(z, y) for z, y in zip(Z.flat, Y.flat, strict=True)]).reshape(
        Z.shape
    )


@twin("binary_cross_entropy", "forgot_the_other_term")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: y * up(-z)).mean()


@twin("binary_cross_entropy", "forgot_the_minus")
def _(Z, Y):
    return -rows(Z, Y).mean()


@twin("binary_cross_entropy", "forgot_the_mean")
def _(Z, Y):
    return rows(Z, Y).sum()


@twin("binary_cross_entropy", "averaged_over_all_elements")
def _(Z, Y):
    return rows(Z, Y).mean() / Z.shape[1]


@twin("binary_cross_entropy", "took_logarithms_to_base_2")
def _(Z, Y):
    return (rows(Z, Y) * math.log2(math.e)).mean()


@twin("binary_cross_entropy", "took_logarithms_to_base_10")
def _(Z, Y):
    return (rows(Z, Y) * math.log10(math.e)).mean()


@twin("binary_cross_entropy", "swapped_the_terms")
def _(Z, Y):
    return rows(-Z, Y).mean()


@twin("binary_cross_entropy", "took_targets_for_yes_or_no")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: up(-z) if y == 1 else up(z)).mean()


@twin("binary_cross_entropy", "applied_the_sigmoid_twice")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: safe(s(z), y)).mean()


@twin("binary_cross_entropy", "computed_the_squared_error")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: 0.5 * (s(z) - y) ** 2).mean()


@twin("binary_cross_entropy", "kept_one_cost_for_each_example")
def _(Z, Y):
    return rows(Z, Y)


@twin("binary_cross_entropy", "dropped_the_absolute_value")
def _(Z, Y):
    wrong = np.log(1 + np.exp(-Z)) + np.where(Z > 0, Z, 0.0) - Z * Y
    return wrong.sum(axis=1).mean()


@twin("binary_cross_entropy", "infinite_at_the_limits")
def _(Z, Y):
    a = 1 / (1 + np.exp(-Z))
    return np.mean(-(Y * np.log(a) + (1 - Y) * np.log(1 - a)).sum(axis=1))


@twin("binary_cross_entropy", "let_the_exponential_overflow")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: np.log1p(np.exp(z)) - z * y).mean()


def clip(eps):
    def clipped(Z, Y):
        def cost(z, y):
            a = min(max(s(z), eps), 1 - eps)
            return -y * math.log(a) - (1 - y) * math.log(1 - a)

        return rows(Z, Y, cost).mean()

    return clipped


def add(eps):
    def added(Z, Y):
        def cost(z, y):
            a = s(z)
            return -y * math.log(a + eps) - (1 - y) * math.log((1 - a) + eps)

        return rows(Z, Y, cost).mean()

    return added


for exponent in (7, 8, 9, 10, 12, 15):
    twin("binary_cross_entropy", f"clipped_at_1e_{exponent}")(clip(10**-exponent))
for exponent in (7, 8, 12, 15):
    twin("binary_cross_entropy", f"added_1e_{exponent}_inside")(add(10**-exponent))


@twin("binary_cross_entropy", "infinite_at_the_limits")
def _(Z, Y):
    yes, no = np.log1p(np.exp(-Z)), np.log1p(np.exp(Z))
    return (Y * yes + (1 - Y) * no).sum(axis=1).mean()


@twin("binary_cross_entropy", "forgot_to_add_the_exponent_back")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: up(z) - max(z, 0) - y * z).mean()


@combination("binary_cross_entropy", "forgot_the_minus", "forgot_the_mean")
def _(Z, Y):
    return -rows(Z, Y).sum()


@combination("binary_cross_entropy", "forgot_the_other_term", "clipped_at_1e_7")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: -y * math.log(max(s(z), 1e-7))).mean()


@combination(
    "binary_cross_entropy",
    "took_logarithms_to_base_2",
    "infinite_at_the_limits",
)
def _(Z, Y):
    a = 1 / (1 + np.exp(-Z))
    return -np.sum(Y * np.log2(a) + (1 - Y) * np.log2(1 - a)) / len(Z)


@combination("binary_cross_entropy", "swapped_the_terms", "averaged_over_all_elements")
def _(Z, Y):
    return rows(Z, 1 - Y).sum() / Y.size


@twin("binary_cross_entropy_gradient", "left_the_mean_out")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: s(z) - y)


@twin("binary_cross_entropy_gradient", "reversed_the_sign")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: y * s(-z) - (1 - y) * s(z)) / len(Z)


@twin("binary_cross_entropy_gradient", "multiplied_by_the_slope_again")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: (s(z) - y) * s(z) * s(-z)) / Z.shape[0]


@twin("binary_cross_entropy_gradient", "stopped_at_the_outputs")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: (1 - y) / s(-z) - y / s(z)) / Z.shape[0]


@twin("binary_cross_entropy_gradient", "divided_by_all_elements")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: s(z) - y) / len(Z) / len(Z.T)


@twin("binary_cross_entropy_gradient", "divided_by_the_outputs")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: s(z) - y) / len(Z.T)


@twin("binary_cross_entropy_gradient", "took_logits_for_outputs")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: z - y) / len(Y)


@twin("binary_cross_entropy_gradient", "differentiated_one_term_only")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: y * s(z) - y) / len(Y)


@twin("binary_cross_entropy_gradient", "summed_over_the_batch")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: s(z) - y).mean(axis=0)


@twin("binary_cross_entropy_gradient", "doubled_it_as_for_a_square")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: math.tanh(z / 2) + 1 - 2 * y) / len(Z)


@twin("binary_cross_entropy_gradient", "rounded_the_targets")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: -s(-z) if y == 1 else s(z)) / len(Z)


@combination("binary_cross_entropy_gradient", "reversed_the_sign", "left_the_mean_out")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: y - s(z))


@combination(
    "binary_cross_entropy_gradient",
    "multiplied_by_the_slope_again",
    "divided_by_all_elements",
)
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: (s(z) - y) * s(z) * s(-z)) / Z.size


@combination(
    "binary_cross_entropy_gradient",
    "differentiated_one_term_only",
    "doubled_it_as_for_a_square",
)
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: -2 * y * s(-z)) / len(Z)
