"""The mutants of chapters 13 to 15 that get full points, each with its reason.

Keyed as in `mutant_survivors`: by reason, then by exercise.
"""

SEQUENCES: dict[str, dict[str, list[str]]] = {
    "Only its shape is asked here.": {
        "rnn_backward": [
            "H -> dH",
            "H -> W_x",
            "H -> W_h",
            "H -> delta",
            "H -> np.abs(H)",
            "H -> H[:1]",
            "0 -> 1 (2)",
            "X -> dH (2)",
            "X -> delta (2)",
            "X -> X[:1] (2)",
        ],
        "truncated_rnn_backward": [
            "X -> dH (2)",
            "X -> H (2)",
            "X -> X[:1] (2)",
        ],
        "embedding_gradient": [
            "dE -> dE[:1] (2)",
        ],
        "attention_forward": [
            "Q -> K (2)",
            "Q -> Q[:1] (2)",
            "Q -> K (3)",
            "Q -> V (3)",
            "Q -> scores",
            "Q -> Q[:1] (3)",
        ],
        "attention_backward": [
            "Q -> K (2)",
            "Q -> Q[:1] (2)",
        ],
        "gru_step_backward": [
            "x -> x[:1]",
        ],
    },
    "It is as long as there are units.": {
        "rnn_forward": [
            "len(b) -> b.size",
            "len(b) -> b.shape[-1]",
            "b -> W_x",
            "b -> W_h",
        ],
    },
    "A number and an array with one axis are their own transposes.": {
        "gru_step": [
            "b['r'] -> b['r'].T",
            "b['z'] -> b['z'].T",
            "b['n'] -> b['n'].T",
        ],
        "attention_forward": [
            "np.sqrt(Q.shape[2]) -> np.sqrt(Q.shape[2]).T",
        ],
        "attention_backward": [
            "np.sqrt(Q.shape[2]) -> np.sqrt(Q.shape[2]).T",
        ],
        "block_forward": [
            "p['b_1'] -> p['b_1'].T",
            "p['b_2'] -> p['b_2'].T",
        ],
        "loss_and_gradient": [
            (
                "softmax_cross_entropy(Z[len(W)], Y) -> "
                "softmax_cross_entropy(Z[len(W)], Y).T"
            ),
            "R -> R.T",
            "db[l] -> db[l].T",
            "dR_b[l] -> dR_b[l].T",
        ],
    },
    "A sum over both axes is the same in either order.": {
        "rnn_backward": [
            "(0, 1) -> (1, 0)",
        ],
        "block_backward": [
            "(0, 1) -> (1, 0)",
            "(0, 1) -> (1, 0) (2)",
        ],
    },
    "It is squared.": {
        "rnn_backward": [
            "H -> np.abs(H) (3)",
        ],
    },
    "A window without a step adds nothing.": {
        "truncated_rnn_backward": [
            "X.shape[1] -> X.shape[1] + 1",
        ],
    },
    "It is never negative: a step, a share, a count, a number of a row or a yes.": {
        "attention_backward": [
            "P -> np.abs(P)",
            "P -> np.abs(P) (2)",
        ],
        "loss_and_gradient": [
            "lmbda -> np.abs(lmbda)",
            "Y -> np.abs(Y)",
            "Y -> np.abs(Y) (2)",
        ],
        "dropout_forward": [
            "keep -> np.abs(keep)",
            "keep -> np.abs(keep) (2)",
        ],
        "loss_scale_step": [
            "scale -> np.abs(scale)",
            "scale -> np.abs(scale) (2)",
            "scale -> np.abs(scale) (3)",
            "scale -> np.abs(scale) (4)",
        ],
        "input_gradient": [
            "Y -> np.abs(Y)",
        ],
        "fgsm": [
            "Y -> np.abs(Y)",
            "epsilon -> np.abs(epsilon)",
        ],
        "softmax_backward": [
            "P -> np.abs(P)",
            "P -> np.abs(P) (2)",
        ],
    },
    "The sign falls out of the quotient.": {
        "attention_forward": [
            (
                "np.exp(scores - scores.max(axis=2, keepdims=True)) -> "
                "-np.exp(scores - scores.max(axis=2, keepdims=True))"
            ),
        ],
    },
    "A number that is not 0 counts as a yes.": {
        "attention_forward": [
            "np.tri(Q.shape[1], dtype=bool) -> np.tri(Q.shape[1])",
        ],
    },
    "Two axes are exchanged in either order.": {
        "attention_forward": [
            "K.swapaxes(1, 2) -> K.swapaxes(2, 1)",
        ],
        "attention_backward": [
            "dS.swapaxes(1, 2) -> dS.swapaxes(2, 1)",
            "P.swapaxes(1, 2) -> P.swapaxes(2, 1)",
            "V.swapaxes(1, 2) -> V.swapaxes(2, 1)",
        ],
    },
    "At exactly 0 any slope between the two sides is right, and none is drawn there.": {
        "block_backward": [
            "kept['Z'] > 0 -> kept['Z'] >= 0",
        ],
    },
    "The slope of the penalty with respect to a bias is 0.": {
        "loss_and_gradient": [
            "db[l] + dR_b[l] -> db[l] - dR_b[l]",
            "db[l] + dR_b[l] -> db[l]",
            "dR_b[l] -> -dR_b[l]",
        ],
    },
    "Only its keys or their number are asked here, and they are the same.": {
        "loss_and_gradient": [
            "W -> b (4)",
            "W -> activation (4)",
            "W -> Z (3)",
            "W -> dR_W (2)",
            "W -> dR_b (2)",
            "W -> dW",
            "W -> db",
            "b -> W (3)",
            "b -> activation (3)",
            "b -> Z (2)",
            "b -> dR_W",
            "b -> dR_b",
            "b -> dW",
            "b -> db",
            "W -> b (5)",
            "W -> activation (5)",
            "W -> Z (4)",
            "W -> dR_W (3)",
            "W -> dR_b (3)",
            "W -> dW (2)",
            "W -> db (2)",
        ],
        "input_gradient": [
            "W -> b (3)",
            "W -> activation (3)",
            "W -> Z (2)",
            "W -> b (4)",
            "W -> activation (4)",
            "W -> Z (3)",
        ],
        "gru_step_backward": [
            "delta -> W (3)",
            "delta -> U (3)",
            "delta -> at_state (2)",
            "delta -> W (4)",
            "delta -> U (4)",
            "delta -> at_state (3)",
            "delta -> dW",
            "delta -> W (5)",
            "delta -> U (5)",
            "delta -> at_state (4)",
            "delta -> dW (2)",
            "delta -> dU",
        ],
    },
    "The chance that a random number is exactly the share is 0.": {
        "dropout_forward": [
            "rng.random(A.shape) < keep -> rng.random(A.shape) <= keep",
        ],
    },
    "Only whether it is finite, or its type, is asked here.": {
        "loss_scale_step": [
            "grad -> -grad",
            "grad -> np.abs(grad) (2)",
        ],
    },
    "Clipped are three numbers, of which the one in the middle is taken.": {
        "fgsm": [
            (
                "np.clip(X + epsilon * uphill, 0.0, 1.0) -> np.clip(0.0, X + epsilon "
                "* uphill, 1.0)"
            ),
        ],
    },
    "Pixels run from 0 to 1.": {
        "fgsm": [
            "X -> np.abs(X)",
            "X -> np.abs(X) (2)",
        ],
    },
    "Behind the loop it is the last epoch.": {
        "early_stopping": [
            "last -> at_epoch",
        ],
    },
    "Only whether it is NaN is asked here.": {
        "early_stopping": [
            "losses[best] -> -losses[best]",
            "loss -> -loss",
            "losses -> np.abs(losses) (3)",
        ],
    },
    "The order in which the gates are added does not matter.": {
        "gru_step_backward": [
            (
                "for gate, error in delta.items(): dx = dx + error @ W[gate] dh = dh "
                "+ at_state[gate] @ U[gate] -> for gate, error in "
                "reversed(delta.items()): dx = dx + error @ W[gate] dh = dh + "
                "at_state[gate] @ U[gate]"
            ),
        ],
    },
}
