"""Chapter 01, the gradient of a neuron: wrong factors, and wrong sums of right ones."""

import numpy as np

from autograder.banks.model import wrong
from solutions import Array
from solutions.neuron import sigmoid, sigmoid_prime, weighted_input


def gradient_of(X: Array, dC_dz: Array) -> tuple[Array, float]:
    """Take the last step rightly, from the slopes by z to those of the parameters."""
    return X.T @ dC_dz, float(dC_dz.sum())


def slopes_by_z(X: Array, y: Array, w: Array, b: float) -> Array:
    """Multiply the first two factors rightly, for each example."""
    z = weighted_input(X, w, b)
    slopes: Array = (sigmoid(z) - y) * sigmoid_prime(z) / len(y)
    return slopes


# The first factor


@wrong("neuron_gradient", hint="Differentiate the square. Which power of the error?")
def squared_the_error(X: Array, y: Array, w: Array, b: float) -> object:
    """You keep the square of the error, which is no longer there in the slope."""
    z = weighted_input(X, w, b)
    return gradient_of(X, (sigmoid(z) - y) ** 2 * sigmoid_prime(z) / len(y))


@wrong("neuron_gradient", hint="Which sign has the slope where the output is too low?")
def took_the_cost_for_its_slope(X: Array, y: Array, w: Array, b: float) -> object:
    """You multiply by the cost of each example, where the slope of the cost belongs."""
    z = weighted_input(X, w, b)
    return gradient_of(X, (sigmoid(z) - y) ** 2 / 2 * sigmoid_prime(z) / len(y))


@wrong("neuron_gradient", hint="Change a target. Do your slopes change with it?")
def left_the_target_out(X: Array, y: Array, w: Array, b: float) -> object:
    """You take the output for the error, without the target."""
    z = weighted_input(X, w, b)
    return gradient_of(X, sigmoid(z) * sigmoid_prime(z) / len(y))


@wrong("neuron_gradient", hint="Which sign has the slope where the output is too low?")
def lost_the_sign_of_the_error(X: Array, y: Array, w: Array, b: float) -> object:
    """You take the size of the error, so that too low counts as too high."""
    z = weighted_input(X, w, b)
    return gradient_of(X, np.abs(sigmoid(z) - y) * sigmoid_prime(z) / len(y))


@wrong("neuron_gradient", hint="Which factor says how wrong the answer was?")
def left_the_error_out(X: Array, y: Array, w: Array, b: float) -> object:
    """You leave out the first factor of the chain, the slope of the cost."""
    return gradient_of(X, sigmoid_prime(weighted_input(X, w, b)) / len(y))


# The second factor


@wrong("neuron_gradient", hint="How steep is the sigmoid where its output is near 1?")
def took_the_output_for_the_slope(X: Array, y: Array, w: Array, b: float) -> object:
    """You multiply by the output of the neuron, where the slope of the sigmoid goes."""
    a = sigmoid(weighted_input(X, w, b))
    return gradient_of(X, (a - y) * a / len(y))


@wrong("neuron_gradient", hint="How steep is the sigmoid where its output is near 0?")
def took_half_of_the_slope_rule(X: Array, y: Array, w: Array, b: float) -> object:
    """You multiply by what the output lacks to reach 1, which is half of the rule."""
    a = sigmoid(weighted_input(X, w, b))
    return gradient_of(X, (a - y) * (1.0 - a) / len(y))


@wrong("neuron_gradient", hint="The rule multiplies activations. Is z an activation?")
def put_z_into_the_slope_rule(X: Array, y: Array, w: Array, b: float) -> object:
    """You put z into the rule for the slope, where the sigmoid of z belongs."""
    z = weighted_input(X, w, b)
    return gradient_of(X, (sigmoid(z) - y) * z * (1.0 - z) / len(y))


@wrong("neuron_gradient", hint="The rule multiplies outputs. Is a target an output?")
def put_y_into_the_slope_rule(X: Array, y: Array, w: Array, b: float) -> object:
    """You put the target into the rule for the slope, where the output belongs."""
    a = sigmoid(weighted_input(X, w, b))
    return gradient_of(X, (a - y) * y * (1.0 - y) / len(y))


@wrong("neuron_gradient", hint="Look at z = 0: the sigmoid has the slope 1/4 there.")
def used_the_slope_rule_of_tanh(X: Array, y: Array, w: Array, b: float) -> object:
    """You use the rule for the slope of tanh, where the neuron has a sigmoid."""
    a = sigmoid(weighted_input(X, w, b))
    return gradient_of(X, (a - y) * (1.0 - a**2) / len(y))


@wrong("neuron_gradient", hint="How often is z squashed before you compare it with y?")
def squashed_the_output_again(X: Array, y: Array, w: Array, b: float) -> object:
    """You compare the target with the sigmoid of the output, which is one too many."""
    z = weighted_input(X, w, b)
    return gradient_of(X, (sigmoid(sigmoid(z)) - y) * sigmoid_prime(z) / len(y))


# The bias


