"""The slips of the module attention, by exercise."""

from autograder.slips.model import Bank, Slip

SLIPS: Bank = {
    "attention_forward": (
        Slip(
            "forgot_the_root",
            "Q @ K.swapaxes(1, 2) / np.sqrt(Q.shape[2]) -> Q @ K.swapaxes(1, 2)",
            "You do not divide the scores by the root of their length.",
            "Which of your lines depends on d?",
        ),
        Slip(
            "divided_by_the_length",
            "np.sqrt(Q.shape[2]) -> Q.shape[2]",
            "You divide the scores by d instead of its root.",
            "Of what size is a sum of d products of independent numbers?",
        ),
        Slip(
            "root_of_the_tokens",
            "np.sqrt(Q.shape[2]) -> np.sqrt(Q.shape[1])",
            "You divide by the root of the number of tokens, not of the length of "
            "a key.",
            "How many numbers has a query?",
        ),
        Slip(
            "hid_the_past",
            "np.tri(Q.shape[1], dtype=bool) -> np.tri(Q.shape[1], dtype=bool).T",
            "You hide the past and show the future.",
            "Row t of the map is for token t. On which side of the diagonal lies "
            "what comes later?",
        ),
        Slip(
            "hid_itself",
            "np.tri(Q.shape[1], dtype=bool) -> np.tri(Q.shape[1], k=-1, dtype=bool)",
            "A token does not see itself in yours, and the first one sees nobody.",
            "Does a token see only those before it, or itself as well?",
        ),
        Slip(
            "masked_with_zeros",
            "-np.inf -> 0.0",
            "You set hidden scores to 0, and a score of 0 still gets a weight.",
            "What is e to the power of 0?",
        ),
        Slip(
            "masked_behind_the_softmax",
            "P = E / E.sum(axis=2, keepdims=True) -> P = E / E.sum(axis=2, "
            "keepdims=True); P = P * (np.tri(Q.shape[1]) if causal else 1.0)\n"
            "if causal: seen = np.tri(Q.shape[1], dtype=bool); scores = "
            "np.where(seen, scores, -np.inf) -> pass",
            "You hide the future after the softmax, so that the rows no longer sum "
            "to 1.",
            "What does a row of your map sum to?",
        ),
        Slip(
            "always_causal",
            "if causal: seen = _s; scores = _t -> seen = _s; scores = _t",
            "You hide the future whatever is asked.",
            "Which of your lines depends on causal?",
        ),
        Slip(
            "never_causal",
            "if causal: seen = _s; scores = _t -> pass",
            "You show the future whatever is asked.",
            "Which of your lines depends on causal?",
        ),
        Slip(
            "softmax_down_the_columns",
            "E / E.sum(axis=2, keepdims=True) -> E / E.sum(axis=1, keepdims=True)",
            "Your weights sum to 1 for each token that is looked at, not for each "
            "that looks.",
            "Which row of the map belongs to the token that looks?",
            kind="axis",
        ),
        Slip(
            "forgot_to_weigh",
            "P @ V, P -> V, P",
            "You give back the values themselves.",
            "What is done with the weights?",
        ),
        Slip(
            "keys_for_queries",
            "Q @ K.swapaxes(1, 2) -> K @ Q.swapaxes(1, 2)",
            "You let the keys look and the queries be looked at.",
            "Row t of the scores belongs to the query of token t.",
        ),
        Slip(
            "mean_for_everything",
            "scores.max(axis=2, keepdims=True) -> scores.max()",
            "You subtract one number for everything, and where a row lies far "
            "below it nothing is left.",
            "Which number makes the largest exponent of each row 0?",
        ),
        Slip(
            "root_of_the_examples",
            "np.sqrt(Q.shape[2]) -> np.sqrt(len(Q))",
            "You divide by the root of the number of examples, not of the length of "
            "a key.",
            "How many numbers has a query?",
        ),
    ),
    "softmax_backward": (
        Slip(
            "forgot_the_others",
            "dP - np.sum(dP * P, axis=-1, keepdims=True) -> dP",
            "You leave out that each probability depends on all scores of its row.",
            "What does raising one score do to the other probabilities?",
        ),
        Slip(
            "elementwise_slope",
            "P * (dP - np.sum(dP * P, axis=-1, keepdims=True)) -> P * (1.0 - P) * dP",
            "You treat the softmax as if each probability had a score of its own, "
            "like a sigmoid.",
            "How many paths lead from a score to the cost?",
        ),
        Slip(
            "plain_mean",
            "np.sum(dP * P, axis=-1, keepdims=True) -> np.mean(dP, axis=-1, "
            "keepdims=True)",
            "You subtract the plain mean of the slopes, where it is weighed with "
            "the probabilities.",
            "With what are the slopes weighed in the last form of the equation?",
        ),
        Slip(
            "plain_sum",
            "np.sum(dP * P, axis=-1, keepdims=True) -> np.sum(dP, axis=-1, "
            "keepdims=True)",
            "You subtract the plain sum of the slopes.",
            "With what are the slopes weighed in the last form of the equation?",
        ),
        Slip(
            "summed_over_everything",
            "np.sum(dP * P, axis=-1, keepdims=True) -> np.sum(dP * P)",
            "You sum over all rows, where each row has a softmax of its own.",
            "Which numbers does one softmax tie together?",
        ),
        Slip(
            "forgot_the_weight",
            "P * (_g) -> _g",
            "You do not multiply by the probability itself.",
            "What stands in front of the bracket in the last form?",
        ),
        Slip(
            "delta_of_the_cross_entropy",
            "P * (dP - np.sum(dP * P, axis=-1, keepdims=True)) -> P - dP",
            "You give the output minus what arrives, which is right behind a "
            "cross-entropy alone.",
            "Here any slope may arrive. Which cost did a - y belong to?",
        ),
        Slip(
            "sign_flipped",
            "P * (_g) -> -P * (_g)",
            "All your slopes have the wrong sign.",
            "Does the probability of a class rise or fall with its score?",
            kind="sign",
        ),
        Slip(
            "along_the_wrong_axis",
            (
                "np.sum(_e, axis=-1, keepdims=True) -> "
                "np.sum(_e, axis=1, keepdims=True)",
                "np.sum(_e, axis=-1, keepdims=True) -> "
                "np.sum(_e, axis=0, keepdims=True)",
                "np.sum(_e, axis=-1, keepdims=True) -> "
                "np.sum(_e, axis=-2, keepdims=True)",
            ),
            "You add up along another axis than the one that the softmax runs along.",
            "Along which axis do the probabilities add up to 1?",
        ),
    ),
    "attention_backward": (
        Slip(
            "forgot_the_root",
            "softmax_backward(_a, P) / np.sqrt(Q.shape[2]) -> softmax_backward(_a, P)",
            "You leave the root of d out on the way back.",
            "The scores were divided by it. What does that do to their slopes?",
        ),
        Slip(
            "forgot_the_softmax",
            "softmax_backward(dO @ V.swapaxes(1, 2), P) -> (dO @ V.swapaxes(1, 2))",
            "You pass the slopes of the weights on as if they were those of the "
            "scores.",
            "What lies between the scores and the weights?",
        ),
        Slip(
            "values_unweighed",
            "P.swapaxes(1, 2) @ dO -> dO",
            "Every value gets the slope of its own token, where it is shared by "
            "all that look at it.",
            "By how many tokens may one value be read?",
        ),
        Slip(
            "map_not_turned",
            "P.swapaxes(1, 2) @ dO -> P @ dO",
            "You use the map the way it was used forward: blame goes to those who "
            "looked.",
            "A value collects from the tokens that looked at it. Is that a row or "
            "a column of the map?",
        ),
        Slip(
            "scores_not_turned",
            "dS.swapaxes(1, 2) @ Q -> dS @ Q",
            "You use the slopes of the scores for the keys as for the queries.",
            "A key is a column of the scores.",
        ),
        Slip(
            "queries_and_keys_exchanged",
            "return dS @ K, dS.swapaxes(1, 2) @ Q, _v -> return dS.swapaxes(1, 2) "
            "@ Q, dS @ K, _v",
            "You give the slopes of queries and keys in each other's place.",
            "In which order does the statement ask for them?",
        ),
        Slip(
            "own_query",
            "dS @ K -> dS @ Q",
            "A query is blamed by way of queries in yours, where it met keys.",
            "What was a query multiplied with?",
        ),
        Slip(
            "own_key",
            "dS.swapaxes(1, 2) @ Q -> dS.swapaxes(1, 2) @ K",
            "A key is blamed by way of keys in yours, where it met queries.",
            "What was a key multiplied with?",
        ),
        Slip(
            "divided_by_the_length",
            "np.sqrt(Q.shape[2]) -> Q.shape[2]",
            "You divide by d instead of its root.",
            "What were the scores divided by?",
        ),
        Slip(
            "root_of_the_values",
            "np.sqrt(Q.shape[2]) -> np.sqrt(V.shape[2])",
            "You divide by the root of the length of a value.",
            "Which length does the root belong to, that of a key or of a value?",
        ),
    ),
    "block_forward": (
        Slip(
            "forgot_the_first_plus",
            "X_mid = X + _a -> X_mid = _a",
            "The tokens do not pass around the attention in yours.",
            "Which line has the first plus sign?",
        ),
        Slip(
            "forgot_the_second_plus",
            "Y = X_mid + _a + p['b_2'] -> Y = _a + p['b_2']",
            "What comes out of the attention does not pass around the small "
            "network in yours.",
            "Which line has the second plus sign?",
        ),
        Slip(
            "added_the_first_tokens",
            "Y = X_mid + _a + p['b_2'] -> Y = X + _a + p['b_2']",
            "You go around both parts with the tokens of the beginning.",
            "What is added in the second line: X or X'?",
        ),
        Slip(
            "added_the_normalized",
            "X_mid = X + _a -> X_mid = U + _a",
            "You add the normalized tokens, where the straight path leaves them as "
            "they are.",
            "What passes around the attention?",
        ),
        Slip(
            "attention_without_the_norm",
            "U @ p['W_q'].T, U @ p['W_k'].T, U @ p['W_v'].T -> X @ p['W_q'].T, X @ "
            "p['W_k'].T, X @ p['W_v'].T",
            "Queries, keys and values are made of the tokens as they come, without "
            "the first norm.",
            "Of what are queries, keys and values views?",
        ),
        Slip(
            "network_without_the_norm",
            "M @ p['W_1'].T -> X_mid @ p['W_1'].T",
            "The small network works on tokens that are not normalized.",
            "What goes into W_1?",
        ),
        Slip(
            "norms_exchanged",
            "norm_tokens(X, p['gamma_1'], p['beta_1']) -> norm_tokens(X, "
            "p['gamma_2'], p['beta_2'])",
            "The first norm has the scale and the shift of the second.",
            "Which numbers belong to which norm?",
        ),
        Slip(
            "no_relu",
            "relu(Z) -> Z",
            "The small network has no relu in yours, so its two layers are one.",
            "What stands between the two layers?",
        ),
        Slip(
            "tangent_for_relu",
            "relu(Z) -> np.tanh(Z)",
            "The small network has a tanh in yours, where a relu is asked.",
            "What stands between the two layers?",
        ),
        Slip(
            "not_causal",
            "attention_forward(Q, K, V) -> attention_forward(Q, K, V, False)",
            "Your tokens see the future.",
            "Is the attention of a block causal?",
        ),
        Slip(
            "forgot_the_last_bias",
            "Y = _a + p['b_2'] -> Y = _a",
            "You leave the bias of the second layer out.",
            "Which of your lines depends on b_2?",
        ),
        Slip(
            "kept_what_relu_gave",
            "return Y, {**kept, 'M': M, 'M_hat': M_hat, 's_2': s_2, 'Z': Z} -> "
            "return Y, {**kept, 'M': M, 'M_hat': M_hat, 's_2': s_2, 'Z': relu(Z)}",
            "You keep what relu gives, not what it gets.",
            "What does the slope of relu have to know on the way back?",
        ),
    ),
    "block_backward": (
        Slip(
            "forgot_the_second_path",
            "dX_mid = dY + dM -> dX_mid = dM",
            "You leave out the straight path around the small network.",
            "Where a plus sign stands, the error goes into both parts.",
        ),
        Slip(
            "forgot_the_network",
            "dX_mid = dY + dM -> dX_mid = dY",
            "Nothing comes back through the small network in yours.",
            "Where a plus sign stands, the error goes into both parts.",
        ),
        Slip(
            "forgot_the_first_path",
            "return dX_mid + dU, _g -> return dU, _g",
            "You leave out the straight path around the attention.",
            "Where a plus sign stands, the error goes into both parts.",
        ),
        Slip(
            "forgot_the_attention",
            "return dX_mid + dU, _g -> return dX_mid, _g",
            "Nothing comes back through the attention in yours.",
            "Where a plus sign stands, the error goes into both parts.",
        ),
        Slip(
            "forgot_the_relu",
            "(dY @ p['W_2']) * (kept['Z'] > 0) -> dY @ p['W_2']",
            "You leave out the slope of the relu.",
            "What lies between the two layers of the small network?",
        ),
        Slip(
            "queries_alone",
            (
                "dQ @ p['W_q'] + dK @ p['W_k'] + dV @ p['W_v'] -> dQ @ p['W_q']",
                "dQ @ p['W_q'] + dK @ p['W_k'] + dV @ p['W_v'] -> dV @ p['W_v']",
                "dQ @ p['W_q'] + dK @ p['W_k'] + dV @ p['W_v'] -> dQ @ p['W_q'] + "
                "dK @ p['W_k']",
            ),
            "The normalized tokens went into queries, keys and values, and you "
            "take some of the three.",
            "How often was U used?",
        ),
        Slip(
            "error_of_the_end_for_attention",
            "dX_mid @ p['W_o'] -> dY @ p['W_o']",
            "The attention gets the error of the end, without what came back "
            "through the small network.",
            "What is felt of X' in all?",
        ),
        Slip(
            "output_weights_of_the_end",
            "weights_gradient(dX_mid, kept['O']) -> weights_gradient(dY, kept['O'])",
            "The slopes of W_o are taken with the error of the end, not with that "
            "of X'.",
            "What does W_o give: Y or a part of X'?",
        ),
        Slip(
            "inner_before_the_relu",
            "relu(kept['Z']) -> kept['Z']",
            "You pair the error of the second layer with the weighted inputs of "
            "the first, before the relu.",
            "What did W_2 multiply?",
        ),
        Slip(
            "weights_met_raw_tokens",
            "weights_gradient(dZ, kept['M']) -> weights_gradient(dZ, "
            "kept['M_hat'].reshape(kept['M'].shape))",
            "You pair the error of W_1 with tokens before scale and shift.",
            "What did W_1 multiply?",
        ),
        Slip(
            "norms_exchanged",
            "dU, dgamma_1, dbeta_1 = _c -> dU, dgamma_1, dbeta_1 = _c; dgamma_1, "
            "dgamma_2 = dgamma_2, dgamma_1",
            "The slopes of the two norms stand in each other's place.",
            "Which norm stands in front of the attention?",
        ),
        Slip(
            "averaged_biases",
            "dZ.sum(axis=(0, 1)) -> dZ.mean(axis=(0, 1))\n"
            "dY.sum(axis=(0, 1)) -> dY.mean(axis=(0, 1))",
            "You average the slopes of the biases over the tokens, where they add.",
            "Is a bias that serves every token to blame once or for each of them?",
        ),
    ),
}
