"""The slips of the module forward, by exercise."""

from autograder.slips.model import Bank, Slip

# fmt: off
SLIPS: Bank = {
    "affine": (
        Slip(
            "forgot_to_transpose", "W.T -> W",
            "You multiply by W as it stands, so that inputs meet the wrong axis.",
            "W[j, k] leads from k to j. Which axis of W must meet the inputs of A?"),
        Slip(
            "bias_for_every_input",
            "A @ W.T + b -> (A[:, None, :] * W + b[:, None]).sum(axis=2)",
            "You add the bias once for every input instead of once for each "
            "neuron.",
            "The bias stands outside the sum sign. How often do you add it for n "
            "inputs?"),
        Slip(
            "took_the_mean_of_the_inputs", "A @ W.T -> A @ W.T / A.shape[1]",
            "You take the mean over the inputs where each neuron takes their sum.",
            "The equation has a sum over k. Do you divide by anything?"),
        Slip(
            "went_on_to_the_activation", "A @ W.T + b -> sigmoid(A @ W.T + b)",
            "You return the activations where the weighted inputs are asked.",
            "Stop at z: the activation is the next step, not this."),
        Slip(
            "only_the_first_example", "A -> W\nW.T -> A[0]",
            "You compute the layer for the first example alone.",
            "Count the rows of A, and the rows of your result."),
        Slip(
            "columns_but_a_row_of_biases", "A -> W\nW.T -> A.T",
            "You compute one example a column, and the row of biases does not fit "
            "that.", "In what you have computed, which axis counts the neurons?"),
        Slip(
            "multiplied_element_by_element", "A @ W.T -> A * W",
            "You multiply A and W element by element, where rows are multiplied "
            "and summed.", "The equation has a sum over k. Does `*` add anything up?"),
        Slip(
            "summed_the_biases", "b -> b.sum()",
            "You add the sum of all biases to every neuron, where each has its "
            "own.", "The bias has an index j. Which neuron gets which number?"),
        Slip(
            "divided_by_the_batch", "A @ W.T -> A @ W.T / len(A)",
            "You divide by the number of examples, where the layer takes no mean "
            "at all.", "Does the result for one example depend on how many there are?"),
        Slip(
            "reshaped_the_columns",
            "A @ W.T + b -> (W @ A.T + b[:, None]).reshape(len(A), -1)",
            "You reshape columns into rows, which deals their numbers out in "
            "another order.",
            "Print a row of your result. Do its numbers belong together?"),
        Slip(
            "reshaped_the_activations",
            "A @ W.T -> (W @ A.reshape(A.shape[1], -1)).T",
            "You reshape A until it fits, which deals its numbers out in another "
            "order.", "Print what you made of A. Is a row still an example?"),
        Slip(
            "biases_into_the_weights", "A @ W.T + b -> A @ (W + b[:, None]).T",
            "You add the biases to the weights, so that the inputs multiply them "
            "too.", "By what is the bias multiplied on its way into z?"),
        Slip(
            "rectified_too", "A @ W.T + b -> np.maximum(A @ W.T + b, 0.0)",
            "You set negative weighted inputs to 0, which is the work of an "
            "activation.", "Stop at z: may a weighted input be negative?"),
        Slip(
            "squashed_by_tanh_too", "A @ W.T + b -> np.tanh(A @ W.T + b)",
            "You apply tanh to the weighted inputs, which themselves are asked.",
            "Stop at z: may a weighted input be larger than 1?"),
        Slip(
            "kept_the_last_input_alone", "A @ W.T -> np.outer(A[:, -1], W[:, -1])",
            "You keep the product of the last input alone, where all are added up.",
            "What becomes of the product of the input before?"),
        Slip(
            "without_the_first_input", "A -> A[:, 1:]\nW -> W[:, 1:]",
            "You leave the first input out of every sum.",
            "Python counts from 0. Where does your sum begin?"),
        Slip(
            "without_the_last_input", "A -> A[:, :-1]\nW -> W[:, :-1]",
            "You leave the last input out of every sum.",
            "Which is the last input that your sum reaches?"),
        Slip(
            "only_the_last_example", "A -> W\nW.T -> A[-1]",
            "You give the weighted inputs of the last example alone.",
            "If there is a loop: what becomes of the row of the example before?"),
        Slip(
            "biases_for_the_first_example_only", "Z = A @ W.T; Z[0] += b; return Z",
            "You add the biases to the first example alone.",
            "Look at which rows of your result are right, and which are not."),
        Slip(
            "stood_the_biases_up", "b -> b[:, None]",
            "You stand the biases up as a column, where the neurons lie in a row.",
            "Line the two shapes up at the right. Which axis has the neurons?"),
        Slip(
            "bias_as_a_column", "return A @ W.T + np.resize(b, (len(A), 1))",
            "You add a bias to each example instead of one to each neuron.",
            "Along which axis do the biases lie: examples or neurons?"),
        Slip(
            "reshaped_for_a_transpose", "W.T -> W.reshape(W.shape[1], -1)",
            "You reshape W until it fits, which deals its numbers out in another "
            "order.", "Write a small W down, and both its reshape and its transpose."),
        Slip(
            "left_the_biases_out", "_x + b -> _x",
            "Your weighted inputs leave the biases out.",
            "Does your result change when a bias grows by 1?"),
    ),
    "relu": (
        Slip(
            "changed_its_input", "Z[Z < 0] = 0.0; return Z",
            "You overwrite the negative numbers in Z itself instead of making a "
            "new array.",
            "Print Z before and after the call. Somebody may still need the old "
            "values."),
        Slip(
            "took_the_size", "np.maximum(Z, 0.0) -> np.abs(Z)",
            "You turn negative numbers round instead of setting them to 0.",
            "Look at z = -2: what should come out, and what does?"),
        Slip(
            "let_a_little_through",
            "np.maximum(Z, 0.0) -> np.where(Z > 0, Z, 0.01 * Z)",
            "You compute the leaky rectifier, which lets some of the negative "
            "side through.",
            "Look at negative numbers: the plain rectifier gives exactly 0."),
        Slip(
            "kept_the_negative_side", "np.maximum -> np.minimum",
            "You keep the negative numbers and set the positive ones to 0.",
            "Look at z = 3 and at z = -3. Which of them should be kept?"),
        Slip(
            "returned_the_slope_of_relu",
            "np.maximum(Z, 0.0) -> np.where(Z > 0, 1.0, 0.0)",
            "You return 1 for positive numbers, which is the slope and not the "
            "value.", "Look at z = 3: is the result 3?"),
        Slip(
            "cut_off_above_one", "np.maximum(Z, 0.0) -> np.clip(Z, 0.0, 1.0)",
            "You cut the positive numbers off at 1, although relu has no upper "
            "end.", "Look at z = 3: is anything there to stop it?"),
        Slip(
            "threw_the_negative_ones_away", "np.maximum(Z, 0.0) -> Z[Z > 0]",
            "You pick the positive numbers out, and the shape of Z is lost.",
            "Compare the shape of your result with the shape of Z."),
        Slip(
            "returned_a_mask", "np.maximum(Z, 0.0) -> Z > 0",
            "You say which numbers are positive, where the numbers themselves are "
            "asked.", "Look at z = 3: is the result 3?"),
        Slip(
            "took_the_largest_of_each_column",
            "np.maximum(Z, 0.0) -> np.max(Z, axis=0)",
            "You look for the largest number along an axis, not for the larger of "
            "z and 0.", "Compare the shape of your result with the shape of Z."),
        Slip(
            "cut_off_above_six", "np.maximum(Z, 0.0) -> np.clip(Z, 0.0, 6.0)",
            "You compute ReLU6, which is cut off at 6, where the plain one has no "
            "end.", "Look at z = 9: is anything there to stop it?"),
        Slip(
            "let_a_tenth_through",
            "np.maximum(Z, 0.0) -> np.where(Z > 0, Z, 0.1 * Z)",
            "You let a tenth of the negative side through, as a leaky rectifier "
            "does.", "Look at negative numbers: the plain rectifier gives exactly 0."),
        Slip(
            "smoothed_below",
            "np.maximum(Z, 0.0) -> np.where(Z > 0, Z, np.expm1(np.minimum(Z, "
            "0.0)))",
            "You compute the exponential linear unit, which bends smoothly down "
            "to -1.", "Look at negative numbers: the plain rectifier gives exactly 0."),
        Slip(
            "rounded_the_corner", "return np.logaddexp(0.0, Z)",
            "You compute softplus, which rounds the corner of the rectifier.",
            "Look at z = 0: the rectifier has a corner there, at height 0."),
        Slip(
            "compared_with_one", "np.maximum(Z, 0.0) -> np.where(Z > 1, Z, 0.0)",
            "You set every number up to 1 to 0, where the limit is 0.",
            "Look at z = 1/2: should it be kept?"),
        Slip(
            "took_the_largest_of_all", "np.maximum(Z, 0.0) -> np.max(Z)",
            "You look for the largest number in Z, not for the larger of each z "
            "and 0.", "Compare the shape of your result with the shape of Z."),
        Slip(
            "took_the_largest_of_each_row", "np.maximum(Z, 0.0) -> np.max(Z, axis=1)",
            "You look for the largest number of each row, not for the larger of z "
            "and 0.", "Compare the shape of your result with the shape of Z."),
    ),
    "relu_prime": (
        Slip(
            "returned_the_values", "np.where(Z > 0, 1.0, 0.0) -> relu(Z)",
            "You return the value of relu instead of its slope.",
            "By how much does relu rise from z = 5 to z = 6, and what do you say "
            "there?"),
        Slip(
            "minus_one_below", "np.where(Z > 0, 1.0, 0.0) -> np.sign(Z)",
            "You return -1 on the negative side, which is the slope of the "
            "absolute value.", "How steep is relu where z is negative?"),
        Slip(
            "copied_the_rule_of_the_sigmoid",
            "np.where(Z > 0, 1.0, 0.0) -> relu(Z) * (1.0 - relu(Z))",
            "You use the rule of the sigmoid, which holds for the sigmoid alone.",
            "That rule was worked out for one particular curve. Draw relu instead."),
        Slip(
            "zero_over_zero_at_the_corner",
            "np.where(Z > 0, 1.0, 0.0) -> relu(Z) / Z",
            "You divide by z, which gives no number where z is exactly 0.",
            "Look at z = 0: what do you divide by there?"),
        Slip(
            "overwrote_the_inputs", "Z[Z <= 0] = 0.0; Z[Z > 0] = 1.0; return Z",
            "You write the slopes into Z itself instead of into a new array.",
            "Print Z before and after the call. Somebody may still need the old "
            "values."),
        Slip(
            "minus_one_wherever_not_positive", "0.0 -> -1.0",
            "You return -1 wherever z is not positive, although relu never falls.",
            "How steep is relu where z is negative?"),
        Slip(
            "minus_one_wherever_negative", "Z > 0 -> Z >= 0\n0.0 -> -1.0",
            "You return -1 wherever z is negative, although relu never falls.",
            "How steep is relu where z is negative?"),
        Slip(
            "a_leak_below_and_one_at_the_corner", "Z > 0 -> Z >= 0\n0.0 -> 0.01",
            "You give a slope of 0.01 to negative inputs, as the leaky rectifier "
            "has it.", "How steep is the plain rectifier where z is negative?"),
        Slip(
            "one_question_for_all",
            "np.where(Z > 0, 1.0, 0.0) -> 1.0 if Z > 0 else 0.0",
            "You ask one question of the whole array, where each element needs "
            "its own.",
            "The question has one answer for each number. What asks it of each "
            "element?"),
        Slip(
            "cut_the_values_off", "return np.clip(Z, 0.0, 1.0)",
            "You return the values of relu, cut off at 1, where its slope is "
            "asked.", "By how much does relu rise from z = 0.2 to z = 0.4?"),
        Slip(
            "slope_of_the_sigmoid", "np.where(Z > 0, 1.0, 0.0) -> sigmoid_prime(Z)",
            "You return the slope of the sigmoid, which is another curve.",
            "Draw relu beside the curve that your rule belongs to."),
        Slip(
            "slope_of_softplus", "np.where(Z > 0, 1.0, 0.0) -> sigmoid(Z)",
            "You return the sigmoid, which is the slope of a rectifier without "
            "its corner.", "That is the slope of a smooth curve. Where is the corner?"),
        Slip(
            "copied_the_rule_of_tanh",
            "np.where(Z > 0, 1.0, 0.0) -> 1.0 - relu(Z) ** 2",
            "You use the rule of tanh, which holds for tanh alone.",
            "That rule was worked out for one particular curve. Draw relu instead."),
        Slip(
            "left_the_negative_side_alone", "0.0 -> Z",
            "You leave the negative numbers in your result as they were.",
            "Look at z = -2: how steep is relu there?"),
        Slip(
            "a_little_slope_below",
            (
                "0.0 -> 0.01",
                "0.0 -> 0.1",
            ),
            "You give the slope of the leaky rectifier, which is not quite flat "
            "below 0.", "How flat is relu below 0?"),
        Slip(
            "slope_on_the_wrong_side",
            (
                "Z > 0 -> Z < 0",
                "Z > 0 -> Z <= 0",
            ), "You put the slope 1 on the negative side, where relu is flat.",
            "On which side of 0 does relu rise?"),
    ),
    "tanh_prime": (
        Slip(
            "forgot_the_square", "tanh(Z) ** 2 -> tanh(Z)",
            "You subtract tanh itself where its square belongs.",
            "Compare your results for z and for -z: they must be equal."),
        Slip(
            "used_the_rule_of_the_sigmoid", "t = tanh(Z); return t * (1.0 - t)",
            "You use the rule of the sigmoid, which holds for the sigmoid alone.",
            "Look at z = 0: the slope is 1 there, what is yours?"),
        Slip(
            "squashed_z_twice", "Z -> tanh(Z)",
            "You apply tanh to something that is a tanh already.",
            "The argument is z, not an activation. How often do you squash it?"),
        Slip(
            "returned_tanh_itself", "1.0 - tanh(Z) ** 2 -> tanh(Z)",
            "You return the height of the curve instead of its slope.",
            "How steep is the curve at z = 0, and how high?"),
        Slip(
            "cosine_not_squared", "1.0 - tanh(Z) ** 2 -> 1.0 / np.cosh(Z)",
            "You divide by the hyperbolic cosine once, where it must be squared.",
            "Compare your slope with a small step up the curve at z = 2."),
        Slip(
            "squared_the_whole_bracket", "1.0 - tanh(Z) ** 2 -> (1.0 - tanh(Z)) ** 2",
            "You square the whole difference, where only tanh is squared.",
            "Compare your results for z and for -z: they must be equal."),
        Slip(
            "squared_before_tanh", "tanh(Z) ** 2 -> tanh(Z ** 2)",
            "You square z first and take tanh of that, where tanh comes first.",
            "What is squared in the rule: z, or what tanh makes of it?"),
        Slip(
            "slope_of_a_sigmoid", "1.0 - tanh(Z) ** 2 -> sigmoid_prime(Z)",
            "You return the slope of the sigmoid, which is flatter at 0.",
            "Look at z = 0: the slope is 1 there, what is yours?"),
        Slip(
            "slope_of_the_tangent", "1.0 - tanh(Z) ** 2 -> 1.0 + np.tan(Z) ** 2",
            "You return the slope of the tangent of an angle, which is another "
            "function.", "Look at a large z: can a curve that flattens be steep?"),
        Slip(
            "squared_as_a_matrix", "t = tanh(Z); return 1.0 - t @ t",
            "You square with the matrix product, where each element is on its own.",
            "Each element of Z has a slope of its own. Does `@` keep them apart?"),
        Slip(
            "turned_the_fraction_over", "1.0 - tanh(Z) ** 2 -> np.cosh(Z) ** 2",
            "Your slope grows without end, as one over the right one does.",
            "Look at a large z: the curve is flat there."),
        Slip(
            "denominator_not_squared",
            "1.0 - tanh(Z) ** 2 -> 4.0 / (np.exp(Z) + np.exp(-Z))",
            "You do not square the denominator of the fraction.",
            "In the quotient rule, which power has what is below?"),
        Slip(
            "multiplied_by_z_too", "1.0 - tanh(Z) ** 2 -> Z * (1.0 - tanh(Z) ** 2)",
            "You multiply by z once too often, as if there were an inner slope.",
            "Put z = 0 in: the slope is 1 there, what is yours?"),
        Slip(
            "mixed_two_slope_rules", "t = tanh(Z); return t * (1.0 - t ** 2)",
            "You multiply by tanh once too often, as the rule of the sigmoid "
            "begins.", "Put z = 0 in: the slope is 1 there, what is yours?"),
        Slip(
            "differentiated_twice", "t = tanh(Z); return -2.0 * t * (1.0 - t ** 2)",
            "You give the slope of the slope.",
            "How steep is the curve at z = 0? One slope is asked."),
        Slip(
            "squared_by_a_dot_product", "t = tanh(Z); return 1.0 - np.dot(t, t)",
            "You square with a dot product, where each element is on its own.",
            "Each element of Z has a slope of its own. Does a dot product keep it "
            "apart?"),
        Slip(
            "sigmoid_at_twice_z", "return sigmoid_prime(Z + Z)",
            "You take the slope of the sigmoid at 2z, which is a quarter of the "
            "slope of tanh.",
            "Doubling z and doubling the curve: which factor does each bring in?"),
    ),
    "softmax": (
        Slip(
            "normalised_the_columns",
            "Z.max(axis=1, keepdims=True) -> Z.max(axis=0)\nE.sum(axis=1, "
            "keepdims=True) -> E.sum(axis=0)",
            "Your columns sum to 1, so that examples compete instead of classes.",
            "Add up each row of your result, then each column."),
        Slip(
            "turned_the_scores_round",
            "Z - Z.max(axis=1, keepdims=True) -> Z.min(axis=1, keepdims=True) - Z",
            "You put a minus into the exponent, so that the smallest score wins.",
            "Which score of a row should get the largest probability?"),
        Slip(
            "lost_the_column",
            "Z.max(axis=1, keepdims=True) -> Z.max(axis=1)\nE.sum(axis=1, "
            "keepdims=True) -> E.sum(axis=1)",
            "Your maxima or sums of the rows lie flat, so that they do not meet "
            "the rows.",
            "Print the shape of what you subtract, and of what you divide by."),
        Slip(
            "returned_the_logarithms",
            "E = np.exp(Z - Z.max(axis=1, keepdims=True)) -> shifted = Z - "
            "Z.max(axis=1, keepdims=True)\nE / E.sum(axis=1, keepdims=True) -> "
            "shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))",
            "You return the logarithms of the probabilities.",
            "Is every result between 0 and 1?"),
        Slip(
            "shifted_above_the_line_only",
            "return np.exp(Z - Z.max(axis=1, keepdims=True)) / "
            "np.exp(Z).sum(axis=1, keepdims=True)",
            "You shift the scores above the line and not those in the sum below "
            "it.", "Add up each row of your result. What should the sums be?"),
        Slip(
            "squashed_each_score", "return sigmoid(Z)",
            "You squash each score by itself, as the sigmoid does.",
            "Do the results of one row have to add up to 1? Do yours?"),
        Slip(
            "shifted_its_input",
            "Z -= Z.max(axis=1, keepdims=True); return np.exp(Z) / "
            "np.exp(Z).sum(axis=1, keepdims=True)",
            "You shift the scores in Z itself instead of in a new array.",
            "Print Z before and after the call. Somebody may still need the old "
            "values."),
        Slip(
            "picked_the_largest", "return np.eye(Z.shape[1])[Z.argmax(axis=1)]",
            "You give everything to the largest score, where softmax shares it "
            "out.",
            "Are two scores that are nearly equal nearly equal in your result?"),
        Slip(
            "divided_by_the_largest",
            "Z - Z.max(axis=1, keepdims=True) -> Z / Z.max(axis=1, keepdims=True)",
            "You divide the scores by the largest, where subtracting changes "
            "nothing.", "Which change of a whole row leaves its shares as they were?"),
        Slip(
            "divided_by_the_mean", "E.sum -> E.mean",
            "You divide by the mean of the exponentials, where their sum belongs.",
            "Add up each row of your result. What should the sums be?"),
        Slip(
            "summed_before_the_exponential",
            "return np.exp(Z) / np.exp(Z.sum(axis=1, keepdims=True))",
            "You raise e to the sum of the scores, where exponentials are summed.",
            "Below the line: which comes first, e to the power or the sum?"),
        Slip(
            "squashed_then_divided",
            "S = sigmoid(Z); return S / S.sum(axis=1, keepdims=True)",
            "You share out sigmoids, where softmax shares out exponentials.",
            "Is the ratio of two results that of their exponentials?"),
        Slip(
            "named_the_winner", "return Z.argmax(axis=1)",
            "You return the place of the largest score, where probabilities are "
            "asked.", "Compare the shape of your result with the shape of Z."),
        Slip(
            "stopped_after_the_first_row",
            "out = np.zeros(Z.shape); e = np.exp(Z[0] - Z[0].max()); out[0] = e / "
            "e.sum(); return out",
            "You compute the first row and leave 0 in all others.",
            "How often does your loop run? Look at how far each line is indented."),
        Slip(
            "put_zeros_where_it_overflows",
            "Z - Z.max(axis=1, keepdims=True) -> Z\nE / E.sum(axis=1, "
            "keepdims=True) -> np.nan_to_num(E / E.sum(axis=1, keepdims=True))",
            "You put 0 where infinity over infinity or 0 over 0 came out.",
            "Take a row near 1000: which of your numbers should be 0 there?"),
        Slip(
            "logarithm_of_an_overflow",
            "return np.exp(Z - np.log(np.exp(Z).sum(axis=1, keepdims=True)))",
            "You take the logarithm of a sum that is infinite, or 0, where scores "
            "are far.", "Before you take a logarithm: what is its argument near 1000?"),
        Slip(
            "added_one_below_the_line",
            "E.sum(axis=1, keepdims=True) -> 1.0 + E.sum(axis=1, keepdims=True)",
            "You add 1 to the sum below the line, as the sigmoid has it.",
            "Add up each row of your result. What should the sums be?"),
        Slip(
            "left_itself_out_of_the_sum",
            "E.sum(axis=1, keepdims=True) -> E.sum(axis=1, keepdims=True) - E",
            "You divide by the sum of the others, where a class itself is in the "
            "sum too.", "Over which classes does the sum below the line run?"),
        Slip(
            "subtracted_after_the_exponential",
            "E = np.exp(Z); E = E - E.max(axis=1, keepdims=True); return E / "
            "E.sum(axis=1, keepdims=True)",
            "You subtract the largest exponential, where the largest score is "
            "subtracted.",
            "What is subtracted: a score, or what e to the power makes of it?"),
        Slip(
            "divided_after_the_exponential",
            "np.exp(Z - Z.max(axis=1, keepdims=True)) -> np.exp(Z) / "
            "np.exp(Z.max(axis=1, keepdims=True))",
            "You divide by the largest exponential, which has overflowed by then.",
            "Look at a score of 1000. At which step does it overflow?"),
        Slip(
            "clipped_the_scores",
            "E = np.exp(np.clip(Z, -500, 500)); return E / E.sum(axis=1, "
            "keepdims=True)",
            "You cut large scores off, so that two that differ become equal.",
            "Two scores of 1000 and 1001: is their difference still there after "
            "your first line?"),
        Slip(
            "rows_far_below_zero_vanish",
            "m = Z.max(axis=1, keepdims=True); E = np.exp(np.where(m > 700, Z - "
            "m, Z)); return E / E.sum(axis=1, keepdims=True)",
            "In rows far below 0 your exponentials all vanish, and 0 is divided "
            "by 0.", "What is the largest exponential in a row of scores near -1000?"),
        Slip(
            "divided_by_the_largest_size",
            "E = np.exp(Z / np.abs(Z).max(axis=1, keepdims=True)); return E / "
            "E.sum(axis=1, keepdims=True)",
            "You divide the scores by their largest size where subtracting is "
            "what changes nothing.",
            "Try the scores 0 and 2 by hand. What comes out, and what should?"),
        Slip(
            "shifted_without_the_exponential",
            (
                "return (Z - Z.min(axis=1, keepdims=True)) / (Z - Z.min(axis=1, "
                "keepdims=True)).sum(axis=1, keepdims=True)",
                "return Z / Z.sum(axis=1, keepdims=True)",
                "E = Z - Z.max(axis=1, keepdims=True); return E / E.sum(axis=1, "
                "keepdims=True)",
            ), "You divide scores by their sum, but never raise e to them.",
            "Can a score be negative? Can a probability?"),
    ),
    "forward": (
        Slip(
            "subtracted_every_bias", "b[l] -> -b[l]",
            "You subtract the biases in every layer instead of adding them.",
            "Look at the sign of the last term of the equation."),
        Slip(
            "no_activation_at_all", "activate(activation[l], Z[l]) -> Z[l]",
            "You apply no activation, so that all layers together are one "
            "straight line.", "Compare Z with A in one layer. Should they be equal?"),
        Slip(
            "relu_everywhere", "activation[l] -> 'relu'",
            "You use the rectifier in every layer and do not look at the names.",
            "What is the argument called activation for?"),
        Slip(
            "tanh_everywhere", "activation[l] -> 'tanh'",
            "You use tanh in every layer and do not look at the names.",
            "What is the argument called activation for?"),
        Slip(
            "sent_z_on",
            "\n            Z, A = ({0: X}, {0: X})\n            for l in range(1, "
            "len(W) + 1):\n                Z[l] = affine(Z[l - 1], W[l], "
            "b[l])\n                A[l] = activate(activation[l], "
            "Z[l])\n            del Z[0]\n            return (Z, A)\n            ",
            "You send the weighted inputs to the next layer instead of the "
            "activations.",
            "What does a neuron send to the next layer: its z or its a?"),
        Slip(
            "counted_from_zero",
            "\n            Z, A = ({}, {0: X})\n            for l in "
            "range(len(W)):\n                Z[l] = affine(A[l], W[l + 1], b[l + "
            "1])\n                A[l + 1] = activate(activation[l + 1], "
            "Z[l])\n            return (Z, A)\n            ",
            "You number the weighted inputs from 0, where the first layer has the "
            "number 1.", "Print the keys of Z and of W. Which belong together?"),
        Slip(
            "one_activation_for_all", "activation[l] -> activation[1]",
            "You use the activation of the first layer in every layer.",
            "Print the name of the activation inside your loop."),
        Slip(
            "sigmoid_everywhere", "activate(activation[l], Z[l]) -> sigmoid(Z[l])",
            "You use the sigmoid in every layer and do not look at the names.",
            "What is the argument called activation for?"),
        Slip(
            "stopped_one_layer_early", "len(W) + 1 -> len(W) * 1",
            "Your loop ends before the last layer.",
            "Print the keys of Z and of W. Which is missing?"),
        Slip(
            "no_activation_at_the_output",
            "activate(activation[l], Z[l]) -> activate(activation[l], Z[l]) if l "
            "< len(W) else Z[l]", "You leave the activation of the last layer out.",
            "Compare the last Z with the last A. Should they be equal?"),
        Slip(
            "returned_only_the_output",
            "\n            z, a = (X, X)\n            for l in range(1, len(W) + "
            "1):\n                z = affine(a, W[l], b[l])\n                a = "
            "activate(activation[l], z)\n            return (z, a)\n            ",
            "You return the last layer alone, where every layer is to be kept.",
            "What will the backward pass ask for, and of which layers?"),
        Slip(
            "swapped_z_and_a", "return (Z, A) -> return (A, Z)",
            "You return the activations first and the weighted inputs second.",
            "Look at the order in which the docstring names the two."),
        Slip(
            "no_biases_at_all", "affine(A[l - 1], W[l], b[l]) -> A[l - 1] @ W[l].T",
            "You leave the biases out of every layer.",
            "Which of the arguments does your loop never use?"),
        Slip(
            "overwrote_z",
            "affine(A[l - 1], W[l], b[l]) -> activate(activation[l], affine(A[l - "
            "1], W[l], b[l]))\nactivate(activation[l], Z[l]) -> Z[l]",
            "You overwrite the weighted inputs with the activations, so that Z is "
            "lost.", "Compare Z with A in one layer. Should they be equal?"),
        Slip(
            "kept_lists",
            "\n            Z, A = ([], [X])\n            for l in range(1, len(W) "
            "+ 1):\n                Z.append(affine(A[-1], W[l], "
            "b[l]))\n                A.append(activate(activation[l], "
            "Z[-1]))\n            return (Z, A)\n            ",
            "You return lists, where dicts keyed by the layer are asked.",
            "What type should the two results have, and which keys?"),
        Slip(
            "returned_inside_the_loop",
            "Z = {1: affine(X, W[1], b[1])}; return (Z, {0: X, 1: "
            "activate(activation[1], Z[1])})",
            "You return after the first layer, because the return stands in the "
            "loop.",
            "How often does your loop run? Look at how far each line is indented."),
        Slip(
            "fed_every_layer_with_the_input", "A[l - 1] -> X",
            "You feed every layer with the input X, not with the layer below it.",
            "What goes into the second layer? Follow one example."),
        Slip(
            "activation_at_the_output_only",
            "A[l] = activate(activation[l], Z[l]) -> A[l] = "
            "activate(activation[l], Z[l]) if l == len(W) else Z[l]",
            "You apply an activation in the last layer alone.",
            "Compare Z with A in the first layer. Should they be equal?"),
        Slip(
            "last_activation_for_all", "activation[l] -> activation[len(W)]",
            "You use the activation of the last layer in every layer.",
            "Print the name of the activation inside your loop."),
        Slip(
            "activated_twice",
            "activate(activation[l], Z[l]) -> activate(activation[l], "
            "activate(activation[l], Z[l]))",
            "You apply the activation of every layer twice.",
            "How often is each activation applied on the way through?"),
        Slip(
            "activated_the_input", "{0: X} -> {0: activate(activation[1], X)}",
            "You apply the first activation to the input, which has none.",
            "What is the name of the activation that layer 0 has?"),
        Slip(
            "left_softmax_out",
            "activate(activation[l], Z[l]) -> Z[l] if activation[l] == 'softmax' "
            "else activate(activation[l], Z[l])",
            "You hand on the scores of a softmax layer as they are.",
            "Add up each row of the prediction of a softmax layer."),
        Slip(
            "put_the_input_into_z", "({}, {0: X}) -> ({0: X}, {0: X})",
            "You keep the input in Z as well, although layer 0 has no weighted "
            "input.", "Print the keys of Z. Does the input have a weighted input?"),
        Slip(
            "returned_the_activations_alone", "(Z, A) -> A",
            "You return the activations alone, where the weighted inputs are "
            "asked too.",
            "What will the backward pass ask for, besides the activations?"),
        Slip(
            "returned_the_prediction_alone", "(Z, A) -> A[len(W)]",
            "You return the prediction alone, where every layer is to be kept.",
            "What will the backward pass ask for, and of which layers?"),
        Slip(
            "did_not_keep_the_output",
            "(Z, A) -> (Z, {l: A[l] for l in range(len(W))})",
            "You keep what goes into each layer, and so not what comes out of the "
            "last.", "Print the keys of A. Where is the prediction?"),
        Slip(
            "numbered_the_input_one",
            "(Z, A) -> (Z, {l + 1: a for l, a in A.items()})",
            "You number the activations from 1, where the input is layer 0.",
            "Print the keys of A. Which number has the input?"),
        Slip(
            "dropped_the_input", "(Z, A) -> (Z, {l: A[l] for l in W})",
            "You do not keep the input as the activation of layer 0.",
            "Print the keys of A. The input is layer 0."),
        Slip(
            "activation_of_the_layer_below",
            "activation[l] -> activation[max(l - 1, 1)]",
            "You take the name of the activation from the layer below.",
            "Print l and the name that you look up. Do they belong together?"),
    ),
    "tent": (
        Slip(
            "left_the_rise_in_the_fall", "-up - down -> -down",
            "After the peak your sum still rises with the first neuron.",
            "How steep is the sum once both neurons are awake?"),
        Slip(
            "made_both_sides_alike", "-up - down -> -2 * up",
            "Both sides of your tent are equally steep, wherever the right corner "
            "is.", "Are the two sides of your drawing equally long?"),
        Slip(
            "woke_at_the_mirror_image",
            "\n            -left -> left\n            -peak -> peak\n            ",
            "Your neurons wake at the mirror images of the places where they "
            "should.", "At which x is the weighted input of a rectifier 0?"),
        Slip(
            "gave_the_sides_slope_one",
            "\n            1.0 / (peak - left) -> 1.0\n            1.0 / (right - "
            "peak) -> 1.0\n            ",
            "Your sides have slope 1, so the height depends on the width.",
            "How steep is a line that rises by 1 from the left corner to the peak?"),
        Slip(
            "bent_at_the_right_corner", "-peak -> -right",
            "Your second neuron wakes at the right corner and not at the peak.",
            "At which place must the sum bend downwards?"),
        Slip(
            "multiplied_by_the_widths",
            "\n            1.0 / (peak - left) -> peak - left\n            1.0 / "
            "(right - peak) -> right - peak\n            ",
            "Your sides are the steeper the wider the tent is.",
            "A side twice as wide rises by the same 1. How steep is it?"),
    ),
    "swish_prime": (
        Slip(
            "gave_the_slope_of_the_sigmoid", "a + Z * a * (1.0 - a) -> a * (1.0 - a)",
            "Your result is the slope of the sigmoid alone.",
            "Swish is a product of two functions. What has become of the other "
            "one?"),
        Slip(
            "differentiated_the_sigmoid_only",
            "a + Z * a * (1.0 - a) -> Z * a * (1.0 - a)",
            "You differentiate the sigmoid and leave z as it is, but z has a "
            "slope.", "The product rule has two terms. Which one is missing?"),
        Slip(
            "differentiated_z_only", "a + Z * a * (1.0 - a) -> a",
            "You differentiate z and leave the sigmoid as it is, but it has a "
            "slope.", "The product rule has two terms. Which one is missing?"),
        Slip(
            "returned_swish_itself", "a + Z * a * (1.0 - a) -> Z * a",
            "Your result is swish itself and not its slope.",
            "Far to the right swish is a line. What is the slope of that line?"),
        Slip(
            "put_the_output_for_the_input",
            "a + Z * a * (1.0 - a) -> a + Z * a * (1.0 - Z * a)",
            "You put swish where the sigmoid belongs in the slope of the sigmoid.",
            "Which function has the slope with 1 minus itself in it?"),
        Slip(
            "forgot_one_minus", "a + Z * a * (1.0 - a) -> a + Z * a",
            "Your second term lacks a factor: the sigmoid stands there, not its "
            "slope.", "What is the slope of the sigmoid?"),
    ),
}
