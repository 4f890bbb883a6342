"""The slips of the module momentum, by exercise."""

from autograder.slips.model import Bank, Slip

# fmt: off
SLIPS: Bank = {
    "best_rate_and_momentum": (
        Slip(
            "gave_the_root_of_mu", "root**2 -> root",
            "Your momentum is the root of what it should be.",
            "Did you solve for mu or for its root?"),
        Slip(
            "took_no_roots", "np.sqrt(h_min) -> h_min\nnp.sqrt(h_max) -> h_max",
            "You put the curvatures where their roots belong.",
            "Take the root of both conditions first. What is on the left then?"),
        Slip(
            "kept_the_rate_of_plain_descent",
            "4.0 / (low + high) ** 2 -> 2.0 / (h_min + h_max)",
            "Your learning rate is the best one of gradient descent without "
            "momentum.", "Do your two numbers fulfil both conditions? Put them in."),
        Slip(
            "took_the_largest_plain_rate", "4.0 / (low + high) ** 2 -> 2.0 / h_max",
            "Your learning rate is the largest stable one of gradient descent.",
            "Do your two numbers fulfil both conditions? Put them in."),
        Slip(
            "lost_the_four", "4.0 -> 1.0",
            "Your learning rate is a quarter of what it should be.",
            "Add the two roots of the conditions. What is on the right then?"),
        Slip(
            "forgot_the_square", "(low + high) ** 2 -> (low + high)",
            "You solve for the root of the learning rate and do not square it.",
            "Does the unit of your learning rate fit, one over a curvature?"),
        Slip(
            "exchanged_the_two", "return eta, root**2 -> return root**2, eta",
            "You return the momentum first and the learning rate second.",
            "In which order are the two results wanted?"),
        Slip(
            "left_the_usual_momentum", "root**2 -> 0.9",
            "Your momentum is 0.9 whatever the curvatures are.",
            "Which momentum is best when the two curvatures are equal?"),
        Slip(
            "took_the_ratio_alone",
            "root = (high - low) / (high + low) -> root = 1.0 - low / high",
            "Your momentum compares the difference with the larger root alone.",
            "What is below the line when you divide the two conditions?"),
        Slip(
            "forgot_to_square_the_rate",
            "4.0 / (low + high) ** 2 -> 2.0 / (low + high)",
            "Your learning rate lacks its square.",
            "What does the square of the learning rate reach over?",
        ),
        Slip(
            "squared_the_sum_alone",
            "4.0 / (low + high) ** 2 -> 2.0 / (low + high) ** 2",
            "You square the sum below the line, and not the 2 above it.",
            "What does the square of the learning rate reach over?",
        ),
        Slip(
            "no_roots_for_the_momentum",
            "root = (high - low) / (high + low) -> root = (h_max - h_min) / (h_max +"
            " h_min)",
            "You take no roots of the curvatures for the momentum.",
            "Of what are difference and sum taken?",
        ),
    ),
    "momentum_step": (
        Slip(
            "forgot_the_past", "mu * state.get('v', 0.0) - eta * grad -> -eta * grad",
            "Your velocity holds the newest gradient alone, so nothing ever rolls.",
            "Take two steps with the same gradient. Is the second one longer than "
            "the first?"),
        Slip(
            "averaged_instead_of_adding", "eta -> (1.0 - mu) * eta",
            "You weigh the gradient with 1 - mu, which this form of momentum does "
            "not do.",
            "Look at the factor of the gradient in the equation. Is it a mean or "
            "a sum?"),
        Slip(
            "kept_the_rate_outside",
            "eta * grad -> grad\ntheta + v -> theta + eta * v",
            "Your velocity leaves the learning rate out, and only the step has it.",
            "Where does the learning rate stand in the equation: in the velocity "
            "or outside it?"),
        Slip(
            "rolled_uphill",
            "mu * state.get('v', 0.0) - eta * grad -> mu * state.get('v', 0.0) + "
            "eta * grad",
            "You add the gradient to the velocity, so that it points up the slope.",
            "Take one step from the side of a bowl. Does the cost fall?"),
        Slip(
            "subtracted_the_velocity", "theta + v -> theta - v",
            "You subtract the velocity, although the minus sign is in it already.",
            "The velocity has its sign already. What does the second equation do "
            "with it?"),
        Slip(
            "braked_the_gradient",
            "mu * state.get('v', 0.0) - eta * grad -> mu * (state.get('v', 0.0) - "
            "eta * grad)",
            "You multiply the gradient by mu, but mu belongs to the old velocity "
            "alone.", "Look at which term of the equation mu belongs to."),
        Slip(
            "looked_ahead", "return nesterov_step(theta, grad, state, eta, mu)",
            "You take the step of Nesterov, where the plain velocity is asked for.",
            "This exercise comes before the one that looks ahead. Compare the "
            "equations."),
        Slip(
            "swapped_mu_and_eta", "mu -> eta\neta * grad -> mu * grad",
            "You multiply the velocity by eta and the gradient by mu, the other "
            "way round.", "Which of the two multiplies the old velocity?"),
        Slip(
            "followed_another_form",
            "mu * state.get('v', 0.0) - eta * grad -> mu * state.get('v', 0.0) + "
            "grad\ntheta + v -> theta - eta * v",
            "You take another form, whose velocity sums plain gradients and is "
            "subtracted.",
            "Compare the signs and the place of eta in your two lines with the "
            "equations."),
        Slip(
            "averaged_the_gradients",
            "mu * state.get('v', 0.0) - eta * grad -> mu * state.get('v', 0.0) + "
            "(1.0 - mu) * grad\ntheta + v -> theta - eta * v",
            "Your velocity is a mean of gradients, from another form of momentum.",
            "Which factor does the gradient have in the equation of the velocity?"),
        Slip(
            "overwrote_the_old_velocity",
            "v = state.get('v', np.zeros(theta.shape)); v *= mu; v -= eta * grad; "
            "return (theta + v, {'v': v})",
            "You overwrite the old velocity in the state that you are given.",
            "Print the state before the call and after it."),
        Slip(
            "forgot_the_learning_rate", "eta * grad -> grad",
            "You leave eta out, so that every gradient counts in full.",
            "Which of your lines depends on eta?"),
        Slip(
            "never_braked", "mu * state.get('v', 0.0) -> state.get('v', 0.0)",
            "You keep the whole of the old velocity, where only a part of it "
            "stays.", "Which of your lines depends on mu?"),
        Slip(
            "moved_by_the_old_velocity", "theta + v -> theta + state.get('v', 0.0)",
            "You move theta by the velocity of the step before instead of the new "
            "one.",
            "Which velocity stands in the second equation, that of t or that of t "
            "- 1?"),
        Slip(
            "returned_the_old_state", "{'v': v} -> dict(state)",
            "You return the state that you were given, so the velocity never "
            "builds up.",
            "Print the state that you return. What will the next step find in it?"),
        Slip(
            "moved_theta_in_place",
            "v = mu * state.get('v', 0.0) - eta * grad -> v = mu * state.get('v', "
            "0.0) - eta * grad; theta += v\ntheta + v -> theta",
            "You change the parameters that you are given instead of making new "
            "ones.", "Print theta before the call and after it."),
        Slip(
            "kept_mu_at_its_default", "mu -> 0.9",
            "You always keep nine tenths of the velocity, whatever mu is handed "
            "over.", "Which of your lines depends on mu?"),
        Slip(
            "stood_still_at_first",
            "v = mu * state.get('v', 0.0) - eta * grad -> v = mu * state.get('v', "
            "0.0) - eta * grad; v = v if state else 0 * v",
            "Your first step moves nothing, as if there were no gradient yet.",
            "What does the first equation give when the old velocity is 0?"),
        Slip(
            "moved_by_the_gradient_alone", "theta + v -> theta - eta * grad",
            "You keep a velocity but move theta by the newest gradient alone.",
            "What is added to theta in the second equation?"),
        Slip(
            "braked_the_step_too", "theta + v -> theta + mu * v",
            "You multiply by mu in the velocity and again in the step.",
            "How often does mu stand in the two equations?"),
        Slip(
            "scaled_by_the_rate_twice", "theta + v -> theta + eta * v",
            "You multiply by eta in the velocity and again in the step.",
            "How often does eta stand in the two equations?"),
        Slip(
            "braked_the_gradient_as_a_mean",
            "mu * state.get('v', 0.0) - eta * grad -> mu * state.get('v', 0.0) - "
            "(1 - mu) * grad",
            "Your velocity is a mean of gradients and knows no learning rate.",
            "Which factor does the gradient have in the equation?"),
        Slip(
            "wrote_into_the_state",
            "v = mu * state.get('v', 0.0) - eta * grad -> v = mu * state.get('v', "
            "0.0) - eta * grad; state['v'] = v\n{'v': v} -> state",
            "You put the new velocity into the dict that you are given.",
            "Print the state before the call and after it."),
    ),
    "nesterov_step": (
        Slip(
            "took_the_plain_step",
            "return momentum_step(theta, grad, state, eta, mu)",
            "You take the step of plain momentum and never look ahead.",
            "Compare the second equation with that of momentum. Which term is new?"),
        Slip(
            "left_out_the_gradient", "theta + mu * v - eta * grad -> theta + mu * v",
            "You look ahead but leave the gradient out of the step itself.",
            "The second equation has three terms. Which of them is missing from "
            "yours?"),
        Slip(
            "looked_too_far_ahead", "mu * v -> v",
            "You add the whole velocity where only mu times it is added.",
            "By which factor does the velocity enter the second equation?"),
        Slip(
            "climbed",
            "mu * state.get('v', 0.0) - eta * grad -> mu * state.get('v', 0.0) + "
            "eta * grad\ntheta + mu * v - eta * grad -> theta + mu * v + eta * "
            "grad",
            "You go up the slope: every sign of the gradient is turned round.",
            "Take one step from the side of a bowl. Does the cost fall?"),
        Slip(
            "kept_the_rate_outside_too",
            "v = mu * state.get('v', 0.0) + grad; return (theta - eta * (grad + "
            "mu * v), {'v': v})",
            "You keep eta out of the velocity, as some libraries do.",
            "Where does eta stand in the first equation? Other books put it "
            "elsewhere."),
        Slip(
            "turned_the_velocity_uphill",
            "mu * state.get('v', 0.0) - eta * grad -> mu * state.get('v', 0.0) + "
            "eta * grad\ntheta + mu * v -> theta - mu * v",
            "Your velocity points uphill and is subtracted, which moves theta "
            "rightly.",
            "Which sign does the gradient have in the velocity that you return?"),
        Slip(
            "added_the_gradient",
            "theta + mu * v - eta * grad -> theta + mu * v + eta * grad",
            "You add the gradient in the step, so that part of it leads uphill.",
            "Look at the sign before the last term of the second equation."),
        Slip(
            "followed_the_gradient_alone", "theta + mu * v -> theta",
            "You keep a velocity but move theta by the newest gradient alone.",
            "The second equation has three terms. Which of them is missing from "
            "yours?"),
        Slip(
            "kept_mu_at_its_default", "mu -> 0.9",
            "You always keep nine tenths of the velocity, whatever mu is handed "
            "over.", "Which of your lines depends on mu?"),
        Slip(
            "kept_mu_at_its_default_in_the_step",
            "theta + mu * v - eta * grad -> theta + 0.9 * v - eta * grad",
            "You use mu for the velocity, and always 0.9 in the step.",
            "Which of your lines depend on mu?"),
        Slip(
            "forgot_the_velocity", "{'v': v} -> dict(state)",
            "You hand the old state back, so that the velocity never builds up.",
            "Print the state that you return. What will the next step find in it?"),
        Slip(
            "kept_the_rate_outside",
            "v = mu * state.get('v', 0.0) - eta * grad -> v = mu * state.get('v', "
            "0.0) - grad\ntheta + mu * v - eta * grad -> theta + eta * (mu * v - "
            "grad)",
            "You keep the rate out of the velocity and put it in at the step, so "
            "that your state is another one.",
            "Which numbers does the velocity of the statement hold?"),
    ),
}
