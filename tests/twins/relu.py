"""Chapter 02, relu and its slope: the mistakes written a second time."""

import numpy as np

from tests.twins.model import combination, twin
from tests.twins.sigmoid import each, s


@twin("relu", "changed_its_input")
def _(Z):
    np.maximum(Z, 0, out=Z)
    return Z.copy()


@twin("relu", "took_the_size")
def _(Z):
    return each(lambda z: -z if z < 0 else z, Z)


@twin("relu", "let_a_little_through")
def _(Z):
    return np.maximum(Z, Z / 100)


@twin("relu", "kept_the_negative_side")
def _(Z):
    return Z * (Z < 0)


@twin("relu", "returned_the_slope_of_relu")
def _(Z):
    return np.heaviside(Z, 0)


@twin("relu", "asked_the_whole_array")
def _(Z):
    if Z < 0:
        return 0
    return Z


@twin("relu", "cut_off_above_one")
def _(Z):
    return each(lambda z: min(max(z, 0), 1), Z)


@twin("relu", "threw_the_negative_ones_away")
def _(Z):
    return np.array([z for z in Z.flatten() if z > 0])


@twin("relu", "returned_a_mask")
def _(Z):
    return np.greater(Z, np.zeros(Z.shape))


@twin("relu", "took_the_largest_of_each_column")
def _(Z):
    return Z.max(0)


@twin("relu", "cut_off_above_six")
def _(Z):
    return each(lambda z: min(max(z, 0), 6), Z)


@twin("relu", "let_a_tenth_through")
def _(Z):
    return np.maximum(Z, Z / 10)


@twin("relu", "smoothed_below")
def _(Z):
    return each(lambda z: z if z > 0 else np.exp(z) - 1, Z)


@twin("relu", "rounded_the_corner")
def _(Z):
    return np.log(1 + np.exp(Z))


@twin("relu", "compared_with_one")
def _(Z):
    return Z * (Z >= 1)


@twin("relu", "nothing_below_one")
def _(Z):
    return each(lambda z: max(z, 1), Z)


@twin("relu", "turned_round_first")
def _(Z):
    return np.where(Z < 0, -Z, 0)


@twin("relu", "took_the_largest_of_all")
def _(Z):
    return max(0, *Z.ravel())


@twin("relu", "took_the_largest_of_each_row")
def _(Z):
    return np.sort(Z, axis=1)[:, -1]


@twin("relu", "put_z_and_zero_into_a_list")
def _(Z):
    return np.amax((0, Z))


@twin("relu", "walked_over_two_axes")
def _(Z):
    out = np.zeros(Z.shape)
    for i in range(Z.shape[0]):
        for j in range(Z.shape[1]):
            if Z[i, j] > 0:
                out[i, j] = Z[i, j]
    return out


@twin("relu", "gave_one_choice_of_two")
def _(Z):
    return np.where(Z < 0, np.zeros(Z.shape))


@twin("relu", "searched_zero_along_z")
def _(Z):
    return np.amax(0.0, axis=Z)


@combination("relu", "let_a_little_through", "changed_its_input")
def _(Z):
    Z[Z < 0] *= 0.01
    return Z


@combination("relu", "took_the_size", "cut_off_above_one")
def _(Z):
    return np.minimum(np.abs(Z), 1)


@twin("relu_prime", "returned_the_values")
def _(Z):
    return Z * (Z > 0)


@twin("relu_prime", "minus_one_below")
def _(Z):
    return each(lambda z: (z > 0) - (z < 0), Z)


@twin("relu_prime", "one_everywhere")
def _(Z):
    return Z * 0 + 1


@twin("relu_prime", "slope_on_the_wrong_side")
def _(Z):
    return np.heaviside(-Z, 0)


@twin("relu_prime", "a_little_slope_below")
def _(Z):
    return each(lambda z: 1 if z > 0 else 1 / 100, Z)


@twin("relu_prime", "copied_the_rule_of_the_sigmoid")
def _(Z):
    return each(lambda z: z - z * z if z > 0 else 0, Z)


@twin("relu_prime", "zero_over_zero_at_the_corner")
def _(Z):
    return (1 + Z / np.abs(Z)) / 2


@twin("relu_prime", "overwrote_the_inputs")
def _(Z):
    for index in np.ndindex(*Z.shape):
        Z[index] = 1 if Z[index] > 0 else 0
    return Z


@twin("relu_prime", "returned_true_and_false")
def _(Z):
    return np.logical_not(Z <= 0)


@twin("relu_prime", "minus_one_wherever_not_positive")
def _(Z):
    return 2 * np.heaviside(Z, 0) - 1


@twin("relu_prime", "minus_one_wherever_negative")
def _(Z):
    return each(lambda z: -1 if z < 0 else 1, Z)


@twin("relu_prime", "a_leak_below_and_one_at_the_corner")
def _(Z):
    return each(lambda z: 1 / 100 if z < 0 else 1, Z)


@twin("relu_prime", "a_tenth_below")
def _(Z):
    return 0.1 + 0.9 * (Z > 0)


@twin("relu_prime", "one_question_for_all")
def _(Z):
    if Z <= 0:
        return np.zeros(Z.shape)
    return np.ones(Z.shape)


@twin("relu_prime", "rises_from_one_on")
def _(Z):
    return np.heaviside(Z - 1, 0)


@twin("relu_prime", "cut_the_values_off")
def _(Z):
    return np.minimum(np.maximum(Z, 0), 1)


@twin("relu_prime", "slope_of_the_sigmoid")
def _(Z):
    return each(lambda z: s(z) * s(-z), Z)


@twin("relu_prime", "slope_of_softplus")
def _(Z):
    return each(s, Z)


@twin("relu_prime", "copied_the_rule_of_tanh")
def _(Z):
    return each(lambda z: 1 - z * z if z > 0 else 1, Z)


@twin("relu_prime", "left_the_negative_side_alone")
def _(Z):
    slope = Z.copy()
    slope[slope > 0] = 1
    return slope


@twin("relu_prime", "walked_along_two_axes")
def _(Z):
    slope = np.zeros(Z.shape)
    for i in range(len(Z)):
        for j in range(len(Z[i])):
            if Z[i, j] > 0:
                slope[i, j] = 1
    return slope


@twin("relu_prime", "flat_at_zero_alone")
def _(Z):
    return np.abs(np.sign(Z))


@combination("relu_prime", "slope_on_the_wrong_side", "a_little_slope_below")
def _(Z):
    return np.where(Z < 0, 1, 0.01)


@combination("relu_prime", "overwrote_the_inputs", "minus_one_below")
def _(Z):
    Z[Z > 0] = 1
    Z[Z < 0] = -1
    return Z
