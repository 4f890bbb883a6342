"""Unusual right answers to the exercises of the module recurrence."""

from typing import Any

import numpy as np

from autograder.alternatives.model import right
from solutions import Array
from solutions.neuron import sigmoid

Gates = dict[str, Array]


@right("rnn_forward")
def a_list_of_states(X: Array, W_x: Array, W_h: Array, b: Array, h_0: Array) -> object:
    """Collect the states in a list and stack them."""
    states = [h_0]
    for x in X.swapaxes(0, 1):
        states.append(np.tanh(x @ W_x.T + states[-1] @ W_h.T + b))
    return np.stack(states, axis=1)


@right("rnn_forward")
def one_matrix_for_both(
    X: Array, W_x: Array, W_h: Array, b: Array, h_0: Array
) -> object:
    """Put inputs, state and a one side by side, and all weights too."""
    N, T, _ = X.shape
    W, h, kept = np.column_stack([W_x, W_h, b]), h_0, [h_0]
    for t in range(T):
        h = np.tanh(np.hstack([X[:, t], h, np.ones((N, 1))]) @ W.T)
        kept.append(h)
    return np.array(kept).transpose(1, 0, 2)


@right("rnn_backward")
def collected_on_the_way(
    dH: Array, X: Array, H: Array, W_x: Array, W_h: Array
) -> object:
    """Add up the slopes of the weights step by step."""
    dX, dW_x, dW_h = np.zeros(X.shape), np.zeros(W_x.shape), np.zeros(W_h.shape)
    db, dh = np.zeros(len(W_h)), np.zeros(H[:, 0].shape)
    for t in reversed(range(X.shape[1])):
        dz = (dH[:, t] + dh) * (1.0 - np.square(H[:, t + 1]))
        dX[:, t] = dz @ W_x
        dW_x += dz.T @ X[:, t]
        dW_h += dz.T @ H[:, t]
        db += dz.sum(axis=0)
        dh = dz @ W_h
    return dX, dW_x, dW_h, db, dh


@right("rnn_backward")
def one_felt_state_at_a_time(
    dH: Array, X: Array, H: Array, W_x: Array, W_h: Array
) -> object:
    """Follow the blame of each felt state alone, and add everything up."""
    T = X.shape[1]
    delta, dh_0 = np.zeros(dH.shape), np.zeros(H[:, 0].shape)
    for felt in range(T):
        blame = dH[:, felt]
        for t in range(felt, -1, -1):
            blame = blame * (1.0 - H[:, t + 1]) * (1.0 + H[:, t + 1])
            delta[:, t] += blame
            blame = blame @ W_h
        dh_0 += blame
    flat = delta.reshape(-1, len(W_h))
    dW_x = flat.T @ X.reshape(len(flat), -1)
    dW_h = flat.T @ H[:, :-1].reshape(len(flat), -1)
    return delta @ W_x, dW_x, dW_h, flat.sum(axis=0), dh_0


@right("truncated_rnn_backward")
def cut_in_the_loop(
    dH: Array, X: Array, H: Array, W_x: Array, W_h: Array, k: int
) -> object:
    """Set what comes back to 0 where a window begins."""
    T = X.shape[1]
    delta, back = np.zeros(dH.shape), np.zeros(H[:, 0].shape)
    for t in range(T - 1, -1, -1):
        if (t + 1) % k == 0:
            back = np.zeros(back.shape)
        delta[:, t] = (dH[:, t] + back) * (1.0 - H[:, t + 1] ** 2)
        back = delta[:, t] @ W_h
    dW_x = np.tensordot(delta, X, axes=([0, 1], [0, 1]))
    dW_h = np.tensordot(delta, H[:, :T], axes=([0, 1], [0, 1]))
    return delta @ W_x, dW_x, dW_h, delta.sum(axis=1).sum(axis=0), back


@right("truncated_rnn_backward")
def only_paths_within_a_window(
    dH: Array, X: Array, H: Array, W_x: Array, W_h: Array, k: int
) -> object:
    """Follow the blame of each felt state back to the start of its window."""
    delta, dh_0 = np.zeros(dH.shape), np.zeros(H[:, 0].shape)
    for felt in range(X.shape[1]):
        blame, start = dH[:, felt], felt // k * k
        for t in range(felt, start - 1, -1):
            blame = blame * (1.0 - H[:, t + 1] ** 2)
            delta[:, t] += blame
            blame = blame @ W_h
        if start == 0:
            dh_0 += blame
    dW_x = sum(delta[:, t].T @ X[:, t] for t in range(X.shape[1]))
    dW_h = sum(delta[:, t].T @ H[:, t] for t in range(X.shape[1]))
    return delta @ W_x, dW_x, dW_h, delta.sum(axis=(0, 1)), dh_0


