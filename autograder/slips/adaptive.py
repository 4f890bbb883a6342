"""The slips of the module adaptive, by exercise."""

from autograder.slips.model import Bank, Slip

# fmt: off
SLIPS: Bank = {
    "rmsprop_step": (
        Slip(
            "forgot_the_gradient_on_top", "eta * grad -> eta",
            "You divide eta by the root, and no gradient stands on top.",
            "Turn the sign of one slope. Does its step turn too?"),
        Slip(
            "added_epsilon_last",
            "theta - eta * grad / (np.sqrt(s) + eps) -> theta - eta * grad / "
            "np.sqrt(s) + eps",
            "You add epsilon to the result, for want of brackets below the line.",
            "Which parts of your line does the division reach, and which should "
            "it?"),
        Slip(
            "left_beta_at_its_default",
            "beta * state.get('s', 0.0) -> 0.9 * state.get('s', 0.0)\n1.0 - beta "
            "-> 0.1",
            "You keep nine tenths of the mean square, whatever beta is handed "
            "over.", "Which of your lines depends on beta?"),
        Slip(
            "left_epsilon_at_its_default", "eps -> 1e-08",
            "You add a very small number, whatever epsilon is handed over.",
            "Which of your lines depends on epsilon?"),
        Slip(
            "put_the_mean_into_the_state",
            "s = beta * state.get('s', 0.0) + (1.0 - beta) * grad ** 2; "
            "state['s'] = s; return (theta - eta * grad / (np.sqrt(s) + eps), "
            "state)", "You put the new mean square into the dict that you are given.",
            "Print the state before the call and after it."),
        Slip(
            "kept_the_root", "{'s': s} -> {'s': np.sqrt(s)}",
            "You keep the root of the mean square, but the next step needs the "
            "mean.", "Which of the two stands on both sides of the first equation?"),
        Slip(
            "returned_the_state_it_got", "{'s': s} -> dict(state)",
            "You return the state that you were given, so no mean builds up.",
            "Print the state that you return. What will the next step find in it?"),
        Slip(
            "moved_the_given_theta",
            "s = beta * state.get('s', 0.0) + (1.0 - beta) * grad ** 2; theta -= "
            "eta * grad / (np.sqrt(s) + eps); return (theta, {'s': s})",
            "You change the parameters that you are given instead of making new "
            "ones.", "Print theta before the call and after it."),
        Slip(
            "forgot_the_root", "np.sqrt(s) -> s",
            "You divide by the mean square itself instead of its root.",
            "What is the R in the name? Look at what the gradient is divided by."),
        Slip(
            "put_epsilon_under_the_root", "np.sqrt(s) + eps -> np.sqrt(s + eps)",
            "You add epsilon under the root, but it stands outside.",
            "Look at where the root ends in the equation, and where it ends in "
            "your code."),
        Slip(
            "swapped_the_weights",
            "beta * state.get('s', 0.0) -> (1.0 - beta) * state.get('s', 0.0)\n"
            "(1.0 - beta) * grad ** 2 -> beta * grad ** 2",
            "You give the new square the weight of the old mean, and the other "
            "way round.",
            "With beta at 0.9, how much of the old mean square should be kept?"),
        Slip(
            "averaged_the_size", "grad ** 2 -> np.abs(grad)",
            "You average the size of the gradient where its square is averaged.",
            "What does the mean run over: the gradient, its size or its square?"),
        Slip(
            "one_mean_for_all",
            "grad ** 2 -> np.full(grad.shape, np.mean(grad ** 2))",
            "You divide all slopes by one number, the mean over all parameters.",
            "How many mean squares does a layer with a hundred weights need?"),
        Slip(
            "added_up_for_ever",
            "beta * state.get('s', 0.0) -> state.get('s', 0.0)\n(1.0 - beta) * "
            "grad ** 2 -> grad ** 2",
            "You sum all squares as Adagrad does, so that old gradients never "
            "fade.",
            "Give it the same gradient a hundred times. Should the steps get "
            "shorter?"),
        Slip(
            "divided_by_the_old_mean",
            "old = state.get('s', np.zeros(theta.shape)); s = beta * old + (1.0 - "
            "beta) * grad ** 2; return (theta - eta * grad / (np.sqrt(old) + "
            "eps), {'s': s})",
            "You divide by the mean square of the step before, without the new "
            "gradient.",
            "Which mean square stands under the root, that of t or that of t - 1?"),
        Slip(
            "forgot_the_old_squares",
            "beta * state.get('s', 0.0) + (1.0 - beta) * grad ** 2 -> (1.0 - "
            "beta) * grad ** 2", "Your mean square knows the newest gradient alone.",
            "Where does the state that you are given come into your mean square?"),
        Slip(
            "forgot_epsilon", "np.sqrt(s) + eps -> np.sqrt(s)",
            "You leave epsilon out.",
            "What does your step do where all gradients have been 0?"),
        Slip(
            "began_with_the_first_square", "0.0 -> grad ** 2",
            "You start the mean at the first square, but it starts at 0.",
            "What is the mean square before the first step?"),
        Slip(
            "began_with_ones", "0.0 -> 1.0",
            "You start the mean square at 1, but it starts at 0.",
            "What is the mean square before the first step?"),
        Slip(
            "fixed_beta_at_0_99", "beta -> 0.99",
            "Your beta is 0.99, whatever beta you are given.",
            "Call it with a beta of 0.5. Does the result change?"),
    ),
    "adam_step": (
        Slip(
            "never_counted", "state.get('t', 0) + 1 -> 1",
            "You correct every step as if it were the first.",
            "Print t after two steps. Where does it grow, and where is it kept?"),
        Slip(
            "swapped_old_and_new",
            "t = state.get('t', 0) + 1; m = (1.0 - beta1) * state.get('m', 0.0) + "
            "beta1 * grad; v = (1.0 - beta2) * state.get('v', 0.0) + beta2 * grad "
            "** 2; m_hat, v_hat = (m / (1.0 - beta1 ** t), v / (1.0 - beta2 ** "
            "t)); return (theta - eta * m_hat / (np.sqrt(v_hat) + eps), {'t': t, "
            "'m': m, 'v': v})",
            "You give the new gradient the weight of the past, in both means.",
            "With beta1 at 0.9, how much of the old mean should be kept?"),
        Slip(
            "began_at_two", "0 -> 1", "Your first step has the number 2.",
            "With an empty state, what is t in your first step?"),
        Slip(
            "stepped_up", "m / (1.0 - beta1 ** t) -> -(m / (1.0 - beta1 ** t))",
            "You add the step instead of subtracting it.",
            "Take one step from the side of a bowl. Does the cost fall?"),
        Slip(
            "multiplied_beta_by_t", "beta2 ** t -> beta2 * t",
            "You multiply the betas by t, where they are raised to the power t.",
            "Can what you divide by be negative when t is large?"),
        Slip(
            "never_began_to_count", "state.get('t', 0) + 1 -> state.get('t', 0) * 1",
            "You use the number in the state as it is and hand it on unchanged.",
            "What is t in the first step, and what does the correction divide by "
            "then?"),
        Slip(
            "corrected_at_first_only",
            "m / (1.0 - beta1 ** t) -> m / (1.0 - beta1 ** t if t == 1 else 1.0)\n"
            "v / (1.0 - beta2 ** t) -> v / (1.0 - beta2 ** t if t == 1 else 1.0)",
            "You correct the means in the first step only.",
            "After how many steps is a mean over a thousand steps no longer too "
            "small?"),
        Slip(
            "put_epsilon_under_the_root",
            "np.sqrt(v_hat) + eps -> np.sqrt(v_hat + eps)",
            "You put epsilon under the root, where it counts far more.",
            "Does epsilon stand under the root or beside it?"),
        Slip(
            "took_the_mean_of_slopes_for_squares", "grad ** 2 -> grad",
            "Your second mean is one of the slopes, not of their squares.",
            "What is squared before its mean is taken?"),
        Slip(
            "raised_the_rest_to_the_power",
            "1.0 - beta1 ** t -> (1.0 - beta1) ** t\n1.0 - beta2 ** t -> (1.0 - "
            "beta2) ** t",
            "You raise 1 - beta to the power t, where beta alone is raised.",
            "What does the correction come to when t grows?"),
        Slip(
            "corrected_outside_the_root",
            "np.sqrt(v_hat) -> np.sqrt(v) / (1.0 - beta2 ** t)",
            "You divide by the correction of the squares outside the root.",
            "Is the mean of the squares corrected before its root or after?"),
        Slip(
            "corrected_one_step_late",
            (
                "beta1 ** t -> beta1 ** (t - 1)\nbeta2 ** t -> beta2 ** (t - 1)",
            ), "You correct with the number of the step before, which is 0 at first.",
            "Which number has the first step?"),
        Slip(
            "counted_one_step_more",
            "beta1 ** t -> beta1 ** (t + 1)\nbeta2 ** t -> beta2 ** (t + 1)",
            "You correct with the number of the next step.",
            "Which number has the first step?"),
        Slip(
            "never_corrected",
            "m / (1.0 - beta1 ** t) -> m\nv / (1.0 - beta2 ** t) -> v",
            "You do not correct the two means, which begin at 0.",
            "What is the mean after the first step, and what should it be near?"),
        Slip(
            "corrected_the_slopes_alone", "v / (1.0 - beta2 ** t) -> v",
            "You correct the mean of the slopes and not that of the squares.",
            "How many means begin at 0?"),
        Slip(
            "corrected_the_squares_alone", "m / (1.0 - beta1 ** t) -> m",
            "You correct the mean of the squares and not that of the slopes.",
            "How many means begin at 0?"),
        Slip(
            "kept_epsilon_at_its_default", "eps -> 1e-8",
            "You always use the usual epsilon, whatever is handed over.",
            "Which of your lines depends on eps?"),
        Slip(
            "left_epsilon_out", "np.sqrt(v_hat) + eps -> np.sqrt(v_hat)",
            "You leave epsilon out, and divide 0 by 0 where all slopes are 0.",
            "What stands below the line where a slope has always been 0?"),
        Slip(
            "exchanged_the_betas", "beta1 -> beta0\nbeta2 -> beta1\nbeta0 -> beta2",
            "You exchange the two betas.", "Which mean remembers longer?"),
        Slip(
            "kept_the_corrected_means",
            "{'t': t, 'm': m, 'v': v} -> {'t': t, 'm': m_hat, 'v': v_hat}",
            "You keep the corrected means, which are corrected again in the next "
            "step.",
            "Which means go into the next step: before or after the correction?"),
        Slip(
            "forgot_to_count",
            "{'t': t, 'm': m, 'v': v} -> {**state, 'm': m, 'v': v, 't': "
            "state.get('t', 0)}",
            "You never count on, so that every step is corrected like the first.",
            "Print t in the state that you return."),
        Slip(
            "left_the_root_out", "np.sqrt(v_hat) -> v_hat",
            "You divide by the mean of the squares and leave the root out.",
            "In which units is the denominator, and in which the numerator?"),
        Slip(
            "forgot_the_learning_rate", "eta * m_hat -> m_hat",
            "You leave the learning rate out of the step.",
            "Which of your lines depends on eta?"),
        Slip(
            "moved_by_the_slope_alone", "eta * m_hat -> eta * grad",
            "You divide the slope itself, where its mean belongs.",
            "What are the two means for?"),
        Slip(
            "averaged_the_sizes", "grad ** 2 -> np.abs(grad)",
            "Your second mean is one of the sizes of the slopes, not of their "
            "squares.", "What is squared before its mean is taken?"),
    ),
    "adamw_step": (
        Slip(
            "let_them_grow", "stepped - lmbda * theta -> stepped + lmbda * theta",
            "You add the decay, so that the parameters grow.",
            "Set the gradient to zero and take ten steps. Do the parameters "
            "shrink?"),
        Slip(
            "forgot_the_decay", "stepped - lmbda * theta -> stepped",
            "You take the step of Adam and nothing decays.",
            "Change lmbda and look at your result. Does it change as it should?"),
        Slip(
            "pulled_all_alike",
            "stepped, kept = adam_step(theta, grad, state, eta, beta1, beta2, "
            "eps); return (stepped - lmbda * np.sign(theta), kept)",
            "You pull every parameter towards zero by the same amount, however "
            "large it is.",
            "Two parameters, one twice as large as the other: which loses more in "
            "a step?"),
        Slip(
            "subtracted_lmbda_alone", "lmbda * theta -> lmbda",
            "You subtract lmbda itself, whatever the parameter is.",
            "Two parameters, one twice as large as the other: which loses more in "
            "a step?"),
        Slip(
            "returned_the_old_means",
            "stepped, state = adam_step(theta, grad, state, eta, beta1, beta2, "
            "eps) -> stepped, _ = adam_step(theta, grad, state, eta, beta1, "
            "beta2, eps)\n(stepped - lmbda * theta, state) -> (stepped - lmbda * "
            "theta, dict(state))",
            "You return the state that you were given and drop the one that Adam "
            "gives.",
            "Print the state that you return. What will the next step find in it?"),
        Slip(
            "decayed_by_the_gradient",
            "stepped, kept = adam_step(theta, grad, state, eta, beta1, beta2, "
            "eps); return (stepped - lmbda * grad, kept)",
            "You subtract a share of the gradient, where a share of the parameter "
            "decays.",
            "Set the gradient to zero and take ten steps. Do the parameters "
            "shrink?"),
        Slip(
            "decayed_late_and_by_the_rate",
            "stepped, kept = adam_step(theta, grad, state, eta, beta1, beta2, "
            "eps); return ((1.0 - eta * lmbda) * stepped, kept)",
            "You decay what has moved already, and scale the decay by eta besides.",
            "Which theta decays in the equation, and which factor does it have?"),
        Slip(
            "subtracted_the_decay_from_the_gradient",
            "return adam_step(theta, grad - lmbda * theta, state, eta, beta1, "
            "beta2, eps)",
            "You subtract the decay from the gradient, and it goes through both "
            "means.", "What does the docstring say about the gradient and the decay?"),
        Slip(
            "decayed_in_both_places",
            "steeper = grad + lmbda * theta; stepped, kept = adam_step(theta, "
            "steeper, state, eta, beta1, beta2, eps); return (stepped - lmbda * "
            "theta, kept)",
            "You add the decay to the gradient and subtract it from the "
            "parameters too.", "How often does the decay stand in the equation?"),
        Slip(
            "shrank_the_callers_theta",
            "stepped, state = adam_step(theta, grad, state, eta, beta1, beta2, "
            "eps) -> theta *= 1.0 - lmbda\n(stepped - lmbda * theta, state) -> "
            "adam_step(theta, grad, state, eta, beta1, beta2, eps)",
            "You let the parameters that you are given shrink in place.",
            "Print theta before the call and after it."),
        Slip(
            "scaled_the_decay_by_the_rate", "lmbda * theta -> eta * lmbda * theta",
            "You multiply the decay by the learning rate, and it stands alone "
            "here.", "Which factors has the decay in the equation of the statement?"),
        Slip(
            "let_the_reached_point_decay", "lmbda * theta -> lmbda * stepped",
            "You let the point just reached decay instead of the one before the "
            "step.", "Which parameters stand in the last term, old or new?"),
        Slip(
            "put_the_decay_into_the_slope",
            "return adam_step(theta, grad + lmbda * theta, state, eta, beta1, "
            "beta2, eps)",
            "You add the decay to the slope, where Adam rescales it: that is the "
            "older way.",
            "Does the decay pass through the means, or stand beside them?"),
        Slip(
            "decayed_at_first_only",
            "lmbda * theta -> (0.0 if 't' in orig else lmbda) * theta\nstepped, "
            "state = adam_step(_t, _g, state, _e, _a, _b, _c) -> orig = state; "
            "stepped, state = adam_step(_t, _g, state, _e, _a, _b, _c)",
            "You let the parameters decay in the first step only.",
            "Which of your lines depends on the number of the step?"),
        Slip(
            "kept_all_defaults",
            "adam_step(theta, grad, state, eta, beta1, beta2, eps) -> "
            "adam_step(theta, grad, state, eta)",
            "You do not hand the betas and epsilon on, so that the usual ones are "
            "used.", "Call it with betas of your own. Does the result change?"),
        Slip(
            "kept_epsilon_at_its_default",
            "adam_step(theta, grad, state, eta, beta1, beta2, eps) -> "
            "adam_step(theta, grad, state, eta, beta1, beta2)",
            "Your result does not change with epsilon, as if it were the usual "
            "one or none.", "Call it with a large epsilon. Does the result change?"),
    ),
    "learning_rate_schedule": (
        Slip(
            "forgot_the_half", "(peak - floor) / 2.0 -> peak - floor",
            "You leave the half out, and your cosine begins far above the peak.",
            "How far is it from the top of 1 + cos to its bottom?"),
        Slip(
            "forgot_to_stand_on_the_floor",
            "floor + (peak - floor) / 2.0 * (1.0 + np.cos(np.pi * progress)) -> "
            "(peak - floor) / 2.0 * (1.0 + np.cos(np.pi * progress))",
            "You scale the cosine by the way to the floor but do not add the "
            "floor to it.",
            "What is the learning rate just after the warm-up? It should be near "
            "the peak."),
        Slip(
            "forgot_to_lift_the_cosine",
            "1.0 + np.cos(np.pi * progress) -> 1.0 * np.cos(np.pi * progress)",
            "You leave the 1 out, and your cosine goes below the floor.",
            "Between which numbers does a cosine move, and what does the 1 do to "
            "them?"),
        Slip(
            "warmed_up_to_one", "peak * t -> t",
            "Your warm-up rises to 1, whatever the peak is.",
            "At t = warmup, what should the learning rate be?"),
        Slip(
            "put_the_cosine_on_the_floor", "peak - floor -> peak",
            "You add the whole cosine to the floor, so that it starts above the "
            "peak.",
            "What is the learning rate just after the warm-up? It should be the "
            "peak."),
        Slip(
            "went_down_in_a_line",
            "\n            if t <= warmup:\n                return peak * t / "
            "warmup\n            return peak + (floor - peak) * min((t - warmup) "
            "/ (total - warmup), 1.0)\n            ",
            "You lower the learning rate in a straight line instead of along a "
            "cosine.", "Plot your schedule. Where should it be steep, and where flat?"),
        Slip(
            "left_the_floor_to_the_end",
            "floor + (peak - floor) / 2.0 * (1.0 + np.cos(np.pi * progress)) -> "
            "floor if t > total else peak / 2.0 * (1.0 + np.cos(np.pi * progress))",
            "Your cosine goes down to zero, and the floor comes only after its "
            "end.",
            "Which learning rate does your cosine end at, and which comes in the "
            "next step?"),
        Slip(
            "came_down_one_step_late",
            "(t - warmup) / (total - warmup) -> (t - 1 - warmup) / (total - "
            "warmup)",
            "Your cosine is one step late, as if it began a step after the "
            "warm-up.", "At t = total, what should the learning rate be?"),
        Slip(
            "divided_by_the_total_alone",
            "(t - warmup) / (total - warmup) -> (t - warmup) / total",
            "You divide by the total and then subtract the warm-up, for want of "
            "brackets.",
            "Print the angle at the first step and at the last of the cosine."),
        Slip(
            "started_at_the_peak", "peak * t / warmup -> peak",
            "You leave the warm-up out and start with the largest learning rate.",
            "What is the learning rate of the first step, and what should it be?"),
        Slip(
            "counted_steps_from_zero",
            (
                "t <= warmup -> t <= warmup + 1\npeak * t / warmup -> peak * (t - 1) "
                "/ warmup\nt - warmup -> t - 1 - warmup",
                "peak * t / warmup -> peak * (t - 1) / warmup",
            ), "Your warm-up is one step late, as if the first step were number 0.",
            "The first step is number 1. What is its learning rate in your "
            "schedule?"),
        Slip(
            "counted_one_step_ahead", "peak * t / warmup -> peak * (t + 1) / warmup",
            "Your warm-up is one step ahead, as if the first step had the number "
            "0.", "At t = warmup, what should the learning rate be?"),
        Slip(
            "counted_one_step_ahead_of_one_more",
            "peak * t / warmup -> peak * (t + 1) / (warmup + 1)",
            "Your warm-up counts from 0 and so has a step more.",
            "At t = warmup, and at t = 1, what should the learning rate be?"),
        Slip(
            "began_the_cosine_at_zero",
            "(t - warmup) / (total - warmup) -> t / total",
            "Your cosine begins with the first step instead of the end of the "
            "warm-up.", "At the end of the warm-up, how far has the cosine come?"),
        Slip(
            "went_down_to_zero",
            "floor + (peak - floor) / 2.0 * _c -> peak / 2.0 * _c",
            "Your cosine goes down to zero and passes the floor.",
            "Set the floor to a half of the peak, and look at the last step."),
        Slip(
            "stopped_at_the_floor_too_early",
            "floor + (peak - floor) / 2.0 * _c -> max(floor, peak / 2.0 * _c)",
            "Your cosine goes down to zero and is cut off where it meets the "
            "floor.", "At which step should the learning rate reach the floor?"),
        Slip(
            "climbed_again_after_the_end", "min(_p, 1.0) -> _p",
            "Your cosine goes on after its end, and the learning rate rises again.",
            "Ask for a step after the end. What should the learning rate be there?"),
        Slip(
            "went_a_quarter_turn",
            "(peak - floor) / 2.0 * (1.0 + np.cos(np.pi * progress)) -> (peak - "
            "floor) * np.cos(np.pi / 2 * progress)",
            "You go down along a quarter of a turn, which has its steep part at "
            "the end.",
            "Which angle makes the cosine -1, and does yours get there at the end?"),
        Slip(
            "forgot_pi", "np.pi * progress -> progress",
            "You leave pi out, so that the cosine never gets to its lower end.",
            "What does the cosine take: degrees, turns or something else?"),
        Slip(
            "rose_from_the_floor",
            "peak * t / warmup -> floor + (peak - floor) * t / warmup",
            "Your warm-up rises from the floor, but the equation has it rise from "
            "0.", "At which learning rate does the warm-up begin?"),
        Slip(
            "fell_to_zero_after_the_end",
            "floor + (peak - floor) / 2.0 * _c -> (floor + (peak - floor) / 2.0 * "
            "_c) * (t <= total)",
            "After the end you give 0, but the learning rate stays at the floor.",
            "What does the last line of the equation say?"),
        Slip(
            "took_degrees", "np.pi * progress -> 180.0 * progress",
            "You give the cosine degrees where it wants radians.",
            "Which angle is half a turn for the cosine of NumPy?"),
        Slip(
            "rose_over_all_the_steps", "peak * t / warmup -> peak * t / total",
            "You divide by the number of all steps in the warm-up, so it ends too "
            "low.", "At t = warmup, what should the learning rate be?"),
        Slip(
            "rose_at_the_end",
            (
                "1.0 + np.cos(_p) -> 1.0 - np.cos(_p)",
                "_a * (1.0 + np.cos(_p)) -> _a * (1.0 - np.cos(_p)) * (t <= total)",
            ),
            "Your cosine rises from the floor to the peak, and it should come "
            "down.", "What is the cosine of 0?"),
        Slip(
            "stayed_at_the_peak_without_a_warm_up",
            "t <= warmup -> t <= warmup or warmup == 0\npeak * t / warmup -> peak "
            "* t / max(warmup, t)",
            "Without a warm-up your schedule stays at the peak for ever.",
            "Go through your conditions for a warm-up of 0 steps."),
    ),
}
