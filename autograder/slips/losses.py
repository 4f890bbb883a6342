"""The slips of the module losses, by exercise."""

from autograder.slips.model import Bank, Slip

# fmt: off
SLIPS: Bank = {
    "mse": (
        Slip(
            "forgot_the_half", "2 * len(A) -> len(A)",
            "You leave out the factor one half of the mean squared error.",
            "Work out by hand what one output that is off by 2 costs. What do you "
            "get?"),
        Slip(
            "forgot_the_mean", "2 * len(A) -> 2",
            "You sum over the batch and never divide by the number of examples.",
            "Give it the same batch twice over. Does the cost stay, as a mean "
            "does?"),
        Slip(
            "took_the_mean_of_other_libraries",
            "np.sum((A - Y) ** 2) / (2 * len(A)) -> np.mean((A - Y) ** 2)",
            "You compute the plain mean of all squared errors, as other libraries "
            "do.",
            "Two things differ from the equation: a factor, and what the mean "
            "runs over."),
        Slip(
            "forgot_the_square", "(A - Y) ** 2 -> A - Y",
            "You add up the errors themselves, so that opposite errors cancel.",
            "Try an error of 1 and an error of -1 in one row. Do they cancel?"),
        Slip(
            "took_absolute_errors", "(A - Y) ** 2 -> np.abs(A - Y)",
            "You add up the sizes of the errors where their squares are asked for.",
            "How much more does an error of 4 cost than an error of 2?"),
        Slip(
            "added_up_lengths",
            "np.sum((A - Y) ** 2) -> np.linalg.norm(A - Y, axis=1).sum()",
            "You add up the lengths of the error vectors where their squares are "
            "asked for.",
            "What stands inside the sum of the equation, the length or its square?"),
        Slip(
            "squared_the_sum", "A - Y -> np.sum(A - Y, axis=1)",
            "You sum the errors of an example before you square them.",
            "Which comes first in the equation, the square or the sum?"),
        Slip(
            "kept_one_cost_for_each_example",
            "np.sum((A - Y) ** 2) -> np.sum((A - Y) ** 2, axis=1)\n2 * len(A) -> 2",
            "You return the cost of each example and do not take their mean.",
            "The cost is one number. What is the shape of what you return?"),
        Slip(
            "squared_before_subtracting", "(A - Y) ** 2 -> A ** 2 - Y ** 2",
            "You subtract the squares where the difference is to be squared.",
            "Try an output of 3 where 1 is right: how large is the error?"),
        Slip(
            "squared_the_total", "np.sum((A - Y) ** 2) -> np.sum(A - Y) ** 2",
            "You add up the errors of the whole batch before you square.",
            "Which comes first in the equation, the square or the sums?"),
        Slip(
            "took_the_root_of_the_plain_mean",
            "np.sum((A - Y) ** 2) / (2 * len(A)) -> np.sqrt(np.mean((A - Y) ** 2))",
            "You compute the root of the mean square, as it is often reported.",
            "Does the equation have a root? What if every error doubles?"),
        Slip(
            "took_the_root_of_the_cost",
            "np.sum((A - Y) ** 2) / (2 * len(A)) -> np.sqrt(np.sum((A - Y) ** 2) "
            "/ (2 * len(A)))",
            "You compute the cost that is asked for and then take its root.",
            "Does the equation have a root? What if every error doubles?"),
        Slip(
            "returned_the_length_of_all_errors",
            "np.sum((A - Y) ** 2) / (2 * len(A)) -> np.linalg.norm(A - Y)",
            "You return the length of all errors together, which is a root and no "
            "mean.", "Does the equation have a root? What if every error doubles?"),
        Slip(
            "took_the_mean_absolute_error",
            "np.sum((A - Y) ** 2) / (2 * len(A)) -> np.mean(np.abs(A - Y))",
            "You compute the mean absolute error, a cost with no square in it.",
            "How much more does an error of 4 cost than an error of 2?"),
        Slip(
            "kept_a_mean_for_each_example",
            "np.sum((A - Y) ** 2) / (2 * len(A)) -> np.mean((A - Y) ** 2, axis=1)",
            "You take a mean along each row, as some libraries do, and stop there.",
            "The cost is one number. What is the shape of what you return?"),
        Slip(
            "kept_a_mean_for_each_output",
            "np.sum((A - Y) ** 2) / (2 * len(A)) -> np.mean((A - Y) ** 2, axis=0)",
            "You take a mean down each column, and nothing adds the columns up.",
            "The cost is one number. What is the shape of what you return?"),
        Slip(
            "kept_products_of_the_outputs",
            "np.sum((A - Y) ** 2) -> (A - Y).T @ (A - Y)",
            "You multiply errors as matrices, and get a number for every two "
            "outputs.",
            "The cost is one number. What is the shape of what you return?"),
        Slip(
            "kept_products_of_the_examples",
            "np.sum((A - Y) ** 2) -> (A - Y) @ (A - Y).T",
            "You multiply errors as matrices, and get a number for every two "
            "examples.",
            "The cost is one number. What is the shape of what you return?"),
        Slip(
            "summed_the_batch_before_squaring", "A - Y -> np.sum(A - Y, axis=0)",
            "You let errors of different examples cancel before anything is "
            "squared.",
            "Try two examples with the errors 1 and -1. What should they cost?"),
        Slip(
            "left_out_the_last_example", "A - Y -> (A - Y)[:-1]",
            "You leave the last example out of the sum.",
            "If only the last row of A changes, does your cost change?"),
        Slip(
            "left_out_the_first_example", "A - Y -> (A - Y)[1:]",
            "You leave the first example out of the sum; its row has the number 0.",
            "If only the first row of A changes, does your cost change?"),
        Slip(
            "counted_the_first_example_only", "A - Y -> A[0] - Y[0]",
            "You add up the first example only and forget the rest of the batch.",
            "If only the last row of A changes, does your cost change?"),
        Slip(
            "counted_the_last_example_only", "A - Y -> A[-1] - Y[-1]",
            "You overwrite the sum at each example, so that only the last one "
            "counts.", "If only the first row of A changes, does your cost change?"),
        Slip(
            "divided_by_one_less", "len(A) -> len(A) - 1",
            "You divide by one less than the number of examples, as for a sample "
            "variance.", "How many examples has the batch, and by what do you divide?"),
        Slip(
            "divided_by_four", "2 * len(A) -> 4",
            "You divide by 4 whatever the batch is, which is right for two "
            "examples only.",
            "Give it a batch of ten. Which number in your line should change?"),
        Slip(
            "halved_it_twice", "(A - Y) ** 2 -> (A - Y) ** 2 / 2",
            "You have the half in your cost twice.",
            "How often does one half stand in the equation?"),
        Slip(
            "squared_the_number_of_examples",
            "A - Y -> (A - Y) / len(A)\n2 * len(A) -> 2",
            "You let the number of examples into your cost squared.",
            "Is N inside your square, or do you divide by it twice?"),
        Slip(
            "squared_the_factor_too",
            "np.sum((A - Y) ** 2) / (2 * len(A)) -> np.sum(((A - Y) / (2 * "
            "len(A))) ** 2)",
            "You square the factor in front of the sum along with the errors.",
            "What stands inside the square in the equation, and what in front of "
            "the sum?"),
        Slip(
            "squared_the_targets_only", "(A - Y) ** 2 -> A - Y ** 2",
            "You square the targets only, since a power comes before a minus.",
            "Which operation does Python do first in your line?"),
        Slip(
            "cut_off_the_fraction",
            "np.sum((A - Y) ** 2) / (2 * len(A)) -> np.sum((A - Y) ** 2) // (2 * "
            "len(A))", "You cut your cost down to a whole number.",
            "How do you divide, and do you turn anything into an integer?"),
        Slip(
            "returned_an_array_of_one",
            "np.sum((A - Y) ** 2) / (2 * len(A)) -> np.array([np.sum((A - Y) ** "
            "2) / (2 * len(A))])",
            "You return an array that holds the cost where a plain number is "
            "asked.", "The cost is one number. What is the shape of what you return?"),
        Slip(
            "subtracted_in_the_outputs",
            "A -= Y; return np.sum(A ** 2) / (2 * len(A))",
            "You subtract the targets inside A, and so change what the caller "
            "gave.", "Compare A before and after the call. Which line changes it?"),
    ),
    "mse_gradient": (
        Slip(
            "kept_the_two_of_the_square", "A - Y -> 2 * (A - Y)",
            "You keep the 2 that the square brings down, though the half cancels "
            "it.",
            "The equation of the cost has a factor that the 2 of the square "
            "meets. Which?"),
        Slip(
            "kept_the_half", "len(A) -> 2 * len(A)",
            "You keep the half of the cost, though the derivative of the square "
            "cancels it.",
            "Follow the half through the derivative of the square. What is left "
            "of it?"),
        Slip(
            "left_the_mean_out", "(A - Y) / len(A) -> A - Y",
            "You differentiate the sum over the batch, but the cost is the mean.",
            "The cost is a mean. How much does one example of 100 count in it?"),
        Slip(
            "summed_over_the_batch", "A - Y -> (A - Y).sum(axis=0)",
            "You sum the slopes over the batch, but each output has a slope of "
            "its own.", "How many outputs can be moved? Each of them has a slope."),
        Slip(
            "went_through_the_sigmoid", "A - Y -> (A - Y) * A * (1 - A)",
            "You multiply by the slope of the sigmoid, but that step comes later.",
            "By what does this exercise differentiate, by the output or by what "
            "is below?"),
        Slip(
            "forgot_to_differentiate_the_square", "A - Y -> (A - Y) ** 2",
            "You leave the square in, but the derivative of a square is linear.",
            "What is the derivative of the square of a number?"),
        Slip(
            "kept_only_the_direction", "A - Y -> np.sign(A - Y)",
            "You give the sign of each error, but the slope grows with the error.",
            "Does an output that is far off pull harder than one nearby?"),
        Slip(
            "divided_the_targets_only", "(A - Y) / len(A) -> A - Y / len(A)",
            "You divide the targets by N and not the whole error.",
            "Which operation does Python do first in your line?"),
        Slip(
            "divided_by_two", "len(A) -> 2",
            "You divide by 2 whatever the batch is, which is right for two "
            "examples only.",
            "Give it a batch of ten. Which number in your line should change?"),
        Slip(
            "differentiated_the_bare_squares", "(A - Y) / len(A) -> 2 * (A - Y)",
            "You differentiate the bare squares: the half and the mean are both "
            "missing.",
            "Write the constants of the cost down before you differentiate it."),
        Slip(
            "divided_by_the_batch_twice", "len(A) -> len(A) ** 2",
            "You divide by the number of examples twice.",
            "How often does 1/N stand in the cost?"),
        Slip(
            "divided_by_one_less", "len(A) -> len(A) - 1",
            "You divide by one less than the number of examples, as for a sample "
            "variance.", "How many examples has the batch, and by what do you divide?"),
        Slip(
            "divided_the_outputs_only", "(A - Y) / len(A) -> A / len(A) - Y",
            "You divide the outputs by N and not the whole error.",
            "Which operation does Python do first in your line?"),
        Slip(
            "summed_to_one_number", "A - Y -> np.sum(A - Y)",
            "You sum all slopes to a single number, but each output has its own.",
            "How many outputs can be moved? Each of them has a slope."),
        Slip(
            "averaged_to_one_number", "(A - Y) / len(A) -> np.mean(A - Y)",
            "You average all errors to a single number, but each output has its "
            "own slope.", "How many outputs can be moved? Each of them has a slope."),
        Slip(
            "summed_over_the_outputs", "A - Y -> (A - Y).sum(axis=1)",
            "You sum over the outputs, but each of them has a slope of its own.",
            "How many outputs can be moved? Each of them has a slope."),
        Slip(
            "averaged_over_the_outputs", "(A - Y) / len(A) -> (A - Y).mean(axis=1)",
            "You average over the outputs, but each of them has a slope of its "
            "own.", "How many outputs can be moved? Each of them has a slope."),
        Slip(
            "summed_over_the_batch_into_a_row",
            "A - Y -> (A - Y).sum(axis=0, keepdims=True)",
            "You sum over the batch into one row, but each output has its own "
            "slope.", "How many outputs can be moved? Each of them has a slope."),
        Slip(
            "returned_lists", "(A - Y) / len(A) -> ((A - Y) / len(A)).tolist()",
            "You return lists of numbers where an array is asked.",
            "What type has A, and what type has your result?"),
        Slip(
            "returned_the_cost",
            "A - Y -> np.sum((A - Y) ** 2)\nlen(A) -> 2 * len(A)",
            "You return the cost and not its slopes.",
            "How many outputs can be moved? Each of them has a slope."),
        Slip(
            "lost_the_sign", "A - Y -> np.abs(A - Y)",
            "You take the size of each error, so that no slope is ever negative.",
            "If an output is too small, does the cost rise or fall as it grows?"),
        Slip(
            "scaled_to_length_one", "len(A) -> np.linalg.norm(A - Y)",
            "You divide by the length of all errors, as for the slope of a root.",
            "Does an output that is far off pull harder than one nearby? By how "
            "much?"),
        Slip(
            "took_a_slope_at_the_outputs", "A - Y -> (A - Y) * sigmoid_prime(A)",
            "You multiply by a slope of the sigmoid, taken at the outputs at that.",
            "By what does this exercise differentiate, by the output or by what "
            "is below?"),
        Slip(
            "multiplied_with_the_outputs", "A - Y -> (A - Y).T @ A",
            "You multiply errors and outputs as matrices, as if weights were "
            "asked for.", "Compare the shape of your result with that of A."),
        Slip(
            "left_out_the_last_row",
            "G = np.zeros(A.shape); G[:-1] = (A - Y)[:-1] / len(A); return G",
            "You never fill the row of the last example.",
            "How many rows does your loop go through, and how many has A?"),
        Slip(
            "computed_inside_the_outputs", "A -= Y; A /= len(A); return A",
            "You compute the slopes inside A, and so change what the caller gave.",
            "Compare A before and after the call. Which lines change it?"),
        Slip(
            "subtracted_in_the_outputs", "A -= Y; return A / len(A)",
            "You subtract the targets inside A, and so change what the caller "
            "gave.", "Compare A before and after the call. Which line changes it?"),
        Slip(
            "clipped_the_errors", "A - Y -> np.clip(A - Y, -1, 1)",
            "You cut large errors off at 1.",
            "Is there a largest slope in the equation?"),
    ),
    "binary_cross_entropy": (
        Slip(
            "forgot_the_mean",
            "np.sum(softplus - Y * Z) / len(Z) -> np.sum(softplus - Y * Z)",
            "You sum over the batch and never divide by the number of examples.",
            "Give it the same batch twice over. Does the cost stay, as a mean "
            "does?"),
        Slip(
            "applied_the_sigmoid_twice",
            "softplus = np.maximum(Z, 0.0) + np.log1p(np.exp(-np.abs(Z))) -> a = "
            "sigmoid(sigmoid(Z))\nnp.sum(softplus - Y * Z) -> -np.sum(Y * "
            "np.log(a) + (1 - Y) * np.log(1 - a))",
            "You apply the sigmoid twice before you take the logarithms.",
            "How many sigmoids lie between the weighted input and the cost?"),
        Slip(
            "computed_the_squared_error",
            "return np.sum((sigmoid(Z) - Y) ** 2) / (2 * len(Z))",
            "You compute the mean squared error of the outputs, not the "
            "cross-entropy.", "Where are the logarithms of the equation?"),
        Slip(
            "charged_all_as_if_the_target_were_1", "Y * Z -> Z",
            "You charge every output as if its target were 1.",
            "What does your code compute where the target is 0?"),
        Slip(
            "charged_all_as_if_the_target_were_0", "softplus - Y * Z -> softplus",
            "You charge every output as if its target were 0.",
            "What does your code compute where the target is 1?"),
        Slip(
            "added_the_product", "softplus - Y * Z -> softplus + Y * Z",
            "You add the product of target and logit, but the cost subtracts it.",
            "Should a large logit cost more or less where the target is 1?"),
        Slip(
            "kept_the_largest_exponent_only",
            "np.maximum(Z, 0.0) + np.log1p(np.exp(-np.abs(Z))) -> np.maximum(Z, "
            "0.0)",
            "You keep the largest exponent and drop the logarithm that is left "
            "beside it.",
            "What does an undecided output with z = 0 cost? Is it nothing?"),
        Slip(
            "added_one_twice",
            "return np.sum(np.maximum(Z, 0) + np.log1p(1 + np.exp(-np.abs(Z))) - "
            "Y * Z) / len(Z)", "You add 1 inside a function that adds it already.",
            "What does log1p give at 0?"),
        Slip(
            "used_a_softmax",
            "softplus = np.maximum(Z, 0.0) + np.log1p(np.exp(-np.abs(Z))) -> S = "
            "Z - np.logaddexp.reduce(Z, axis=1, keepdims=True)\nnp.sum(softplus - "
            "Y * Z) -> -np.sum(Y * S)",
            "You share one unit among the outputs, but each answers a question of "
            "its own.", "Can two outputs of one example both be near 1? Can yours?"),
        Slip(
            "forgot_the_logarithms",
            "softplus = np.maximum(Z, 0.0) + np.log1p(np.exp(-np.abs(Z))) -> a = "
            "sigmoid(Z)\nnp.sum(softplus - Y * Z) -> -np.sum(Y * a + (1 - Y) * (1 "
            "- a))", "You add up probabilities where their logarithms are asked.",
            "Which step of the equation turns probabilities into what is added up?"),
        Slip(
            "took_absolute_errors", "return np.sum(np.abs(sigmoid(Z) - Y)) / len(Z)",
            "You add up the sizes of the errors, which is another cost.",
            "Where are the logarithms of the equation?"),
        Slip(
            "dropped_the_absolute_value", "np.abs(Z) -> Z",
            "You use the formula of positive weighted inputs for negative ones as "
            "well.",
            "What does your code compute for a large negative weighted input?"),
        Slip(
            "forgot_to_add_the_exponent_back",
            "np.maximum(Z, 0.0) + np.log1p(np.exp(-np.abs(Z))) -> "
            "np.log1p(np.exp(-np.abs(Z)))",
            "You pull the largest exponent out of the logarithm and never add it "
            "again.",
            "What does a logit of 1000 cost whose target is 0? And one of 5?"),
        Slip(
            "returned_the_slope", "return (sigmoid(Z) - Y) / len(Z)",
            "You return the slope of the cost at each logit and not the cost.",
            "The cost is one number. What shape has your result?"),
        Slip(
            "clipped_the_outputs",
            "a = np.clip(sigmoid(Z), 1e-12, 1 - 1e-12); return -np.sum(Y * "
            "np.log(a) + (1 - Y) * np.log(1 - a)) / len(Z)",
            "You cut the outputs off before the logarithm, so that a sure mistake "
            "costs too little.",
            "What should a logit of 1000 with the target 0 cost, and what does "
            "yours?"),
        Slip(
            "clipped_the_outputs_at_1e_7",
            "a = np.clip(sigmoid(Z), 1e-7, 1 - 1e-7); return -np.sum(Y * "
            "np.log(a) + (1 - Y) * np.log(1 - a)) / len(Z)",
            "You cut the outputs off at 1e-7 before the logarithm, so that a sure "
            "mistake costs too little.",
            "What should a logit of 1000 with the target 0 cost, and what does "
            "yours?"),
        Slip(
            "added_a_small_number_in_the_logarithm",
            (
                "return -np.sum(Y * np.log(sigmoid(Z) + 1e-7) + (1 - Y) * np.log(1 - "
                "sigmoid(Z) + 1e-7)) / len(Z)",
                "return -np.sum(Y * np.log(sigmoid(Z) + 1e-8) + (1 - Y) * np.log(1 - "
                "sigmoid(Z) + 1e-8)) / len(Z)",
                "return -np.sum(Y * np.log(sigmoid(Z) + 1e-9) + (1 - Y) * np.log(1 - "
                "sigmoid(Z) + 1e-9)) / len(Z)",
                "return -np.sum(Y * np.log(sigmoid(Z) + 1e-10) + (1 - Y) * np.log(1 - "
                "sigmoid(Z) + 1e-10)) / len(Z)",
                "return -np.sum(Y * np.log(sigmoid(Z) + 1e-12) + (1 - Y) * np.log(1 - "
                "sigmoid(Z) + 1e-12)) / len(Z)",
                "return -np.sum(Y * np.log(sigmoid(Z) + 1e-15) + (1 - Y) * np.log(1 - "
                "sigmoid(Z) + 1e-15)) / len(Z)",
            ),
            "You add a small number inside the logarithm, which changes the cost "
            "of sure answers.",
            "What should a logit of 1000 with the target 0 cost, and what does "
            "yours?"),
        Slip(
            "asked_for_targets_of_exactly_one",
            "return np.sum(np.where(Y == 1, np.logaddexp(0, -Z), np.logaddexp(0, "
            "Z))) / len(Z)",
            "You look only whether a target is exactly 1, so that targets between "
            "0 and 1 count as 0.", "What does a target of 0.9 cost in your formula?"),
        Slip(
            "turned_the_targets_round",
            "return np.sum(np.logaddexp(0, Z) - (1 - Y) * Z) / len(Z)",
            "You exchange y and 1 - y, as if 1 meant no.",
            "What does a large logit cost where the target is 1?"),
        Slip(
            "straight_line_too_early",
            "return np.sum(np.where(np.abs(Z) > 5, np.maximum(Z, 0) - Y * Z, "
            "np.logaddexp(0, Z) - Y * Z)) / len(Z)",
            "You take the straight line of the far out too early, where the curve "
            "is still bent.", "How far is the curve from its line at z = 6?"),
        Slip(
            "averaged_over_all_elements", "len(Z) -> Z.size",
            "You average over the outputs as well, not only over the examples.",
            "How many examples are there, and how many numbers?"),
        Slip(
            "forgot_the_minus", "np.sum(_x) -> -np.sum(_x)",
            "Your cost has the wrong sign, so that better answers cost more.",
            "Is the cost of a sure mistake large or very negative?"),
        Slip(
            "kept_the_half_of_squared_errors", "len(Z) -> (2 * len(Z))",
            "You halve the cost, as squared errors are halved, but cross-entropy "
            "is not.", "Is there a half in the equation of this cost?"),
    ),
    "binary_cross_entropy_gradient": (
        Slip(
            "multiplied_by_the_slope_again",
            "sigmoid(Z) - Y -> (sigmoid(Z) - Y) * sigmoid_prime(Z)",
            "You multiply by the slope of the sigmoid, but it has cancelled "
            "already.",
            "Write the chain rule down for one output. Which factor cancels?"),
        Slip(
            "stopped_at_the_outputs",
            "a = sigmoid(Z); return (a - Y) / (a * (1 - a)) / len(Z)",
            "You differentiate by the outputs of the sigmoid, not by its weighted "
            "inputs.",
            "By what does this exercise differentiate, by the output or by its z?"),
        Slip(
            "differentiated_one_term_only", "sigmoid(Z) - Y -> -Y * (1 - sigmoid(Z))",
            "You differentiate the term of the targets that are 1, and not the "
            "other.", "What does your code compute where the target is 0?"),
        Slip(
            "doubled_it_as_for_a_square", "sigmoid(Z) - Y -> 2 * (sigmoid(Z) - Y)",
            "You put a factor 2 in front, as if the cost were a square.",
            "This cost has no square in it. Where does your factor come from?"),
        Slip(
            "rounded_the_targets",
            "sigmoid(Z) - Y -> np.where(Y == 1, sigmoid(Z) - 1, sigmoid(Z))",
            "You treat each target as 1 or 0, but targets between them are "
            "allowed.", "A target may be 0.3. What does your code make of it?"),
        Slip(
            "squared_the_errors", "sigmoid(Z) - Y -> (sigmoid(Z) - Y) ** 2",
            "You square the errors, but this slope is the error itself over N.",
            "What do you get for an error of -0.5, and which sign should it have?"),
        Slip(
            "used_a_hyperbolic_tangent", "sigmoid -> np.tanh",
            "You use the hyperbolic tangent where the outputs are sigmoids.",
            "Between which two numbers does an output lie that is a probability?"),
        Slip(
            "applied_the_sigmoid_twice", "sigmoid(Z) -> sigmoid(sigmoid(Z))",
            "You apply the sigmoid twice before you compare with the target.",
            "How many sigmoids lie between the weighted input and the cost?"),
        Slip(
            "took_the_sigmoid_of_the_difference", "sigmoid(Z) - Y -> sigmoid(Z - Y)",
            "You take the sigmoid of z minus the target, not of z alone.",
            "What is compared with the target, the weighted input or the output?"),
        Slip(
            "forgot_the_targets", "sigmoid(Z) - Y -> sigmoid(Z)",
            "You return the outputs over N, as if every target were 0.",
            "If only a target changes, does your result change?"),
        Slip(
            "returned_the_slope_of_the_sigmoid", "sigmoid(Z) - Y -> sigmoid_prime(Z)",
            "You return the slope of the sigmoid, whatever the targets are.",
            "If only a target changes, does your result change?"),
        Slip(
            "differentiated_the_other_term_only",
            "sigmoid(Z) - Y -> (1 - Y) * sigmoid(Z)",
            "You differentiate the term of the targets that are 0, and not the "
            "other.", "What does your code compute where the target is 1?"),
        Slip(
            "lost_the_sign_of_the_inner_derivative",
            "a = sigmoid(Z); return (-Y * (1 - a) - (1 - Y) * a) / len(Z)",
            "You lose the minus that 1 - a brings when it is differentiated.",
            "Differentiate the logarithm of 1 - a by a. Which sign comes from "
            "inside?"),
        Slip(
            "lost_the_sign", "sigmoid(Z) - Y -> np.abs(sigmoid(Z) - Y)",
            "You take the size of each error, so that no slope is ever negative.",
            "If the output is too small, does the cost rise or fall as z grows?"),
        Slip(
            "rounded_each_target", "Y -> np.round(Y)",
            "You round each target to 0 or 1, but targets between them are "
            "allowed.", "A target may be 0.3. What does your code make of it?"),
        Slip(
            "multiplied_by_the_weighted_inputs",
            "sigmoid(Z) - Y -> (sigmoid(Z) - Y) * Z",
            "You multiply by z, as if there were a further factor to come.",
            "By what does this exercise differentiate? What is the slope of z by "
            "z?"),
        Slip(
            "overwrote_the_weighted_inputs",
            "Z[:] = sigmoid(Z); return (Z - Y) / len(Z)",
            "You compute the outputs inside Z, and so change what the caller gave.",
            "Compare Z before and after the call. Which line changes it?"),
        Slip(
            "left_the_mean_out", "(sigmoid(Z) - Y) / len(Z) -> sigmoid(Z) - Y",
            "You differentiate the sum over the batch, but the cost is the mean.",
            "The cost is a mean. How much does one example of 100 count in it?"),
        Slip(
            "summed_over_the_batch", "sigmoid(Z) - Y -> (sigmoid(Z) - Y).sum(axis=0)",
            "You sum the slopes over the batch, but each input has a slope of its "
            "own.", "How many weighted inputs can be moved? Each of them has a slope."),
        Slip(
            "divided_by_two", "len(Z) -> 2",
            "You divide by 2 whatever the batch is, which is right for two "
            "examples only.",
            "Give it a batch of ten. Which number in your line should change?"),
        Slip(
            "halved_it", "len(Z) -> 2 * len(Z)",
            "You put a half in front, but there is no half in this cost.",
            "Where does the equation of this cost have a 2?"),
        Slip(
            "divided_by_the_batch_twice", "len(Z) -> len(Z) ** 2",
            "You divide by the number of examples twice.",
            "How often does 1/N stand in the cost?"),
        Slip(
            "divided_by_one_less", "len(Z) -> len(Z) - 1",
            "You divide by one less than the number of examples, as for a sample "
            "variance.", "How many examples has the batch, and by what do you divide?"),
        Slip(
            "divided_the_targets_only",
            "(sigmoid(Z) - Y) / len(Z) -> sigmoid(Z) - Y / len(Z)",
            "You divide the targets by N and not the whole error.",
            "Which operation does Python do first in your line?"),
        Slip(
            "divided_the_outputs_only",
            "(sigmoid(Z) - Y) / len(Z) -> sigmoid(Z) / len(Z) - Y",
            "You divide the outputs by N and not the whole error.",
            "Which operation does Python do first in your line?"),
        Slip(
            "summed_to_one_number", "sigmoid(Z) - Y -> np.sum(sigmoid(Z) - Y)",
            "You sum all slopes to a single number, but each input has its own.",
            "How many weighted inputs can be moved? Each of them has a slope."),
        Slip(
            "averaged_to_one_number",
            "(sigmoid(Z) - Y) / len(Z) -> np.mean(sigmoid(Z) - Y)",
            "You average all errors to one number, but each input has a slope of "
            "its own.",
            "How many weighted inputs can be moved? Each of them has a slope."),
        Slip(
            "summed_over_the_outputs",
            "sigmoid(Z) - Y -> (sigmoid(Z) - Y).sum(axis=1)",
            "You sum over the outputs, but each input has a slope of its own.",
            "How many weighted inputs can be moved? Each of them has a slope."),
        Slip(
            "averaged_over_the_outputs",
            "(sigmoid(Z) - Y) / len(Z) -> (sigmoid(Z) - Y).mean(axis=1)",
            "You average over the outputs, but each input has a slope of its own.",
            "How many weighted inputs can be moved? Each of them has a slope."),
        Slip(
            "summed_over_the_batch_into_a_row",
            "sigmoid(Z) - Y -> (sigmoid(Z) - Y).sum(axis=0, keepdims=True)",
            "You sum over the batch into one row, but each input has a slope of "
            "its own.",
            "How many weighted inputs can be moved? Each of them has a slope."),
        Slip(
            "returned_lists",
            "(sigmoid(Z) - Y) / len(Z) -> ((sigmoid(Z) - Y) / len(Z)).tolist()",
            "You return lists of numbers where an array is asked.",
            "What type has Z, and what type has your result?"),
        Slip(
            "returned_the_cost",
            "sigmoid(Z) - Y -> np.sum(np.logaddexp(0.0, Z) - Y * Z)",
            "You return the cost and not its slopes.",
            "How many weighted inputs can be moved? Each of them has a slope."),
    ),
    "softmax_cross_entropy": (
        Slip(
            "forgot_the_minus",
            "shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)) -> "
            "np.log(np.exp(shifted).sum(axis=1, keepdims=True)) - shifted",
            "You leave out the minus sign in front of the sum.",
            "A logarithm of a probability is negative. Which sign has your cost?"),
        Slip(
            "forgot_the_mean", "-np.sum(Y * log_A) / len(Z) -> -np.sum(Y * log_A)",
            "You sum over the batch and never divide by the number of examples.",
            "Give it the same batch twice over. Does the cost stay, as a mean "
            "does?"),
        Slip(
            "forgot_the_logarithm", "return -np.sum(Y * softmax(Z)) / len(Z)",
            "You add up the probabilities of the right classes, not their "
            "logarithms.",
            "Which step of the equation turns probabilities into what is added up?"),
        Slip(
            "forgot_the_denominator", "return -np.sum(Y * Z) / len(Z)",
            "You take the logarithm of the numerator of the softmax only.",
            "The logarithm of a quotient is a difference. Where is its second "
            "part?"),
        Slip(
            "forgot_to_add_the_maximum_back",
            "E = np.exp(Z - Z.max(axis=1, keepdims=True)); return -np.sum(Y * (Z "
            "- np.log(E.sum(axis=1, keepdims=True)))) / len(Z)",
            "You take the row's maximum off inside the exponential and never put "
            "it back.",
            "If every score of a row grows by 5, should the cost change? Does "
            "yours?"),
        Slip(
            "added_the_binary_term",
            "A = softmax(Z); return -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - "
            "A)) / len(Z)",
            "You add the second term of the binary cross-entropy for the wrong "
            "classes.",
            "How many logarithms has the equation for one class, and how many "
            "have you?"),
        Slip(
            "used_sigmoids", "return np.sum(Y * np.logaddexp(0, -Z)) / len(Z)",
            "You put a sigmoid on each score where a softmax of the row is asked "
            "for.", "Do the outputs of one example have to add up to 1? Do yours?"),
        Slip(
            "forgot_the_logarithm_of_the_sum",
            "np.log(np.exp(shifted).sum(axis=1, keepdims=True)) -> "
            "np.exp(shifted).sum(axis=1, keepdims=True)",
            "You subtract the sum of the exponentials and not its logarithm.",
            "What is the logarithm of a quotient? How many logarithms has it?"),
        Slip(
            "counted_the_maximum_twice",
            "S = Z - Z.max(axis=1, keepdims=True); return np.sum(Y * "
            "(np.logaddexp.reduce(Z, axis=1, keepdims=True) - S)) / len(Z)",
            "You take the largest score off the scores and leave it in the "
            "log-sum-exp.",
            "If every score of a row grows by 5, should the cost change? Does "
            "yours?"),
        Slip(
            "forgot_the_scores", "return np.mean(np.logaddexp.reduce(Z, axis=1))",
            "You return the mean log-sum-exp and never take the right score off "
            "it.", "If only the targets change, does your cost change?"),
        Slip(
            "computed_the_squared_error",
            "return np.sum((softmax(Z) - Y) ** 2) / (2 * len(Z))",
            "You compute the mean squared error of the probabilities.",
            "Where are the logarithms of the equation?"),
        Slip(
            "forgot_the_targets", "Y * log_A -> log_A",
            "You add up the logarithms of all classes, whichever is right.",
            "If only the targets change, does your cost change?"),
        Slip(
            "took_the_logarithm_of_the_sum",
            "return -np.mean(np.log(np.sum(Y * softmax(Z), axis=1)))",
            "You take one logarithm of the sum, where the equation sums "
            "logarithms.",
            "Which comes first in the equation, the logarithm or the sum over "
            "classes?"),
        Slip(
            "used_the_binary_cost",
            "return np.sum(np.logaddexp(0.0, Z) - Y * Z) / len(Z)",
            "You compute the binary cross-entropy, as if each class were a "
            "yes-or-no.",
            "Do the outputs of one example have to add up to 1? Do yours?"),
        Slip(
            "normalised_the_whole_table_at_once",
            "S = Z - Z.max(); return -np.sum(Y * (S - np.log(np.exp(S).sum()))) / "
            "len(Z)",
            "You treat the whole batch as one row: one maximum and one sum for "
            "all.",
            "Whose scores are in the sum that divides a score of the first row?"),
        Slip(
            "divided_by_the_sum_of_everything",
            "E = np.exp(Z); return -np.sum(Y * np.log(E / E.sum())) / len(Z)",
            "You divide by the sum of all exponentials of the batch, not of the "
            "row.",
            "Whose scores are in the sum that divides a score of the first row?"),
        Slip(
            "divided_by_the_sums_of_the_columns",
            "E = np.exp(Z); return -np.sum(Y * np.log(E / E.sum(axis=0))) / len(Z)",
            "You divide exponentials by sums down the columns, across examples.",
            "Whose scores are in the sum that divides a score of the first row?"),
        Slip(
            "returned_the_slope", "return (softmax(Z) - Y) / len(Z)",
            "You return the slope of the cost at each score and not the cost.",
            "The cost is one number. What shape has your result?"),
        Slip(
            "added_a_small_number_in_the_logarithm",
            (
                "return -np.sum(Y * np.log(softmax(Z) + 1e-7)) / len(Z)",
                "return -np.sum(Y * np.log(softmax(Z) + 1e-8)) / len(Z)",
                "return -np.sum(Y * np.log(softmax(Z) + 1e-9)) / len(Z)",
                "return -np.sum(Y * np.log(softmax(Z) + 1e-10)) / len(Z)",
                "return -np.sum(Y * np.log(softmax(Z) + 1e-12)) / len(Z)",
                "return -np.sum(Y * np.log(softmax(Z) + 1e-15)) / len(Z)",
            ),
            "You add a small number inside the logarithm, so that a sure mistake "
            "costs too little.",
            "What should a mistake by 1000 cost, and what does yours?"),
        Slip(
            "cost_of_each_example",
            "-np.sum(Y * log_A) / len(Z) -> -np.sum(Y * log_A, axis=1)",
            "You return the cost of each example and do not take their mean.",
            "How many numbers is a cost?"),
        Slip(
            "clipped_the_probabilities",
            "return -np.sum(Y * np.log(np.maximum(softmax(Z), 1e-300))) / len(Z)",
            "You cut the probabilities off before the logarithm, so that a sure "
            "mistake costs too little.",
            "What should a mistake by 1000 cost, and what does yours?"),
    ),
}
