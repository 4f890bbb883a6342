"""Chapter 02, softmax: wrong answers, and unusual right ones."""

import numpy as np

from autograder.banks.model import right, wrong
from solutions import Array
from solutions.neuron import sigmoid


@wrong(
    "softmax",
    hint="Look at a score of 1000, and at what the docstring says about adding one "
    "number to a whole row.",
)
def overflows_for_large_scores(Z: Array) -> object:
    """Your exponentials overflow where scores are large."""
    E = np.exp(Z)
    return E / E.sum(axis=1, keepdims=True)


@wrong("softmax", hint="Add up each row of your result. What should the sums be?")
def one_sum_for_the_batch(Z: Array) -> object:
    """You divide by the sum over the whole batch instead of each row's own sum."""
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum()


@wrong("softmax", hint="Add up each row of your result, then each column.")
def normalised_the_columns(Z: Array) -> object:
    """Your columns sum to 1, so that examples compete instead of classes."""
    E = np.exp(Z - Z.max(axis=0))
    return E / E.sum(axis=0)


@wrong(
    "softmax",
    hint="Take one row near 1000 and one near -1000. What is left of the second?",
)
def shifted_by_the_largest_of_the_batch(Z: Array) -> object:
    """You shift all rows by one number, so that rows far below it vanish."""
    E = np.exp(Z - Z.max())
    return E / E.sum(axis=1, keepdims=True)


@wrong("softmax", hint="Take the scores -1000, 1000, -1000: what are the exponents?")
def shifted_by_too_little(Z: Array) -> object:
    """You shift a row by less than its largest score, so that it can still overflow."""
    E = np.exp(Z - Z.min(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


@wrong("softmax", hint="Add up each row of your result. What should the sums be?")
def never_divided(Z: Array) -> object:
    """You do not divide by the sum, so that your rows are no probabilities."""
    return np.exp(Z - Z.max(axis=1, keepdims=True))


@wrong("softmax", hint="Look at a row with a negative score. Is any result negative?")
def left_out_the_exponential(Z: Array) -> object:
    """You divide the scores by their sum without raising e to them first."""
    return Z / Z.sum(axis=1, keepdims=True)


@wrong("softmax", hint="Which score of a row should get the largest probability?")
def turned_the_scores_round(Z: Array) -> object:
    """You put a minus into the exponent, so that the smallest score wins."""
    E = np.exp(Z.min(axis=1, keepdims=True) - Z)
    return E / E.sum(axis=1, keepdims=True)


@wrong(
    "softmax",
    hint="Print the shape of what you subtract, and of what you divide by.",
)
def lost_the_column(Z: Array) -> object:
    """Your maxima or sums of the rows lie flat, so that they do not meet the rows."""
    E = np.exp(Z - Z.max(axis=1))
    return E / E.sum(axis=1)


@wrong("softmax", hint="Is every result between 0 and 1?")
def returned_the_logarithms(Z: Array) -> object:
    """You return the logarithms of the probabilities."""
    shifted = Z - Z.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


@wrong("softmax", hint="Add up each row of your result. What should the sums be?")
def shifted_above_the_line_only(Z: Array) -> object:
    """You shift the scores above the line and not those in the sum below it."""
    return np.exp(Z - Z.max(axis=1, keepdims=True)) / np.exp(Z).sum(
        axis=1, keepdims=True
    )


@wrong("softmax", hint="Do the results of one row have to add up to 1? Do yours?")
def squashed_each_score(Z: Array) -> object:
    """You squash each score by itself, as the sigmoid does."""
    return sigmoid(Z)


@wrong(
    "softmax",
    hint="Print Z before and after the call. Somebody may still need the old values.",
)
def shifted_its_input(Z: Array) -> object:
    """You shift the scores in Z itself instead of in a new array."""
    Z -= Z.max(axis=1, keepdims=True)
    return np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)


@wrong(
    "softmax", hint="Are two scores that are nearly equal nearly equal in your result?"
)
def picked_the_largest(Z: Array) -> object:
    """You give everything to the largest score, where softmax shares it out."""
    return np.eye(Z.shape[1])[Z.argmax(axis=1)]


@wrong(
    "softmax",
    hint="Add up each row of your result. Then look at a score of 1000.",
)
def one_overflowing_sum(Z: Array) -> object:
    """You divide by one sum for the whole batch, and it overflows for large scores."""
    return np.exp(Z) / np.exp(Z).sum()


@wrong("softmax", hint="Add up each row of your result. What should the sums be?")
def took_the_batch_for_one_row(Z: Array) -> object:
    """You treat the whole batch as one row, so that all examples compete."""
    E = np.exp(Z - Z.max())
    return E / E.sum()


@wrong("softmax", hint="Add up each row of your result, then each column.")
def summed_the_columns(Z: Array) -> object:
    """You shift row by row but divide by the sums of the columns."""
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=0)


@wrong("softmax", hint="Whose largest score do you subtract from a row?")
def shifted_by_the_columns(Z: Array) -> object:
    """You subtract the largest score of each column, which changes a row unevenly."""
    E = np.exp(Z - Z.max(axis=0))
    return E / E.sum(axis=1, keepdims=True)


