"""The slips of the module depth, by exercise."""

from autograder.slips.model import Bank, Slip

SLIPS: Bank = {
    "error_gain": (
        Slip(
            "forgot_the_slope",
            "activate_prime(activation, Z) -> np.ones_like(Z)",
            "Your gain does not depend on the slope of the activation.",
            "BP2 multiplies by two things. Which of them changes with z?",
        ),
        Slip(
            "forgot_the_weights",
            "W_next ** 2 -> np.ones_like(W_next)",
            "Your gain does not depend on the size of the weights.",
            "BP2 multiplies by two things. Which of them is a matrix?",
        ),
        Slip(
            "did_not_square_the_slope",
            "activate_prime(activation, Z) ** 2 -> activate_prime(activation, Z)",
            "You square the weights but not the slopes.",
            "The bracket in the sum is squared. What stands in it?",
        ),
        Slip(
            "did_not_square_the_weights",
            ("W_next ** 2 -> W_next", "W_next ** 2 -> np.abs(W_next)"),
            "You square the slopes but not the weights.",
            "The bracket in the sum is squared. What stands in it?",
        ),
        Slip(
            "forgot_the_root",
            "np.sqrt(_x) -> _x",
            "You return the square of the gain.",
            "What is a factor for a length, and what is one for its square?",
        ),
        Slip(
            "averaged_over_everything",
            "np.mean(slopes @ (W_next ** 2).T) -> "
            "np.mean(slopes @ (W_next ** 2).T) / W_next.shape[1]",
            "You average over the neurons of this layer too, but they are added up.",
            "Which of the three sums has a number in front that divides by its length?",
        ),
        Slip(
            "divided_by_the_width_below",
            "np.mean(slopes @ (W_next ** 2).T) -> "
            "np.sum(slopes @ (W_next ** 2).T) / Z.size",
            "You divide by the width of this layer where the layer above counts.",
            "How long is the error that comes in, on average?",
        ),
        Slip(
            "added_the_batch_up",
            "np.mean(slopes @ (W_next ** 2).T) -> "
            "np.sum(slopes @ (W_next ** 2).T) / len(W_next)",
            "Your gain grows with the number of examples.",
            "Would ten copies of the batch have another gain?",
        ),
        Slip(
            "took_the_largest_singular_value",
            "s = activate_prime(activation, Z); "
            "return np.mean([np.linalg.norm(W_next * row, 2) for row in s])",
            "You return how much the most favoured direction grows, not the average "
            "one.",
            "Is the gain asked for the best direction, or for all of them?",
        ),
        Slip(
            "averaged_the_roots",
            "s = activate_prime(activation, Z); return np.mean("
            "[np.linalg.norm(W_next * row) for row in s]) / np.sqrt(len(W_next))",
            "You take the root of each example before you average.",
            "Which comes first in the equation, the sum over i or the root?",
        ),
    ),
    "clip_by_global_norm": (
        Slip(
            "clipped_each_array_by_itself",
            """
            def clip(g):
                n = np.linalg.norm(g)
                return g * (limit / n) if n > limit else 1.0 * g
            return {l: clip(dW[l]) for l in dW}, {l: clip(db[l]) for l in db}
            """,
            "You clip each array by its own length, which turns the gradient.",
            "How many lengths does the equation know?",
        ),
        Slip(
            "clipped_weights_and_biases_apart",
            """
            def clip(part):
                n = np.sqrt(sum(np.sum(g ** 2) for g in part.values()))
                return {l: g * min(1.0, limit / n) if n else 1.0 * g
                        for l, g in part.items()}
            return clip(dW), clip(db)
            """,
            "You clip the weights by their length and the biases by theirs.",
            "How many lengths does the equation know?",
        ),
        Slip(
            "clipped_each_number",
            """
            return ({l: np.clip(dW[l], -limit, limit) for l in dW},
                    {l: np.clip(db[l], -limit, limit) for l in db})
            """,
            "You cut off each number by itself, which turns the gradient.",
            "Is (1, 1) in the direction of (3, 4)?",
        ),
        Slip(
            "made_short_gradients_longer",
            "limit / norm if norm > limit else 1.0 -> limit / norm if norm else 1.0",
            "You scale a gradient that is short enough up to the limit.",
            "What does the smaller of 1 and the ratio do for a short gradient?",
        ),
        Slip(
            "clipped_where_it_is_short",
            "norm > limit -> 0 < norm < limit",
            "You scale the short gradients and leave the long ones.",
            "Which gradients are to be shortened?",
        ),
        Slip(
            "forgot_the_root",
            "np.sqrt(_x) -> _x",
            "You compare the square of the length with the limit.",
            "How long is the arrow (3, 4)?",
        ),
        Slip(
            "left_the_biases_out_of_the_length",
            "[*dW.values(), *db.values()] -> [*dW.values()]",
            "Your length leaves the biases out.",
            "Which numbers belong to the gradient?",
        ),
        Slip(
            "left_the_biases_unclipped",
            "factor * db[l] -> 1.0 * db[l]",
            "You shorten the weights' gradients and leave the biases'.",
            "What happens to the direction if only a part is shortened?",
        ),
        Slip(
            "added_the_lengths_up",
            "np.sqrt(sum(np.sum(part ** 2) for part in parts)) -> "
            "sum(np.linalg.norm(part) for part in parts)",
            "You add up the lengths of the arrays, but squares are what adds up.",
            "How long is the arrow (3, 4): 7 or 5?",
        ),
        Slip(
            "took_the_largest_number",
            "np.sqrt(sum(np.sum(part ** 2) for part in parts)) -> "
            "max(np.abs(part).max() for part in parts)",
            "You compare the largest number with the limit, not the length.",
            "How long is the arrow (3, 4)?",
        ),
        Slip(
            "divided_by_the_length",
            "limit / norm if norm > limit else 1.0 -> "
            "1.0 / norm if norm > limit else 1.0",
            "You shorten a long gradient to the length 1, whatever the limit.",
            "What length should a long gradient have afterwards?",
        ),
        Slip(
            "divided_by_the_limit",
            "limit / norm if norm > limit else 1.0 -> "
            "1.0 / limit if norm > limit else 1.0",
            "You divide a long gradient by the limit.",
            "What length should a long gradient have afterwards?",
        ),
    ),
    "l2_penalty": (
        Slip(
            "forgot_the_half",
            ("0.5 * lmbda -> lmbda", "lmbda * W[l] -> 2 * lmbda * W[l]"),
            "The 1/2 of the penalty and the 2 of the square's slope do not cancel.",
            "What is the slope of a square, and what stands in front of it?",
        ),
        Slip(
            "forgot_the_half_twice",
            "0.5 * lmbda -> lmbda\nlmbda * W[l] -> 2 * lmbda * W[l]",
            "Your penalty lacks the 1/2, and your slopes go with it.",
            "What stands before the sum of the squares?",
        ),
        Slip(
            "penalized_the_biases",
            "np.zeros_like(b[l]) -> lmbda * b[l]",
            "You pull on the biases too, but they are left out.",
            "Which letters stand under the sum?",
        ),
        Slip(
            "penalized_the_biases_in_the_cost_too",
            "sum(np.sum(W[l] ** 2) for l in W) -> "
            "sum(np.sum(W[l] ** 2) for l in W) + sum(np.sum(b[l] ** 2) for l in b)\n"
            "np.zeros_like(b[l]) -> lmbda * b[l]",
            "You count the biases among the weights.",
            "Which letters stand under the sum?",
        ),
        Slip(
            "averaged_the_squares",
            "np.sum(W[l] ** 2) -> np.mean(W[l] ** 2)",
            "You average the squares of a layer, but they are added up.",
            "Is there a 1 over something before the sum?",
        ),
        Slip(
            "took_the_absolute_values",
            "W[l] ** 2 -> np.abs(W[l])",
            "You add up absolute values, not squares.",
            "Which power has the weight in the equation?",
        ),
        Slip(
            "took_the_signs",
            "lmbda * W[l] -> lmbda * np.sign(W[l])",
            "You give the slope of an absolute value where the penalty is a square.",
            "What is the slope of a square at 3, and at 6?",
        ),
        Slip(
            "only_the_last_layer",
            "sum(np.sum(W[l] ** 2) for l in W) -> np.sum(W[len(W)] ** 2)",
            "Your penalty counts one layer only.",
            "How many sums has the equation?",
        ),
        Slip(
            "took_the_root",
            "sum(np.sum(W[l] ** 2) for l in W) -> "
            "np.sqrt(sum(np.sum(W[l] ** 2) for l in W))",
            "You take the length of the weights where its square is asked for.",
            "Is there a root in the equation?",
        ),
        Slip(
            "returned_the_shrunk_weights",
            "lmbda * W[l] -> (1 - lmbda) * W[l]",
            "You return weights after a step; the slopes are asked for.",
            "What does the exercise return: new weights, or slopes?",
        ),
        Slip(
            "biases_in_the_cost_alone",
            "sum(np.sum(W[l] ** 2) for l in W) -> sum(np.sum(W[l] ** 2) + "
            "np.sum(b[l] ** 2) for l in W)",
            "Your penalty counts the biases too, and your slopes do not.",
            "Which arrays does the sum in the equation run over?",
        ),
    ),
    "residual_forward": (
        Slip(
            "forgot_the_plus_sign",
            "A + affine(relu(Z), W[2], b[2]) -> affine(relu(Z), W[2], b[2])",
            "The input is not in your output: there is no plus sign.",
            "What comes out of the block if the branch is silent?",
        ),
        Slip(
            "added_the_input_twice",
            "A + affine(relu(Z), W[2], b[2]) -> 2 * A + affine(relu(Z), W[2], b[2])",
            "You add the input twice.",
            "How many wires lead past the branch?",
        ),
        Slip(
            "rectified_the_sum",
            "A + affine(relu(Z), W[2], b[2]) -> relu(A + affine(relu(Z), W[2], b[2]))",
            "There is a relu behind your plus sign.",
            "What becomes of a negative input if the branch is silent?",
        ),
        Slip(
            "rectified_the_branch",
            "A + affine(relu(Z), W[2], b[2]) -> A + relu(affine(relu(Z), W[2], b[2]))",
            "Your branch ends with a relu, so it can only add.",
            "Where in the equation do you read relu?",
        ),
        Slip(
            "forgot_the_relu",
            "relu(Z) -> Z",
            "There is no relu between your two layers.",
            "What is done with z before the second matrix?",
        ),
        Slip(
            "rectified_the_input",
            "affine(A, W[1], b[1]) -> affine(relu(A), W[1], b[1])",
            "You rectify the input of the branch.",
            "What is multiplied by the first matrix?",
        ),
        Slip(
            "returned_the_rectified",
            "return _a, Z -> return _a, relu(Z)",
            "You return what the relu gives, not what it gets.",
            "Which of z and relu(z) does the backward pass need to know a slope?",
        ),
        Slip(
            "forgot_the_second_bias",
            "affine(relu(Z), W[2], b[2]) -> relu(Z) @ W[2].T",
            "The second bias has no say in your result.",
            "How many biases has the block?",
        ),
        Slip(
            "forgot_the_first_bias",
            "affine(A, W[1], b[1]) -> A @ W[1].T",
            "The first bias has no say in your result.",
            "How many biases has the block?",
        ),
        Slip(
            "added_within",
            "A + affine(relu(Z), W[2], b[2]) -> affine(relu(Z), W[2], b[2]) * (1 + A)",
            "You multiply by the input where it is to be added.",
            "What comes out of the block if the branch is silent?",
        ),
    ),
    "residual_backward": (
        Slip(
            "forgot_the_wire",
            "dA_out + delta @ W[1] -> delta @ W[1]",
            "Only what comes through the branch reaches your input.",
            "By how many paths does a reach the output?",
        ),
        Slip(
            "forgot_the_branch",
            "dA_out + delta @ W[1] -> 1.0 * dA_out",
            "Only what comes by the wire reaches your input.",
            "By how many paths does a reach the output?",
        ),
        Slip(
            "doubled_the_wire",
            "dA_out + delta @ W[1] -> 2 * dA_out + delta @ W[1]",
            "You add what arrives from above twice.",
            "How many wires lead past the branch?",
        ),
        Slip(
            "multiplied_the_paths",
            "dA_out + delta @ W[1] -> dA_out * (delta @ W[1])",
            "You multiply the two paths, but paths are added.",
            "Multiply along a path. And over the paths?",
        ),
        Slip(
            "passed_the_inner_error_down",
            "dA_out + delta @ W[1] -> dA_out + dA_out @ W[2] @ W[1]",
            "You carry the error through both matrices, past the relu between them.",
            "Which error belongs to the neurons inside the block?",
        ),
        Slip(
            "forgot_the_slope_of_relu",
            "hidden_delta(dA_out, W[2], Z, 'relu') -> dA_out @ W[2]",
            "The relu inside the block does not stop any error of yours.",
            "What is the slope of relu where z is negative?",
        ),
        Slip(
            "used_z_for_the_second_weights",
            "relu(Z) -> Z",
            "You multiply by z where the second matrix sees relu(z).",
            "What is the input of the second layer?",
        ),
        Slip(
            "used_the_input_for_both",
            "weight_gradient(dA_out, relu(Z)) -> "
            "weight_gradient(dA_out, np.resize(A, Z.shape))",
            "You use the block's input for the second matrix too.",
            "What is the input of the second layer?",
        ),
        Slip(
            "rectified_the_input",
            "weight_gradient(delta, A) -> weight_gradient(delta, relu(A))",
            "You rectify the input before you take the first matrix' slopes.",
            "What is the input of the first layer?",
        ),
        Slip(
            "averaged_over_the_batch",
            "bias_gradient(_d) -> _d.mean(axis=0)",
            "You average the biases' slopes over the batch, but the 1/N is there "
            "already.",
            "Where did the 1/N of the mean enter?",
        ),
        Slip(
            "outer_error_for_the_first_bias",
            "{1: bias_gradient(delta), 2: bias_gradient(dA_out)} -> "
            "{1: bias_gradient(delta), 2: bias_gradient(dA_out) * 0}",
            "Your second bias has no slope.",
            "What arrives at the second bias?",
        ),
        Slip(
            "added_the_wire_too_early",
            "weight_gradient(dA_out, relu(Z)) -> weight_gradient(dA_out + delta @ "
            "W[1], relu(Z))\n"
            "bias_gradient(dA_out) -> bias_gradient(dA_out + delta @ W[1])",
            "You use for the second layer what belongs below the block.",
            "Which error arrives at the second layer, and which leaves the block?",
        ),
    ),
    "layer_norm_forward": (
        Slip(
            "normalized_over_the_batch",
            "X.mean(axis=1, keepdims=True) -> X.mean(axis=0, keepdims=True)\n"
            "np.mean(centred ** 2, axis=1, keepdims=True) -> "
            "np.mean(centred ** 2, axis=0, keepdims=True)",
            "You average over the examples, which is batch normalization.",
            "Does the result of one example depend on the others?",
        ),
        Slip(
            "divided_by_n_minus_1",
            "np.mean(centred ** 2, axis=1, keepdims=True) -> "
            "np.sum(centred ** 2, axis=1, keepdims=True) / (X.shape[1] - 1 + "
            "(X.shape[1] == 1))",
            "You divide the squares by n - 1.",
            "What stands before the sum in the equation for s?",
        ),
        Slip(
            "put_epsilon_outside_the_root",
            "np.sqrt(_v + epsilon) -> np.sqrt(_v) + epsilon",
            "You add the epsilon to the root, not under it.",
            "How far does the root reach?",
        ),
        Slip(
            "forgot_epsilon",
            "_v + epsilon -> _v",
            "The epsilon has no say in your result.",
            "What happens where all neurons are equal?",
        ),
        Slip(
            "forgot_the_root",
            "np.sqrt(_x) -> _x",
            "You divide by the variance, not by its root.",
            "What is the unit of a variance, if x is in metres?",
        ),
        Slip(
            "forgot_the_mean",
            "X_hat = centred / s -> X_hat = X / s",
            "Your normalized values do not have the mean 0.",
            "What is subtracted before the division?",
        ),
        Slip(
            "took_the_root_of_the_mean_square",
            "centred = _m -> centred = X",
            "You divide by the root mean square and subtract no mean.",
            "What is subtracted before the squares are taken?",
        ),
        Slip(
            "forgot_the_shift",
            "gamma * X_hat + beta -> gamma * X_hat",
            "The shift has no say in your result.",
            "How many parameters has each neuron?",
        ),
        Slip(
            "forgot_the_scale",
            "gamma * X_hat + beta -> X_hat + beta",
            "The scale has no say in your result.",
            "How many parameters has each neuron?",
        ),
        Slip(
            "shifted_before_scaling",
            "gamma * X_hat + beta -> gamma * (X_hat + beta)",
            "You scale the shift as well.",
            "Which comes first, scale or shift?",
        ),
        Slip(
            "returned_the_variance",
            "return _y, X_hat, s -> return _y, X_hat, s ** 2",
            "You return the variance where its root is asked for.",
            "What is s in the equation?",
        ),
        Slip(
            "returned_the_result_twice",
            "return _y, X_hat, s -> return _y, _y, s",
            "Your second result is already scaled and shifted.",
            "Which value has the hat?",
        ),
        Slip(
            "lost_an_axis_of_s",
            "return _y, X_hat, s -> return _y, X_hat, s.ravel()",
            "Your roots are one row of numbers, wanted a column.",
            "Which shape does the docstring give?",
        ),
        Slip(
            "normalized_everything_at_once",
            "X.mean(axis=1, keepdims=True) -> X.mean()\n"
            "np.mean(centred ** 2, axis=1, keepdims=True) -> "
            "np.mean(centred ** 2) + np.zeros((len(X), 1))",
            "You take one mean over all examples.",
            "How many means has a batch of N examples?",
        ),
    ),
    "layer_norm_backward": (
        Slip(
            "took_mean_and_spread_for_constants",
            "(g - common - along) / s -> g / s",
            "You treat the mean and the spread as if they did not move with x.",
            "On how many paths does one x act?",
        ),
        Slip(
            "forgot_the_path_of_the_mean",
            "g - common - along -> g - along",
            "The path over the mean is missing.",
            "If all x grow by 1, what happens to the result?",
        ),
        Slip(
            "forgot_the_path_of_the_spread",
            "g - common - along -> g - common",
            "The path over the spread is missing.",
            "If all distances from the mean double, what happens to the result?",
        ),
        Slip(
            "forgot_to_divide",
            "(g - common - along) / s -> g - common - along",
            "You do not divide by the root.",
            "If x is doubled, does the result react more or less to a change of x?",
        ),
        Slip(
            "multiplied_by_the_root",
            "(g - common - along) / s -> (g - common - along) * s",
            "You multiply by the root where the equation divides.",
            "If x is doubled, does the result react more or less to a change of x?",
        ),
        Slip(
            "divided_by_the_variance",
            "(g - common - along) / s -> (g - common - along) / s ** 2",
            "You divide by the root twice.",
            "What stands before the bracket?",
        ),
        Slip(
            "forgot_the_scale",
            "g = dY * gamma -> g = dY",
            "The scale has no say in the error that you hand down.",
            "What lies between y and the hat?",
        ),
        Slip(
            "scaled_after_the_means",
            "g = dY * gamma -> g = dY\n"
            "(g - common - along) / s -> gamma * (g - common - along) / s",
            "You scale after the means have been taken.",
            "Of which numbers is the mean in the equation?",
        ),
        Slip(
            "averaged_over_the_batch",
            "g.mean(axis=1, keepdims=True) -> g.mean(axis=0, keepdims=True)\n"
            "np.mean(g * X_hat, axis=1, keepdims=True) -> "
            "np.mean(g * X_hat, axis=0, keepdims=True)",
            "Your means run over the examples, as in batch normalization.",
            "Along which axis did the forward pass average?",
        ),
        Slip(
            "summed_instead_of_averaging",
            "g.mean(axis=1, keepdims=True) -> g.sum(axis=1, keepdims=True)\n"
            "np.mean(g * X_hat, axis=1, keepdims=True) -> "
            "np.sum(g * X_hat, axis=1, keepdims=True)",
            "You take sums where the equation has means.",
            "What is the 1/n for?",
        ),
        Slip(
            "forgot_the_hat_before_the_bracket",
            "X_hat * np.mean(g * X_hat, axis=1, keepdims=True) -> "
            "np.mean(g * X_hat, axis=1, keepdims=True)",
            "Your third term is the same for all neurons of an example.",
            "Along which direction is the share taken away?",
        ),
        Slip(
            "averaged_the_scale_over_the_batch",
            "np.sum(dY * X_hat, axis=0) -> np.mean(dY * X_hat, axis=0)",
            "You average the scale's slopes over the batch, but the 1/N is there "
            "already.",
            "Where did the 1/N of the mean enter?",
        ),
        Slip(
            "scale_by_the_result",
            "np.sum(dY * X_hat, axis=0) -> np.sum(dY * gamma * X_hat, axis=0)",
            "The scale's own slope holds the scale.",
            "What is the slope of gamma times hat with respect to gamma?",
        ),
        Slip(
            "scale_without_the_hat",
            "np.sum(dY * X_hat, axis=0) -> dY.sum(axis=0)",
            "Your scale has the same slope as the shift.",
            "By what is the scale multiplied on the way forward?",
        ),
        Slip(
            "returned_zeros",
            "(g - common - along) / s -> 0.0 * dY",
            "You hand down zeros, which is right only for ones from above.",
            "With which upstream gradient have you tested?",
        ),
    ),
}
