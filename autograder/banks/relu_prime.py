"""Chapter 02, the slope of relu: wrong answers, and unusual right ones."""

import numpy as np

from autograder.banks.model import right, wrong
from solutions import Array
from solutions.forward import relu
from solutions.neuron import sigmoid, sigmoid_prime


@wrong(
    "relu_prime",
    hint="By how much does relu rise from z = 5 to z = 6, and what do you say there?",
)
def returned_the_values(Z: Array) -> object:
    """You return the value of relu instead of its slope."""
    return relu(Z)


@wrong("relu_prime", hint="How steep is relu where z is negative?")
def minus_one_below(Z: Array) -> object:
    """You return -1 on the negative side, which is the slope of the absolute value."""
    return np.sign(Z)


@wrong("relu_prime", hint="How steep is relu where z is negative?")
def one_everywhere(Z: Array) -> object:
    """You give the slope 1 to negative inputs too, as if nothing were cut off."""
    return np.ones_like(Z)


@wrong("relu_prime", hint="Draw relu. On which side of 0 does it rise?")
def slope_on_the_wrong_side(Z: Array) -> object:
    """You put the slope 1 on the negative side, where relu is flat."""
    return np.where(Z < 0, 1.0, 0.0)


@wrong("relu_prime", hint="How steep is the plain rectifier where z is negative?")
def a_little_slope_below(Z: Array) -> object:
    """You give the slope of the leaky rectifier, which is not quite flat below 0."""
    return np.where(Z > 0, 1.0, 0.01)


@wrong(
    "relu_prime",
    hint="That rule was worked out for one particular curve. Draw relu instead.",
)
def copied_the_rule_of_the_sigmoid(Z: Array) -> object:
    """You use the rule of the sigmoid, which holds for the sigmoid alone."""
    return relu(Z) * (1.0 - relu(Z))


@wrong("relu_prime", hint="Look at z = 0: what do you divide by there?")
def zero_over_zero_at_the_corner(Z: Array) -> object:
    """You divide by z, which gives no number where z is exactly 0."""
    return relu(Z) / Z


@wrong(
    "relu_prime",
    hint="Print Z before and after the call. Somebody may still need the old values.",
)
def overwrote_the_inputs(Z: Array) -> object:
    """You write the slopes into Z itself instead of into a new array."""
    Z[Z <= 0] = 0.0
    Z[Z > 0] = 1.0
    return Z


@wrong(
    "relu_prime",
    hint="Slopes are multiplied and added up. What is True plus True?",
)
def returned_true_and_false(Z: Array) -> object:
    """You return True and False, where the slope is a number."""
    return Z > 0


@wrong("relu_prime", hint="How steep is relu where z is negative?")
def minus_one_wherever_not_positive(Z: Array) -> object:
    """You return -1 wherever z is not positive, although relu never falls."""
    return np.where(Z > 0, 1.0, -1.0)


@wrong("relu_prime", hint="How steep is relu where z is negative?")
def minus_one_wherever_negative(Z: Array) -> object:
    """You return -1 wherever z is negative, although relu never falls."""
    return np.where(Z >= 0, 1.0, -1.0)


@wrong("relu_prime", hint="How steep is the plain rectifier where z is negative?")
def a_leak_below_and_one_at_the_corner(Z: Array) -> object:
    """You give a slope of 0.01 to negative inputs, as the leaky rectifier has it."""
    return np.where(Z >= 0, 1.0, 0.01)


@wrong("relu_prime", hint="How steep is the plain rectifier where z is negative?")
def a_tenth_below(Z: Array) -> object:
    """You give a slope of 0.1 below 0, where the plain rectifier is flat."""
    return np.where(Z > 0, 1.0, 0.1)


@wrong(
    "relu_prime",
    hint="The question has one answer for each number. What asks it of each element?",
)
def one_question_for_all(Z: Array) -> object:
    """You ask one question of the whole array, where each element needs its own."""
    return 1.0 if Z > 0 else 0.0


@wrong("relu_prime", hint="By how much does relu rise from z = 0.2 to z = 0.4?")
def rises_from_one_on(Z: Array) -> object:
    """You give the slope 1 only above 1, where relu rises from 0 on."""
    return np.where(Z > 1, 1.0, 0.0)


@wrong("relu_prime", hint="By how much does relu rise from z = 0.2 to z = 0.4?")
def cut_the_values_off(Z: Array) -> object:
    """You return the values of relu, cut off at 1, where its slope is asked."""
    return np.clip(Z, 0.0, 1.0)


@wrong("relu_prime", hint="Draw relu beside the curve that your rule belongs to.")
def slope_of_the_sigmoid(Z: Array) -> object:
    """You return the slope of the sigmoid, which is another curve."""
    return sigmoid_prime(Z)


@wrong("relu_prime", hint="That is the slope of a smooth curve. Where is the corner?")
def slope_of_softplus(Z: Array) -> object:
    """You return the sigmoid, which is the slope of a rectifier without its corner."""
    return sigmoid(Z)


@wrong(
    "relu_prime",
    hint="That rule was worked out for one particular curve. Draw relu instead.",
)
def copied_the_rule_of_tanh(Z: Array) -> object:
    """You use the rule of tanh, which holds for tanh alone."""
    return 1.0 - relu(Z) ** 2


@wrong("relu_prime", hint="Look at z = -2: how steep is relu there?")
def left_the_negative_side_alone(Z: Array) -> object:
    """You leave the negative numbers in your result as they were."""
    return np.where(Z > 0, 1.0, Z)


@wrong("relu_prime", hint="The exercise says any shape. Call it with three axes.")
def walked_along_two_axes(Z: Array) -> object:
    """You walk over two axes, so that an array with three stops you."""
    return np.array([[1.0 if z > 0 else 0.0 for z in row] for row in Z])


@wrong("relu_prime", hint="How steep is relu where z is negative?")
def flat_at_zero_alone(Z: Array) -> object:
    """You give the slope 1 everywhere but at 0, also where relu is flat."""
    return np.where(Z == 0, 0.0, 1.0)


@right("relu_prime")
def one_at_the_corner(Z: Array) -> object:
    """Choose the slope 1 at the corner."""
    return (Z >= 0).astype(float)


@right("relu_prime")
def half_at_the_corner(Z: Array) -> object:
    """Choose the slope 1/2 at the corner."""
    return np.heaviside(Z, 0.5)


@right("relu_prime")
def whole_numbers(Z: Array) -> object:
    """Return integers: they are numbers too."""
    return np.where(Z > 0, 1, 0)


@right("relu_prime")
def sign_of_relu(Z: Array) -> object:
    """Use the sign of what relu lets through."""
    return np.sign(np.maximum(Z, 0.0))


@right("relu_prime")
def filled_in(Z: Array) -> object:
    """Start with zeros and fill in ones."""
    slope = np.zeros(Z.shape)
    slope[Z > 0] = 1
    return slope
