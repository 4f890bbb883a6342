"""Chapter 03: softmax cross-entropies with a wrong sum or form, written again."""

import math

import numpy as np

from tests.twins.model import twin
from tests.twins.scores import log_probabilities, probabilities, rows


@twin("softmax_cross_entropy", "kept_one_cost_for_each_class")
def _(Z, Y):
    return sum(-y * log_probabilities(z) for z, y in zip(Z, Y, strict=True)) / len(Z)


@twin("softmax_cross_entropy", "kept_a_mean_for_each_example")
def _(Z, Y):
    return rows(Z, Y) / Y.shape[1]


@twin("softmax_cross_entropy", "kept_the_losses_apart")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: -y * log_probabilities(z))


@twin("softmax_cross_entropy", "kept_the_terms_apart")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: -y * log_probabilities(z) / len(Z))


@twin("softmax_cross_entropy", "kept_the_half_of_the_squares")
def _(Z, Y):
    return 0.5 * rows(Z, Y).mean()


@twin("softmax_cross_entropy", "divided_by_the_classes")
def _(Z, Y):
    return rows(Z, Y).sum() / len(Z.T)


@twin("softmax_cross_entropy", "took_logarithms_to_base_10")
def _(Z, Y):
    return rows(Z, Y).mean() * math.log10(math.e)


@twin("softmax_cross_entropy", "took_logarithms_of_the_scores")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: y @ np.log(1 / z)).mean()


@twin("softmax_cross_entropy", "shifted_by_the_maximum_of_each_column")
def _(Z, Y):
    S = Z - [max(column) for column in Z.T]
    log_sums = np.log([sum(e) for e in np.exp(S)])
    return np.sum(Y.T * (log_sums - S.T)) / len(Y)


@twin("softmax_cross_entropy", "lost_the_axis_of_the_rows")
def _(Z, Y):
    return np.subtract(Z, np.logaddexp.reduce(Z, axis=1)).mean()


@twin("softmax_cross_entropy", "forgot_the_logarithm_of_the_sum")
def _(Z, Y):
    def cost(z, y):
        behind = z - max(z)
        return sum(y) * math.fsum(map(math.exp, behind)) - y @ behind

    return rows(Z, Y, cost).mean()


@twin("softmax_cross_entropy", "added_the_log_sum_exp")
def _(Z, Y):
    def cost(z, y):
        behind = z - max(z)
        return -(y @ (2 * behind - log_probabilities(z)))

    return rows(Z, Y, cost).mean()


@twin("softmax_cross_entropy", "added_one_to_the_sum")
def _(Z, Y):
    def cost(z, y):
        behind = z - max(z)
        return y @ (math.log(1 + math.fsum(map(math.exp, behind))) - behind)

    return rows(Z, Y, cost).mean()


@twin("softmax_cross_entropy", "counted_the_maximum_twice")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: y @ (max(z) - log_probabilities(z))).mean()


@twin("softmax_cross_entropy", "forgot_the_scores")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: z[0] - log_probabilities(z)[0]).mean()


@twin("softmax_cross_entropy", "normalised_over_the_whole_table")
def _(Z, Y):
    behind = rows(Z, Y, lambda z, y: z - max(z))
    return np.sum(Y * (np.logaddexp.reduce(behind, axis=None) - behind)) / len(Y)


@twin("softmax_cross_entropy", "normalised_the_whole_table_at_once")
def _(Z, Y):
    return np.sum(Y * (np.logaddexp.reduce(Z, axis=None) - Z)) / len(Y)


@twin("softmax_cross_entropy", "divided_by_the_sum_of_everything")
def _(Z, Y):
    E = np.exp(Z)
    return -np.vdot(Y, np.log(E * (1 / np.sum(E)))) / len(Y)


@twin("softmax_cross_entropy", "summed_down_the_columns")
def _(Z, Y):
    behind = rows(Z, Y, lambda z, y: z - max(z))
    log_sums = np.log([sum(column) for column in np.exp(behind).T])
    return np.sum(Y * (log_sums - behind)) / len(Y)


@twin("softmax_cross_entropy", "divided_by_the_sums_of_the_columns")
def _(Z, Y):
    E = np.exp(Z).T
    return -np.sum(Y * np.log([e / sum(e) for e in E]).T) / len(Y)


@twin("softmax_cross_entropy", "counted_sure_targets_only")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: -((y == 1) @ log_probabilities(z))).mean()


@twin("softmax_cross_entropy", "averaged_over_sure_targets")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: -((y == 1) @ log_probabilities(z))).sum() / np.sum(
        Y == 1
    )


@twin("softmax_cross_entropy", "took_every_positive_target_for_1")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: -(np.sign(y) @ log_probabilities(z))).mean()


@twin("softmax_cross_entropy", "rounded_the_targets")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: -((y > 0.5) @ log_probabilities(z))).mean()


@twin("softmax_cross_entropy", "used_targets_as_class_numbers")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: z[y]).mean()


@twin("softmax_cross_entropy", "computed_the_squared_error")
def _(Z, Y):
    return 0.5 * rows(Z, Y, lambda z, y: sum((y - probabilities(z)) ** 2)).mean()


@twin("softmax_cross_entropy", "returned_the_slope")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: probabilities(z) - y) / Z.shape[0]


@twin("softmax_cross_entropy", "weighed_with_the_probabilities")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: -(probabilities(z) @ log_probabilities(z))).mean()


@twin("softmax_cross_entropy", "forgot_the_targets")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: -sum(log_probabilities(z))).mean()


@twin("softmax_cross_entropy", "charged_the_likeliest_class")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: -max(log_probabilities(z))).mean()


@twin("softmax_cross_entropy", "took_the_logarithm_of_the_sum")
def _(Z, Y):
    return -rows(Z, Y, lambda z, y: np.log(y @ probabilities(z))).sum() / len(Y)


@twin("softmax_cross_entropy", "let_a_sure_mistake_cost_infinity")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: -(y[y > 0] @ np.log(probabilities(z)[y > 0]))).mean()


@twin("softmax_cross_entropy", "counted_the_first_example_only")
def _(Z, Y):
    return rows(Z[:1], Y[:1])[0] / len(Z)


@twin("softmax_cross_entropy", "counted_the_last_example_only")
def _(Z, Y):
    return rows(Z, Y)[-1] / len(Z)


@twin("softmax_cross_entropy", "left_out_the_last_example")
def _(Z, Y):
    return rows(Z[:-1], Y[:-1]).sum() / len(Z)


@twin("softmax_cross_entropy", "kept_both_axes")
def _(Z, Y):
    return rows(Z, Y).mean().reshape(1, 1)


@twin("softmax_cross_entropy", "took_the_entropy_of_the_targets_off")
def _(Z, Y):
    return rows(
        Z, Y, lambda z, y: y[y > 0] @ (np.log(y[y > 0]) - log_probabilities(z)[y > 0])
    ).mean()


@twin("softmax_cross_entropy", "used_the_binary_cost")
def _(Z, Y):
    return rows(
        Z,
        Y,
        lambda z, y: np.maximum(z, 0).sum() + np.log1p(np.exp(-abs(z))).sum() - y @ z,
    ).mean()


@twin("softmax_cross_entropy", "multiplied_as_matrices")
def _(Z, Y):
    return np.matmul(Z, Y)


@twin("softmax_cross_entropy", "shifted_inside_the_scores")
def _(Z, Y):
    np.subtract(Z, Z.max(axis=1)[:, None], out=Z)
    return rows(Z, Y).mean()
