"""The slips of the module neuron, by exercise."""

from autograder.slips.model import Bank, Slip

# fmt: off
SLIPS: Bank = {
    "weighted_input": (
        Slip(
            "forgot_the_bias", "X @ w + b -> X @ w",
            "Your weighted input leaves the bias out.",
            "Put zeros into X and look: what should a neuron say that hears "
            "nothing?"),
        Slip(
            "bias_inside_the_sum", "X @ w + b -> (X * w + b).sum(axis=1)",
            "You add the bias once for every input instead of once for the neuron.",
            "The bias stands outside the sum sign. How often do you add it for n "
            "inputs?"),
        Slip(
            "summed_over_the_batch", "X @ w -> (X * w).sum(axis=0)",
            "You sum over the examples, so that different examples are mixed.",
            "An example is a row of X. Which axis runs along the inputs of one "
            "example?"),
        Slip(
            "kept_a_column", "w -> w.reshape(-1, 1)",
            "You return a column of shape (N, 1) where a plain row of N numbers "
            "is asked.",
            "Print the shape of your result beside the shape that the docstring "
            "asks for."),
        Slip(
            "averaged_over_the_inputs", "X @ w -> (X * w).mean(axis=1)",
            "You take the mean over the inputs where the neuron takes their sum.",
            "Compare your result for one input with your result for two equal "
            "inputs."),
        Slip(
            "one_number_for_the_batch", "X @ w -> np.sum(X * w)",
            "You sum over everything and get one number for the whole batch.",
            "The result has one number for each row of X. Which rows go into "
            "yours?"),
        Slip(
            "applied_the_sigmoid_too", "X @ w + b -> sigmoid(X @ w + b)",
            "You return the activation where the weighted input is asked.",
            "Stop at z: the activation is the next step, not this."),
        Slip(
            "weights_on_the_left", "X @ w -> w @ X",
            "You put the weights to the left of X, where they meet its examples.",
            "Write the two shapes side by side. Which axis of X has one place a "
            "weight?"),
        Slip(
            "turned_the_inputs", "X -> X.T",
            "You turn X before the product, so that the weights meet its examples.",
            "Write the two shapes side by side, before and after you turn X."),
        Slip(
            "reshaped_the_inputs", "X @ w -> w @ X.reshape(len(w), -1)",
            "You reshape X until it fits, which deals its numbers out in another "
            "order.", "Print what you made of X. Is a row still an example?"),
        Slip(
            "added_the_bias_to_the_inputs", "X @ w + b -> (X + b) @ w",
            "You add the bias to every input, so that it is multiplied by the "
            "weights.",
            "By what is the bias multiplied on its way into z? By what is yours?"),
        Slip(
            "added_the_bias_to_the_weights", "X @ w + b -> X @ (w + b)",
            "You add the bias to every weight, so that it is multiplied by the "
            "inputs.",
            "By what is the bias multiplied on its way into z? By what is yours?"),
        Slip(
            "summed_before_multiplying", "X @ w -> X.sum(axis=1) * w.sum()",
            "You sum the inputs and the weights first, and multiply the two sums.",
            "Try two inputs by hand. What is multiplied first?"),
        Slip(
            "only_the_first_row", "X -> X[0]",
            "You give the weighted input of the first example alone.",
            "Count the rows of X, and the numbers in your result."),
        Slip(
            "only_the_last_row", "X -> X[-1]",
            "You give the weighted input of the last example alone.",
            "If there is a loop: what becomes of the number of the example before?"),
        Slip(
            "stopped_after_the_first_row",
            "z = np.zeros(len(X)); z[0] = X[0] @ w + b; return z",
            "You compute the first number of the result and leave 0 for the "
            "others.",
            "How often does your loop run? Look at how far each line is indented."),
        Slip(
            "kept_the_last_product", "X @ w -> X[:, -1] * w[-1]",
            "You keep the product of the last input alone, where all are added up.",
            "What becomes of the product of the input before?"),
        Slip(
            "left_the_first_input_out", "X -> X[:, 1:]\nw -> w[1:]",
            "You leave the first input out of the sum.",
            "Python counts from 0. Where does your sum begin?"),
        Slip(
            "left_the_last_input_out", "X -> X[:, :-1]\nw -> w[:-1]",
            "You leave the last input out of the sum.",
            "Which is the last input that your sum reaches?"),
        Slip(
            "cut_the_negative_ones_off", "X @ w + b -> np.maximum(X @ w + b, 0.0)",
            "You set negative weighted inputs to 0, which is the work of an "
            "activation.", "Stop at z: may a weighted input be negative?"),
        Slip(
            "said_whether_it_fires", "X @ w + b -> np.where(X @ w + b > 0, 1.0, 0.0)",
            "You return 1 or 0, by the sign of z, where z itself is asked.",
            "Stop at z: what kind of number is a weighted input?"),
        Slip(
            "carried_the_sum_on", "X @ w -> np.cumsum(X @ w)",
            "You carry the sum of one example on into the next.",
            "What is in your sum when a new example begins?"),
    ),
    "sigmoid": (
        Slip(
            "lost_the_minus_sign", "return 1.0 / (1.0 + np.exp(z))",
            "Your curve falls, as if the exponent had lost its minus sign.",
            "Try a large positive z by hand. Should the result be near 0 or near "
            "1?"),
        Slip(
            "overflows_for_large_inputs", "return 1.0 / (1.0 + np.exp(-z))",
            "Your formula is right, but its exponential overflows where z is far "
            "from 0.",
            "Look at the warning for z = -1000, and at the second form in the "
            "Notes."),
        Slip(
            "infinity_over_infinity", "return np.exp(z) / (1.0 + np.exp(z))",
            "Your fraction becomes infinity over infinity where z is large and "
            "positive.",
            "Look at z = 1000: what are the numerator and the denominator there?"),
        Slip(
            "mistook_tanh", "return np.tanh(z)",
            "You compute the hyperbolic tangent, which runs from -1 to 1.",
            "Look at z = 0: the sigmoid is one half there."),
        Slip(
            "tanh_without_halving_z", "return 0.5 * (1.0 + np.tanh(z))",
            "Your curve is too steep, as if z had been doubled.",
            "Compare your slope at 0 with 1/4. By what is z multiplied on its way?"),
        Slip(
            "lost_the_one", "return 1.0 / np.exp(-z)",
            "Your denominator leaves out the 1.",
            "Look at z = 0 by hand: what does your denominator come to?"),
        Slip(
            "step_instead_of_a_slope", "return np.where(z > 0, 1.0, 0.0)",
            "You return a step from 0 to 1 where a smooth curve is asked.",
            "Look at z near 0: a step has no slope that could be followed."),
        Slip(
            "subtracted_below_the_line", "return 1.0 / (1.0 - np.exp(-z))",
            "You subtract the exponential below the line, where it is added.",
            "Look at z = 0 by hand: what does your denominator come to?"),
        Slip(
            "mixed_the_two_forms", "return np.exp(z) / (1.0 + np.exp(-z))",
            "You put the top of one form of the fraction over the bottom of the "
            "other.", "Compare the exponents above the line and below it."),
        Slip(
            "runs_from_minus_one", "return np.tanh(z / 2.0)",
            "Your curve runs from -1 to 1, where the sigmoid runs from 0 to 1.",
            "Look at z = 0: the sigmoid is one half there."),
        Slip(
            "nothing_where_z_is_large",
            "return np.nan_to_num(np.exp(z) / (1.0 + np.exp(z)))",
            "You give 0 where z is large and positive, although the sigmoid is "
            "near 1.", "Look at z = 1000: what should the sigmoid be there?"),
        Slip(
            "left_the_negative_side_at_zero",
            "return np.where(z > 0, 1.0 / (1.0 + np.exp(-np.abs(z))), 0.0)",
            "You give 0 for every negative z, where the sigmoid only comes near "
            "to 0.", "Look at z = -1 by hand: what should come out?"),
        Slip(
            "left_the_positive_side_at_one",
            "small = np.exp(-np.abs(z)) -> e = np.exp(-np.abs(z))\nnp.where(z >= "
            "0, 1.0, small) / (1.0 + small) -> np.where(z < 0, e / (1.0 + e), 1.0)",
            "You give 1 for every positive z, where the sigmoid only comes near "
            "to 1.", "Look at z = 1 by hand: what should come out?"),
        Slip(
            "lost_the_parentheses_below", "return np.exp(z) / 1.0 + np.exp(z)",
            "Your division ends before the sum below the line, so that you double "
            "e^z.", "Which operation does Python do first in your line?"),
        Slip(
            "divided_by_the_sum_of_all", "return np.exp(z) / np.exp(z).sum()",
            "You divide by a sum over all elements, so that each depends on the "
            "others.", "Change one element of z. Which elements of the result change?"),
        Slip(
            "rectified_instead", "return np.maximum(z, 0.0)",
            "You cut z off at 0, where a smooth curve between 0 and 1 is asked.",
            "Look at z = 0: the sigmoid is one half there."),
        Slip(
            "added_the_one_at_the_end", "return 1.0 / np.exp(-z) + 1.0",
            "You divide by the exponential alone and add the 1 afterwards.",
            "Which operation does Python do first in your line?"),
        Slip(
            "left_the_denominator_out_below",
            "small = np.exp(-np.abs(z)) -> e = np.exp(-np.abs(z))\nnp.where(z >= "
            "0, 1.0, small) / (1.0 + small) -> np.where(z < 0, e, 1.0 / (1.0 + e))",
            "You leave the denominator out where z is negative.",
            "Look at z just below 0: the sigmoid is nearly one half there."),
        Slip(
            "normalised_the_whole_array",
            "return np.exp(z - z.max()) / np.exp(z - z.max()).sum()",
            "Your numbers sum to 1 over the array: that is a softmax, and each "
            "number is to be squashed by itself.",
            "Does the sigmoid of one number depend on its neighbours?"),
        Slip(
            "saturated_early",
            "s = 1 / (1 + np.exp(-np.clip(z, -500, 500))); return np.where(z > 5, "
            "1.0, np.where(z < -5, 0.0, s))",
            "You set the sigmoid to 0 and 1 far too early, where it is still on "
            "its way.", "How far from 1 is the sigmoid at 6?"),
    ),
    "sigmoid_prime": (
        Slip(
            "took_z_for_the_activation", "sigmoid(z) -> z",
            "You put z itself where the sigmoid of z belongs.",
            "The rule multiplies activations. Is what you multiply an activation?"),
        Slip(
            "one_plus_instead_of_one_minus", "1.0 - a -> 1.0 + a",
            "You add where the second factor subtracts.",
            "Look at a large z: the curve is flat there."),
        Slip(
            "returned_the_sigmoid", "a * (1.0 - a) -> a",
            "You return the height of the curve instead of its slope.",
            "How steep is the curve where z is large?"),
        Slip(
            "lost_the_first_factor", "a * (1.0 - a) -> 1.0 - a",
            "Your slope has only one of its two factors.",
            "Look at z = 0: the slope is 1/4 there, what is yours?"),
        Slip(
            "squashed_twice", "z -> sigmoid(z)",
            "You apply the sigmoid to something that is a sigmoid already.",
            "The argument is z, not an activation. How often do you squash it?"),
        Slip(
            "used_the_rule_for_tanh", "return 1.0 - sigmoid(z) ** 2",
            "You use the rule for tanh, which subtracts a square from 1.",
            "Look at z = 0: the slope is 1/4 there, what is yours?"),
        Slip(
            "multiplied_by_z", "a * (1.0 - a) -> a * (1.0 - a) * z",
            "You multiply by z once too often, as if there were an inner slope.",
            "Put z = 0 into each factor. Which of them is not 1/2?"),
        Slip(
            "squared_the_other_factor", "return (1.0 - sigmoid(z)) ** 2",
            "You multiply what the sigmoid lacks to reach 1 by itself, not by the "
            "sigmoid.", "Look at z = -10: the curve is flat there."),
        Slip(
            "slope_of_tanh", "return 1.0 - np.tanh(z) ** 2",
            "You return the slope of tanh, which is steeper at 0 and flat sooner.",
            "Look at z = 0: the slope is 1/4 there, what is yours?"),
        Slip(
            "forgot_the_inner_slope", "1.0 -> 0.0",
            "You return minus the square of the sigmoid, which lacks an inner "
            "slope.",
            "If you differentiate a power: what is the slope of what stands "
            "inside it?"),
        Slip(
            "growing_numerator", "return np.exp(z) / (1.0 + np.exp(-z)) ** 2",
            "Your fraction has lost the minus sign in the exponent above the line.",
            "Look at z = 5: the curve is flat there."),
        Slip(
            "squashed_one_factor_twice", "1.0 - a -> 1.0 - sigmoid(a)",
            "You apply the sigmoid twice in the second of the two factors.",
            "How often do you squash z in each factor? Once is enough."),
        Slip(
            "subtracted_before_squashing", "return sigmoid(z) * sigmoid(1.0 - z)",
            "You subtract z from 1 and squash afterwards, which is the wrong "
            "order.",
            "Is the difference in the rule one of weighted inputs, or of "
            "activations?"),
        Slip(
            "joined_by_a_matrix_product", "a * (1.0 - a) -> a @ (1.0 - a)",
            "You multiply the two factors as matrices, where each element is on "
            "its own.",
            "Each element of z has a slope of its own. Does `@` keep them apart?"),
        Slip(
            "differentiated_twice",
            "a * (1.0 - a) -> a * (1.0 - a) * (1.0 - 2.0 * a)",
            "You give the slope of the slope.",
            "Look at z = 0: the curve is steepest there."),
        Slip(
            "squared_the_exponential_alone",
            "return np.exp(-z) / (1.0 + np.exp(-z) ** 2)",
            "You square the exponential below the line, where the whole bracket "
            "is squared.", "What does the square below the line belong to?"),
        Slip(
            "flat_far_out",
            "a = sigmoid(z); return np.where(np.abs(z) > 6, 0.0, a * (1 - a))",
            "You set the slope to 0 far out, where it is small but not 0.",
            "How steep is the sigmoid at 7?"),
        Slip(
            "one_slope_for_all", "a * (1.0 - a) -> np.mean(a * (1.0 - a))",
            "You return the mean slope, one number for all elements.",
            "Which shape does the statement ask for?"),
        Slip(
            "quotient_of_exponentials", "return np.exp(-z) / (1 + np.exp(-z)) ** 2",
            "Your formula is right, but it is infinity over infinity far below 0.",
            "What are the numerator and the denominator at z = -1000?"),
    ),
    "neuron_gradient": (
        Slip(
            "left_the_target_out", "sigmoid(z) - y -> sigmoid(z)",
            "You take the output for the error, without the target.",
            "Change a target. Do your slopes change with it?"),
        Slip(
            "took_the_output_for_the_slope", "sigmoid_prime -> sigmoid",
            "You multiply by the output of the neuron, where the slope of the "
            "sigmoid goes.", "How steep is the sigmoid where its output is near 1?"),
        Slip(
            "mean_of_each_factor",
            "z = weighted_input(X, w, b); db = (sigmoid(z) - y).mean() * "
            "sigmoid_prime(z).mean(); return (X.mean(axis=0) * db, db)",
            "You multiply the means of the factors, where the mean of the "
            "products is due.", "Each example has its own chain. Where do yours meet?"),
        Slip(
            "forgot_the_mean", "(sigmoid(z) - y) / len(y) -> sigmoid(z) - y",
            "You add up over the examples but do not divide by their number.",
            "The cost is a mean. Does your gradient grow when every example comes "
            "twice?"),
        Slip(
            "kept_the_two",
            "z = weighted_input(X, w, b); delta = 2.0 * (sigmoid(z) - y) * "
            "sigmoid_prime(z) / len(X); return (X.T @ delta, delta.sum())",
            "You keep the 2 of the square, which the half in the cost cancels.",
            "Differentiate the square, and look at what the 2N in the cost leaves."),
        Slip(
            "kept_the_half",
            "z = weighted_input(X, w, b); delta = (sigmoid(z) - y) * "
            "sigmoid_prime(z) / (2 * len(X)); return (X.T @ delta, delta.sum())",
            "You keep the half of the cost, which the 2 of the square cancels.",
            "Differentiate the square, and look at what becomes of the half in "
            "the cost."),
        Slip(
            "error_the_wrong_way_round",
            "(sigmoid(z) - y) / len(y) -> -((sigmoid(z) - y) / len(y))",
            "You subtract the output from the target, which turns every slope "
            "round.",
            "If the output is too high, the cost grows with it: which sign is "
            "that slope?"),
        Slip(
            "slope_at_the_activation",
            "a = sigmoid(weighted_input(X, w, b)); delta = (a - y) * "
            "sigmoid_prime(a) / len(X); return (X.T @ delta, delta.sum())",
            "You take the slope of the sigmoid at the activation instead of at z.",
            "The second factor is the slope at z. What do you hand to the slope "
            "function?"),
        Slip(
            "left_out_the_slope_of_the_sigmoid", "dC_da * sigmoid_prime(z) -> dC_da",
            "You leave out the middle factor of the chain, the slope of the "
            "sigmoid.",
            "Count the factors of the chain rule: there are three for a weight. "
            "Which of them is missing from yours?"),
        Slip(
            "left_out_the_input",
            "z = weighted_input(X, w, b); delta = (sigmoid(z) - y) * "
            "sigmoid_prime(z) / len(X); return (np.full(len(w), delta.sum()), "
            "delta.sum())",
            "You leave out the last factor, the input, so that all weights get "
            "one slope.",
            "Look at the last factor for a weight: how does z change when w does?"),
        Slip(
            "divided_the_bias_twice", "dC_dz.sum -> dC_dz.mean",
            "You divide the slope of the bias by the number of examples twice.",
            "Follow the 1/N through both results. How often does it come into "
            "each?"),
        Slip(
            "swapped_the_two",
            "(X.T @ dC_dz, dC_dz.sum()) -> (dC_dz.sum(), X.T @ dC_dz)",
            "You return the slope of the bias first and the slopes of the weights "
            "second.", "Look at the order in which the docstring names them."),
        Slip(
            "kept_every_example",
            "z = weighted_input(X, w, b); delta = (sigmoid(z) - y) * "
            "sigmoid_prime(z) / len(X); return (delta[:, None] * X, delta)",
            "You return one slope for each example instead of their sum.",
            "A gradient has the shape of its parameter. Which axis is too many?"),
        Slip(
            "left_the_bias_out_of_z",
            "z = X @ w; delta = (sigmoid(z) - y) * sigmoid_prime(z) / len(X); "
            "return (X.T @ delta, delta.sum())",
            "You compute z without the bias, so that every slope is taken "
            "elsewhere.",
            "Change b and look at your results. Do they change as they should?"),
        Slip(
            "divided_the_weights_twice",
            "z = weighted_input(X, w, b); delta = (sigmoid(z) - y) * "
            "sigmoid_prime(z) / len(X); return (X.T @ delta / len(X), delta.sum())",
            "You divide the slopes of the weights by the number of examples twice.",
            "Follow the 1/N through both results. How often does it come into "
            "each?"),
        Slip(
            "multiplied_by_the_weights",
            "z = weighted_input(X, w, b); delta = (sigmoid(z) - y) * "
            "sigmoid_prime(z) / len(X); return (w * delta.sum(), delta.sum())",
            "You take the weight for the last factor, where the input belongs.",
            "In z, each weight has a partner. By which of the two is z "
            "differentiated?"),
        Slip(
            "squared_the_error", "sigmoid(z) - y -> (sigmoid(z) - y) ** 2",
            "You keep the square of the error, which is no longer there in the "
            "slope.", "Differentiate the square. Which power of the error?"),
        Slip(
            "took_the_cost_for_its_slope",
            "sigmoid(z) - y -> (sigmoid(z) - y) ** 2 / 2",
            "You multiply by the cost of each example, where the slope of the "
            "cost belongs.", "Which sign has the slope where the output is too low?"),
        Slip(
            "lost_the_sign_of_the_error", "sigmoid(z) - y -> abs(sigmoid(z) - y)",
            "You take the size of the error, so that too low counts as too high.",
            "Which sign has the slope where the output is too low?"),
        Slip(
            "left_the_error_out", "(sigmoid(z) - y) / len(y) -> 1.0 / len(y)",
            "You leave out the first factor of the chain, the slope of the cost.",
            "Which factor says how wrong the answer was?"),
        Slip(
            "put_z_into_the_slope_rule", "sigmoid_prime(z) -> z * (1 - z)",
            "You put z into the rule for the slope, where the sigmoid of z "
            "belongs.", "The rule multiplies activations. Is z an activation?"),
        Slip(
            "put_y_into_the_slope_rule", "sigmoid_prime(z) -> y * (1 - y)",
            "You put the target into the rule for the slope, where the output "
            "belongs.", "The rule multiplies outputs. Is a target an output?"),
        Slip(
            "used_the_slope_rule_of_tanh", "sigmoid_prime(z) -> 1 - sigmoid(z) ** 2",
            "You use the rule for the slope of tanh, where the neuron has a "
            "sigmoid.", "Look at z = 0: the sigmoid has the slope 1/4 there."),
        Slip(
            "left_the_slope_out_for_the_bias", "dC_dz.sum() -> dC_da.sum()",
            "You leave the slope of the sigmoid out of the slope of the bias "
            "alone.", "Compare the factors of your two results one by one."),
        Slip(
            "left_the_slope_out_for_the_weights", "X.T @ dC_dz -> X.T @ dC_da",
            "You leave the slope of the sigmoid out of the slopes of the weights "
            "alone.", "Compare the factors of your two results one by one."),
        Slip(
            "summed_the_weights_for_the_bias", "dC_dz.sum() -> (X.T @ dC_dz).sum()",
            "You add up the slopes of the weights to get the slope of the bias.",
            "Which factor of a weight's slope has the bias not?"),
        Slip(
            "multiplied_the_mean_input",
            "X.T @ dC_dz -> X.mean(axis=0) * dC_dz.sum()",
            "You take the mean of each input over the batch before you multiply "
            "by it.", "Try two examples by hand. What is multiplied first?"),
        Slip(
            "mean_error_for_all", "sigmoid(z) - y -> (sigmoid(z) - y).mean()",
            "You give every example the mean error of the batch instead of its "
            "own.", "Each example has its own chain. Where do yours meet?"),
        Slip(
            "took_the_step_too",
            "(X.T @ dC_dz, dC_dz.sum()) -> (w - X.T @ dC_dz, b - dC_dz.sum())",
            "You return changed weights and a changed bias, where their slopes "
            "are asked.", "The result is a direction. Who takes the step?"),
        Slip(
            "kept_the_last_example",
            "X.T @ dC_dz -> X[-1] * dC_dz[-1]\ndC_dz.sum() -> dC_dz[-1]",
            "You keep the slopes of the last example alone, divided by N.",
            "What becomes of the slopes of the example before?"),
        Slip(
            "compared_z_with_y", "sigmoid(z) - y -> z - y",
            "You compare the target with the weighted input instead of the "
            "activation.",
            "The cost compares y with the output of the neuron. What do you "
            "compare?"),
        Slip(
            "divided_by_the_inputs", "len(y) -> X.shape[1]",
            "You divide by the number of inputs instead of the number of examples.",
            "The mean is taken over the examples. Which axis of X counts them?"),
        Slip(
            "broadcast_to_a_table",
            "sigmoid(z) - y -> (sigmoid(z) - y[:, None]).sum(axis=0)",
            "Every output meets every target, not its own alone.",
            "Print the shape of the error. How many numbers should it hold?"),
        Slip(
            "halved_the_delta_of_cross_entropy",
            "dC_da * sigmoid_prime(z) -> dC_da / 2",
            "You leave the slope of the sigmoid out, as cross-entropy does, and "
            "halve what is left.",
            "Write the chain down for the cost of the statement. Which factors "
            "has it?"),
    ),
}
