"""The slips of the module gradcheck, by exercise."""

from autograder.slips.model import Bank, Slip

# fmt: off
SLIPS: Bank = {
    "numerical_gradient": (
        Slip(
            "divided_by_one_step", "2 * h -> h",
            "You divide by h, but the two points are twice as far apart.",
            "How far apart are the two points at which you take the function?"),
        Slip(
            "subtracted_the_wrong_way",
            "(f(x + step) - f(x - step)) / (2 * h) -> -((f(x + step) - f(x - "
            "step)) / (2 * h))",
            "You subtract the value ahead from the value behind, which turns the "
            "sign.", "Try it on a function that grows. Is your slope positive?"),
        Slip(
            "stepped_everywhere_at_once",
            "return np.full(x.shape, (f(x + h) - f(x - h)) / (2.0 * h))",
            "You move all elements at once, and get one slope where each has its "
            "own.", "What is 1 and what is 0 in the step of the equation?"),
        Slip(
            "moved_whole_rows",
            "\n            gradient = np.zeros(x.shape)\n            for i in "
            "range(len(x)):\n                unit = "
            "np.zeros(x.shape)\n                unit[i] = h\n                "
            "gradient[i] = (f(x + unit) - f(x - unit)) / (2.0 * h)\n            "
            "return gradient\n            ",
            "You loop over the first axis alone and move a whole row at a time.",
            "Try it on an array of two axes. Which elements move in one step?"),
        Slip(
            "left_the_steps_in_x",
            "\n            gradient = np.zeros(x.shape)\n            for i in "
            "np.ndindex(x.shape):\n                x[i] += h\n                "
            "ahead = f(x)\n                x[i] -= 2.0 * h\n                "
            "gradient[i] = (ahead - f(x)) / (2.0 * h)\n            return "
            "gradient\n            ",
            "You move x itself and do not move it all the way back.",
            "Print x before the call and after it."),
        Slip(
            "multiplied_by_the_step", "2 * h -> 2 / h",
            "You divide by 2 and then multiply by h, where both belong below the "
            "line.", "Read your fraction from left to right. What does h do in it?"),
        Slip(
            "forgot_to_divide",
            "(f(x + step) - f(x - step)) / (2 * h) -> f(x + step) - f(x - step)",
            "You give the difference of the two values and do not divide it by "
            "anything.", "What stands below the fraction line of the equation?"),
        Slip(
            "divided_by_two_alone", "2 * h -> 2",
            "You divide by 2 and leave the step out below the fraction line.",
            "Take the step ten times as large. Does your slope stay about the "
            "same?"),
        Slip(
            "took_x_for_the_point_behind", "x - step -> x",
            "You divide by two steps, but your second point is x and not a step "
            "behind it.",
            "Print the two points that you hand to f. How far apart are they?"),
        Slip(
            "moved_one_array_both_ways", "step[i] = h -> pass",
            "Your two points are two names of one array, so the difference is "
            "always 0.",
            "Print both points just before you hand them to f. Are they different?"),
        Slip(
            "left_rounding_in_x",
            "\n            gradient = np.zeros(x.shape)\n            for i in "
            "np.ndindex(x.shape):\n                x[i] += h\n                "
            "ahead = f(x)\n                x[i] -= 2.0 * h\n                "
            "gradient[i] = (ahead - f(x)) / (2.0 * h)\n                x[i] += "
            "h\n            return gradient\n            ",
            "You move x itself there and back by sums, and rounding leaves it a "
            "little off.", "Subtract x before the call from x after it. What is left?"),
        Slip(
            "returned_after_one_element",
            "gradient = np.zeros(x.shape); first = (0,) * x.ndim; step = "
            "np.zeros(x.shape); step[first] = h; gradient[first] = (f(x + step) - "
            "f(x - step)) / (2.0 * h); return gradient",
            "You return after the first element, and all the other slopes stay 0.",
            "How far is your `return` indented, and how often does the loop run?"),
        Slip(
            "returned_one_slope", "return (f(x + h) - f(x - h)) / (2.0 * h)",
            "You move all elements at once and return one number for all of them.",
            "A gradient has the shape of what it is taken by. Print both shapes."),
        Slip(
            "handed_over_single_numbers",
            "\n            gradient = np.zeros(x.shape)\n            for i in "
            "np.ndindex(x.shape):\n                gradient[i] = (f(x[i] + h) - "
            "f(x[i] - h)) / (2.0 * h)\n            return gradient\n            ",
            "You hand f one element by itself, but f takes the whole array.",
            "Which shape does f want, and what do you hand over?"),
        Slip(
            "stepped_to_one_side",
            "(f(x + step) - f(x - step)) / (2 * h) -> (f(x + step) - f(x)) / h",
            "You step to one side only, so that the error is of the order of h.",
            "On how many sides of x does the equation take the function?"),
        Slip(
            "stepped_back_only",
            "(f(x + step) - f(x - step)) / (2 * h) -> (f(x) - f(x - step)) / h",
            "You step back only, so that the error is of the order of h.",
            "On how many sides of x does the equation take the function?"),
        Slip(
            "ignored_the_step",
            (
                "h -> 1e-5",
                "h -> 1e-6",
                "h -> 1e-7",
            ), "You always take the same step, whatever h is handed over.",
            "Call it with a large h on a curved function. Does the result change?"),
        Slip(
            "stepped_half_as_far", "step[i] = h -> step[i] = h / 2\n2 * h -> h",
            "You step half of h to each side where the whole of it is asked for.",
            "How far from x are the two points at which the equation takes the "
            "function?"),
        Slip(
            "returned_one_row", "return gradient -> return gradient.ravel()",
            "You return all slopes in one row, whatever the shape of x.",
            "A gradient has the shape of what it is taken by. Print both shapes."),
        Slip(
            "divided_one_value_alone",
            "(f(x + step) - f(x - step)) / (2 * h) -> f(x + step) - f(x - step) / "
            "(2 * h)",
            "You divide the value behind alone, because no brackets hold the "
            "difference.",
            "Which parts of your line does the division reach, and which should "
            "it?"),
        Slip(
            "scaled_the_step_with_x",
            "step[i] = h -> step[i] = h * x[i]\n2 * h -> 2 * h * x[i]",
            "You scale the step with x, so that h is not the step, and 0 has none.",
            "How far does x move at 0?"),
        Slip(
            "kept_the_steps_before",
            "step = np.zeros(x.shape); step[i] = h; gradient[i] = _g -> step = "
            "np.zeros(x.shape); step[i] = h; gradient[i] = _g; x = x - step",
            "You never put an element back, so that those before stay moved.",
            "Print x after your loop. Is it what it was?"),
    ),
    "relative_error": (
        Slip(
            "gave_the_absolute_error",
            "np.linalg.norm(a - b) / size -> np.linalg.norm(a - b)",
            "You return the norm of the difference, without the sizes to compare "
            "it with.",
            "Multiply both gradients by a thousand. Should the result change?"),
        Slip(
            "divided_by_one_of_them",
            "np.linalg.norm(a) + np.linalg.norm(b) -> np.linalg.norm(b)",
            "You divide by the size of the second gradient alone.",
            "Swap the two gradients. Should the result change?"),
        Slip(
            "forgot_the_roots",
            "total = np.sum(a ** 2) + np.sum(b ** 2); return np.sum((a - b) ** 2) "
            "/ total if total else 0.0",
            "You compare sums of squares and take no root.",
            "What does the norm of a gradient with the elements 3 and 4 come to?"),
        Slip(
            "averaged_over_elements",
            "\n            with np.errstate(all='ignore'):\n                "
            "return np.mean(np.nan_to_num(np.abs(a - b) / (np.abs(a) + "
            "np.abs(b))))\n            ",
            "You take a relative error for each element and average them.",
            "How many numbers does your norm give for a whole array, and of what?"),
        Slip(
            "summed_absolute_values",
            "total = np.abs(a).sum() + np.abs(b).sum(); return np.abs(a - "
            "b).sum() / total if total else 0.0",
            "You add up absolute values where the norm takes the root of a sum of "
            "squares.",
            "What is done to the elements in the norm of the statement, before "
            "the sum?"),
        Slip(
            "took_the_largest_of_the_fractions",
            "size = np.maximum(np.abs(a) + np.abs(b), 1e-300); return "
            "float(np.max(np.abs(a - b) / size))",
            "You make a fraction for each element and take the largest of them.",
            "Does your formula have one fraction for each element or one for the "
            "whole?"),
        Slip(
            "divided_by_the_first_alone",
            "np.linalg.norm(a) + np.linalg.norm(b) -> np.linalg.norm(a)",
            "You divide by the size of the first gradient alone.",
            "Swap the two gradients. Should the result change?"),
        Slip(
            "compared_the_largest_elements",
            "off, one, other = (float(np.abs(v).max()) for v in (a - b, a, b)); "
            "return off / (one + other) if one + other else 0.0",
            "You take the largest element for the size, where the norm sums all "
            "squares.", "How many elements have a part in the norm of the statement?"),
        Slip(
            "called_two_zeros_wrong", "0.0 -> 1.0",
            "You give 1 where both gradients are zero, although they are equal.",
            "Two gradients that are zero everywhere: do they agree?"),
        Slip(
            "kept_a_fraction_for_each_element",
            "return np.abs(a - b) / (np.abs(a) + np.abs(b))",
            "You give a fraction for each element where one for the whole is "
            "asked for.", "How many numbers should come out for two whole gradients?"),
        Slip(
            "divided_by_the_larger",
            "np.linalg.norm(a) + np.linalg.norm(b) -> max(np.linalg.norm(a), "
            "np.linalg.norm(b))",
            "You divide by the larger of the two sizes instead of their sum.",
            "How many norms stand below the fraction line?"),
        Slip(
            "took_the_norm_of_the_sum",
            "np.linalg.norm(a) + np.linalg.norm(b) -> np.linalg.norm(a + b)",
            "You divide by the norm of the sum, which is small for opposite "
            "gradients.",
            "Below the fraction line: is it the norm of a sum, or a sum of norms?"),
        Slip(
            "subtracted_the_sizes",
            "np.linalg.norm(a - b) -> abs(np.linalg.norm(a) - np.linalg.norm(b))",
            "You compare the sizes of the gradients, and their directions not at "
            "all.",
            "Turn one of the gradients round. Should the result stay the same?"),
        Slip(
            "forgave_a_single_zero",
            "size == 0 -> np.linalg.norm(a) * np.linalg.norm(b) == 0",
            "You give 0 as soon as one of the gradients is zero.",
            "One gradient is zero and the other is not. Do they agree?"),
        Slip(
            "divided_by_the_mean_size",
            "np.linalg.norm(a) + np.linalg.norm(b) -> (np.linalg.norm(a) + "
            "np.linalg.norm(b)) / 2",
            "You divide by the mean of the two sizes instead of their sum.",
            "What do you get for equal sizes, and what should the largest result "
            "be?"),
        Slip(
            "took_one_root_of_both",
            "np.linalg.norm(a) + np.linalg.norm(b) -> np.hypot(np.linalg.norm(a), "
            "np.linalg.norm(b))",
            "You take one root of all the squares below the line, not a root for "
            "each.",
            "Below the fraction line: is it one root of everything, or a sum of "
            "roots?"),
        Slip(
            "subtracted_the_sizes_with_their_sign",
            "np.linalg.norm(a - b) -> np.linalg.norm(a) - np.linalg.norm(b)",
            "You subtract the sizes instead of the gradients, and may end below 0.",
            "Swap the two gradients. Can an error be negative?"),
        Slip(
            "averaged_the_rows",
            "if np.ndim(a) < 2:\n    size = np.linalg.norm(a) + "
            "np.linalg.norm(b)\n    return float(np.linalg.norm(a - b) / size) if "
            "size else 0.0\nsize = np.linalg.norm(a, axis=1) + np.linalg.norm(b, "
            "axis=1)\nwith np.errstate(all='ignore'):\n    return "
            "float(np.mean(np.where(size > 0, np.linalg.norm(a - b, axis=1) / "
            "size, 0.0)))", "You compare row by row and take the mean of the rows.",
            "How many norms are there in the equation, and of what?"),
        Slip(
            "took_the_spectral_norm",
            "np.linalg.norm(_x) -> np.linalg.norm(_x, 2) if np.ndim(_x) == 2 else "
            "np.linalg.norm(_x)",
            "You take the spectral norm of a matrix, which looks at one direction "
            "only.", "Which norm is the root of the sum of all squares?"),
    ),
    "gradient_check": (
        Slip(
            "ignored_the_tolerance", "tolerance -> 1e-06",
            "You always hold the error against one millionth, whatever tolerance "
            "is given.",
            "Which of your lines depends on the tolerance that is handed over?"),
        Slip(
            "compared_the_wrong_way_round",
            "relative_error(gradient, numerical_gradient(f, x)) <= tolerance -> "
            "relative_error(gradient, numerical_gradient(f, x)) > tolerance",
            "You accept the gradients that are far off and refuse the ones that "
            "agree.", "What should come out for a right gradient, True or False?"),
        Slip(
            "let_nan_pass",
            "bool(relative_error(gradient, numerical_gradient(f, x)) <= "
            "tolerance) -> not relative_error(gradient, numerical_gradient(f, x)) "
            "> tolerance",
            "You ask whether the error is too large, and NaN is never larger than "
            "anything.",
            "What does a comparison with NaN come to? Say when a gradient passes, "
            "not when it fails."),
        Slip(
            "returned_the_error",
            "bool(relative_error(gradient, numerical_gradient(f, x)) <= "
            "tolerance) -> relative_error(gradient, numerical_gradient(f, x))",
            "You return the relative error where True or False is asked for.",
            "Is yours an answer to a question of yes or no?"),
        Slip(
            "looked_at_one_element",
            "gradient -> gradient[:1]\nnumerical_gradient(f, x) -> "
            "numerical_gradient(f, x)[:1]",
            "You compare the first elements and trust the others.",
            "Make the last element of a right gradient wrong. Do you notice?"),
        Slip(
            "measured_on_one_side",
            "steps = 1e-05 * np.eye(len(x)); measured = np.array([(f(x + step) - "
            "f(x)) / 1e-05 for step in steps]); return "
            "bool(relative_error(gradient, measured) <= tolerance)",
            "You measure with one-sided differences, which are too coarse for the "
            "check.",
            "How exact are your differences, and how exact must they be here?"),
        Slip(
            "compared_it_with_itself", "numerical_gradient(f, x) -> 1.0 * gradient",
            "You compare the gradient with itself and never measure the function.",
            "Where does the function f come into your check?"),
        Slip(
            "asked_whether_all_are_close",
            "relative_error(gradient, numerical_gradient(f, x)) <= tolerance -> "
            "np.allclose(gradient, numerical_gradient(f, x), rtol=tolerance)",
            "You ask np.allclose, which compares each element and allows 1e-8 "
            "besides.",
            "What does np.allclose compare: each element, or the lengths of the "
            "whole?"),
        Slip(
            "let_errors_cancel",
            "measured = numerical_gradient(f, x); size = np.linalg.norm(gradient) "
            "+ np.linalg.norm(measured); return bool(abs((gradient - "
            "measured).sum()) <= tolerance * size)",
            "You add up the differences with their signs, so that two of them may "
            "cancel.",
            "Make one slope too large by 1 and another too small by 1. What is "
            "found?"),
        Slip(
            "left_allclose_its_defaults",
            "relative_error(gradient, numerical_gradient(f, x)) <= tolerance -> "
            "np.allclose(gradient, numerical_gradient(f, x))",
            "You ask np.allclose with its own tolerances, whatever tolerance is "
            "given.",
            "Which of your lines depends on the tolerance that is handed over?"),
        Slip(
            "set_the_absolute_tolerance_alone",
            "relative_error(gradient, numerical_gradient(f, x)) <= tolerance -> "
            "np.allclose(gradient, numerical_gradient(f, x), atol=tolerance)",
            "You set the absolute tolerance of np.allclose, and its relative one "
            "stays.",
            "How many tolerances has np.allclose, and which of them do you set?"),
        Slip(
            "set_both_tolerances",
            "measured = numerical_gradient(f, x); return "
            "bool(np.allclose(gradient, measured, tolerance, tolerance))",
            "You set both tolerances of np.allclose, so small gradients pass in "
            "any case.",
            "Check a wrong gradient of size one millionth. Do you notice?"),
        Slip(
            "divided_by_one_size",
            "measured = numerical_gradient(f, x); size = "
            "float(np.linalg.norm(measured)); return bool(np.linalg.norm(gradient "
            "- measured) <= tolerance * size)",
            "You divide by the size of one gradient, which makes the error twice "
            "as large.",
            "Print your error beside that of relative_error for the same "
            "gradients."),
        Slip(
            "compared_squares",
            "relative_error(gradient, numerical_gradient(f, x)) -> "
            "relative_error(gradient, numerical_gradient(f, x)) ** 2",
            "You compare squares with the tolerance, which makes small errors far "
            "smaller.",
            "A relative error of 0.001: what is left of it when it is squared?"),
        Slip(
            "refused_every_gradient",
            "relative_error(gradient, numerical_gradient(f, x)) <= tolerance -> "
            "np.array_equal(gradient, numerical_gradient(f, x))",
            "You refuse every gradient, the right ones too.",
            "At which point do you measure, and how exact can differences be? "
            "Print your error for a right gradient."),
        Slip(
            "compared_absolutely", "relative_error(_a, _b) -> np.abs(_a - _b).max()",
            "You compare the largest difference with the tolerance, without a "
            "look at the size.",
            "Gradients of a millionth: when is a difference small?"),
    ),
    "diagnose": (
        Slip(
            "looked_at_the_weights",
            "not weights_right(L) and not biases_right(L) -> not "
            "weights_right(L)\nnot biases_right(L) -> False\nnot weights_right(l) "
            "or not biases_right(l) -> not weights_right(l)",
            "You check the weights alone, so that BP3 and BP4 cannot be told from "
            "others.", "Which equation gives the gradients that you do not look at?"),
        Slip(
            "looked_at_the_biases",
            "not weights_right(L) and not biases_right(L) -> not biases_right(L)\n"
            "not weights_right(L) -> False\nnot weights_right(l) or not "
            "biases_right(l) -> not biases_right(l)",
            "You check the biases alone, so that BP3 and BP4 cannot be told from "
            "others.", "Which equation gives the gradients that you do not look at?"),
        Slip(
            "swapped_weights_and_biases",
            "'BP3' -> 'BP0'\n'BP4' -> 'BP3'\n'BP0' -> 'BP4'",
            "You blame BP3 for the weights and BP4 for the biases.",
            "Look up which of the two equations has the activations in it."),
        Slip(
            "swapped_output_and_hidden",
            "'BP1' -> 'BP0'\n'BP2' -> 'BP1'\n'BP0' -> 'BP2'",
            "You blame BP1 for the hidden layers and BP2 for the output layer.",
            "Look up which of the two equations is used once, and in which layer."),
        Slip(
            "began_at_the_first_layer",
            "'BP1' -> 'BP2' if not weights_right(1) and not biases_right(1) else "
            "'BP1'",
            "You begin at the first layer, where an error of BP1 looks like one "
            "of BP2.",
            "An error at the output is carried down. Where would you look first?"),
        Slip(
            "always_blamed_somebody", "'none' -> 'BP2'",
            "You blame BP2 when all the others are out, though there may be no "
            "bug at all.", "Hand it a backward pass without a bug. What does it say?"),
        Slip(
            "blamed_the_output_for_either",
            "not weights_right(L) and not biases_right(L) -> not weights_right(L) "
            "or not biases_right(L)",
            "You blame BP1 when one gradient of the last layer is wrong, not only "
            "for both.",
            "An error at the output spoils two gradients of the last layer. Which "
            "two?"),
        Slip(
            "returned_nothing_for_a_right_pass", "'none' -> None",
            "You return nothing where all gradients are right; a word is asked "
            "for.",
            "Which word does the docstring have for a backward pass without a bug?"),
        Slip(
            "blamed_the_biases_for_all",
            "not weights_right(L) and not biases_right(L) -> False\nnot "
            "biases_right(L) -> any(not biases_right(l) for l in W)\nnot "
            "weights_right(L) -> any(not weights_right(l) for l in W)",
            "You blame BP3 wherever biases are wrong, also where their error came "
            "wrong.",
            "Which gradients does an error spoil that is carried back wrongly?"),
        Slip(
            "blamed_the_weights_for_all",
            "not weights_right(L) and not biases_right(L) -> any(not "
            "weights_right(l) for l in W)\n'BP1' -> 'BP4'\nnot biases_right(L) -> "
            "any(not biases_right(l) for l in W)",
            "You blame BP4 wherever weights are wrong, also where their error "
            "came wrong.",
            "Which gradients does an error spoil that is carried back wrongly?"),
        Slip(
            "blamed_the_output_in_every_layer",
            "not weights_right(L) and not biases_right(L) -> any(not "
            "weights_right(l) and not biases_right(l) for l in W)\nnot "
            "biases_right(L) -> any(not biases_right(l) for l in W)\nnot "
            "weights_right(L) -> any(not weights_right(l) for l in W)",
            "You blame BP1 where both gradients of any layer are wrong, not the "
            "last alone.", "In which layer is BP1 used?"),
        Slip(
            "took_true_for_wrong", "not _c -> _c",
            "You take the gradients that pass the check for the wrong ones.",
            "What does gradient_check give for a right gradient, True or False?"),
        Slip(
            "blamed_bp2_for_the_first_layer",
            "return 'BP1' -> return 'BP2' if not weights_right(1) or not "
            "biases_right(1) else 'BP1'\nreturn 'BP3' -> return 'BP2' if not "
            "biases_right(1) else 'BP3'\nreturn 'BP4' -> return 'BP2' if not "
            "weights_right(1) else 'BP4'",
            "You blame BP2 for whatever is wrong in the first layer, and ask no "
            "further.",
            "An error of BP3 or BP4 shows in every layer. Where would you look "
            "first?"),
        Slip(
            "found_all_gradients_wrong",
            "gradient_check(_f, _g, _x) -> gradient_check(_f, _g, _x, 1e-15)",
            "You answer BP1 every time, so even right gradients must look wrong "
            "to you.",
            "Print the errors of a right pass. Are they small, and does the cost "
            "that you measure change with each parameter?"),
        Slip(
            "looked_at_the_last_layer", "range(L - 1, 0, -1) -> range(0)",
            "You check the last layer alone, where BP2 cannot show.",
            "Which equation carries the error below the output layer? Do you look "
            "there?"),
        Slip(
            "asked_about_the_biases_first",
            "not weights_right(L) and not biases_right(L) -> False",
            "You blame BP3 as soon as the last biases are wrong, and never come "
            "to BP1.",
            "An error at the output spoils two gradients of the last layer. Which "
            "two?"),
        Slip(
            "asked_about_the_weights_first",
            "not weights_right(L) and not biases_right(L) -> not "
            "weights_right(L)\n'BP1' -> 'BP4'",
            "You blame BP4 as soon as the last weights are wrong, and never come "
            "to BP1.",
            "An error at the output spoils two gradients of the last layer. Which "
            "two?"),
        Slip(
            "skipped_the_layer_below_the_output",
            "range(L - 1, 0, -1) -> range(L - 2, 0, -1)",
            "You never look at the layer just below the output, and miss BP2 "
            "there.",
            "Print the layers that your loop visits, in a network of two layers."),
        Slip(
            "took_layer_two_for_the_output",
            "weights_right(L) -> weights_right(2)\nbiases_right(L) -> "
            "biases_right(2)",
            "You take layer 2 for the output layer, which is true for two layers "
            "only.", "Which layer is the last of a network of three?"),
    ),
    "complex_step": (
        Slip(
            "took_the_real_part", "f(z).imag -> f(z).real",
            "You take the real part, which is the value and not the slope.",
            "In which part of the number do the terms with i stand?"),
        Slip(
            "forgot_to_divide", "f(z).imag / h -> f(z).imag",
            "You return the imaginary part itself, which is as small as the step.",
            "How large is the imaginary part when the step is made ten times "
            "smaller?"),
        Slip(
            "stepped_along_the_axis", "1j * h -> h",
            "You step along the axis, so nothing imaginary comes out.",
            "In which direction does the step go?"),
        Slip(
            "divided_by_two_steps", "f(z).imag / h -> f(z).imag / (2 * h)",
            "You divide by two steps, but only one is made.",
            "How many steps lie between the two points?"),
        Slip(
            "multiplied_by_the_step", "f(z).imag / h -> f(z).imag * h",
            "You multiply by the step where the equation divides by it.",
            "Look at the fraction again. What stands below the line?"),
        Slip(
            "stepped_everywhere_at_once",
            "return np.full(x.shape, f(x + 1j * h).imag / h)",
            "You move all elements at once, and get one slope where each has its "
            "own.", "What is 1 and what is 0 in the step of the equation?"),
    ),
    "directional_check": (
        Slip(
            "let_not_a_number_pass", "not _error <= _bound -> _error > _bound",
            "A gradient that holds NaN passes your check.",
            "What does every comparison with NaN say, whichever way it points?"),
        Slip(
            "tried_one_direction", "range(directions) -> range(1)",
            "You try one direction, and a mistake that cancels in it passes.",
            "How many directions have to agree?"),
        Slip(
            "walked_the_same_way_each_time",
            "rng.choice([-1.0, 1.0], x.shape) -> np.ones(x.shape)",
            "You walk in the same direction each time, and what cancels there "
            "passes.", "Which coin is thrown for each element, and how often?"),
        Slip(
            "compared_without_signs",
            "rise - np.sum(gradient * v) -> abs(rise) - abs(np.sum(gradient * v))",
            "You compare sizes alone, and a gradient with the wrong sign passes.",
            "Hand it a right gradient with its sign turned. What does it say?"),
        Slip(
            "divided_by_one_step",
            "(f(x + h * v) - f(x - h * v)) / (2 * h) -> (f(x + h * v) - f(x - h * "
            "v)) / h",
            "You divide by one step, but the two points are two steps apart.",
            "How far apart are the two points at which you take the function?"),
        Slip(
            "said_always_right", "return True",
            "Your check lets every gradient pass.",
            "Hand it a gradient of zeros. What does it say?"),
    ),
}