@wrong("softmax", hint="Which change of a whole row leaves its shares as they were?")
def divided_by_the_largest(Z: Array) -> object:
    """You divide the scores by the largest, where subtracting changes nothing."""
    E = np.exp(Z / Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


@wrong("softmax", hint="Look at the exponents for a row near 1000, and near -1000.")
def added_the_largest(Z: Array) -> object:
    """You add the largest score of a row, which takes the exponents further out."""
    E = np.exp(Z + Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


@wrong("softmax", hint="Take a row near -1000: what is left above the line and below?")
def shifted_by_the_largest_size(Z: Array) -> object:
    """You subtract the largest size in a row, so that rows far below 0 vanish."""
    E = np.exp(Z - np.abs(Z).max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


@wrong("softmax", hint="Add up each row of your result. What should the sums be?")
def exponentials_alone(Z: Array) -> object:
    """You raise e to the scores and stop there, without the sum below the line."""
    return np.exp(Z)


@wrong("softmax", hint="Add up each row of your result. What should the sums be?")
def divided_by_the_mean(Z: Array) -> object:
    """You divide by the mean of the exponentials, where their sum belongs."""
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.mean(axis=1, keepdims=True)


@wrong("softmax", hint="Below the line: which comes first, e to the power or the sum?")
def summed_before_the_exponential(Z: Array) -> object:
    """You raise e to the sum of the scores, where exponentials are summed."""
    return np.exp(Z) / np.exp(Z.sum(axis=1, keepdims=True))


@wrong("softmax", hint="Below the line: is it the scores that are added up?")
def divided_by_the_sum_of_the_scores(Z: Array) -> object:
    """You divide by the sum of the scores, where that of their exponentials belongs."""
    return np.exp(Z - Z.max(axis=1, keepdims=True)) / Z.sum(axis=1, keepdims=True)


@wrong("softmax", hint="Is the ratio of two results that of their exponentials?")
def squashed_then_divided(Z: Array) -> object:
    """You share out sigmoids, where softmax shares out exponentials."""
    S = sigmoid(Z)
    return S / S.sum(axis=1, keepdims=True)


@wrong("softmax", hint="Compare the shape of your result with the shape of Z.")
def named_the_winner(Z: Array) -> object:
    """You return the place of the largest score, where probabilities are asked."""
    return Z.argmax(axis=1)


@wrong(
    "softmax",
    hint="How often does your loop run? Look at how far each line is indented.",
)
def stopped_after_the_first_row(Z: Array) -> object:
    """You compute the first row and leave 0 in all others."""
    out = np.zeros(Z.shape)
    e = np.exp(Z[0] - Z[0].max())
    out[0] = e / e.sum()
    return out


@wrong("softmax", hint="Take a row near 1000: which of your numbers should be 0 there?")
def put_zeros_where_it_overflows(Z: Array) -> object:
    """You put 0 where infinity over infinity or 0 over 0 came out."""
    E = np.exp(Z)
    return np.nan_to_num(E / E.sum(axis=1, keepdims=True))


@wrong("softmax", hint="Before you take a logarithm: what is its argument near 1000?")
def logarithm_of_an_overflow(Z: Array) -> object:
    """You take the logarithm of a sum that is infinite, or 0, where scores are far."""
    return np.exp(Z - np.log(np.exp(Z).sum(axis=1, keepdims=True)))


@wrong("softmax", hint="Look at a row with two equal scores. What should come out?")
def shifted_without_the_exponential(Z: Array) -> object:
    """You shift the scores and divide by their sum, but never raise e to them."""
    shifted = Z - Z.max(axis=1, keepdims=True)
    return shifted / shifted.sum(axis=1, keepdims=True)


@wrong("softmax", hint="Add up each row of your result. What should the sums be?")
def added_one_below_the_line(Z: Array) -> object:
    """You add 1 to the sum below the line, as the sigmoid has it."""
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / (1.0 + E.sum(axis=1, keepdims=True))


@wrong("softmax", hint="Over which classes does the sum below the line run?")
def left_itself_out_of_the_sum(Z: Array) -> object:
    """You divide by the sum of the others, where a class itself is in the sum too."""
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / (E.sum(axis=1, keepdims=True) - E)


@wrong(
    "softmax", hint="What is subtracted: a score, or what e to the power makes of it?"
)
def subtracted_after_the_exponential(Z: Array) -> object:
    """You subtract the largest exponential, where the largest score is subtracted."""
    E = np.exp(Z)
    E = E - E.max(axis=1, keepdims=True)
    return E / E.sum(axis=1, keepdims=True)


@wrong("softmax", hint="Look at a score of 1000. At which step does it overflow?")
def divided_after_the_exponential(Z: Array) -> object:
    """You divide by the largest exponential, which has overflowed by then."""
    E = np.exp(Z) / np.exp(Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


@right("softmax")
def through_logarithms(Z: Array) -> object:
    """Subtract the logarithm of the sum in the exponent."""
    return np.exp(Z - np.logaddexp.reduce(Z, axis=1, keepdims=True))


@right("softmax")
def one_row_at_a_time(Z: Array) -> object:
    """Treat every row by itself."""
    rows = []
    for scores in Z:
        e = np.exp(scores - max(scores))
        rows.append(e / sum(e))
    return np.array(rows)


@right("softmax")
def transposed_twice(Z: Array) -> object:
    """Turn rows into columns, so that broadcasting needs no help."""
    E = np.exp(Z.T - Z.max(axis=1))
    return (E / E.sum(axis=0)).T


@right("softmax")
def guarded_denominator(Z: Array) -> object:
    """Guard the denominator against a 0 that cannot come."""
    E = np.exp(Z - np.amax(Z, axis=-1)[:, np.newaxis])
    return E / (np.sum(E, axis=-1)[:, np.newaxis] + 1e-8)
