"""The slips of the module learning_rate, by exercise."""

from autograder.slips.model import Bank, Slip

SLIPS: Bank = {
    "largest_stable_learning_rate": (
        Slip(
            "took_the_best_rate_for_the_largest",
            "2.0 -> 1.0",
            "You give the rate at which the steepest direction is done in one step.",
            "By which factor does a step change the distance to the minimum, and when"
            " is that factor -1?",
        ),
        Slip(
            "took_the_flattest_direction",
            "-1 -> 0",
            "You divide by the smallest eigenvalue, but the steepest direction "
            "decides.",
            "Along which direction does descent run away first, the flat or the steep?",
        ),
        Slip(
            "looked_along_the_axes",
            "np.linalg.eigvalsh(H)[-1] -> np.diag(H).max()",
            "You take the largest element of the diagonal, the curvature along an "
            "axis.",
            "What is the largest curvature of all directions, not only of the axes?",
        ),
        Slip(
            "added_the_curvatures",
            "np.linalg.eigvalsh(H)[-1] -> np.trace(H)",
            "You divide by the sum of all eigenvalues instead of the largest.",
            "Do the curvatures of all directions add up in the condition?",
        ),
        Slip(
            "took_the_norm_of_all_elements",
            "np.linalg.eigvalsh(H)[-1] -> np.linalg.norm(H)",
            "You divide by the root of the sum of all squares of the matrix.",
            "Which norm of a symmetric matrix is its largest eigenvalue?",
        ),
        Slip(
            "turned_the_fraction_over",
            "2.0 / np.linalg.eigvalsh(H)[-1] -> np.linalg.eigvalsh(H)[-1] / 2.0",
            "You give half of the largest eigenvalue, which is the fraction upside "
            "down.",
            "With a steeper valley, should the learning rate be larger or smaller?",
        ),
        Slip(
            "took_a_bound_for_the_eigenvalue",
            "np.linalg.eigvalsh(H)[-1] -> np.abs(H).sum(axis=1).max()",
            "You divide by the largest row sum, which is a bound on the eigenvalues.",
            "Is the largest row sum an eigenvalue, or only a bound on them?",
        ),
        Slip(
            "took_the_fastest_rate",
            "values = np.linalg.eigvalsh(H); return 2.0 / (values[0] + values[-1])",
            "You give the rate that is fastest, at which no direction runs away yet.",
            "At your rate, by which factor does a step change each direction?",
        ),
        Slip(
            "gave_the_curvature",
            "2.0 / np.linalg.eigvalsh(H)[-1] -> np.linalg.eigvalsh(H)[-1]",
            "You give the largest eigenvalue itself and not the rate.",
            "With a steeper valley, should the learning rate be larger or smaller?",
        ),
        Slip(
            "divided_where_two_stands",
            "2.0 -> 1.0\nnp.linalg.eigvalsh(H)[-1] -> 2.0 * np.linalg.eigvalsh(H)[-1]",
            "You have the 2 of the equation below the line with the eigenvalue.",
            "Is the 2 of the equation above the fraction line or below it?",
        ),
        Slip(
            "gave_a_rate_for_each_direction",
            "np.linalg.eigvalsh(H)[-1] -> np.linalg.eigvalsh(H)",
            "You give a rate for each eigenvalue, but one rate serves all directions.",
            "Which of your rates is small enough for every direction?",
        ),
        Slip(
            "squared_the_curvature",
            "H -> H @ H",
            "You divide by the square of the largest eigenvalue.",
            "Is it the matrix whose eigenvalue you take, or a product with itself?",
        ),
        Slip(
            "averaged_the_curvatures",
            "np.linalg.eigvalsh(H)[-1] -> np.linalg.eigvalsh(H).mean()",
            "You divide by the mean of the eigenvalues, but the steepest direction "
            "decides.",
            "Along which direction does descent run away first?",
        ),
        Slip(
            "took_the_first_eigenvalue",
            "np.linalg.eigvalsh -> np.linalg.eigvals\n-1 -> 0",
            "You take the first eigenvalue of eigvals, which gives them in no order.",
            "In which order does NumPy give the eigenvalues of your matrix?",
        ),
    ),
}
