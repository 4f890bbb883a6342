"""The slips of the module training, by exercise."""

from autograder.slips.model import Bank, Slip

# fmt: off
SLIPS: Bank = {
    "initialize": (
        Slip(
            "turned_the_weights", "(n, n_prev) -> (n_prev, n)",
            "Your weights have the inputs first and the neurons second.",
            "Which index of a weight comes first, where it comes from or where it "
            "goes?"),
        Slip(
            "ignored_the_scheme", "scheme == 'small' -> True",
            "You draw small weights whatever scheme is asked for.",
            "Which of your lines depends on the name of the scheme?"),
        Slip(
            "forgot_the_last_layer", "len(sizes) -> len(sizes) - 1",
            "You leave the last layer out.",
            "How many layers have weights when there are four sizes?"),
        Slip(
            "set_all_to_zero", "rng.normal(0.0, s, _n) -> np.zeros(_n)",
            "You set all weights to zero, so that all neurons of a layer stay the "
            "same.",
            "Two neurons with equal weights get equal gradients. What becomes of "
            "them?"),
        Slip(
            "took_the_variance_for_the_deviation",
            "rng.normal(0.0, s, _n) -> rng.normal(0.0, s ** 2, _n)",
            "You hand over the variance where NumPy asks for its root.",
            "What does the second argument of the normal distribution mean in "
            "NumPy?"),
        Slip(
            "forgot_the_layer_above_in_xavier",
            "np.sqrt(2.0 / (n_prev + n)) -> np.sqrt(1.0 / n_prev)",
            "You leave the number of outputs out of Xavier's variance.",
            "Look at the denominators: which scheme counts the neurons on both "
            "sides?"),
        Slip(
            "counted_outputs_in_he", "np.sqrt(2.0 / n_prev) -> np.sqrt(2.0 / n)",
            "You divide by the number of outputs where He counts the inputs of a "
            "neuron.",
            "How many terms has the sum in a weighted input? That number counts "
            "here."),
        Slip(
            "drew_the_biases_too", "np.zeros(n) -> rng.normal(0.0, 0.1, n)",
            "You draw the biases at random, but they start at zero.",
            "What does the equation say about the biases?"),
        Slip(
            "drew_positive_weights",
            "rng.normal(0.0, s, _n) -> abs(rng.normal(0.0, s, _n))",
            "You draw from 0 upwards, so that no weight is negative.",
            "Look at the mean of your weights. What should it be?"),
        Slip(
            "made_its_own_generator",
            "W, b = ({}, {}) -> W, b = ({}, {}); mine = np.random.default_rng(0)\n"
            "rng.normal(0.0, s, _n) -> mine.normal(0.0, s, _n)",
            "You make a generator of your own and never draw from the one you are "
            "given.",
            "Call it twice with generators of different seeds. What should change?"),
        Slip(
            "numbered_from_zero",
            "W[l] = _w -> W[l - 1] = _w\nb[l] = _b -> b[l - 1] = _b",
            "You number the layers from 0, but the first that has weights is "
            "layer 1.",
            "The input is layer 0. Which number has the first layer with weights?"),
        Slip(
            "took_the_deviation_for_the_limit",
            "rng.normal(0.0, s, _n) -> rng.uniform(-s, s, _n)",
            "You draw evenly from -s to s, which gives a standard deviation below "
            "s.",
            "A uniform distribution from -s to s: what is its standard deviation?"),
        Slip(
            "left_the_weights_unscaled",
            "rng.normal(0.0, s, _n) -> rng.normal(0.0, 1.0, _n)",
            "You draw with a deviation of 1 for every scheme.",
            "Which of your lines depends on the scheme?"),
        Slip(
            "took_the_limit_for_the_deviation",
            "np.sqrt(2.0 / _n) -> np.sqrt(6.0 / _n)",
            "You take the limits of even draws, with their 6, for deviations.",
            "Which number stands above the line in the variances of the statement?"),
        Slip(
            "gave_xavier_a_one",
            "np.sqrt(2.0 / (n_prev + n)) -> np.sqrt(1.0 / (n_prev + n))",
            "You have a 1 above the line of Xavier's variance where a 2 stands.",
            "Which number stands above the line in Xavier's variance?"),
        Slip(
            "gave_he_a_one", "np.sqrt(2.0 / n_prev) -> np.sqrt(1.0 / n_prev)",
            "You have a 1 above the line of He's variance where a 2 stands.",
            "Which number stands above the line in He's variance?"),
        Slip(
            "swapped_the_schemes",
            "'xavier' -> 'other'\n'he' -> 'xavier'\n'other' -> 'he'",
            "You draw Xavier's weights for He and He's for Xavier.",
            "Which scheme counts the neurons on both sides?"),
        Slip(
            "misread_the_small_deviation", "0.01 -> 0.1",
            "You take 0.01 for the variance of small weights, but it is their "
            "deviation.", "What is squared in the variance of small weights?"),
        Slip(
            "squared_the_small_deviation", "0.01 -> 0.01 ** 2",
            "You draw small weights with their variance where NumPy asks for its "
            "root.",
            "What does the second argument of the normal distribution mean in "
            "NumPy?"),
        Slip(
            "forgot_the_root_of_a_share", "np.sqrt(_v) -> _v",
            "You take no root for Xavier and He, and hand over their variances.",
            "What does the second argument of the normal distribution mean in "
            "NumPy?"),
        Slip(
            "scaled_all_by_the_first_layer",
            "W[l] = rng.normal(0.0, s, _n) -> W[l] = rng.normal(0.0, first if l > "
            "1 else s, _n); first = first if l > 1 else s",
            "You give every layer the deviation of the first one.",
            "Which of your lines depends on the layer?"),
        Slip(
            "stood_the_biases_up", "np.zeros(n) -> np.zeros((n, 1))",
            "Your biases are columns, but they have one axis.",
            "Print the shape of a bias beside the shape in the docstring."),
        Slip(
            "laid_the_biases_in_a_row", "np.zeros(n) -> np.zeros((1, n))",
            "Your biases are rows of a matrix, but they have one axis.",
            "Print the shape of a bias beside the shape in the docstring."),
        Slip(
            "began_each_layer_alike",
            "rng.normal(0.0, s, _n) -> s * "
            "np.random.default_rng(0).standard_normal(_n)",
            "You make a new generator for each layer, and all begin with the same "
            "numbers.", "Print the first weight of every layer. Are they random?"),
        Slip(
            "set_all_to_the_deviation", "rng.normal(0.0, s, _n) -> np.full(_n, s)",
            "You set every weight to the deviation and draw nothing.",
            "Two neurons with equal weights get equal gradients. What becomes of "
            "them?"),
    ),
    "gradient_step": (
        Slip(
            "went_up", "theta - eta * grad -> theta + eta * grad",
            "You add the gradient, which leads up the slope.",
            "Which way does the gradient point, up or down?"),
        Slip(
            "forgot_the_rate", "eta * grad -> grad",
            "You subtract the whole gradient, whatever the learning rate is.",
            "Which of your lines depends on the learning rate?"),
        Slip(
            "divided_by_the_rate", "eta * grad -> grad / eta",
            "You divide by the learning rate instead of multiplying by it.",
            "With a larger learning rate, should the step be longer or shorter?"),
        Slip(
            "returned_the_step", "theta - eta * grad -> -eta * grad",
            "You return the step alone and not where it leads.",
            "Is the result the step, or where it leads?"),
        Slip(
            "moved_theta_itself", "theta -= eta * grad; return theta",
            "You change the array that you are given instead of making a new one.",
            "Print theta before the call and after it."),
        Slip(
            "took_steps_of_equal_length",
            "eta * grad -> eta * grad / np.linalg.norm(grad)",
            "You divide the gradient by its length, so that all steps are equally "
            "long.", "Should a gradient that is twice as large give a longer step?"),
        Slip(
            "shrank_theta_too", "theta - eta * grad -> eta * (theta - grad)",
            "You multiply the parameters by the learning rate as well as the "
            "gradient.", "What does the learning rate multiply in the equation?"),
        Slip(
            "returned_the_length_of_the_step", "theta - eta * grad -> eta * grad",
            "You return eta times the gradient and not where the step leads.",
            "Is the result the step, or where it leads?"),
        Slip(
            "divided_by_the_number_of_rows", "eta * grad -> eta * grad / len(grad)",
            "You divide the gradient by the length of the array, but it is a mean "
            "already.", "What stands between eta and the gradient in the equation?"),
        Slip(
            "swapped_theta_and_the_gradient",
            "theta -> grad\neta * grad -> eta * theta",
            "You subtract a share of the parameters from the gradient.",
            "Set the gradient to zero. Should the parameters stay where they are?"),
        Slip(
            "kept_the_sign_alone", "grad -> np.sign(grad)",
            "You step by eta in every direction, however steep the slope is.",
            "Should a gradient that is twice as large give a longer step?"),
        Slip(
            "subtracted_theta", "theta - eta * grad -> eta * grad - theta",
            "You subtract the parameters from the step, which turns every sign.",
            "Set the gradient to zero. Should the parameters stay where they are?"),
        Slip(
            "multiplied_after_subtracting",
            "theta - eta * grad -> (theta - eta) * grad",
            "You subtract eta from the parameters and multiply all by the "
            "gradient.",
            "Set the gradient to zero. Should the parameters stay where they are?"),
        Slip(
            "scaled_by_the_rate_twice", "eta * grad -> eta * eta * grad",
            "You multiply by the learning rate twice.",
            "How often does eta stand in the equation?"),
        Slip(
            "calculated_in_single_precision",
            "theta - eta * grad -> np.float32(theta) - np.float32(eta) * "
            "np.float32(grad)",
            "You calculate in single precision, which keeps seven digits.",
            "Which type do your arrays have?"),
    ),
    "minibatches": (
        Slip(
            "took_the_size_for_the_number",
            "return np.array_split(rng.permutation(N), batch_size)",
            "You make as many batches as a batch should have rows.",
            "How many rows has each of your batches, and how many are asked for?"),
        Slip(
            "evened_the_batches_out",
            "return np.array_split(rng.permutation(N), -(-N // batch_size))",
            "You spread the rest over several batches instead of keeping it in "
            "the last.", "Which of the batches may be shorter than the others?"),
        Slip(
            "numbered_rows_from_one", "rng.permutation(N) -> -rng.permutation(N)",
            "You number the rows from 1 to N, but the first is row 0.",
            "Which number has the first row of an array?"),
        Slip(
            "made_one_batch_too_few",
            "return np.array_split(rng.permutation(N), N // batch_size)",
            "You round the number of batches down, so that some grow too large.",
            "How many rows should the longest batch have?"),
        Slip(
            "drew_each_batch_by_itself",
            "return [rng.choice(N, batch_size, replace=False) for _ in range(0, "
            "N, batch_size)]",
            "You draw each batch from all rows, so that a row may come in two of "
            "them.", "Sort all the row numbers of an epoch. Is each of them there?"),
        Slip(
            "drew_full_batches_by_themselves",
            "return [rng.choice(N, batch_size, replace=False) for _ in range(N // "
            "batch_size)]",
            "You draw full batches from all rows, so that rows come twice or "
            "never.", "Sort all the row numbers of an epoch. Is each of them there?"),
        Slip(
            "ended_every_batch_at_the_first_end",
            "[order[start:start + batch_size] for start in range(0, N, "
            "batch_size)] -> [order[i:batch_size] for i in range(0, N, "
            "batch_size)]",
            "All your batches end where the first one does, so the others are "
            "empty.", "Print where each batch begins and where it ends."),
        Slip(
            "moved_on_by_one_row",
            "[order[start:start + batch_size] for start in range(0, N, "
            "batch_size)] -> [order[i:i + batch_size] for i in range(N)]",
            "Each of your batches begins one row after the last, so they overlap.",
            "Print where each batch begins and where it ends."),
        Slip(
            "made_a_single_batch",
            "range(0, N, batch_size) -> range(0, batch_size, N)",
            "You return the first batch alone, and the other rows are left out.",
            "Count the rows of all your batches together."),
        Slip(
            "added_an_empty_batch",
            "order = rng.permutation(N); ends = range(0, N + 1, batch_size); "
            "return [order[i:i + batch_size] for i in ends]",
            "You always add a batch for the rest, even where nothing is left over.",
            "Print the lengths of your batches where the size divides N."),
        Slip(
            "kept_the_old_order", "rng.permutation(N) -> np.arange(N)",
            "You take the rows in their order and never shuffle them.",
            "Call it twice with the same generator. Should both epochs look the "
            "same?"),
        Slip(
            "dropped_the_rest",
            "range(0, N, batch_size) -> range(0, N // batch_size * batch_size, "
            "batch_size)", "You leave out the rows that do not fill a whole batch.",
            "Count the rows of all your batches together."),
        Slip(
            "drew_with_replacement", "rng.permutation(N) -> rng.integers(0, N, N)",
            "You draw each row anew, so that some come twice and others never.",
            "Sort all the row numbers of an epoch. Is each of them there?"),
        Slip(
            "shuffled_the_batches",
            "order = rng.permutation(N); return _b -> order = np.arange(N); "
            "batches = _b; return [batches[i] for i in "
            "rng.permutation(len(batches))]",
            "You shuffle the batches as wholes, so that the same rows always go "
            "together.",
            "What is random in your batches: which rows go together, or only "
            "their order?"),
        Slip(
            "made_its_own_generator",
            "rng.permutation(N) -> np.random.default_rng(1).permutation(N)",
            "You shuffle with a generator of your own instead of the one you are "
            "given.",
            "Call it with generators of different seeds. What should change?"),
        Slip(
            "filled_the_last_up",
            "order = rng.permutation(N) -> order = rng.permutation(N); order = "
            "np.r_[order, order[: -N % batch_size]]",
            "You fill the last batch up with rows that have had their turn.",
            "How many rows should the last batch have when the size does not "
            "divide N?"),
        Slip(
            "stopped_before_the_last_batch",
            "range(0, N, batch_size) -> range(0, N - batch_size, batch_size)",
            "Your loop ends one batch too early and leaves rows out.",
            "Count the rows of all your batches together."),
        Slip(
            "shuffled_inside_the_batches",
            "order = rng.permutation(N); return _b -> order = np.arange(N); "
            "return [rng.permutation(rows) for rows in _b]",
            "You cut first and shuffle each batch, so the same rows always go "
            "together.",
            "What is random in your batches: which rows go together, or only "
            "their order?"),
        Slip(
            "joined_the_rest_to_the_last",
            "order = rng.permutation(N); return _b -> order = rng.permutation(N); "
            "full = max(N // batch_size, 1); return [order[i * batch_size : (i + "
            "1) * batch_size if i < full - 1 else N] for i in range(full)]",
            "You join the rest to the last full batch, which grows too long.",
            "How many rows may a batch have at most?"),
        Slip(
            "put_the_short_batch_first",
            "order = rng.permutation(N); return _b -> order = rng.permutation(N); "
            "short = N % batch_size; return ([order[:short]] if short else []) + "
            "[order[i : i + batch_size] for i in range(short, N, batch_size)]",
            "Your short batch is the first one, and it should be the last.",
            "Which of the batches may be shorter than the others?"),
    ),
    "train": (
        Slip(
            "trained_before_looking",
            "losses[-1] <= target -> len(losses) > 1 and losses[-1] <= target",
            "You look at the target only after an epoch, never before the first "
            "one.",
            "Start with parameters that are good enough. Does your loop leave "
            "them alone?"),
        Slip(
            "went_on_at_the_target", "losses[-1] <= target -> losses[-1] < target",
            "You go on when the loss is exactly the target.",
            "Let the loss be exactly the target. Should the training go on?"),
        Slip(
            "forgot_the_first_loss", "(theta, losses) -> (theta, losses[1:])",
            "You leave out the loss at the start.",
            "How many losses should there be after three epochs?"),
        Slip(
            "took_all_rows_each_step", "X[rows] -> X\nY[rows] -> Y",
            "You take the gradient over all the rows in every step.",
            "What do you hand to the gradient function: the rows of a batch or "
            "all rows?"),
        Slip(
            "took_gradients_at_the_start",
            "losses = [loss(theta, X, Y)]\nfor _ in range(epochs):\n    if "
            "losses[-1] <= target:\n        break\n    start = theta\n    for "
            "rows in minibatches(len(X), batch_size, rng):\n        theta = "
            "gradient_step(theta, gradient(start, X[rows], Y[rows]), eta)\n    "
            "losses.append(loss(theta, X, Y))\nreturn theta, losses",
            "You take all gradients of an epoch where the epoch began.",
            "At which parameters is the gradient of the second batch taken?"),
        Slip(
            "left_the_short_batch_out",
            "minibatches(len(X), batch_size, rng) -> [r for r in "
            "minibatches(len(X), batch_size, rng) if len(r) == batch_size]",
            "You skip the batch that is shorter than the others.",
            "What happens to the rows that do not fill a whole batch?"),
        Slip(
            "kept_a_loss_for_each_step",
            "losses.append(loss(theta, X, Y)) -> pass\ntheta = gradient_step(_t, "
            "_g, eta) -> theta = gradient_step(_t, _g, eta); "
            "losses.append(loss(theta, X, Y))",
            "You keep a loss for each batch instead of one for each epoch.",
            "Is a loss kept for each epoch, or for each step?"),
        Slip(
            "never_shuffled",
            "\n            losses = [loss(theta, X, Y)]\n            while "
            "losses[-1] > target and len(losses) <= epochs:\n                for "
            "i in range(0, len(X), batch_size):\n                    grad = "
            "gradient(theta, X[i:i + batch_size], Y[i:i + "
            "batch_size])\n                    theta = gradient_step(theta, grad, "
            "eta)\n                losses.append(loss(theta, X, Y))\n            "
            "return (theta, losses)\n            ",
            "You take the rows in their old order in every epoch.",
            "Which rows are in the first batch of the second epoch?"),
        Slip(
            "shuffled_once",
            "minibatches(len(X), batch_size, rng) -> batches\nlosses = "
            "[loss(theta, X, Y)] -> losses = [loss(theta, X, Y)]; batches = "
            "minibatches(len(X), batch_size, rng)",
            "You shuffle once at the start, so that all epochs have the same "
            "batches.",
            "How often do you ask for new batches: once, or once an epoch?"),
        Slip(
            "shuffled_the_inputs_alone", "Y[rows] -> Y[: len(rows)]",
            "You shuffle X and leave Y as it is, so that inputs get the targets "
            "of others.",
            "Follow one example: does its x still stand beside its own y?"),
        Slip(
            "averaged_the_batches",
            "losses = [loss(theta, X, Y)]\nfor _ in range(epochs):\n    if "
            "losses[-1] <= target:\n        break\n    seen = []\n    for rows in "
            "minibatches(len(X), batch_size, rng):\n        "
            "seen.append(loss(theta, X[rows], Y[rows]))\n        theta = "
            "gradient_step(theta, gradient(theta, X[rows], Y[rows]), eta)\n    "
            "losses.append(float(np.mean(seen)))\nreturn theta, losses",
            "You give the mean of the losses on the way, not the loss after the "
            "epoch.", "Which parameters and which rows is the loss wanted for?"),
        Slip(
            "divided_by_the_batch_size",
            "gradient(_t, _x, _y) -> gradient(_t, _x, _y) / len(rows)",
            "You divide the gradient by the number of rows, but it is a mean "
            "already.", "What does the gradient function give: a sum or a mean?"),
        Slip(
            "moved_the_callers_theta",
            "theta = gradient_step(theta, _g, eta) -> theta -= eta * _g",
            "You change the parameters that you are given instead of making new "
            "ones.", "Print theta before the call and after it."),
        Slip(
            "gave_the_loss_of_the_last_batch",
            "losses.append(loss(theta, X, Y)) -> losses.append(loss(theta, "
            "X[rows], Y[rows]))",
            "You give the loss of the last batch, not of all the rows.",
            "Which rows is the loss wanted for?"),
        Slip(
            "forgot_the_last_loss",
            "(theta, losses) -> (theta, losses[:-1] if len(losses) > 1 else "
            "losses)",
            "You take the loss before each epoch and never after the last.",
            "How many losses should there be after three epochs?"),
        Slip(
            "dropped_the_loss_at_the_target",
            "(theta, losses) -> (theta, losses[:-1] if len(losses) > 1 and "
            "losses[-1] <= target else losses)",
            "You stop at the target before you keep the loss that reached it.",
            "What is the last of the losses when training stops at the target?"),
        Slip(
            "always_took_the_first_rows",
            "X[rows] -> X[:batch_size]\nY[rows] -> Y[:batch_size]",
            "You take the first rows of the data in every step, whatever the "
            "batch holds.", "Which rows does the batch of this step hold?"),
        Slip(
            "took_one_step_an_epoch",
            "minibatches(len(X), batch_size, rng) -> minibatches(len(X), "
            "batch_size, rng)[:1]",
            "You take one batch from each epoch and leave the others.",
            "How many steps does an epoch of ten batches have?"),
        Slip(
            "drew_every_batch_anew",
            "losses = [loss(theta, X, Y)]\nwhile losses[-1] > target and "
            "len(losses) <= epochs:\n    for _ in range(0, len(X), "
            "batch_size):\n        some = rng.choice(len(X), batch_size, "
            "replace=False)\n        theta = gradient_step(theta, gradient(theta, "
            "X[some], Y[some]), eta)\n    losses.append(loss(theta, X, Y))\n"
            "return (theta, losses)",
            "You draw each batch from all rows, so that some come twice in an "
            "epoch.", "Write down the rows of one epoch. Is each of them there once?"),
        Slip(
            "kept_the_last_step_alone",
            "losses = [loss(theta, X, Y)]\nfor _ in range(epochs):\n    if "
            "losses[-1] <= target:\n        break\n    start = theta\n    for "
            "rows in minibatches(len(X), batch_size, rng):\n        theta = "
            "gradient_step(start, gradient(start, X[rows], Y[rows]), eta)\n    "
            "losses.append(loss(theta, X, Y))\nreturn theta, losses",
            "Each of your steps begins where the epoch began, so only the last "
            "one counts.",
            "At which parameters does the second step of an epoch begin?"),
        Slip(
            "multiplied_by_the_batch_size",
            "gradient(_t, _x, _y) -> gradient(_t, _x, _y) * len(rows)",
            "You multiply the gradient by the number of rows, but it is a mean.",
            "What does the gradient function give: a sum or a mean?"),
        Slip(
            "divided_by_all_the_rows",
            "gradient(_t, _x, _y) -> gradient(_t, _x, _y) / len(X)",
            "You divide the gradient by the number of all rows, but it is a mean "
            "already.", "What does the gradient function give: a sum or a mean?"),
        Slip(
            "returned_the_losses_as_an_array",
            "(theta, losses) -> (theta, np.array(losses))",
            "You return the losses as an array, where a list is asked for.",
            "Print the type of your second result."),
        Slip(
            "averaged_the_batches_afterwards",
            "losses = [loss(theta, X, Y)]\nfor _ in range(epochs):\n    if "
            "losses[-1] <= target:\n        break\n    batches = "
            "minibatches(len(X), batch_size, rng)\n    for rows in "
            "batches:\n        theta = gradient_step(theta, gradient(theta, "
            "X[rows], Y[rows]), eta)\n    "
            "losses.append(float(np.mean([loss(theta, X[r], Y[r]) for r in "
            "batches])))\nreturn theta, losses",
            "You give the mean of the batches' losses, in which a short batch "
            "counts as much as a full one.",
            "Which rows is the loss wanted for? Does each count once?"),
        Slip(
            "weighed_the_short_batch_less",
            "gradient(_t, _x, _y) -> gradient(_t, _x, _y) * len(rows) / batch_size",
            "Your step for a short batch is smaller than for a full one.",
            "The gradient is a mean over the rows of the batch. Does its size "
            "depend on their number?"),
        Slip(
            "looked_at_an_older_loss",
            "losses[-1] <= target -> losses[-2 if len(losses) > 1 else -1] <= "
            "target",
            "You stop an epoch late, because you look at the loss before the last.",
            "Which of the losses tells where the training stands now?"),
        Slip(
            "drew_rows_with_replacement",
            "minibatches(len(X), batch_size, rng) -> [rng.integers(0, len(X), "
            "batch_size) for _ in range(0, len(X), batch_size)]",
            "You draw each row anew, so that some come twice in an epoch and "
            "others never.",
            "Write down the rows of one epoch. Is each of them there once?"),
        Slip(
            "stopped_on_a_plateau",
            "losses[-1] <= target -> losses[-1] <= target or len(losses) > 1 and "
            "abs(losses[-1] - losses[-2]) < 1e-3",
            "You also stop where the loss hardly changes, which is not asked for.",
            "Which two reasons to stop does the statement name?"),
    ),
}
