"""The slips of the module capstone, by exercise."""

from autograder.slips.model import Bank, Slip

SLIPS: Bank = {
    "loss_and_gradient": (
        Slip(
            "penalty_missing_in_the_cost",
            "softmax_cross_entropy(_z, Y) + R -> softmax_cross_entropy(_z, Y)",
            "Your cost leaves the penalty out, and your slopes have it: they "
            "belong to different costs.",
            "The gradient is the slope of the number that is given back.",
        ),
        Slip(
            "penalty_missing_in_the_slopes",
            "{l: dW[l] + dR_W[l] for l in W} -> dW",
            "Your slopes leave the penalty out, and your cost has it.",
            "A penalty that is added to the cost adds its gradient to the gradient.",
        ),
        Slip(
            "no_penalty_at_all",
            "softmax_cross_entropy(_z, Y) + R -> softmax_cross_entropy(_z, Y)\n"
            "{l: dW[l] + dR_W[l] for l in W} -> dW",
            "You leave the penalty out.",
            "Which of your lines depends on lmbda?",
        ),
        Slip(
            "penalty_on_the_biases",
            "{l: db[l] + dR_b[l] for l in b} -> {l: db[l] + lmbda * b[l] for l in b}",
            "You make the biases cost something too.",
            "Which parameters stand in the penalty?",
        ),
        Slip(
            "subtracted_the_penalty",
            "dW[l] + dR_W[l] -> dW[l] - dR_W[l]",
            "You subtract the slope of the penalty.",
            "Does a large weight make the cost larger or smaller?",
        ),
        Slip(
            "cost_from_the_activations",
            "softmax_cross_entropy(Z[len(W)], Y) -> "
            "softmax_cross_entropy(A[len(W)], Y)",
            "You compute the cost from the probabilities, where it starts from the "
            "scores.",
            "What does softmax_cross_entropy take?",
        ),
        Slip(
            "penalty_twice",
            "dW[l] + dR_W[l] -> dW[l] + 2 * dR_W[l]",
            "Your slope of the penalty is twice too large.",
            "The penalty has a half in it. What does its slope have?",
        ),
    ),
    "early_stopping": (
        Slip(
            "gave_the_last_epoch",
            "return (at_epoch, best) -> return (at_epoch, at_epoch)\n"
            "return (last, best) -> return (last, last)",
            "You keep the network of the epoch in which training stops.",
            "Which network had the lowest loss?",
        ),
        Slip(
            "looked_ahead",
            "stop, low = len(losses) - 1, 0\n"
            "for epoch, loss in enumerate(losses):\n"
            "    if loss < losses[low]:\n"
            "        low = epoch\n"
            "    elif epoch - low >= patience:\n"
            "        stop = epoch\n"
            "        break\n"
            "return stop, int(np.nanargmin(losses))",
            "You choose the best of all epochs, also of those that come after the "
            "stop.",
            "Which losses are known when training stops?",
        ),
        Slip(
            "stopped_too_early",
            "age >= patience -> age >= patience - 1",
            "You stop one epoch too early.",
            "How many epochs without a new best are endured?",
        ),
        Slip(
            "stopped_too_late",
            "age >= patience -> age > patience",
            "You stop one epoch too late.",
            "After how many epochs without a new best is patience used up?",
        ),
        Slip(
            "compared_with_the_epoch_before",
            "loss < losses[best] -> loss < losses[at_epoch - 1]",
            "You compare each loss with that of the epoch before, not with the "
            "best so far.",
            "Take 0.5, 0.9, 0.8. Is 0.8 a new best?",
        ),
        Slip(
            "equal_counts_as_better",
            "loss < losses[best] -> loss <= losses[best]",
            "You take an equal loss for a new best.",
            "Which epoch is kept of equal ones?",
        ),
        Slip(
            "never_stopped",
            "age >= patience -> False",
            "You never stop.",
            "Which of your lines depends on patience?",
        ),
        Slip(
            "counted_from_one",
            "return (at_epoch, best) -> return (at_epoch + 1, best + 1)\n"
            "return (last, best) -> return (last + 1, best + 1)",
            "You count the epochs from 1.",
            "What is the number of the first epoch?",
        ),
        Slip(
            "counted_the_stop_from_one",
            "return at_epoch, best -> return at_epoch + 1, best",
            "You count the epoch at which it stops from 1.",
            "What is the number of the first epoch?",
        ),
        Slip(
            "one_epoch_too_many",
            "len(losses) - 1 -> len(losses)",
            "Where nothing stops it you name an epoch that there was none of.",
            "Which number has the last of five epochs?",
        ),
        Slip(
            "went_on_counting",
            """
            best, waited = 0, 0
            for at_epoch, loss in enumerate(losses):
                if loss < losses[best] or np.isnan(losses[best]) > np.isnan(loss):
                    best = at_epoch
                elif at_epoch > best:
                    waited += 1
                    if waited >= patience:
                        return at_epoch, best
            return len(losses) - 1, best
            """,
            "Your count of bad epochs goes on behind a new best one.",
            "How many epochs without a better loss are there right behind the best?",
        ),
    ),
    "dropout_backward": (
        Slip(
            "forgot_the_mask",
            "dA_dropped * mask -> dA_dropped",
            "You pass the whole error on, also to neurons that were off.",
            "Had a neuron that was off any influence on the cost?",
        ),
        Slip(
            "mask_without_its_size",
            "dA_dropped * mask -> dA_dropped * (mask > 0)",
            "You let the error through, but not as much as the way forward let the "
            "activation through.",
            "By what was an activation that stayed multiplied?",
        ),
        Slip(
            "divided_by_the_mask",
            "dA_dropped * mask -> dA_dropped / np.where(mask == 0, np.inf, mask)",
            "You divide by the mask, where the way forward multiplied by it.",
            "What is the slope of m a with respect to a?",
        ),
        Slip(
            "squared_the_mask",
            "dA_dropped * mask -> dA_dropped * mask * mask",
            "You multiply by the mask twice.",
            "What is the slope of m a with respect to a?",
        ),
    ),
    "input_gradient": (
        Slip(
            "stopped_at_the_first_layer",
            "return delta @ W[1] -> return delta",
            "You give the errors of the first layer, one step too early.",
            "What lies between the image and the weighted inputs of layer 1?",
        ),
        Slip(
            "slope_of_the_pixels",
            "return delta @ W[1] -> return delta @ W[1] * (X > 0)",
            "You multiply by a slope at the pixels, which have no activation.",
            "Which activation does an input have?",
        ),
        Slip(
            "forgot_the_hidden_slopes",
            "hidden_delta(delta, W[l + 1], Z[l], activation[l]) -> delta @ W[l + 1]",
            "You leave out the slopes of the hidden layers.",
            "What does BP2 multiply by?",
        ),
        Slip(
            "no_mean",
            "return delta @ W[1] -> return delta @ W[1] * len(X)",
            "You give the slopes of each image's own loss, where the cost is a mean.",
            "What does one pixel do to a mean over N images?",
        ),
        Slip(
            "gave_the_weights_slope",
            "return delta @ W[1] -> return delta.T @ X",
            "You give the slopes of the first weights, where those of the pixels "
            "are asked.",
            "What is the shape of the result?",
        ),
        Slip(
            "turned_the_weights",
            "delta @ W[1] -> delta @ W[1].T",
            "You use the weights of layer 1 the other way round.",
            "Which shape has to come out?",
        ),
    ),
    "fgsm": (
        Slip(
            "went_downhill",
            "X + epsilon * uphill -> X - epsilon * uphill",
            "You move the pixels downhill, which helps the reader.",
            "Should the cost rise or fall?",
        ),
        Slip(
            "took_the_slope_itself",
            "np.sign(_g) -> _g",
            "You move each pixel in proportion to its slope, where all move by the "
            "whole epsilon.",
            "By how much does a pixel with a tiny slope move?",
        ),
        Slip(
            "made_it_length_one",
            "np.sign(_g) -> _g / np.linalg.norm(_g)",
            "You shorten the slopes to length one, where each pixel moves by the "
            "whole epsilon.",
            "By how much does a pixel with a tiny slope move?",
        ),
        Slip(
            "forgot_to_cut",
            "np.clip(_x, 0.0, 1.0) -> _x",
            "Your pixels may leave the range from paper to ink.",
            "Is there ink blacker than 1?",
        ),
        Slip(
            "gave_the_change",
            "np.clip(X + epsilon * uphill, 0.0, 1.0) -> epsilon * uphill",
            "You give the change alone, where the changed image is asked.",
            "What does the reader look at?",
        ),
        Slip(
            "forgot_epsilon",
            "X + epsilon * uphill -> X + uphill",
            "You move every pixel by 1, whatever epsilon is.",
            "Which of your lines depends on epsilon?",
        ),
    ),
    "loss_scale_step": (
        Slip(
            "forgot_to_divide",
            "grad.astype(np.float64) / scale -> grad.astype(np.float64)",
            "You give the gradient of the scaled loss.",
            "By what was the loss multiplied before the way back?",
        ),
        Slip(
            "kept_the_scale_after_an_overflow",
            "return (None, scale / 2.0, 0) -> return (None, scale, 0)",
            "You keep the scale after an overflow, so the next step overflows as well.",
            "What becomes of the scale when a step is left out?",
        ),
        Slip(
            "counted_on_after_an_overflow",
            "return (None, scale / 2.0, 0) -> return (None, scale / 2.0, good)",
            "You go on counting good steps across an overflow.",
            "How many good steps in a row are there after a bad one?",
        ),
        Slip(
            "doubled_one_too_late",
            "good + 1 >= growth -> good >= growth",
            "You double the scale one step too late.",
            "Does the step that you are judging count as good?",
        ),
        Slip(
            "doubled_one_too_early",
            "good + 1 >= growth -> good + 2 >= growth",
            "You double the scale one step too early.",
            "How many good steps are there with the one that you are judging?",
        ),
        Slip(
            "counted_on_after_a_doubling",
            "return (gradient, 2.0 * scale, 0) -> return (gradient, 2.0 * scale, "
            "good + 1)",
            "You go on counting after a doubling, where a new row begins.",
            "What is the count after a doubling?",
        ),
        Slip(
            "looked_for_nan_alone",
            "np.isfinite(grad) -> ~np.isnan(grad)",
            "You let infinities through.",
            "What does float16 make of a number above 65504?",
        ),
        Slip(
            "looked_for_infinity_alone",
            "np.isfinite(grad) -> ~np.isinf(grad)",
            "You let NaN through.",
            "What is infinity minus infinity?",
        ),
        Slip(
            "halved_at_the_wrong_time",
            "return (gradient, 2.0 * scale, 0) -> return (gradient, scale / 2.0, 0)",
            "You halve the scale after a row of good steps.",
            "Is there room above or below after many good steps?",
        ),
        Slip(
            "divided_in_float16",
            "grad.astype(np.float64) / scale -> (grad / "
            "np.float16(scale)).astype(np.float64)",
            "You divide in float16, where the small numbers are lost.",
            "Which of the two comes first: the division, or float64?",
        ),
        Slip(
            "divided_by_the_next_scale",
            "return gradient, 2.0 * scale, 0 -> return gradient / 2.0, 2.0 * scale, 0",
            "Where the scale grows you divide by the new one.",
            "With which scale was this gradient computed?",
        ),
    ),
    "dropout_forward": (
        Slip(
            "forgot_to_divide",
            "(rng.random(A.shape) < keep) / keep -> (rng.random(A.shape) < keep) * 1.0",
            "What stays is not made larger, so the next layer hears too little.",
            "What is the mean of your mask?",
        ),
        Slip(
            "kept_what_should_go",
            "rng.random(A.shape) < keep -> rng.random(A.shape) >= keep",
            "You keep the share that should be switched off.",
            "Is keep the chance to stay or to go?",
        ),
        Slip(
            "one_mask_for_all_examples",
            "rng.random(A.shape) < keep -> rng.random((1, A.shape[1])) < keep + "
            "np.zeros(A.shape)",
            "You switch off the same neurons for every example.",
            "Has each neuron of each example a chance of its own?",
        ),
        Slip(
            "mask_without_the_division",
            "return A * mask, mask -> return A * mask, mask * keep",
            "Your activations are right, and your mask does not hold what they were "
            "multiplied by.",
            "What does the way back multiply by?",
        ),
    ),
}
