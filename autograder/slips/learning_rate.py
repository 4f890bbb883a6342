"""The slips of the module learning_rate, by exercise."""

from autograder.slips.model import Bank, Slip

# fmt: off
SLIPS: Bank = {
    "predict_descent": (
        Slip(
            "forgot_that_steps_multiply",
            "(1.0 - eta * lmbda) ** t -> (1.0 - t * eta * lmbda)",
            "You take off the same amount at every step, but each step starts "
            "where the last one ended.",
            "Take two steps by hand. Is the second as long as the first?"),
        Slip(
            "took_the_flow_for_the_steps",
            "(1.0 - eta * lmbda) ** t -> np.exp(-eta * lmbda * t)",
            "Your walk shrinks smoothly and never jumps to the other side of the "
            "minimum.",
            "What does the formula of one step give when eta times lambda is 1.5?"),
        Slip(
            "lost_the_sign_of_the_factor",
            "(1.0 - eta * lmbda) ** t -> np.abs(1.0 - eta * lmbda) ** t",
            "Your walk stays on one side of the minimum where it should oscillate.",
            "On which side of the minimum is the walk after a single step, when "
            "the factor is negative?"),
        Slip(
            "one_step_too_many",
            "(1.0 - eta * lmbda) ** t -> (1.0 - eta * lmbda) ** (t + 1)",
            "Your walk is one step further than it should be.",
            "Where is the walk after no step at all?"),
        Slip(
            "one_step_too_few",
            "(1.0 - eta * lmbda) ** t -> (1.0 - eta * lmbda) ** (t - 1)",
            "Your walk is one step behind where it should be.",
            "Where is the walk after the first step?"),
        Slip(
            "went_forward_only",
            "(1.0 - eta * lmbda) ** t -> (1.0 - eta * lmbda) ** max(t, 0)",
            "Your walk does not go back before its start.",
            "By what does a step multiply, and how is that undone?"),
        Slip(
            "climbed_the_bowl", "1.0 - eta * lmbda -> 1.0 + eta * lmbda",
            "Your walk goes up the bowl, away from the minimum.",
            "Which way does a step go, with the slope or against it?"),
        Slip(
            "forgot_the_start",
            "(1.0 - eta * lmbda) ** t * theta0 -> (1.0 - eta * lmbda) ** t",
            "Your walk starts at 1 whatever the start is.",
            "Which of the arguments does your result not depend on?"),
        Slip(
            "gave_the_way_walked",
            "(1.0 - eta * lmbda) ** t * theta0 -> theta0 - (1.0 - eta * lmbda) ** "
            "t * theta0", "You give how far the walk has come, and not where it is.",
            "Where is a walk that has taken no step?"),
        Slip(
            "let_the_steepest_lead", "eta * lmbda -> eta * lmbda.max()",
            "You use the largest curvature for every parameter, but each has its "
            "own.", "Does a parameter notice the curvature of another one?"),
    ),
    "curvature_by_power_iteration": (
        Slip(
            "forgot_the_two", "2.0 * h -> h",
            "You divide the difference by h, though the two points are twice as "
            "far apart.", "How far is it from theta - h v to theta + h v?"),
        Slip(
            "looked_to_one_side",
            "gradient(theta - h * v) -> gradient(theta)\n2.0 * h -> h",
            "You take the difference to one side only, which is off by a part of "
            "h.", "Which two points does the formula of the central difference take?"),
        Slip(
            "forgot_to_divide",
            "(gradient(theta + h * v) - gradient(theta - h * v)) / (2.0 * h) -> "
            "gradient(theta + h * v) - gradient(theta - h * v)",
            "You do not divide the difference of the gradients by the distance.",
            "What becomes of your result when h is halved?"),
        Slip(
            "looked_around_zero", "theta + h * v -> h * v\ntheta - h * v -> -h * v",
            "You measure the curvature at 0 whatever theta is.",
            "Where is the curvature wanted?"),
        Slip(
            "lost_the_sign", "float(curvature) -> abs(float(curvature))",
            "Your curvature is positive even where the cost is curved downwards.",
            "What is the curvature at the top of a hill?"),
        Slip(
            "stopped_before_the_direction_had_turned",
            (
                "30 -> 1",
                "curvature, v = v @ Hv, Hv / np.linalg.norm(Hv) -> curvature = v @ Hv",
            ), "You read the curvature off before the direction has turned.",
            "How often is the direction multiplied by H before you read it off?"),
        Slip(
            "gave_the_largest_rate", "float(curvature) -> 2.0 / float(curvature)",
            "You give the largest stable rate, and not the curvature.",
            "For a steeper bowl, should the result be larger or smaller?"),
        Slip(
            "never_made_it_short", "Hv / np.linalg.norm(Hv) -> Hv",
            "Your direction grows from round to round, and the points fly apart.",
            "How long is v after the first round?"),
        Slip(
            "gave_the_direction", "float(curvature) -> v",
            "You give the direction, and not the curvature in it.",
            "Is the result a number or a row of numbers?"),
    ),
    "largest_stable_learning_rate": (
        Slip(
            "took_the_best_rate_for_the_largest", "2.0 -> 1.0",
            "You give the rate at which the steepest direction is done in one "
            "step.",
            "By which factor does a step change the distance to the minimum, and "
            "when is that factor -1?"),
        Slip(
            "took_the_flattest_direction", "-1 -> 0",
            "You divide by the smallest eigenvalue, but the steepest direction "
            "decides.",
            "Along which direction does descent run away first, the flat or the "
            "steep?"),
        Slip(
            "looked_along_the_axes", "np.linalg.eigvalsh(H)[-1] -> np.diag(H).max()",
            "You take the largest element of the diagonal, the curvature along an "
            "axis.",
            "What is the largest curvature of all directions, not only of the "
            "axes?"),
        Slip(
            "added_the_curvatures", "np.linalg.eigvalsh(H)[-1] -> np.trace(H)",
            "You divide by the sum of all eigenvalues instead of the largest.",
            "Do the curvatures of all directions add up in the condition?"),
        Slip(
            "took_the_norm_of_all_elements",
            "np.linalg.eigvalsh(H)[-1] -> np.linalg.norm(H)",
            "You divide by the root of the sum of all squares of the matrix.",
            "Which norm of a symmetric matrix is its largest eigenvalue?"),
        Slip(
            "turned_the_fraction_over",
            "2.0 / np.linalg.eigvalsh(H)[-1] -> np.linalg.eigvalsh(H)[-1] / 2.0",
            "You give half of the largest eigenvalue, which is the fraction "
            "upside down.",
            "With a steeper valley, should the learning rate be larger or smaller?"),
        Slip(
            "took_a_bound_for_the_eigenvalue",
            "np.linalg.eigvalsh(H)[-1] -> np.abs(H).sum(axis=1).max()",
            "You divide by the largest row sum, which is a bound on the "
            "eigenvalues.",
            "Is the largest row sum an eigenvalue, or only a bound on them?"),
        Slip(
            "took_the_fastest_rate",
            "values = np.linalg.eigvalsh(H); return 2.0 / (values[0] + values[-1])",
            "You give the rate that is fastest, at which no direction runs away "
            "yet.", "At your rate, by which factor does a step change each direction?"),
        Slip(
            "gave_the_curvature",
            "2.0 / np.linalg.eigvalsh(H)[-1] -> np.linalg.eigvalsh(H)[-1]",
            "You give the largest eigenvalue itself and not the rate.",
            "With a steeper valley, should the learning rate be larger or smaller?"),
        Slip(
            "divided_where_two_stands",
            "2.0 -> 1.0\nnp.linalg.eigvalsh(H)[-1] -> 2.0 * "
            "np.linalg.eigvalsh(H)[-1]",
            "You have the 2 of the equation below the line with the eigenvalue.",
            "Is the 2 of the equation above the fraction line or below it?"),
        Slip(
            "gave_a_rate_for_each_direction",
            "np.linalg.eigvalsh(H)[-1] -> np.linalg.eigvalsh(H)",
            "You give a rate for each eigenvalue, but one rate serves all "
            "directions.", "Which of your rates is small enough for every direction?"),
        Slip(
            "squared_the_curvature", "H -> H @ H",
            "You divide by the square of the largest eigenvalue.",
            "Is it the matrix whose eigenvalue you take, or a product with itself?"),
        Slip(
            "averaged_the_curvatures",
            "np.linalg.eigvalsh(H)[-1] -> np.linalg.eigvalsh(H).mean()",
            "You divide by the mean of the eigenvalues, but the steepest "
            "direction decides.", "Along which direction does descent run away first?"),
        Slip(
            "took_the_first_eigenvalue",
            "np.linalg.eigvalsh -> np.linalg.eigvals\n-1 -> 0",
            "You take the first eigenvalue of eigvals, which gives them in no "
            "order.", "In which order does NumPy give the eigenvalues of your matrix?"),
        Slip(
            "iterated_too_shortly",
            "\n            v = np.ones(len(H))\n            for _ in "
            "range(10):\n                v = H @ v / np.linalg.norm(H @ "
            "v)\n            return 2.0 / (v @ H @ v)\n            ",
            "Your power iteration stops before it has found the steepest "
            "direction.", "Let it run ten times as long. Does the result change?"),
    ),
}