@wrong("neuron_gradient", hint="Compare the factors of your two results one by one.")
def left_the_slope_out_for_the_bias(X: Array, y: Array, w: Array, b: float) -> object:
    """You leave the slope of the sigmoid out of the slope of the bias alone."""
    dC_dz = slopes_by_z(X, y, w, b)
    return X.T @ dC_dz, (sigmoid(weighted_input(X, w, b)) - y).mean()


@wrong("neuron_gradient", hint="Compare the factors of your two results one by one.")
def left_the_slope_out_for_the_weights(
    X: Array, y: Array, w: Array, b: float
) -> object:
    """You leave the slope of the sigmoid out of the slopes of the weights alone."""
    error = (sigmoid(weighted_input(X, w, b)) - y) / len(y)
    return X.T @ error, slopes_by_z(X, y, w, b).sum()


@wrong("neuron_gradient", hint="If b grows by 1, by how much does z grow?")
def multiplied_by_the_bias_itself(X: Array, y: Array, w: Array, b: float) -> object:
    """You multiply the slope of the bias by the bias, where its last factor is 1."""
    dC_dz = slopes_by_z(X, y, w, b)
    return X.T @ dC_dz, dC_dz.sum() * b


@wrong("neuron_gradient", hint="Which factor of a weight's slope has the bias not?")
def summed_the_weights_for_the_bias(X: Array, y: Array, w: Array, b: float) -> object:
    """You add up the slopes of the weights to get the slope of the bias."""
    dw = X.T @ slopes_by_z(X, y, w, b)
    return dw, dw.sum()


# The sum over the examples


@wrong("neuron_gradient", hint="Write the shapes down. Which axis counts the examples?")
def did_not_turn_the_inputs(X: Array, y: Array, w: Array, b: float) -> object:
    """You do not turn X, so that one number for each example meets its inputs."""
    return gradient_of(X.T, slopes_by_z(X, y, w, b))


@wrong("neuron_gradient", hint="Write the shapes down and line them up at the right.")
def met_the_inputs_with_a_row(X: Array, y: Array, w: Array, b: float) -> object:
    """You multiply X by a row with one number for each example, not each input."""
    dC_dz = slopes_by_z(X, y, w, b)
    return (dC_dz * X).sum(axis=0), dC_dz.sum()


@wrong("neuron_gradient", hint="Try two examples by hand. What is multiplied first?")
def multiplied_the_mean_input(X: Array, y: Array, w: Array, b: float) -> object:
    """You take the mean of each input over the batch before you multiply by it."""
    db = slopes_by_z(X, y, w, b).sum()
    return X.mean(axis=0) * db, db


@wrong("neuron_gradient", hint="Try two examples by hand. What is multiplied first?")
def multiplied_the_summed_input(X: Array, y: Array, w: Array, b: float) -> object:
    """You sum each input over the batch before you multiply by it."""
    db = slopes_by_z(X, y, w, b).sum()
    return X.sum(axis=0) * db, db


@wrong("neuron_gradient", hint="Each example has its own chain. Where do yours meet?")
def mean_error_for_all(X: Array, y: Array, w: Array, b: float) -> object:
    """You give every example the mean error of the batch instead of its own."""
    z = weighted_input(X, w, b)
    return gradient_of(X, (sigmoid(z) - y).mean() * sigmoid_prime(z) / len(y))


@wrong("neuron_gradient", hint="Each example has its own chain. Where do yours meet?")
def mean_of_each_factor(X: Array, y: Array, w: Array, b: float) -> object:
    """You multiply the means of the factors, where the mean of the products is due."""
    z = weighted_input(X, w, b)
    db = (sigmoid(z) - y).mean() * sigmoid_prime(z).mean()
    return X.mean(axis=0) * db, db


@wrong("neuron_gradient", hint="One slope for each weight: which axis must remain?")
def summed_along_the_inputs(X: Array, y: Array, w: Array, b: float) -> object:
    """You sum over the inputs, where the sum runs over the examples."""
    dC_dz = slopes_by_z(X, y, w, b)
    return (X.T * dC_dz).sum(axis=0), dC_dz.sum()


@wrong("neuron_gradient", hint="What becomes of the slopes of the example before?")
def kept_the_last_example(X: Array, y: Array, w: Array, b: float) -> object:
    """You keep the slopes of the last example alone, divided by N."""
    last = slopes_by_z(X, y, w, b)[-1]
    return X[-1] * last, last


@wrong("neuron_gradient", hint="What becomes of the slopes of the example before?")
def kept_the_last_slopes_of_the_weights(
    X: Array, y: Array, w: Array, b: float
) -> object:
    """You keep the last example alone for the weights, and sum for the bias only."""
    dC_dz = slopes_by_z(X, y, w, b)
    return X[-1] * dC_dz[-1], dC_dz.sum()


@wrong("neuron_gradient", hint="The result is a direction. Who takes the step?")
def took_the_step_too(X: Array, y: Array, w: Array, b: float) -> object:
    """You return changed weights and a changed bias, where their slopes are asked."""
    dw, db = gradient_of(X, slopes_by_z(X, y, w, b))
    return w - dw, b - db