@right("embedding_gradient")
def by_one_hot_rows(dE: Array, ids: np.ndarray, V: int) -> object:
    """Multiply by one-hot rows, as if looking up were a product."""
    return np.einsum("itv,itn->vn", np.eye(V)[ids], dE)


@right("embedding_gradient")
def counted_column_by_column(dE: Array, ids: np.ndarray, V: int) -> object:
    """Let bincount add up, one column after the other."""
    columns = dE.reshape(-1, dE.shape[2]).T
    return np.stack(
        [np.bincount(ids.ravel(), weights=c, minlength=V) for c in columns], axis=1
    )


@right("gru_step")
def a_move_towards_the_content(
    x: Array, h: Array, W: Gates, U: Gates, b: Gates
) -> object:
    """Begin with the new content and move towards the old state."""
    r, z = (sigmoid(b[g] + h @ U[g].T + x @ W[g].T) for g in ("r", "z"))
    u = np.dot(h, U["n"].T)
    n = np.tanh(np.dot(x, W["n"].T) + u * r + b["n"])
    return n + z * (h - n), dict(u=u, n=n, z=z, r=r)


@right("gru_step")
def gates_side_by_side(x: Array, h: Array, W: Gates, U: Gates, b: Gates) -> object:
    """Compute both gates in one product."""
    n_h = h.shape[1]
    both = np.vstack([W["r"], W["z"]]), np.vstack([U["r"], U["z"]])
    gates = sigmoid(x @ both[0].T + h @ both[1].T + np.concatenate([b["r"], b["z"]]))
    r, z = gates[:, :n_h], gates[:, n_h:]
    u = h @ U["n"].T
    n = np.tanh(x @ W["n"].T + b["n"] + r * u)
    return n - z * n + z * h, {"r": r, "z": z, "u": u, "n": n}


@right("gru_step_backward")
def line_by_line(
    dh_new: Array, x: Array, h: Array, kept: Gates, W: Gates, U: Gates
) -> object:
    """Go through the equations from the last to the first, adding to the slopes."""
    r, z, u, n = kept["r"], kept["z"], kept["u"], kept["n"]
    dh, dx = dh_new * z, np.zeros(x.shape)
    dn, dz = dh_new * (1 - z), dh_new * h - dh_new * n
    at: dict[str, Any] = {"n": dn * (1 - n) * (1 + n)}
    du, dr = at["n"] * r, at["n"] * u
    dh += du @ U["n"]
    dx += at["n"] @ W["n"]
    dU = {"n": du.T @ h}
    for gate, value, slope in (("r", r, dr), ("z", z, dz)):
        at[gate] = slope * value * (1 - value)
        dx += at[gate] @ W[gate]
        dh += at[gate] @ U[gate]
        dU[gate] = at[gate].T @ h
    dW = {gate: at[gate].T @ x for gate in at}
    return dx, dh, dW, dU, {gate: np.ones(len(x)) @ at[gate] for gate in at}


@right("gru_step_backward")
def example_by_example(
    dh_new: Array, x: Array, h: Array, kept: Gates, W: Gates, U: Gates
) -> object:
    """Take one example after the other."""
    dx, dh = np.zeros(x.shape), np.zeros(h.shape)
    dW = {g: np.zeros(W[g].shape) for g in W}
    dU = {g: np.zeros(U[g].shape) for g in U}
    db = {g: np.zeros(len(U[g])) for g in U}
    for i in range(len(x)):
        r, z, u, n = (kept[name][i] for name in "rzun")
        a_n = dh_new[i] * (1 - z) * (1 - n**2)
        a = {"n": a_n, "r": a_n * u * r * (1 - r)}
        a["z"] = dh_new[i] * (h[i] - n) * z * (1 - z)
        dh[i] = dh_new[i] * z
        for g, error in a.items():
            behind = error * r if g == "n" else error
            dx[i] += W[g].T @ error
            dh[i] += U[g].T @ behind
            dW[g] += np.outer(error, x[i])
            dU[g] += np.outer(behind, h[i])
            db[g] += error
    return dx, dh, dW, dU, db
