"""The slips of the module adaptive, by exercise."""

from autograder.slips.model import Bank, Slip

SLIPS: Bank = {
    "rmsprop_step": (
        Slip(
            "forgot_the_gradient_on_top",
            "eta * grad -> eta",
            "You divide eta by the root, and no gradient stands on top.",
            "Turn the sign of one slope. Does its step turn too?",
        ),
        Slip(
            "added_epsilon_last",
            "theta - eta * grad / (np.sqrt(s) + eps) -> theta - eta * grad / "
            "np.sqrt(s) + eps",
            "You add epsilon to the result, for want of brackets below the line.",
            "Which parts of your line does the division reach, and which should it?",
        ),
        Slip(
            "left_beta_at_its_default",
            "beta * state.get('s', 0.0) -> 0.9 * state.get('s', 0.0)\n"
            "1.0 - beta -> 0.1",
            "You keep nine tenths of the mean square, whatever beta is handed over.",
            "Which of your lines depends on beta?",
        ),
        Slip(
            "left_epsilon_at_its_default",
            "eps -> 1e-08",
            "You add a very small number, whatever epsilon is handed over.",
            "Which of your lines depends on epsilon?",
        ),
        Slip(
            "put_the_mean_into_the_state",
            "s = beta * state.get('s', 0.0) + (1.0 - beta) * grad ** 2; state['s'] = "
            "s; return (theta - eta * grad / (np.sqrt(s) + eps), state)",
            "You put the new mean square into the dict that you are given.",
            "Print the state before the call and after it.",
        ),
        Slip(
            "kept_the_root",
            "{'s': s} -> {'s': np.sqrt(s)}",
            "You keep the root of the mean square, but the next step needs the mean.",
            "Which of the two stands on both sides of the first equation?",
        ),
        Slip(
            "returned_the_state_it_got",
            "{'s': s} -> dict(state)",
            "You return the state that you were given, so no mean builds up.",
            "Print the state that you return. What will the next step find in it?",
        ),
        Slip(
            "moved_the_given_theta",
            "s = beta * state.get('s', 0.0) + (1.0 - beta) * grad ** 2; theta -= eta "
            "* grad / (np.sqrt(s) + eps); return (theta, {'s': s})",
            "You change the parameters that you are given instead of making new ones.",
            "Print theta before the call and after it.",
        ),
        Slip(
            "forgot_the_root",
            "np.sqrt(s) -> s",
            "You divide by the mean square itself instead of its root.",
            "What is the R in the name? Look at what the gradient is divided by.",
        ),
        Slip(
            "put_epsilon_under_the_root",
            "np.sqrt(s) + eps -> np.sqrt(s + eps)",
            "You add epsilon under the root, but it stands outside.",
            "Look at where the root ends in the equation, and where it ends in your "
            "code.",
        ),
        Slip(
            "swapped_the_weights",
            "beta * state.get('s', 0.0) -> (1.0 - beta) * state.get('s', 0.0)\n"
            "(1.0 - beta) * grad ** 2 -> beta * grad ** 2",
            "You give the new square the weight of the old mean, and the other way "
            "round.",
            "With beta at 0.9, how much of the old mean square should be kept?",
        ),
        Slip(
            "averaged_the_size",
            "grad ** 2 -> np.abs(grad)",
            "You average the size of the gradient where its square is averaged.",
            "What does the mean run over: the gradient, its size or its square?",
        ),
        Slip(
            "one_mean_for_all",
            "grad ** 2 -> np.full(grad.shape, np.mean(grad ** 2))",
            "You divide all slopes by one number, the mean over all parameters.",
            "How many mean squares does a layer with a hundred weights need?",
        ),
        Slip(
            "added_up_for_ever",
            "beta * state.get('s', 0.0) -> state.get('s', 0.0)\n"
            "(1.0 - beta) * grad ** 2 -> grad ** 2",
            "You sum all squares as Adagrad does, so that old gradients never fade.",
            "Give it the same gradient a hundred times. Should the steps get shorter?",
        ),
        Slip(
            "divided_by_the_old_mean",
            "old = state.get('s', np.zeros(theta.shape)); s = beta * old + (1.0 - "
            "beta) * grad ** 2; return (theta - eta * grad / (np.sqrt(old) + eps), "
            "{'s': s})",
            "You divide by the mean square of the step before, without the new "
            "gradient.",
            "Which mean square stands under the root, that of t or that of t - 1?",
        ),
        Slip(
            "forgot_the_old_squares",
            "beta * state.get('s', 0.0) + (1.0 - beta) * grad ** 2 -> (1.0 - beta) * "
            "grad ** 2",
            "Your mean square knows the newest gradient alone.",
            "Where does the state that you are given come into your mean square?",
        ),
        Slip(
            "forgot_epsilon",
            "np.sqrt(s) + eps -> np.sqrt(s)",
            "You leave epsilon out.",
            "What does your step do where all gradients have been 0?",
        ),
        Slip(
            "began_with_the_first_square",
            "0.0 -> grad ** 2",
            "You start the mean at the first square, but it starts at 0.",
            "What is the mean square before the first step?",
        ),
    ),
    "adam_step": (
        Slip(
            "corrected_the_mean_alone",
            "v / (1.0 - beta2 ** t) -> v",
            "You correct the mean of the gradients but not their mean square.",
            "How many of the two means are biased towards zero?",
        ),
        Slip(
            "corrected_the_square_alone",
            "m / (1.0 - beta1 ** t) -> m",
            "You correct the mean square of the gradients but not their mean.",
            "How many of the two means are biased towards zero?",
        ),
        Slip(
            "never_counted",
            "state.get('t', 0) + 1 -> 1",
            "You correct every step as if it were the first.",
            "Print t after two steps. Where does it grow, and where is it kept?",
        ),
        Slip(
            "swapped_old_and_new",
            "t = state.get('t', 0) + 1; m = (1.0 - beta1) * state.get('m', 0.0) + "
            "beta1 * grad; v = (1.0 - beta2) * state.get('v', 0.0) + beta2 * grad ** "
            "2; m_hat, v_hat = (m / (1.0 - beta1 ** t), v / (1.0 - beta2 ** t)); "
            "return (theta - eta * m_hat / (np.sqrt(v_hat) + eps), {'t': t, 'm': m, "
            "'v': v})",
            "You give the new gradient the weight of the past, in both means.",
            "With beta1 at 0.9, how much of the old mean should be kept?",
        ),
        Slip(
            "began_at_two",
            "0 -> 1",
            "Your first step has the number 2.",
            "With an empty state, what is t in your first step?",
        ),
        Slip(
            "divided_without_the_root",
            "np.sqrt(v_hat) -> v_hat",
            "You divide by the mean square itself and not by its root.",
            "With gradients twice as large, how long should the step be?",
        ),
        Slip(
            "stepped_up",
            "m / (1.0 - beta1 ** t) -> -(m / (1.0 - beta1 ** t))",
            "You add the step instead of subtracting it.",
            "Take one step from the side of a bowl. Does the cost fall?",
        ),
        Slip(
            "multiplied_beta_by_t",
            "beta2 ** t -> beta2 * t",
            "You multiply the betas by t, where they are raised to the power t.",
            "Can what you divide by be negative when t is large?",
        ),
        Slip(
            "never_began_to_count",
            "state.get('t', 0) + 1 -> state.get('t', 0) * 1",
            "You use the number in the state as it is and hand it on unchanged.",
            "What is t in the first step, and what does the correction divide by then?",
        ),
        Slip(
            "averaged_the_slope_in_both_means",
            "grad ** 2 -> grad",
            "You average the gradient itself where the second mean takes its square.",
            "Can your second mean be negative? What is its root then?",
        ),
        Slip(
            "left_epsilon_out",
            "np.sqrt(v_hat) + eps -> np.sqrt(v_hat)",
            "You leave epsilon out.",
            "What does your step do where all gradients have been 0?",
        ),
    ),
    "adamw_step": (
        Slip(
            "scaled_the_decay_by_the_rate",
            "stepped, kept = adam_step(theta, grad, state, eta, beta1, beta2, eps); "
            "return (stepped - eta * lmbda * theta, kept)",
            "You multiply the decay by the learning rate, as PyTorch does.",
            "Set eta to zero. Should the parameters still decay by this equation?",
        ),
        Slip(
            "decayed_what_had_moved",
            "stepped, kept = adam_step(theta, grad, state, eta, beta1, beta2, eps); "
            "return ((1.0 - lmbda) * stepped, kept)",
            "You let the parameters decay after the step instead of where they were.",
            "Which theta decays in the equation, the one before the step or after it?",
        ),
        Slip(
            "let_them_grow",
            "stepped - lmbda * theta -> stepped + lmbda * theta",
            "You add the decay, so that the parameters grow.",
            "Set the gradient to zero and take ten steps. Do the parameters shrink?",
        ),
        Slip(
            "forgot_the_decay",
            "stepped - lmbda * theta -> stepped",
            "You take the step of Adam and nothing decays.",
            "Change lmbda and look at your result. Does it change as it should?",
        ),
        Slip(
            "pulled_all_alike",
            "stepped, kept = adam_step(theta, grad, state, eta, beta1, beta2, eps); "
            "return (stepped - lmbda * np.sign(theta), kept)",
            "You pull every parameter towards zero by the same amount, however large "
            "it is.",
            "Two parameters, one twice as large as the other: which loses more in a "
            "step?",
        ),
        Slip(
            "kept_the_betas_to_itself",
            "adam_step(theta, grad, state, eta, beta1, beta2, eps) -> "
            "adam_step(theta, grad, state, eta)",
            "You do not hand beta1, beta2 and epsilon on, so that Adam takes its "
            "defaults.",
            "Call it with other betas. Does the step change?",
        ),
        Slip(
            "subtracted_lmbda_alone",
            "lmbda * theta -> lmbda",
            "You subtract lmbda itself, whatever the parameter is.",
            "Two parameters, one twice as large as the other: which loses more in a "
            "step?",
        ),
        Slip(
            "returned_the_old_means",
            "stepped, state = adam_step(theta, grad, state, eta, beta1, beta2, eps)"
            " -> stepped, _ = adam_step(theta, grad, state, eta, beta1, beta2, eps)\n"
            "(stepped - lmbda * theta, state) -> (stepped - lmbda * theta, "
            "dict(state))",
            "You return the state that you were given and drop the one that Adam "
            "gives.",
            "Print the state that you return. What will the next step find in it?",
        ),
        Slip(
            "kept_epsilon_to_itself",
            "stepped, state = adam_step(theta, grad, state, eta, beta1, beta2, eps)"
            " -> stepped, kept = adam_step(theta, grad, state, eta, beta1, beta2)\n"
            "(stepped - lmbda * theta, state) -> (stepped - lmbda * theta, kept)",
            "You do not hand epsilon on, so that Adam takes its default.",
            "Call it with another epsilon. Does the step change?",
        ),
        Slip(
            "decayed_by_the_gradient",
            "stepped, kept = adam_step(theta, grad, state, eta, beta1, beta2, eps); "
            "return (stepped - lmbda * grad, kept)",
            "You subtract a share of the gradient, where a share of the parameter "
            "decays.",
            "Set the gradient to zero and take ten steps. Do the parameters shrink?",
        ),
        Slip(
            "decayed_late_and_by_the_rate",
            "stepped, kept = adam_step(theta, grad, state, eta, beta1, beta2, eps); "
            "return ((1.0 - eta * lmbda) * stepped, kept)",
            "You decay what has moved already, and scale the decay by eta besides.",
            "Which theta decays in the equation, and which factor does it have?",
        ),
        Slip(
            "subtracted_the_decay_from_the_gradient",
            "return adam_step(theta, grad - lmbda * theta, state, eta, beta1, beta2, "
            "eps)",
            "You subtract the decay from the gradient, and it goes through both means.",
            "What does the docstring say about the gradient and the decay?",
        ),
        Slip(
            "decayed_in_both_places",
            "steeper = grad + lmbda * theta; stepped, kept = adam_step(theta, "
            "steeper, state, eta, beta1, beta2, eps); return (stepped - lmbda * "
            "theta, kept)",
            "You add the decay to the gradient and subtract it from the parameters "
            "too.",
            "How often does the decay stand in the equation?",
        ),
        Slip(
            "shrank_the_callers_theta",
            "stepped, state = adam_step(theta, grad, state, eta, beta1, beta2, eps)"
            " -> theta *= 1.0 - lmbda\n"
            "(stepped - lmbda * theta, state) -> adam_step(theta, grad, state, eta,"
            " beta1, beta2, eps)",
            "You let the parameters that you are given shrink in place.",
            "Print theta before the call and after it.",
        ),
    ),
    "learning_rate_schedule": (
        Slip(
            "forgot_the_half",
            "(peak - floor) / 2.0 -> peak - floor",
            "You leave the half out, and your cosine begins far above the peak.",
            "How far is it from the top of 1 + cos to its bottom?",
        ),
        Slip(
            "rose_along_the_cosine",
            "1.0 + np.cos(np.pi * progress) -> 1.0 - np.cos(np.pi * progress)",
            "Your cosine goes up where it should go down, and ends at the peak.",
            "What is the learning rate of the last step, and what should it be?",
        ),
        Slip(
            "forgot_to_stand_on_the_floor",
            "floor + (peak - floor) / 2.0 * (1.0 + np.cos(np.pi * progress)) -> (peak"
            " - floor) / 2.0 * (1.0 + np.cos(np.pi * progress))",
            "You scale the cosine by the way to the floor but do not add the floor to"
            " it.",
            "What is the learning rate just after the warm-up? It should be near the "
            "peak.",
        ),
        Slip(
            "left_pi_out_on_the_way",
            "np.pi * progress -> progress",
            "You leave pi out, so that the cosine is still high where it ends.",
            "Which angle makes the cosine -1, and does yours get there at the end?",
        ),
        Slip(
            "forgot_to_lift_the_cosine",
            "1.0 + np.cos(np.pi * progress) -> 1.0 * np.cos(np.pi * progress)",
            "You leave the 1 out, and your cosine goes below the floor.",
            "Between which numbers does a cosine move, and what does the 1 do to them?",
        ),
        Slip(
            "warmed_up_to_one",
            "peak * t -> t",
            "Your warm-up rises to 1, whatever the peak is.",
            "At t = warmup, what should the learning rate be?",
        ),
        Slip(
            "stretched_the_cosine",
            "total - warmup -> total",
            "Your cosine takes all the steps, although the warm-up has used some of "
            "them.",
            "Look at the learning rate of the last step. Is it the floor?",
        ),
        Slip(
            "put_the_cosine_on_the_floor",
            "peak - floor -> peak",
            "You add the whole cosine to the floor, so that it starts above the peak.",
            "What is the learning rate just after the warm-up? It should be the peak.",
        ),
        Slip(
            "went_down_in_a_line",
            """
            if t <= warmup:
                return peak * t / warmup
            return peak + (floor - peak) * min((t - warmup) / (total - warmup), 1.0)
            """,
            "You lower the learning rate in a straight line instead of along a cosine.",
            "Plot your schedule. Where should it be steep, and where flat?",
        ),
    ),
}
