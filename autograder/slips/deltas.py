"""The slips of the module deltas, by exercise."""

from autograder.slips.model import Bank, Slip

# fmt: off
SLIPS: Bank = {
    "output_delta": (
        Slip(
            "summed_over_the_batch",
            "dA * activate_prime(activation, Z) -> (dA * "
            "activate_prime(activation, Z)).sum(axis=0)",
            "You sum over the batch, but every example has an error of its own.",
            "How many rows has the error, and how many rows has yours?"),
        Slip(
            "summed_products_over_the_batch",
            "dA * activate_prime(activation, Z) -> dA.T @ "
            "activate_prime(activation, Z)",
            "You take a matrix product that sums over the batch, where BP1 sums "
            "nothing.", "What does the circle with a dot stand for in BP1?"),
        Slip(
            "averaged_over_the_batch",
            "dA * activate_prime(activation, Z) -> (dA * "
            "activate_prime(activation, Z)).mean(axis=0)",
            "You average over the batch, but every example has an error of its "
            "own.", "How many rows and columns has the error, and how many has yours?"),
        Slip(
            "summed_over_the_neurons",
            "dA * activate_prime(activation, Z) -> (dA * "
            "activate_prime(activation, Z)).sum(axis=1)",
            "You sum over the neurons, but each of them has an error of its own.",
            "How many rows and columns has the error, and how many has yours?"),
        Slip(
            "summed_everything",
            "dA * activate_prime(activation, Z) -> (dA * "
            "activate_prime(activation, Z)).sum()",
            "You sum to one number, but every neuron of every example has an "
            "error.",
            "How many rows and columns has the error, and how many has yours?"),
        Slip(
            "returned_the_first_example_only", "dA -> dA[0]\nZ -> Z[0]",
            "You return the error of the first example and forget the rest of the "
            "batch.",
            "How many rows and columns has the error, and how many has yours?"),
        Slip(
            "returned_lists",
            "dA * activate_prime(activation, Z) -> (dA * "
            "activate_prime(activation, Z)).tolist()",
            "You return lists of numbers where an array is asked.",
            "What type has Z, and what type has your result?"),
        Slip(
            "multiplied_inside_the_gradient",
            "dA *= activate_prime(activation, Z); return dA",
            "You multiply inside dA, and so change what the caller gave.",
            "Compare dA before and after the call. Which line changes it?"),
        Slip(
            "multiplied_by_the_batch",
            "dA * activate_prime(activation, Z) -> dA * "
            "activate_prime(activation, Z) * len(Z)",
            "You multiply by the number of examples, but BP1 has no such factor.",
            "Where did the 1/N of the mean enter? Should it go again?"),
        Slip(
            "divided_by_the_batch_again",
            "dA * activate_prime(activation, Z) -> dA * "
            "activate_prime(activation, Z) / len(Z)",
            "You divide by the number of examples, but the gradient of the cost "
            "did.", "Where did the 1/N of the mean enter? Is it in dA already?"),
        Slip(
            "multiplied_as_matrices",
            "dA * activate_prime(activation, Z) -> dA @ "
            "activate_prime(activation, Z).T",
            "You take a matrix product where BP1 multiplies element by element.",
            "What does the circle with a dot stand for in BP1?"),
        Slip(
            "forgot_the_slope", "activate_prime(activation, Z) -> 1.0",
            "You return the gradient at the outputs and never pass the activation.",
            "BP1 is a product of two factors. Where is the second one?"),
        Slip(
            "forgot_the_gradient_of_the_cost",
            "dA * activate_prime(activation, Z) -> activate_prime(activation, Z)",
            "You return the slope of the activation alone, whatever the cost does.",
            "BP1 is a product of two factors. Where is the first one?"),
        Slip(
            "took_the_slope_at_the_output", "Z -> activate(activation, Z)",
            "You take the slope at the activation a, but it belongs at z.",
            "The docstring of the slope says what it takes: is it z or a?"),
        Slip(
            "took_weighted_inputs_for_outputs",
            "slopes = {'sigmoid': Z * (1 - Z), 'tanh': 1 - Z ** 2, 'relu': 1.0 * "
            "(Z > 0)}; return dA * slopes[activation]",
            "You put z into a formula for the slope that is written in terms of a.",
            "The short form with a in it: what stands in its place here?"),
        Slip(
            "took_the_slope_at_the_product",
            "dA * activate_prime(activation, Z) -> activate_prime(activation, dA "
            "* Z)",
            "You take the slope at the product of the two arguments, but it "
            "belongs at z.",
            "BP1 takes the slope at a certain place. Which of the arguments is it?"),
        Slip(
            "multiplied_by_the_slope_twice",
            "activate_prime(activation, Z) -> activate_prime(activation, Z) ** 2",
            "You multiply by the slope of the activation twice.",
            "How often does the slope stand in BP1?"),
        Slip(
            "multiplied_by_the_activation_too", "dA -> dA * activate(activation, Z)",
            "You multiply by the activation as well as by its slope.",
            "How many factors has BP1, and how many have you?"),
        Slip(
            "used_a_times_1_minus_a_for_all",
            "a = activate(activation, Z); return dA * a * (1 - a)",
            "You use a (1 - a) for every activation, but that is the sigmoid's "
            "slope only.",
            "Compare your slope with the table, at z = 6 for the relu and the "
            "tanh."),
        Slip(
            "took_the_gradient_for_the_targets", "dA -> activate(activation, Z) - dA",
            "You subtract the first argument from the outputs, as if it held the "
            "targets.",
            "What does dA hold by the docstring: what is right, or a slope "
            "already?"),
        Slip(
            "forgot_the_square_of_the_tanh",
            "\n            if activation == 'tanh':\n                return dA * "
            "(1 - np.tanh(Z))\n            return dA * activate_prime(activation, "
            "Z)\n            ",
            "You take 1 - a for the slope of the tanh and lose a square.",
            "What is the slope of the tanh at z = -2 by the table, and by your "
            "code?"),
        Slip(
            "squared_all_of_it_for_the_tanh",
            "\n            if activation == 'tanh':\n                return dA * "
            "(1 - np.tanh(Z)) ** 2\n            return dA * "
            "activate_prime(activation, Z)\n            ",
            "You square the whole of 1 - a for the tanh, where only a is squared.",
            "What is the slope of the tanh at z = -2 by the table, and by your "
            "code?"),
        Slip(
            "gave_the_relu_its_value_for_a_slope",
            "\n            if activation == 'relu':\n                return dA * "
            "np.maximum(Z, 0)\n            return dA * activate_prime(activation, "
            "Z)\n            ",
            "You multiply by the value of the relu where it is positive, not by "
            "its slope.", "How steep is the relu at z = 6?"),
        Slip(
            "relu_style_slope", "activate_prime(activation, Z) -> (Z > 0) * 1.0",
            "You use the slope of relu, whatever activation is named.",
            "What is the argument called activation for?"),
    ),
    "softmax_cross_entropy_delta": (
        Slip(
            "multiplied_by_a_slope",
            "A = softmax(Z); return (A - Y) * A * (1 - A) / len(Z)",
            "You multiply by a slope as in BP1, but it has cancelled already.",
            "This delta is by z already. Does anything remain to be passed?"),
        Slip(
            "normalised_over_the_batch", "softmax(Z) -> softmax(Z.T).T",
            "You take the softmax down the columns, across different examples.",
            "Each row holds the scores of one example. Along which axis do you "
            "normalise?"),
        Slip(
            "forgot_to_normalise", "softmax -> np.exp",
            "You use the exponentials of the scores without dividing by their sum.",
            "Add up a row of your softmax. What should the sum be?"),
        Slip(
            "moved_the_right_class_only", "softmax(Z) - Y -> Y * (softmax(Z) - 1)",
            "You give an error to the right class only, but all scores share the "
            "softmax.",
            "If the score of a wrong class moves, does the cost stay the same?"),
        Slip(
            "stopped_at_the_probabilities", "softmax(Z) - Y -> -Y / softmax(Z)",
            "You differentiate by the outputs of the softmax, not by its scores.",
            "By what is this delta a derivative, by the probabilities or by the "
            "scores?"),
        Slip(
            "returned_the_terms_of_the_cost",
            "softmax(Z) - Y -> -Y * np.log(softmax(Z))",
            "You return the terms of the cost and never differentiate them.",
            "By what is this delta a derivative? Where is the derivative in your "
            "code?"),
        Slip(
            "squared_the_differences", "softmax(Z) - Y -> (softmax(Z) - Y) ** 2",
            "You square the differences, but this error is the difference itself "
            "over N.",
            "What sign should the error of an output of 0.2 have where 1 is right?"),
        Slip(
            "lost_the_sign", "softmax(Z) - Y -> np.abs(softmax(Z) - Y)",
            "You take the size of each difference, so that no error is ever "
            "negative.", "Which sign should the error of the right class have?"),
        Slip(
            "applied_the_softmax_twice", "softmax(Z) -> softmax(softmax(Z))",
            "You apply the softmax twice before you compare with the target.",
            "How many times do the scores go through a softmax in the equation?"),
        Slip(
            "took_the_logarithm_of_the_outputs", "softmax(Z) -> np.log(softmax(Z))",
            "You subtract the targets from logarithms of probabilities.",
            "The equation of the error has no logarithm. Where did it go?"),
        Slip(
            "decided_for_the_likeliest_class",
            "softmax(Z) -> np.eye(Z.shape[1])[Z.argmax(axis=1)]",
            "You turn the outputs into a one-hot row before you compare.",
            "What becomes of a probability of 0.6 in your code?"),
        Slip(
            "took_the_likeliest_target_only",
            "Y -> np.eye(Z.shape[1])[Y.argmax(axis=1)]",
            "You turn each row of targets into a one-hot row, but targets may be "
            "spread.",
            "A row of Y may say 0.2, 0.3, 0.5. What does your code make of it?"),
        Slip(
            "subtracted_at_sure_targets_only", "Y -> Y == 1",
            "You subtract only where a target is exactly 1, but targets may be "
            "spread.",
            "A row of Y may say 0.2, 0.3, 0.5. What does your code make of it?"),
        Slip(
            "subtracted_1_at_every_target", "Y -> Y > 0",
            "You subtract a full 1 wherever a target is above 0, but targets may "
            "be spread.",
            "A row of Y may say 0.2, 0.3, 0.5. What does your code make of it?"),
        Slip(
            "subtracted_1_everywhere", "Y -> 1",
            "You subtract 1 for every class, and not the target.",
            "If only the targets change, does your result change?"),
        Slip(
            "forgot_the_targets", "softmax(Z) - Y -> softmax(Z)",
            "You return the outputs over N, as if no class were right.",
            "If only the targets change, does your result change?"),
        Slip(
            "returned_the_slope_of_one_output",
            "A = softmax(Z); return A * (1 - A) / len(Z)",
            "You return a (1 - a), the slope of each output by its own score.",
            "If only the targets change, does your result change?"),
        Slip(
            "normalised_over_the_whole_table",
            "E = np.exp(Z); return (E / E.sum() - Y) / len(Z)",
            "You divide by one sum over the whole batch, but each row has its own.",
            "Add up a row of your softmax. What should the sum be?"),
        Slip(
            "multiplied_by_the_slope_of_a_sigmoid",
            "softmax(Z) - Y -> (softmax(Z) - Y) * sigmoid(Z) * (1 - sigmoid(Z))",
            "You multiply by the slope of a sigmoid, but no sigmoid comes in.",
            "This delta is by z already. Does anything remain to be passed?"),
        Slip(
            "took_the_squared_error_for_the_cost",
            "A = softmax(Z); dA = (A - Y) / len(Z); return A * (dA - np.sum(dA * "
            "A, axis=1, keepdims=True))",
            "You send the slope of the squared error through the softmax.",
            "Which cost belongs to this delta, and what is its slope by a "
            "probability?"),
        Slip(
            "took_the_slope_of_the_binary_cost",
            "A = softmax(Z); return (A - Y) / (A * (1 - A)) / len(Z)",
            "You differentiate the binary cross-entropy by the outputs.",
            "Which cost belongs to this delta, and by what is it a derivative?"),
        Slip(
            "left_the_mean_out", "(softmax(Z) - Y) / len(Z) -> softmax(Z) - Y",
            "You differentiate the sum over the batch, but the cost is the mean.",
            "The cost is a mean. How much does one example of 100 count in it?"),
        Slip(
            "averaged_over_the_batch",
            "(softmax(Z) - Y) / len(Z) -> (softmax(Z) - Y).mean(axis=0)",
            "You average over the batch, but every example has an error of its "
            "own.", "How many scores can be moved? Each of them has a slope."),
        Slip(
            "divided_by_two", "len(Z) -> 2",
            "You divide by 2 whatever the batch is, which is right for two "
            "examples only.",
            "Give it a batch of ten. Which number in your line should change?"),
        Slip(
            "halved_it", "len(Z) -> 2 * len(Z)",
            "You put a half in front, but there is no half in this cost.",
            "Where does the equation of the cross-entropy have a 2?"),
        Slip(
            "doubled_it_as_for_a_square", "softmax(Z) - Y -> 2 * (softmax(Z) - Y)",
            "You put a factor 2 in front, as if the cost were a square.",
            "This cost has no square in it. Where does your factor come from?"),
        Slip(
            "divided_by_the_batch_twice", "len(Z) -> len(Z) ** 2",
            "You divide by the number of examples twice.",
            "The cost is a mean. How much does one example of 100 count in it?"),
        Slip(
            "divided_the_targets_only",
            "(softmax(Z) - Y) / len(Z) -> softmax(Z) - Y / len(Z)",
            "You divide the targets by N and not the whole difference.",
            "Which operation does Python do first in your line?"),
        Slip(
            "divided_the_outputs_only",
            "(softmax(Z) - Y) / len(Z) -> softmax(Z) / len(Z) - Y",
            "You divide the outputs by N and not the whole difference.",
            "Which operation does Python do first in your line?"),
        Slip(
            "averaged_into_a_row",
            "(softmax(Z) - Y) / len(Z) -> np.mean(softmax(Z) - Y, axis=0, "
            "keepdims=True)",
            "You average the batch into one row, but every example has its own "
            "error.", "How many scores can be moved? Each of them has a slope."),
        Slip(
            "returned_lists",
            "(softmax(Z) - Y) / len(Z) -> ((softmax(Z) - Y) / len(Z)).tolist()",
            "You return lists of numbers where an array is asked.",
            "What type has Z, and what type has your result?"),
        Slip(
            "returned_the_cost",
            "(softmax(Z) - Y) / len(Z) -> softmax_cross_entropy(Z, Y)",
            "You return the cost and not its slopes.",
            "How many scores can be moved? Each of them has a slope."),
        Slip(
            "overwrote_the_scores", "Z[:] = softmax(Z); return (Z - Y) / len(Z)",
            "You compute the outputs inside Z, and so change what the caller gave.",
            "Compare Z before and after the call. Which line changes it?"),
        Slip(
            "shifted_inside_the_scores",
            "Z -= Z.max(axis=1, keepdims=True); return (softmax(Z) - Y) / len(Z)",
            "You subtract the largest scores inside Z, and so change what was "
            "given.", "Compare Z before and after the call. Which line changes it?"),
    ),
    "hidden_delta": (
        Slip(
            "forgot_the_slope",
            "delta_next @ W_next * activate_prime(activation, Z) -> delta_next @ "
            "W_next",
            "You carry the error through the weights and leave out the slope.",
            "BP2 ends with a factor. What does it depend on?"),
        Slip(
            "took_the_slope_at_the_output",
            "A = activate(activation, Z); return delta_next @ W_next * "
            "activate_prime(activation, A)",
            "You take the slope at the activation a, but it belongs at z.",
            "The docstring of the slope says what it takes: is it z or a?"),
        Slip(
            "took_weighted_inputs_for_outputs",
            "slopes = {'sigmoid': Z * (1 - Z), 'tanh': 1 - Z ** 2, 'relu': 1.0 * "
            "(Z > 0)}; return delta_next @ W_next * slopes[activation]",
            "You put z into a formula for the slope that is written in terms of a.",
            "The short form with a in it: what stands in its place here?"),
        Slip(
            "forgot_the_error_above", "delta_next @ W_next -> W_next.sum(axis=0)",
            "You add up the weights but do not weigh them by the error above.",
            "If the error above doubles, does your result double too?"),
        Slip(
            "took_the_slope_at_the_carried_error",
            "carried = delta_next @ W_next; return carried * "
            "activate_prime(activation, carried)",
            "You take the slope at the carried error, but it belongs at z.",
            "At which point is the slope taken in BP2?"),
        Slip(
            "used_a_times_1_minus_a_for_all",
            "a = activate(activation, Z); return delta_next @ W_next * a * (1 - a)",
            "You use a (1 - a) for every activation, but that is the sigmoid's "
            "slope only.",
            "Compare your slope with the table, at z = 6 for the relu and the "
            "tanh."),
        Slip(
            "multiplied_by_the_activation_too",
            "A = activate(activation, Z); return delta_next @ W_next * A * "
            "activate_prime(activation, Z)",
            "You multiply by the activation as well as by its slope.",
            "How many factors has BP2, and how many have you?"),
        Slip(
            "multiplied_by_the_slope_twice",
            "activate_prime(activation, Z) -> activate_prime(activation, Z) ** 2",
            "You multiply by the slope of the activation twice.",
            "How often does the slope stand in BP2?"),
        Slip(
            "took_the_slope_of_the_errors_above",
            "delta_next @ W_next * activate_prime(activation, Z) -> delta_next * "
            "activate_prime(activation, delta_next) @ W_next",
            "You take the slope at the errors above and before the weights.",
            "At which point is the slope taken in BP2, and in which layer?"),
        Slip(
            "reshaped_for_a_transpose",
            "carried = W_next.T @ delta_next.reshape(delta_next.shape[::-1]); "
            "return carried.reshape(Z.shape) * activate_prime(activation, Z)",
            "You reshape the error until it fits, which mixes neurons and "
            "examples.", "Print the weights and what you made of them."),
        Slip(
            "inverted_the_weights",
            "carried = delta_next @ np.linalg.pinv(W_next).T; return carried * "
            "activate_prime(activation, Z)",
            "You undo the weights with an inverse, but errors travel along the "
            "weights.",
            "BP2 has a transpose. Is a transpose the same as undoing the weights?"),
        Slip(
            "made_a_table_of_examples",
            "delta_next @ W_next * activate_prime(activation, Z) -> delta_next @ "
            "W_next @ activate_prime(activation, Z).T",
            "You take a matrix product with the slope and get a number for two "
            "examples.", "What does the circle with a dot stand for in BP2?"),
        Slip(
            "made_a_table_of_neurons",
            "delta_next @ W_next * activate_prime(activation, Z) -> (delta_next @ "
            "W_next).T @ activate_prime(activation, Z)",
            "You take a matrix product with the slope and get a number for two "
            "neurons.", "What does the circle with a dot stand for in BP2?"),
        Slip(
            "reshaped_the_columns_into_rows",
            "carried = (W_next.T @ delta_next.T).reshape(Z.shape); return carried "
            "* activate_prime(activation, Z)",
            "You reshape a table with examples in columns, which is not a "
            "transpose.",
            "Print your table before and after. Is its first row still one neuron?"),
        Slip(
            "summed_errors_and_weights_apart",
            "total = delta_next.sum(axis=1, keepdims=True) * W_next.sum(axis=0); "
            "return total * activate_prime(activation, Z)",
            "You sum the errors and sum the weights, where BP2 sums their "
            "products.", "Each error above travels along its own weight. Does yours?"),
        Slip(
            "divided_by_the_batch_again",
            "delta_next @ W_next * activate_prime(activation, Z) -> delta_next @ "
            "W_next * activate_prime(activation, Z) / len(Z)",
            "You divide by the number of examples, but the error above did "
            "already.", "Where did the 1/N of the mean enter? Is it in the error yet?"),
        Slip(
            "kept_the_last_neuron_above",
            "delta_next @ W_next -> np.outer(delta_next[:, -1], W_next[-1])",
            "You overwrite the sum at each neuron above, so that only the last "
            "one counts.",
            "If only the first neuron above errs, is there an error here?"),
        Slip(
            "summed_over_the_batch",
            "delta_next @ W_next * activate_prime(activation, Z) -> (delta_next @ "
            "W_next * activate_prime(activation, Z)).sum(axis=0)",
            "You sum over the batch, but every example has an error of its own.",
            "How many rows and columns has the error, and how many has yours?"),
        Slip(
            "averaged_over_the_batch",
            "delta_next @ W_next * activate_prime(activation, Z) -> (delta_next @ "
            "W_next * activate_prime(activation, Z)).mean(axis=0)",
            "You average over the batch, but every example has an error of its "
            "own.", "How many rows and columns has the error, and how many has yours?"),
        Slip(
            "kept_the_neurons_above_apart",
            "paths = delta_next[:, :, None] * W_next; return paths * "
            "activate_prime(activation, Z)[:, None]",
            "You keep one error for each neuron above and do not add over the "
            "paths.",
            "How many rows and columns has the error, and how many has yours?"),
        Slip(
            "averaged_over_the_neurons_above",
            "delta_next @ W_next * activate_prime(activation, Z) -> delta_next @ "
            "W_next * activate_prime(activation, Z) / len(W_next)",
            "You average over the neurons above, but BP2 adds over the paths.",
            "With one more neuron above, do the other paths count for less?"),
        Slip(
            "divided_by_the_neurons_here",
            "delta_next @ W_next * activate_prime(activation, Z) -> delta_next @ "
            "W_next * activate_prime(activation, Z) / Z.shape[1]",
            "You divide by the number of neurons of this layer.",
            "Is there a division in BP2? What if the layer gets one more neuron?"),
        Slip(
            "multiplied_by_the_batch",
            "delta_next @ W_next * activate_prime(activation, Z) -> delta_next @ "
            "W_next * activate_prime(activation, Z) * len(Z)",
            "You multiply by the number of examples, but BP2 has no such factor.",
            "Where did the 1/N of the mean enter? Should it go again?"),
        Slip(
            "forgot_the_weights",
            "delta_next @ W_next -> delta_next.sum(axis=1, keepdims=True)",
            "You add up the errors above without their weights.",
            "Each error above travels along its own weight. Where are the weights?"),
        Slip(
            "kept_the_first_neuron_above",
            "delta_next @ W_next -> np.outer(delta_next[:, 0], W_next[0])",
            "You follow the path through the first neuron above only.",
            "If only the last neuron above errs, is there an error here?"),
        Slip(
            "left_out_the_last_neuron_above",
            "delta_next -> delta_next[:, :-1]\nW_next -> W_next[:-1]",
            "You leave out the path through the last neuron above.",
            "If only the last neuron above errs, is there an error here?"),
        Slip(
            "multiplied_by_the_slope_at_each_turn",
            "delta = np.zeros(Z.shape)\nfor error, weights in zip(delta_next.T, "
            "W_next, strict=True):\n    delta = (delta + np.outer(error, "
            "weights)) * activate_prime(activation, Z)\nreturn delta",
            "You multiply by the slope for every neuron above, on what is there "
            "so far.", "How far is your line with the slope indented?"),
        Slip(
            "returned_lists",
            "delta_next @ W_next * activate_prime(activation, Z) -> (delta_next @ "
            "W_next * activate_prime(activation, Z)).tolist()",
            "You return lists of numbers where an array is asked.",
            "What type has Z, and what type has your result?"),
        Slip(
            "overwrote_the_weighted_inputs",
            "Z[:] = activate_prime(activation, Z); return delta_next @ W_next * Z",
            "You put the slopes into Z, and so change what the caller gave.",
            "Compare Z before and after the call. Which line changes it?"),
        Slip(
            "summed_the_batch_first",
            "delta_next @ W_next -> delta_next.sum(axis=0) @ W_next",
            "You sum the errors over the batch before you carry them back, so "
            "that all examples share one.",
            "Each example has an error of its own. Where do yours meet?"),
        Slip(
            "halved_the_slope",
            "activate_prime(_n, _z) -> activate_prime(_n, _z) / 2",
            "Your slope is half of the right one.", "How steep is the sigmoid at 0?"),
        Slip(
            "relu_style_slope", "activate_prime(activation, Z) -> (Z > 0) * 1.0",
            "You use the slope of relu, whatever activation is named.",
            "What is the argument called activation for?"),
    ),
    "bias_gradient": (
        Slip(
            "kept_a_column", "delta.sum(axis=0) -> delta.sum(axis=0).reshape(-1, 1)",
            "You return a table with one column, but the biases have one axis "
            "only.", "Compare the shape of your result with that of the biases."),
        Slip(
            "forgot_the_sum", "delta.sum(axis=0) -> delta * 1.0",
            "You return the error of each example and do not sum over the batch.",
            "Each example pulls at the bias. Who adds their pulls up?"),
        Slip(
            "kept_the_last_example_only", "delta.sum(axis=0) -> delta[-1].copy()",
            "You overwrite the result at each example, so that only the last one "
            "counts.", "If only the first example's error changes, does yours?"),
        Slip(
            "averaged_over_everything", "delta.sum(axis=0) -> delta.mean()",
            "You average over the whole table, but each neuron has a bias of its "
            "own.", "Compare the shape of your result with that of the biases."),
        Slip(
            "averaged_over_the_neurons", "delta.sum(axis=0) -> delta.mean(axis=1)",
            "You average over the neurons and keep the examples.",
            "A layer has one bias for each neuron. Which axis is that?"),
        Slip(
            "kept_a_column_of_examples",
            "delta.sum(axis=0) -> delta.sum(axis=1, keepdims=True)",
            "You sum over the neurons and return a column with one number an "
            "example.", "Compare the shape of your result with that of the biases."),
        Slip(
            "turned_the_errors", "delta.sum(axis=0) -> delta.T * 1.0",
            "You turn the table of errors round and add nothing up.",
            "Each example pulls at the bias. Who adds their pulls up?"),
        Slip(
            "repeated_the_sum_for_each_example",
            "delta.sum(axis=0) -> np.tile(delta.sum(axis=0), (len(delta), 1))",
            "You return the sums once for each example, but there is one set of "
            "biases.", "Compare the shape of your result with that of the biases."),
        Slip(
            "gave_all_biases_the_same_slope",
            "delta.sum(axis=0) -> np.full(delta.shape[1], delta.sum())",
            "You give every bias the sum of all errors, but each has its own "
            "neuron.",
            "If only the first neuron errs, which biases should have a slope?"),
        Slip(
            "forgot_the_error", "delta.sum(axis=0) -> np.ones(delta.shape[1])",
            "You return ones: the slope of z by b, without the error that it "
            "meets.", "If the error doubles, does your result double too?"),
        Slip(
            "left_out_the_last_example", "delta -> delta[:-1]",
            "You leave the last example out of the sum.",
            "If only the last example's error changes, does yours?"),
        Slip(
            "left_out_the_first_example", "delta -> delta[1:]",
            "You leave the first example out of the sum; its row has the number 0.",
            "If only the first example's error changes, does yours?"),
        Slip(
            "counted_the_first_example_twice",
            "delta.sum(axis=0) -> delta[0] + delta.sum(axis=0)",
            "You start from the first example's error and then add it once more.",
            "With which row does your sum start, and with which row your loop?"),
        Slip(
            "multiplied_by_the_batch",
            "delta.sum(axis=0) -> delta.sum(axis=0) * len(delta)",
            "You multiply by the number of examples, but BP3 has no such factor.",
            "Where did the 1/N of the mean enter? Is it in delta yet?"),
        Slip(
            "divided_by_the_neurons",
            "delta.sum(axis=0) -> delta.sum(axis=0) / delta.shape[1]",
            "You divide by the number of neurons, but BP3 is a sum.",
            "Where did the 1/N of the mean enter? Is it in delta yet?"),
        Slip(
            "halved_it", "delta.sum(axis=0) -> delta.sum(axis=0) / 2",
            "You put a half in front, but BP3 has none.",
            "What does BP3 add up for a batch, and does it do anything else?"),
        Slip(
            "divided_by_twice_the_batch",
            "delta.sum(axis=0) -> delta.sum(axis=0) / (2 * len(delta))",
            "You divide by 2N, but the 1/N is in the error and the half has "
            "cancelled.", "Where did the 1/N of the mean enter? Is it in delta yet?"),
        Slip(
            "squared_the_errors", "delta -> delta ** 2",
            "You square the errors before you add them up.",
            "What does BP3 add up for a batch, and does it do anything else?"),
        Slip(
            "took_the_length_of_each_column",
            "delta.sum(axis=0) -> np.linalg.norm(delta, axis=0)",
            "You take the length of each column of errors, where BP3 takes a sum.",
            "May two examples pull in opposite directions?"),
        Slip(
            "multiplied_the_errors_with_themselves",
            "delta.sum(axis=0) -> delta.T @ delta",
            "You multiply the errors with themselves and get a table.",
            "Compare the shape of your result with that of the biases."),
        Slip(
            "took_the_first_neuron_only", "delta.sum(axis=0) -> delta[:, 0].copy()",
            "You return the errors of the first neuron, one number for each "
            "example.", "A layer has one bias for each neuron. Which axis is that?"),
        Slip(
            "returned_a_list", "delta.sum(axis=0) -> delta.sum(axis=0).tolist()",
            "You return a list of numbers where an array is asked.",
            "What type have the biases, and what type has your result?"),
        Slip(
            "added_into_the_first_row",
            "\n            db = delta[0]\n            for row in "
            "delta[1:]:\n                db += row\n            return "
            "db\n            ",
            "You add the rows into the first row of delta, and so change what was "
            "given.",
            "Compare delta before and after the call. Is your sum an array of its "
            "own?"),
        Slip(
            "filled_only_as_many_as_examples",
            "\n            db = np.zeros(delta.shape[1])\n            for j in "
            "range(len(delta)):\n                db[j] = delta[:, "
            "j].sum()\n            return db\n            ",
            "You let the number of examples say how many biases are filled.",
            "How far does your loop count, and how many biases are there?"),
        Slip(
            "summed_along_the_longer_axis",
            "delta.sum(axis=0) -> delta.sum(axis=int(np.argmax(delta.shape)))",
            "You sum along the longer axis, which is not always the batch.",
            "Which axis counts the examples, whatever the numbers are?"),
    ),
    "weight_gradient": (
        Slip(
            "averaged_over_the_batch",
            "delta.T @ A_prev -> delta.T @ A_prev / len(delta)",
            "You divide by the number of examples, but the error holds the 1/N "
            "already.", "Where did the 1/N of the mean enter? Is it in delta yet?"),
        Slip(
            "used_the_first_example_only",
            "delta.T @ A_prev -> np.outer(delta[0], A_prev[0])",
            "You multiply out the first example only and forget the rest of the "
            "batch.", "If only the last example's error changes, does yours?"),
        Slip(
            "used_the_last_example_only",
            "delta.T @ A_prev -> np.outer(delta[-1], A_prev[-1])",
            "You overwrite the result at each example, so that only the last one "
            "counts.", "If only the first example's error changes, does yours?"),
        Slip(
            "summed_before_multiplying",
            "delta.T @ A_prev -> np.outer(delta.sum(axis=0), A_prev.sum(axis=0))",
            "You sum errors and activations over the batch first and then "
            "multiply.", "Which comes first in BP4, the product or the sum?"),
        Slip(
            "forgot_the_activations",
            "db = delta.sum(axis=0); return np.stack([db] * A_prev.shape[1], "
            "axis=1)",
            "You give all weights of a neuron the slope of its bias, whatever "
            "came in.", "Two weights of one neuron: can their slopes differ?"),
        Slip(
            "forgot_the_error",
            "delta.T @ A_prev -> np.stack([A_prev.sum(axis=0)] * delta.shape[1])",
            "You add up the activations and do not weigh them by the error.",
            "If the error doubles, does your result double too?"),
        Slip(
            "forgot_the_sum_over_the_batch",
            "delta.T @ A_prev -> delta[:, :, None] * A_prev[:, None, :]",
            "You keep one matrix for each example and do not sum over the batch.",
            "How many axes has W, and how many has your result?"),
        Slip(
            "subtracted_the_mean_activation",
            "A_prev -> A_prev - A_prev.mean(axis=0)",
            "You take the covariance, but BP4 uses activations without their mean "
            "removed.", "BP4 is a sum of products over the batch. What is yours?"),
        Slip(
            "multiplied_the_means",
            "delta.T @ A_prev -> np.outer(delta.mean(axis=0), A_prev.mean(axis=0))",
            "You multiply the mean error with the mean activation.",
            "Which comes first in BP4, the product or the sum?"),
        Slip(
            "multiplied_the_sum_with_the_mean",
            "delta.T @ A_prev -> np.outer(delta.sum(axis=0), A_prev.mean(axis=0))",
            "You multiply summed errors with averaged activations.",
            "Which comes first in BP4, the product or the sum?"),
        Slip(
            "left_out_the_last_example", "delta -> delta[:-1]\nA_prev -> A_prev[:-1]",
            "You leave the last example out of the sum.",
            "If only the last example's error changes, does yours?"),
        Slip(
            "left_out_the_first_example", "delta -> delta[1:]\nA_prev -> A_prev[1:]",
            "You leave the first example out of the sum; its row has the number 0.",
            "If only the first example's error changes, does yours?"),
        Slip(
            "counted_the_first_example_twice",
            "delta.T @ A_prev -> np.outer(delta[0], A_prev[0]) + delta.T @ A_prev",
            "You start from the first example's product and then add it once more.",
            "With which row does your sum start, and with which row your loop?"),
        Slip(
            "multiplied_by_the_batch",
            "delta.T @ A_prev -> delta.T @ A_prev * len(delta)",
            "You multiply by the number of examples, but BP4 has no such factor.",
            "Where did the 1/N of the mean enter? Is it in delta yet?"),
        Slip(
            "halved_it", "delta.T @ A_prev -> delta.T @ A_prev / 2",
            "You put a half in front, but BP4 has none.",
            "What does BP4 add up for a batch, and does it do anything else?"),
        Slip(
            "divided_by_twice_the_batch",
            "delta.T @ A_prev -> delta.T @ A_prev / (2 * len(delta))",
            "You divide by 2N, but the 1/N is in the error and the half has "
            "cancelled.", "Where did the 1/N of the mean enter? Is it in delta yet?"),
        Slip(
            "divided_by_the_neurons",
            "delta.T @ A_prev -> delta.T @ A_prev / delta.shape[1]",
            "You divide by the number of neurons of the layer, but BP4 is a sum.",
            "Where did the 1/N of the mean enter? Is it in delta yet?"),
        Slip(
            "divided_by_the_neurons_below",
            "delta.T @ A_prev -> delta.T @ A_prev / A_prev.shape[1]",
            "You divide by the number of neurons below, but BP4 is a sum.",
            "Where did the 1/N of the mean enter? Is it in delta yet?"),
        Slip(
            "summed_over_the_neurons",
            "delta.T @ A_prev -> (delta[:, :, None] * A_prev[:, None, "
            ":]).sum(axis=1)",
            "You sum over the neurons of the layer and keep the examples.",
            "Compare the shape of your result with that of W."),
        Slip(
            "returned_the_bias_gradient", "delta.T @ A_prev -> delta.sum(axis=0)",
            "You return the slopes of the biases, one number for each neuron.",
            "Compare the shape of your result with that of W."),
        Slip(
            "multiplied_by_a_slope_again", "A_prev -> A_prev * (1 - A_prev)",
            "You multiply by a (1 - a) of the layer below, a step of the delta "
            "there.",
            "Which factors has BP4? Where in the chain does the slope below come "
            "in?"),
        Slip(
            "squared_the_errors", "delta -> delta ** 2",
            "You square the errors before you multiply them with the activations.",
            "If the error doubles, does your result double too?"),
        Slip(
            "returned_lists", "delta.T @ A_prev -> (delta.T @ A_prev).tolist()",
            "You return lists of numbers where an array is asked.",
            "What type has W, and what type has your result?"),
        Slip(
            "added_the_bias_as_a_column",
            "delta.T @ A_prev -> np.column_stack([delta.T @ A_prev, "
            "delta.sum(axis=0)])",
            "You add the slopes of the biases as a further column.",
            "Compare the shape of your result with that of W."),
        Slip(
            "averaged_inside_the_error",
            "delta /= len(delta); return delta.T @ A_prev",
            "You divide the errors by N inside delta, and change what the caller "
            "gave.", "Compare delta before and after the call. Is the 1/N in it yet?"),
        Slip(
            "multiplied_all_with_all", "delta.T @ A_prev -> np.outer(delta, A_prev)",
            "You multiply the errors of an example with the activations of all "
            "the others.",
            "How many rows should your result have, and how many has it?"),
        Slip(
            "reshaped_for_a_transpose", "delta.T -> delta.reshape(delta.shape[::-1])",
            "You reshape the errors until they fit, which mixes neurons and "
            "examples.", "Print the errors and what you made of them."),
        Slip(
            "reshaped_the_result",
            "delta.T @ A_prev -> (A_prev.T @ delta).reshape(delta.shape[1], "
            "A_prev.shape[1])",
            "You reshape the result until it fits, which mixes the weights.",
            "Print your result before and after. Does a row still belong to one "
            "neuron?"),
        Slip(
            "kept_turned_matrices_for_each_example",
            "delta.T @ A_prev -> A_prev[:, :, None] * delta[:, None, :]",
            "You keep one matrix for each example, with the layer below as its "
            "rows.", "How many axes has W, and how many has your result?"),
        Slip(
            "paired_activations_with_all_errors",
            "delta.T @ A_prev -> np.outer(A_prev, delta)",
            "You multiply the activations of an example with the errors of all "
            "others.", "How many rows should your result have, and how many has it?"),
    ),
    "backward": (
        Slip(
            "ignored_the_names_of_hidden_layers", "activation[l] -> 'sigmoid'",
            "You use the slope of the sigmoid in every hidden layer, whatever is "
            "named.", "Which activation made the outputs of a hidden layer?"),
        Slip(
            "used_the_activations_of_the_same_layer", "l - 1 -> l * 1",
            "You use a layer's own activations in BP4, but its weights see those "
            "below.", "Which layer's activations does a weight multiply?"),
        Slip(
            "used_one_error_for_all_layers",
            "if l < L: delta = hidden_delta(delta, W[l + 1], Z[l], activation[l]) "
            "-> pass",
            "You use the error of the output layer in every layer and never carry "
            "it back.", "What does BP2 do between two layers? Where do you use it?"),
        Slip(
            "stopped_before_the_first_layer", "0 -> 1",
            "You stop at layer 2, so that the first layer gets no gradients.",
            "Print the keys of what you return. Which layer is missing?"),
        Slip(
            "kept_the_errors_as_bias_gradients", "bias_gradient(delta) -> delta",
            "You return the errors for the biases and do not sum them over the "
            "batch.", "Compare the shape of each bias gradient with its biases."),
        Slip(
            "started_from_the_cost_itself", "mse_gradient -> mse",
            "You start the deltas from the cost where its slope belongs.",
            "Has a cost a slope for each output? What starts the deltas?"),
        Slip(
            "returned_two_empty_dicts", "range(L, 0, -1) -> range(0, L, -1)",
            "You return two dicts without a single layer in them.",
            "How often does your loop run? Print l in it."),
        Slip(
            "swapped_scores_and_targets",
            "softmax_cross_entropy_delta(Z[L], Y) -> "
            "softmax_cross_entropy_delta(Y, Z[L])",
            "You hand over the targets where the scores of the softmax layer "
            "belong.", "In which order does the function take its two arguments?"),
        Slip(
            "swapped_outputs_and_targets",
            "output_delta(mse_gradient(A[L], Y), Z[L], activation[L]) -> "
            "-output_delta(mse_gradient(A[L], Y), Z[L], activation[L])",
            "You subtract outputs from targets in the squared error, which turns "
            "its sign.",
            "In which order does the slope of the squared error take its two "
            "arguments?"),
        Slip(
            "never_compared_with_the_targets", "mse_gradient(A[L], Y) -> A[L]",
            "You start from the outputs alone and never compare them with the "
            "targets.", "If only the targets change, do your gradients change?"),
        Slip(
            "took_the_slope_at_the_output_below",
            "hidden_delta(delta, W[l + 1], Z[l], _n) -> hidden_delta(delta, W[l + "
            "1], A[l], _n)",
            "You take the slope of the hidden layers at the activation, but it "
            "belongs at z.", "Which of your two dicts does BP2 take the slope at?"),
        Slip(
            "averaged_the_biases", "bias_gradient(delta) -> delta.mean(axis=0)",
            "You average the slopes of the biases, but the error holds the 1/N "
            "already.", "Where does the 1/N come in? Does it come in again?"),
        Slip(
            "averaged_the_weights",
            "weight_gradient(_d, _a) -> weight_gradient(_d, _a) / len(Y)",
            "You divide the slopes of the weights by N, but the error holds the "
            "1/N already.", "Where does the 1/N come in? Does it come in again?"),
        Slip(
            "tanh_rule_at_z",
            "hidden_delta(delta, W[l + 1], Z[l], activation[l]) -> delta @ W[l + "
            "1] * (1 - Z[l] ** 2) if activation[l] == 'tanh' else "
            "hidden_delta(delta, W[l + 1], Z[l], activation[l])",
            "You put z into the rule for the slope of tanh, where tanh of z "
            "belongs.", "The rule squares an activation. Is z one?"),
        Slip(
            "cross_entropy_at_every_output", "activation[L] == 'softmax' -> True",
            "You use the error of cross-entropy for every output layer, but the "
            "cost may be squared error.",
            "For which output layer has the slope cancelled?"),
        Slip(
            "sigmoid_with_the_delta_of_cross_entropy",
            "output_delta(mse_gradient(A[L], Y), Z[L], activation[L]) -> "
            "mse_gradient(A[L], Y)",
            "You leave the slope out of the output's error, as cross-entropy "
            "does, but the cost is squared error.",
            "Which factor has BP1 besides the slope of the cost?"),
        Slip(
            "took_the_sum_of_squared_errors", "mse_gradient(A[L], Y) -> A[L] - Y",
            "You leave the 1/N out of the slope of the squared error.",
            "Is the cost a sum or a mean over the batch?"),
        Slip(
            "slope_of_the_layer_above",
            "hidden_delta(_d, _w, _z, activation[l]) -> hidden_delta(_d, _w, _z, "
            "activation[l + 1 if l + 1 < L else l])",
            "You take the name of the activation from the layer above.",
            "Print l and the name that you look up. Do they belong together?"),
        Slip(
            "transposed_the_weight_gradients",
            "weight_gradient(_d, _a) -> weight_gradient(_d, _a).T",
            "You have a row for each neuron below, but W has a row for each "
            "neuron above.",
            "Print the shape of a gradient beside the shape of its weights."),
        Slip(
            "wrong_sign_at_the_output",
            "mse_gradient(A[L], Y) -> -mse_gradient(A[L], Y)\n"
            "softmax_cross_entropy_delta(Z[L], Y) -> "
            "-softmax_cross_entropy_delta(Z[L], Y)",
            "You begin with the error the wrong way round, so that all gradients "
            "point downhill.",
            "Does a too large output give a positive or a negative error?"),
        Slip(
            "fed_every_gradient_with_the_input", "A[l - 1] -> A[0]",
            "You take the input for the activations below every layer.",
            "What goes into the last layer?"),
    ),
    "deltas_by_trying": (
        Slip(
            "gave_each_example_a_cost_of_its_own", "2 * len(Y) -> 2",
            "Your errors belong to the cost of one example, not to the mean of "
            "all.",
            "By how much does a mean of N costs move when one of them moves by 1?"),
        Slip(
            "compared_the_cost_of_the_batch",
            "np.sum((a - Y) ** 2, axis=1) -> np.sum((a - Y) ** 2)",
            "You compare the cost of the whole batch, so all examples get one "
            "error.",
            "One push moves all rows at once. Whose cost tells the examples apart?"),
        Slip(
            "pushed_the_whole_layer", "push[j] = h -> push[:] = h",
            "You push all neurons of a layer at once, so each gets the sum of "
            "errors.", "How many numbers of the push are not 0?"),
        Slip(
            "went_on_without_the_activation",
            "a = activate(activation[l], z) -> a = z",
            "You run on from the weighted input without its activation function.",
            "What happens to z before the next layer sees it?"),
        Slip(
            "stopped_below_the_output", "range(l + 1, L + 1) -> range(l + 1, L)",
            "You do not run the output layer after a push further down.",
            "Which is the last layer that a pushed signal goes through?"),
    ),
    "shared_gradient": (
        Slip(
            "counted_the_first_place_only",
            "\n            dW[1] + dW[2] -> dW[1]\n            db[1] + db[2] -> "
            "db[1]\n            ",
            "You count the path from the first layer, and not the one from the "
            "second.", "In how many places does one weight stand?"),
        Slip(
            "counted_the_second_place_only",
            "\n            dW[1] + dW[2] -> dW[2]\n            db[1] + db[2] -> "
            "db[2]\n            ",
            "You count the path from the second layer, and not the one from the "
            "first.", "In how many places does one weight stand?"),
        Slip(
            "averaged_the_places",
            "\n            dW[1] + dW[2] -> (dW[1] + dW[2]) / 2\n            "
            "db[1] + db[2] -> (db[1] + db[2]) / 2\n            ",
            "You take the mean over the two places, where the chain rule adds.",
            "Multiply along a path; and over the paths?"),
        Slip(
            "multiplied_the_places",
            "\n            dW[1] + dW[2] -> dW[1] * dW[2]\n            db[1] + "
            "db[2] -> db[1] * db[2]\n            ",
            "You multiply the slopes of two paths, but paths are added.",
            "Multiply along a path; and over the paths?"),
        Slip(
            "doubled_the_second_place",
            "\n            dW[1] + dW[2] -> 2 * dW[2]\n            db[1] + db[2] "
            "-> 2 * db[2]\n            ",
            "You take the slope of the second layer twice, as if both were alike.",
            "Do the two layers get the same input?"),
    ),
}
