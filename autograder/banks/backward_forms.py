"""Chapter 04: backward passes whose gradients come in a wrong form."""

from autograder.banks.model import wrong
from autograder.banks.walk import Layers, Names, walk
from solutions import Array


@wrong("backward", hint="How often does your loop run? Print l in it.")
def returned_two_empty_dicts(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You return two dicts without a single layer in them."""
    return {}, {}


@wrong("backward", hint="Print the keys of what you return, and those of W.")
def left_out_the_output_layer(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You return no gradients for the last layer."""
    dW, db = walk(Y, Z, A, W, activation)
    del dW[len(W)], db[len(W)]
    return dW, db


@wrong("backward", hint="How often are your two dicts made?")
def kept_the_first_layer_only(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You return layer 1 only and lose what came before it."""
    dW, db = walk(Y, Z, A, W, activation)
    return {1: dW[1]}, {1: db[1]}


@wrong(
    "backward", hint="How many results does the docstring list, and what type has each?"
)
def returned_the_arrays_of_the_first_layer(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You return two arrays, those of layer 1, where dicts of all layers are asked."""
    dW, db = walk(Y, Z, A, W, activation)
    return dW[1], db[1]


@wrong("backward", hint="Print the keys of what you return, and those of W.")
def counted_the_layers_from_two(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You number the gradients from 2, but the first layer with weights is layer 1."""
    dW, db = walk(Y, Z, A, W, activation)
    return {l + 1: dW[l] for l in dW}, {l + 1: db[l] for l in db}


@wrong("backward", hint="Print the keys of what you return, and those of W.")
def numbered_the_layers_from_the_output(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You number the gradients from the last layer down, the other way than W."""
    dW, db = walk(Y, Z, A, W, activation)
    n = len(W) + 1
    return {n - l: dW[l] for l in dW}, {n - l: db[l] for l in db}


@wrong("backward", hint="Print the keys of what you return, and those of W.")
def wrote_the_layers_as_words(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You use strings for the numbers of the layers."""
    dW, db = walk(Y, Z, A, W, activation)
    return {str(l): dW[l] for l in dW}, {str(l): db[l] for l in db}


@wrong("backward", hint="Print the keys of what you return, and those of W.")
def put_letters_into_the_keys(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You put a letter before each number of a layer."""
    dW, db = walk(Y, Z, A, W, activation)
    return {f"W{l}": dW[l] for l in dW}, {f"b{l}": db[l] for l in db}


@wrong("backward", hint="Did you make two dicts, or one dict with two names?")
def used_one_dict_for_both_and_kept_weights(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You return the gradients of the weights twice."""
    dW, _db = walk(Y, Z, A, W, activation)
    return dW, dW


@wrong("backward", hint="Did you make two dicts, or one dict with two names?")
def used_one_dict_for_both_and_kept_biases(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You return the gradients of the biases twice."""
    _dW, db = walk(Y, Z, A, W, activation)
    return db, db


@wrong(
    "backward", hint="How many results does the docstring list, and what type has each?"
)
def returned_the_weights_only(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You return the gradients of the weights and forget those of the biases."""
    dW, _db = walk(Y, Z, A, W, activation)
    return dW


@wrong(
    "backward", hint="How many results does the docstring list, and what type has each?"
)
def paired_the_gradients_of_a_layer(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You return one dict of pairs where two dicts are asked."""
    dW, db = walk(Y, Z, A, W, activation)
    return {l: (dW[l], db[l]) for l in W}


@wrong(
    "backward", hint="How many results does the docstring list, and what type has each?"
)
def put_both_into_a_dict(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You put the two results into a dict where two results are asked."""
    dW, db = walk(Y, Z, A, W, activation)
    return {"dW": dW, "db": db}


@wrong("backward", hint="Who is to move the weights, and when?")
def returned_moved_weights(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You return weights that have been moved, where their gradients are asked."""
    dW, db = walk(Y, Z, A, W, activation)
    return {l: W[l] - dW[l] for l in W}, db


@wrong("backward", hint="Compare A before and after the call. Which line changes it?")
def subtracted_in_the_outputs(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You subtract the targets inside the array of outputs and so change the input."""
    dW, db = walk(Y, Z, A, W, activation)
    A[len(W)] -= Y
    return dW, db


@wrong(
    "backward", hint="Compare W before and after the call. Who is to move the weights?"
)
def moved_the_weights_at_the_end(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You change the weights after the pass, but the caller still has them."""
    dW, db = walk(Y, Z, A, W, activation)
    for l in W:
        W[l] -= dW[l]
    return dW, db
