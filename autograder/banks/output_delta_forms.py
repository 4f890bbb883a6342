"""Chapter 04: errors of an output layer with a wrong sum, factor N or form."""

from autograder.banks.model import wrong
from solutions import Array
from solutions.deltas import activate_prime


@wrong("output_delta", hint="How many rows has the error, and how many rows has yours?")
def summed_over_the_batch(dA: Array, Z: Array, activation: str = "sigmoid") -> object:
    """You sum over the batch, but every example has an error of its own."""
    return (dA * activate_prime(activation, Z)).sum(axis=0)


@wrong("output_delta", hint="What does the circle with a dot stand for in BP1?")
def summed_products_over_the_batch(
    dA: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You take a matrix product that sums over the batch, where BP1 sums nothing."""
    return dA.T @ activate_prime(activation, Z)


@wrong(
    "output_delta",
    hint="How many rows and columns has the error, and how many has yours?",
)
def averaged_over_the_batch(dA: Array, Z: Array, activation: str = "sigmoid") -> object:
    """You average over the batch, but every example has an error of its own."""
    return (dA * activate_prime(activation, Z)).mean(axis=0)


@wrong(
    "output_delta",
    hint="How many rows and columns has the error, and how many has yours?",
)
def summed_over_the_neurons(dA: Array, Z: Array, activation: str = "sigmoid") -> object:
    """You sum over the neurons, but each of them has an error of its own."""
    return (dA * activate_prime(activation, Z)).sum(axis=1)


@wrong(
    "output_delta",
    hint="How many rows and columns has the error, and how many has yours?",
)
def summed_everything(dA: Array, Z: Array, activation: str = "sigmoid") -> object:
    """You sum to one number, but every neuron of every example has an error."""
    return (dA * activate_prime(activation, Z)).sum()


@wrong(
    "output_delta",
    hint="How many rows and columns has the error, and how many has yours?",
)
def returned_the_first_example_only(
    dA: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You return the error of the first example and forget the rest of the batch."""
    return dA[0] * activate_prime(activation, Z[0])


@wrong("output_delta", hint="Compare the shape of your result with that of Z.")
def left_examples_in_columns(
    dA: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You return the error with one example a column, but examples are rows."""
    return (dA * activate_prime(activation, Z)).T


@wrong("output_delta", hint="What type has Z, and what type has your result?")
def returned_lists(dA: Array, Z: Array, activation: str = "sigmoid") -> object:
    """You return lists of numbers where an array is asked."""
    return (dA * activate_prime(activation, Z)).tolist()


@wrong(
    "output_delta", hint="Compare dA before and after the call. Which line changes it?"
)
def multiplied_inside_the_gradient(
    dA: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You multiply inside dA, and so change what the caller gave."""
    dA *= activate_prime(activation, Z)
    return dA


@wrong("output_delta", hint="Where did the 1/N of the mean enter? Should it go again?")
def multiplied_by_the_batch(dA: Array, Z: Array, activation: str = "sigmoid") -> object:
    """You multiply by the number of examples, but BP1 has no such factor."""
    return dA * activate_prime(activation, Z) * len(Z)


@wrong("output_delta", hint="Where did the 1/N of the mean enter? Is it in dA already?")
def divided_by_the_batch_again(
    dA: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You divide by the number of examples, but the gradient of the cost did."""
    return dA * activate_prime(activation, Z) / len(Z)


@wrong("output_delta", hint="What does the circle with a dot stand for in BP1?")
def took_a_product_of_the_tables(
    dA: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You take a matrix product of two tables where BP1 multiplies single elements."""
    return dA @ activate_prime(activation, Z)


@wrong("output_delta", hint="What does the circle with a dot stand for in BP1?")
def multiplied_as_matrices(dA: Array, Z: Array, activation: str = "sigmoid") -> object:
    """You take a matrix product where BP1 multiplies element by element."""
    return dA @ activate_prime(activation, Z).T
