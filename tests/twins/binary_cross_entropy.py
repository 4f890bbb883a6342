"""Chapter 03: the mistakes about the binary cross-entropy, written a second time."""

import math

import numpy as np

# Importing enters the functions.
import tests.twins.binary_cross_entropy_gradient
import tests.twins.binary_cross_entropy_limits  # noqa: F401
from tests.twins.logits import rows, s, safe, slopes, up
from tests.twins.model import combination, twin


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


@twin("binary_cross_entropy", "kept_one_cost_for_each_output")
def _(Z, Y):
    return rows(Z.T, Y.T) / len(Z)


@twin("binary_cross_entropy", "kept_a_mean_for_each_example")
def _(Z, Y):
    return rows(Z, Y) / Z.shape[1]


@twin("binary_cross_entropy", "kept_the_losses_apart")
def _(Z, Y):
    return slopes(Z, Y, safe)


@twin("binary_cross_entropy", "kept_the_terms_apart")
def _(Z, Y):
    return slopes(Z, Y, safe) / Z.shape[0]


@twin("binary_cross_entropy", "kept_the_half_of_the_squares")
def _(Z, Y):
    return 0.5 * rows(Z, Y).mean()


@twin("binary_cross_entropy", "divided_by_the_outputs")
def _(Z, Y):
    return rows(Z.T, Y.T).mean()


@twin("binary_cross_entropy", "took_logarithms_of_negative_numbers")
def _(Z, Y):
    return -(np.log(Z) * Y + np.log1p(-Z) * (1 - Y)).sum(axis=1).mean()


@twin("binary_cross_entropy", "put_the_minus_on_one_term")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: y * up(-z) + (y - 1) * up(z)).mean()


@twin("binary_cross_entropy", "charged_all_as_if_the_target_were_1")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: y * up(-z) + (1 - y) * up(-z)).mean()


@twin("binary_cross_entropy", "charged_all_as_if_the_target_were_0")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: up(z)).mean()


@twin("binary_cross_entropy", "forgot_the_first_term")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: up(z) - y * up(z)).mean()


@twin("binary_cross_entropy", "added_the_product")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: up(z) + y * z).mean()


@twin("binary_cross_entropy", "mixed_two_forms")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: up(-z) - y * z).mean()


@twin("binary_cross_entropy", "took_the_size_for_the_positive_part")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: abs(z) + up(-abs(z)) - y * z).mean()


@twin("binary_cross_entropy", "kept_the_largest_exponent_only")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: max((1 - y) * z, -y * z)).mean()


@twin("binary_cross_entropy", "added_one_twice")
def _(Z, Y):
    return rows(
        Z, Y, lambda z, y: max(z, 0) + math.log(2 + math.exp(-abs(z))) - y * z
    ).mean()


@twin("binary_cross_entropy", "used_a_softmax")
def _(Z, Y):
    log_sums = [z.max() + math.log(np.exp(z - z.max()).sum()) for z in Z]
    return np.mean(Y.sum(axis=1) * log_sums - np.sum(Y * Z, axis=1))


@twin("binary_cross_entropy", "returned_the_slope")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: s(z) - y) / Z.shape[0]


@twin("binary_cross_entropy", "counted_the_first_example_only")
def _(Z, Y):
    return rows(Z[:1], Y[:1])[0] / len(Z)


@twin("binary_cross_entropy", "counted_the_last_example_only")
def _(Z, Y):
    return rows(Z, Y)[-1] / len(Z)


@twin("binary_cross_entropy", "left_out_the_last_example")
def _(Z, Y):
    return rows(Z[:-1], Y[:-1]).sum() / len(Z)


@twin("binary_cross_entropy", "returned_an_array_of_one")
def _(Z, Y):
    return rows(Z, Y).reshape(1, -1).mean(axis=1)


@twin("binary_cross_entropy", "forgot_the_logarithms")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: -y * s(z) - (1 - y) * s(-z)).mean()


@twin("binary_cross_entropy", "rounded_the_targets")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: up(-z) if y > 0.5 else up(z)).mean()


@twin("binary_cross_entropy", "took_absolute_errors")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: max(s(z) - y, y - s(z))).mean()


@twin("binary_cross_entropy", "weighed_with_the_outputs")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: safe(z, s(z))).mean()


@twin("binary_cross_entropy", "multiplied_as_matrices")
def _(Z, Y):
    return np.matmul(1 - Y, Z)


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
