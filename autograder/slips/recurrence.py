"""The slips of the module recurrence, by exercise."""

from autograder.slips.model import Bank, Slip

SLIPS: Bank = {
    "rnn_forward": (
        Slip(
            "forgot_the_first_state",
            "H[:, 0] = h_0 -> ",
            "You begin with a state of zeros, whatever state is handed over.",
            "Which of your lines depends on h_0?",
        ),
        Slip(
            "forgot_the_state_before",
            "_a + H[:, t - 1] @ W_h.T -> _a",
            "Your states depend on the input of their own step alone: nothing is "
            "remembered.",
            "Which term of the equation carries the past?",
        ),
        Slip(
            "always_from_the_first_state",
            "H[:, t - 1] @ W_h.T -> H[:, 0] @ W_h.T",
            "Every step begins from the very first state instead of the one before it.",
            "What does step 3 find of what step 2 has done?",
        ),
        Slip(
            "turned_the_recurrent_weights",
            "W_h.T -> W_h",
            "You use the recurrent weights the other way round.",
            "W_h[j, k] leads from unit k to unit j. Over which index is the sum?",
        ),
        Slip(
            "forgot_the_tangent",
            "np.tanh(_z) -> _z",
            "You keep the weighted input where the state is asked.",
            "What is done to the weighted input before it becomes a state?",
        ),
        Slip(
            "took_the_sigmoid",
            "np.tanh(_z) -> sigmoid(_z)",
            "You squash into 0 to 1; this network squashes into -1 to 1.",
            "Compare the range of your states with that of the function in the "
            "equation.",
        ),
        Slip(
            "forgot_the_bias",
            "_a + b -> _a",
            "You leave the biases out.",
            "Which of your lines depends on b?",
        ),
        Slip(
            "gave_no_first_state",
            "return H -> return H[:, 1:]",
            "You give the states of the steps alone, without the one before the first.",
            "The result has one place more than the sequence has steps. What "
            "stands in front?",
        ),
        Slip(
            "gave_the_last_state_alone",
            "return H -> return H[:, -1]",
            "You give the last state alone, where every state is asked.",
            "What will the way back need of each step?",
        ),
        Slip(
            "stopped_one_step_early",
            "range(1, T + 1) -> range(1, T)",
            "Your loop ends before the last step.",
            "Which is the last t that your loop reaches?",
        ),
        Slip(
            "read_from_the_end",
            "X[:, t - 1] -> X[:, T - t]",
            "You read the sequence from its end.",
            "Which input does your first step read?",
        ),
        Slip(
            "read_the_input_of_the_step_before",
            "X[:, t - 1] -> X[:, t - 2]",
            "A step reads the input of the step before it.",
            "H has a place for the time before the first step, and X has none. Which"
            " place of X belongs to step t?",
        ),
    ),
    "rnn_backward": (
        Slip(
            "forgot_the_later_steps",
            "dH[:, t - 1] + back -> dH[:, t - 1]",
            "Each error comes from its own step alone: nothing comes back from "
            "later steps.",
            "A state has two paths to the cost. Which one is missing?",
        ),
        Slip(
            "felt_the_last_step_alone",
            "dH[:, t - 1] + back -> (dH[:, t - 1] if t == X.shape[1] else back)",
            "You take what the cost feels of the last state alone, and leave the "
            "other ones out.",
            "What does dH hold for the steps in between?",
        ),
        Slip(
            "went_back_by_the_wrong_side",
            "back = delta[:, t - 1] @ W_h -> back = delta[:, t - 1] @ W_h.T",
            "You carry the error through the recurrent weights the other way round.",
            "Forward, the sum runs along the rows of W_h. Along what does it run "
            "on the way back?",
        ),
        Slip(
            "forgot_the_slope",
            "(_e) * (1.0 - H[:, t] ** 2) -> _e",
            "You leave out the slope of the tanh.",
            "What lies between a state and its weighted input?",
        ),
        Slip(
            "slope_of_the_state_before",
            "H[:, t] ** 2 -> H[:, t - 1] ** 2",
            "You take the slope of the tanh at the state of the step before.",
            "H has one place more than the sequence has steps. Which one belongs "
            "to step t?",
        ),
        Slip(
            "slope_of_the_sigmoid",
            "1.0 - H[:, t] ** 2 -> H[:, t] * (1.0 - H[:, t])",
            "You multiply by the slope of the sigmoid, but this network squashes "
            "by the tanh.",
            "What is the slope of the tanh, in terms of its own value?",
        ),
        Slip(
            "weights_met_the_state_after",
            "H[:, :-1] -> H[:, 1:]",
            "You pair each error with the state after its step, where the weights "
            "met the one before.",
            "Which state did W_h multiply in step t?",
        ),
        Slip(
            "last_step_of_the_weights_alone",
            (
                "delta.sum(axis=(0, 1)) -> delta[:, -1].sum(axis=0)\n"
                "np.einsum('itj,itk->jk', delta, X) -> delta[:, -1].T @ X[:, -1]\n"
                "np.einsum('itj,itk->jk', delta, H[:, :-1]) -> delta[:, -1].T @ "
                "H[:, -2]",
                "delta.sum(axis=(0, 1)) -> delta[:, 0].sum(axis=0)\n"
                "np.einsum('itj,itk->jk', delta, X) -> delta[:, 0].T @ X[:, 0]\n"
                "np.einsum('itj,itk->jk', delta, H[:, :-1]) -> delta[:, 0].T @ "
                "H[:, 0]",
            ),
            "Your slopes of the weights hold a single step, where all steps use "
            "the same weights.",
            "Does your sum over the steps grow, or is it overwritten?",
        ),
        Slip(
            "averaged_over_the_steps",
            (
                "delta.sum(axis=(0, 1)) -> delta.sum(axis=0).mean(axis=0)\n"
                "np.einsum('itj,itk->jk', delta, X) -> np.einsum('itj,itk->jk', "
                "delta, X) / X.shape[1]\n"
                "np.einsum('itj,itk->jk', delta, H[:, :-1]) -> "
                "np.einsum('itj,itk->jk', delta, H[:, :-1]) / X.shape[1]",
            ),
            "You average the slopes of the weights over the steps, where paths add.",
            "Is a weight that is used twice as often twice or once to blame?",
        ),
        Slip(
            "gave_the_first_error",
            "return delta @ W_x, dW_x, dW_h, delta.sum(axis=(0, 1)), back -> "
            "return delta @ W_x, dW_x, dW_h, delta.sum(axis=(0, 1)), delta[:, 0]",
            "You give the error of the first step as the slope of the first state, "
            "one factor too early.",
            "What does h_0 pass through on its way into the first step?",
        ),
        Slip(
            "no_slope_for_the_first_state",
            "return delta @ W_x, dW_x, dW_h, delta.sum(axis=(0, 1)), back -> "
            "return delta @ W_x, dW_x, dW_h, delta.sum(axis=(0, 1)), "
            "np.zeros_like(back)",
            "You give no blame to the state before the first step.",
            "Does the cost depend on h_0?",
        ),
        Slip(
            "went_forward_in_time",
            "range(X.shape[1], 0, -1) -> range(1, X.shape[1] + 1)",
            "You go through the steps from the first to the last, so the error "
            "comes from the wrong side.",
            "Whose error must be known before that of step t?",
        ),
        Slip(
            "errors_for_inputs",
            "delta @ W_x -> delta",
            "You give the errors at the steps as the slopes of the inputs.",
            "What does an input pass through on its way into its step?",
        ),
        Slip(
            "one_slope_overwritten",
            (
                "np.einsum('itj,itk->jk', delta, X) -> delta[:, 0].T @ X[:, 0]",
                "np.einsum('itj,itk->jk', delta, H[:, :-1]) -> delta[:, 0].T @ H[:, 0]",
                "delta.sum(axis=(0, 1)) -> delta[:, 0].sum(axis=0)",
            ),
            "One of your slopes holds a single step, where all steps use the same "
            "weights.",
            "Which of your three sums is overwritten in each round?",
        ),
        Slip(
            "slope_on_the_direct_part_alone",
            "(dH[:, t - 1] + back) * (1.0 - H[:, t] ** 2) -> dH[:, t - 1] * (1.0 - "
            "H[:, t] ** 2) + back",
            "What comes back from the next step does not pass through the slope of "
            "tanh.",
            "What does the bracket in the equation enclose?",
        ),
        Slip(
            "slope_on_what_comes_back_alone",
            "(dH[:, t - 1] + back) * (1.0 - H[:, t] ** 2) -> dH[:, t - 1] + back * "
            "(1.0 - H[:, t] ** 2)",
            "What the cost feels of a state directly does not pass through the slope"
            " of tanh.",
            "What does the bracket in the equation enclose?",
        ),
        Slip(
            "squashed_once_more",
            "H[:, t] ** 2 -> np.tanh(H[:, t]) ** 2",
            "You squash the states once more before you take the slope.",
            "H holds what comes out of tanh. What is the slope of tanh, in terms of "
            "that?",
        ),
        Slip(
            "forgot_the_square_in_the_slope",
            "H[:, t] ** 2 -> H[:, t]",
            "The slope of tanh lacks a square.",
            "What is the slope of tanh, in terms of its own value?",
        ),
    ),
    "truncated_rnn_backward": (
        Slip(
            "cut_nothing",
            "range(0, X.shape[1], k) -> range(0, X.shape[1], X.shape[1])",
            "You cut nothing: the error crosses every border.",
            "Which of your lines depends on k?",
        ),
        Slip(
            "dropped_the_rest",
            "range(0, X.shape[1], k) -> range(0, X.shape[1] - k + 1, k)",
            "You leave out the last window where it is shorter than the others.",
            "Take five steps in windows of two. How many windows are there?",
        ),
        Slip(
            "counted_from_the_end",
            "range(0, X.shape[1], k) -> [max(0, X.shape[1] - k)]",
            "You go back k steps from the end and stop, where every window has "
            "errors of its own.",
            "What does the cost feel of the states in the first window?",
        ),
        Slip(
            "first_state_of_the_last_window",
            "dh[0] -> dh[-1]",
            "You give the slope of the state that the last window began with.",
            "Which window begins with h_0?",
        ),
        Slip(
            "last_window_of_the_weights",
            (
                "np.sum(dW_x, axis=0) -> dW_x[-1]\n"
                "np.sum(dW_h, axis=0) -> dW_h[-1]\n"
                "np.sum(db, axis=0) -> db[-1]",
                "np.sum(dW_x, axis=0) -> dW_x[0]\n"
                "np.sum(dW_h, axis=0) -> dW_h[0]\n"
                "np.sum(db, axis=0) -> db[0]",
            ),
            "Your slopes of the weights hold a single window, where all of them "
            "use the same weights.",
            "Does your sum over the windows grow, or is it overwritten?",
        ),
        Slip(
            "averaged_over_the_windows",
            "np.sum(dW_x, axis=0) -> np.mean(dW_x, axis=0)\n"
            "np.sum(dW_h, axis=0) -> np.mean(dW_h, axis=0)\n"
            "np.sum(db, axis=0) -> np.mean(db, axis=0)",
            "You average over the windows, where slopes of shared weights add.",
            "Is the whole of the sequence felt by the cost, or one window of it?",
        ),
        Slip(
            "windows_one_too_long",
            "range(0, X.shape[1], k) -> range(0, X.shape[1], k + 1)\n"
            "s + k -> s + k + 1",
            "Your windows have one step more than asked.",
            "How many steps lie between two of your cuts?",
        ),
        Slip(
            "no_slope_for_the_first_state",
            "dh[0] -> np.zeros_like(dh[0])",
            "You give no blame to the state before the first step.",
            "The first window begins with h_0. Is that a constant?",
        ),
        Slip(
            "last_window_alone",
            """
            s = max(0, X.shape[1] - k)
            dX = np.zeros_like(X)
            dX[:, s:], *weights = rnn_backward(dH[:, s:], X[:, s:], H[:, s:], W_x, W_h)
            return dX, *weights
            """,
            "Only the last k steps get any blame.",
            "Which window does step 1 belong to, and what arrives there?",
        ),
        Slip(
            "windows_from_the_end",
            """
            ends = range(X.shape[1], 0, -k)
            cut = [slice(max(0, e - k), e) for e in ends]
            dX, dW_x, dW_h, db = np.zeros_like(X), 0.0, 0.0, 0.0
            for s in cut:
                part = dH[:, s], X[:, s], H[:, s.start : s.stop + 1]
                dX[:, s], a, c, d, dh = rnn_backward(*part, W_x, W_h)
                dW_x, dW_h, db = dW_x + a, dW_h + c, db + d
            return dX, dW_x, dW_h, db, dh
            """,
            "You count the windows from the end: the short one comes first.",
            "Where does the first window begin?",
        ),
        Slip(
            "one_slope_of_the_last_window",
            (
                "np.sum(dW_x, axis=0) -> dW_x[-1]",
                "np.sum(dW_h, axis=0) -> dW_h[-1]",
                "np.sum(db, axis=0) -> db[-1]",
            ),
            "One of your slopes comes from the last window alone.",
            "Which of your three sums over the windows is overwritten?",
        ),
        Slip(
            "cut_one_step_late",
            """
            delta = np.zeros_like(dH)
            back = np.zeros_like(H[:, 0])
            for t in range(X.shape[1], 0, -1):
                arrives = 0.0 if (t - 1) % k == 0 else back
                delta[:, t - 1] = (dH[:, t - 1] + arrives) * (1.0 - H[:, t] ** 2)
                back = delta[:, t - 1] @ W_h
            dW_x = np.einsum("itj,itk->jk", delta, X)
            dW_h = np.einsum("itj,itk->jk", delta, H[:, :-1])
            return delta @ W_x, dW_x, dW_h, delta.sum(axis=(0, 1)), back
            """,
            "You cut one step off: behind the first step of a window, not behind the"
            " last.",
            "For k = 3, between which two steps is the first cut?",
        ),
    ),
    "embedding_gradient": (
        Slip(
            "covered_repeated_rows",
            "np.add.at(dTable, ids, dE) -> dTable[ids] += dE",
            "A row that is read several times keeps the slope of one of the places "
            "alone.",
            "What does NumPy do with an index that is named twice?",
        ),
        Slip(
            "averaged_repeated_rows",
            "return dTable -> counts = np.bincount(ids.ravel(), minlength=V)[:, "
            "None]; return dTable / np.maximum(counts, 1)",
            "You average over the places where a row was read, where they add.",
            "Is a row that was used twice to blame twice or once?",
        ),
        Slip(
            "gave_rows_that_were_read",
            "return dTable -> return dTable[np.unique(ids)]",
            "You give the rows that were read alone; the table has V rows.",
            "What is the slope of a row that nobody looked up?",
        ),
        Slip(
            "sized_by_the_largest",
            "np.zeros((V, dE.shape[-1])) -> np.zeros((ids.max() + 1, dE.shape[-1]))",
            "Your gradient has as many rows as the largest number that was read "
            "needs, not V.",
            "How many rows has the table?",
        ),
        Slip(
            "averaged_over_the_batch",
            "return dTable -> return dTable / len(ids)",
            "You divide by the number of sequences; the 1/N of a mean is in dE "
            "already.",
            "Where did the mean over the examples enter the cost?",
        ),
    ),
    "gru_step": (
        Slip(
            "gates_exchanged",
            "(1.0 - z) * n + z * h -> z * n + (1.0 - z) * h",
            "You keep the old state where the update gate is 0, and forget it "
            "where it is 1.",
            "Read the last line of the equations for z = 1. What is left?",
        ),
        Slip(
            "reset_the_state_first",
            (
                "r * u -> (r * h) @ U['n'].T",
                "u = h @ U['n'].T -> u = (r * h) @ U['n'].T\nr * u -> u",
            ),
            "Your reset gate multiplies the state before the weights, as in the "
            "first paper.",
            "In this form, what does r multiply: the state, or what the weights "
            "have made of it?",
        ),
        Slip(
            "forgot_the_reset_gate",
            "r * u -> u",
            "Your new content asks the memory in full: the reset gate does nothing.",
            "Which of your lines depends on r?",
        ),
        Slip(
            "tangent_for_a_gate",
            (
                "z = sigmoid(_a) -> z = np.tanh(_a)",
                "r = sigmoid(_a) -> r = np.tanh(_a)",
            ),
            "A gate of yours can be negative: it is squashed by the tanh.",
            "From where to where does a gate go?",
        ),
        Slip(
            "sigmoid_for_the_content",
            "np.tanh(_a) -> sigmoid(_a)",
            "Your new content is squashed into 0 to 1.",
            "Which function stands in the fourth equation?",
        ),
        Slip(
            "forgot_the_old_state",
            "(1.0 - z) * n + z * h -> (1.0 - z) * n",
            "You leave out what is kept of the old state.",
            "How many terms has the last equation?",
        ),
        Slip(
            "bias_behind_the_reset_gate",
            "np.tanh(x @ W['n'].T + b['n'] + r * u) -> np.tanh(x @ W['n'].T + r * "
            "(u + b['n']))",
            "Your reset gate multiplies the bias of the new content as well.",
            "Where does b_n stand in the fourth equation?",
        ),
        Slip(
            "turned_the_recurrent_weights",
            "U['r'].T -> U['r']\nU['z'].T -> U['z']\nU['n'].T -> U['n']",
            "You use the recurrent weights the other way round.",
            "Each U is used like the weights of a layer. Over which index is the sum?",
        ),
        Slip(
            "one_gate_for_both",
            "z = _z -> z = r",
            "Both gates say the same in your step.",
            "Which weights belong to which gate?",
        ),
        Slip(
            "added_the_old_state",
            "(1.0 - z) * n + z * h -> n + z * h",
            "You add the whole new content to what is kept, where the two shares "
            "sum to 1.",
            "What multiplies n in the last equation?",
        ),
    ),
    "gru_step_backward": (
        Slip(
            "forgot_the_straight_path",
            "np.zeros_like(x), dh_new * z -> np.zeros_like(x), np.zeros_like(h)",
            "You leave out the straight path from the old state to the new one.",
            "Count the four ways from h to h'.",
        ),
        Slip(
            "forgot_the_gates_ways",
            "_d.items() -> {'n': d_n}.items()",
            "You follow the new content alone: no blame goes through the gates.",
            "Which weighted inputs depend on the old state and on the input?",
        ),
        Slip(
            "reset_gate_missing",
            "{**delta, 'n': d_n * r} -> {**delta, 'n': d_n}",
            "On the way back the memory that is asked for the new content skips "
            "the reset gate.",
            "What lies between U_n h and the tanh?",
        ),
        Slip(
            "reset_gate_for_the_bias",
            "at_state = {**delta, 'n': d_n * r} -> delta['n'] = d_n * r; at_state "
            "= dict(delta)",
            "You multiply all slopes of the new content by the reset gate, where "
            "only the memory passes it.",
            "Do the input and the bias of the new content pass the reset gate?",
        ),
        Slip(
            "sign_of_the_update_gate",
            "dh_new * (h - n) -> dh_new * (n - h)",
            "The slopes of the update gate have the wrong sign.",
            "Does h' rise or fall with z where h is larger than n?",
        ),
        Slip(
            "forgot_the_content_in_z",
            "dh_new * (h - n) -> dh_new * h",
            "The update gate multiplies two things, and you take one of them.",
            "In the last equation z stands twice.",
        ),
        Slip(
            "forgot_a_slope_of_a_gate",
            (
                "dh_new * (h - n) * z * (1.0 - z) -> dh_new * (h - n)",
                "d_n * u * r * (1.0 - r) -> d_n * u",
            ),
            "You leave out the slope of the sigmoid at a gate.",
            "What lies between a gate and its weighted input?",
        ),
        Slip(
            "forgot_the_slope_of_the_content",
            "dh_new * (1.0 - z) * (1.0 - n**2) -> dh_new * (1.0 - z)",
            "You leave out the slope of the tanh at the new content.",
            "What lies between the new content and its weighted input?",
        ),
        Slip(
            "passed_by_the_update_gate",
            "dh_new * (1.0 - z) * (1.0 - n ** 2) -> dh_new * (1.0 - n ** 2)",
            "The new content gets the whole error, where the update gate lets a "
            "part of it pass.",
            "What multiplies n in the last equation?",
        ),
        Slip(
            "averaged_over_the_batch",
            "delta[gate].sum(axis=0) -> delta[gate].mean(axis=0)",
            "You average the slopes of the biases over the examples; the 1/N is in "
            "the error already.",
            "Where did the mean over the examples enter the cost?",
        ),
        Slip(
            "recurrent_slope_without_the_reset_gate",
            (
                "at_state[gate].T @ h -> delta[gate].T @ h",
                "at_state[gate].T @ h -> (delta['n'].T @ (r * h) if gate == 'n' else"
                " delta[gate].T @ h)",
            ),
            "Your slope of the content's recurrent weights has the reset gate "
            "missing, or in the wrong place.",
            "What lies between what U[n] made and the content?",
        ),
        Slip(
            "old_share_for_the_content",
            "dh_new * (1.0 - z) * (1.0 - n ** 2) -> dh_new * z * (1.0 - n ** 2)",
            "You carry the error to the new content through z, which is the share of"
            " the old state.",
            "Which share of the new state is the new content?",
        ),
        Slip(
            "new_share_for_the_straight_path",
            "np.zeros_like(x), dh_new * z -> np.zeros_like(x), dh_new * (1.0 - z)",
            "You carry the error straight to the old state through 1 - z, which is "
            "the share of the new content.",
            "Which share of the new state is the old one?",
        ),
    ),
}
