"""Unusual right answers to the exercises of the module attention."""

import numpy as np

from autograder.alternatives.model import right
from solutions import Array
from solutions.attention import attention_backward, attention_forward
from solutions.forward import softmax

Parameters = dict[str, Array]


@right("attention_forward")
def row_by_row(Q: Array, K: Array, V: Array, causal: bool = True) -> object:
    """Let each token take the softmax over what it sees, and no more."""
    N, T, d = Q.shape
    P = np.zeros((N, T, T))
    for t in range(T):
        seen = t + 1 if causal else T
        scores = np.einsum("ik,isk->is", Q[:, t], K[:, :seen]) / d**0.5
        P[:, t, :seen] = softmax(scores)
    return np.einsum("its,isv->itv", P, V), P


@right("attention_forward")
def far_below_instead_of_infinity(
    Q: Array, K: Array, V: Array, causal: bool = True
) -> object:
    """Divide the queries first, and add a mask that is hugely negative."""
    T = Q.shape[1]
    scores = np.einsum("itk,isk->its", Q / np.sqrt(Q.shape[-1]), K)
    if causal:
        scores = scores + np.triu(np.full((T, T), -1e300), 1)
    scores = scores - scores.max(axis=-1, keepdims=True)
    P = np.exp(scores)
    P /= P.sum(axis=-1, keepdims=True)
    return np.matmul(P, V), P


@right("softmax_backward")
def by_the_matrix_of_slopes(dP: Array, P: Array) -> object:
    """Write all slopes of a row in a matrix."""
    slopes = P[..., :, None] * (np.eye(P.shape[-1]) - P[..., None, :])
    return np.einsum("...jk,...k->...j", slopes, dP)


@right("softmax_backward")
def two_terms(dP: Array, P: Array) -> object:
    """Keep the two terms of the sum apart."""
    own = P * dP
    return own - P * own.sum(axis=-1)[..., None]


@right("attention_backward")
def by_einsum(dO: Array, Q: Array, K: Array, V: Array, P: Array) -> object:
    """Name every axis."""
    dP = np.einsum("itv,isv->its", dO, V)
    dS = P * (dP - np.einsum("its,its->it", dP, P)[:, :, None]) * Q.shape[2] ** -0.5
    dQ, dK = np.einsum("its,isk->itk", dS, K), np.einsum("its,itk->isk", dS, Q)
    return dQ, dK, np.einsum("its,itv->isv", P, dO)


@right("attention_backward")
def sequence_by_sequence(dO: Array, Q: Array, K: Array, V: Array, P: Array) -> object:
    """Take one sequence after the other, with plain matrices."""
    slopes = []
    for g, q, k, v, p in zip(dO, Q, K, V, P, strict=True):
        dp = g @ v.T
        ds = p * (dp - (dp * p).sum(axis=1, keepdims=True)) / np.sqrt(q.shape[1])
        slopes.append((ds @ k, ds.T @ q, p.T @ g))
    dQ, dK, dV = zip(*slopes, strict=True)
    return np.stack(dQ), np.stack(dK), np.stack(dV)


def _norm(X: Array, gamma: Array, beta: Array) -> tuple[Array, Array, Array]:
    centred = X - X.mean(axis=2, keepdims=True)
    s = np.sqrt((centred**2).mean(axis=2, keepdims=True) + 1e-5)
    hat = centred / s
    rows = hat.reshape(-1, X.shape[2])
    return gamma * hat + beta, rows, s.reshape(-1, 1)


@right("block_forward")
def own_norms(X: Array, p: Parameters) -> object:
    """Normalize along the last axis, without laying tokens below each other."""
    U, U_hat, s_1 = _norm(X, p["gamma_1"], p["beta_1"])
    Q, K, V = (np.einsum("itn,dn->itd", U, p[f"W_{name}"]) for name in "qkv")
    O, P = attention_forward(Q, K, V)
    middle = X + np.einsum("itv,nv->itn", O, p["W_o"])
    M, M_hat, s_2 = _norm(middle, p["gamma_2"], p["beta_2"])
    Z = np.einsum("itn,mn->itm", M, p["W_1"]) + p["b_1"]
    Y = middle + np.einsum("itm,nm->itn", np.maximum(Z, 0.0), p["W_2"]) + p["b_2"]
    kept = dict(U=U, U_hat=U_hat, s_1=s_1, Q=Q, K=K, V=V, P=P, O=O)
    return Y, kept | dict(M=M, M_hat=M_hat, s_2=s_2, Z=Z)


@right("block_forward")
def sequences_one_after_the_other(X: Array, p: Parameters) -> object:
    """Run each sequence alone and put the results together."""
    runs = [own_norms(x[None], p) for x in X]
    Y = np.concatenate([run[0] for run in runs])  # type: ignore[index]
    kept = {
        name: np.concatenate([run[1][name] for run in runs])  # type: ignore[index]
        for name in runs[0][1]  # type: ignore[index]
    }
    return Y, kept


def _norm_back(dY: Array, hat: Array, s: Array, gamma: Array) -> tuple[Array, ...]:
    rows = dY.reshape(hat.shape)
    g, n = rows * gamma, hat.shape[1]
    dX = (n * g - g.sum(1, keepdims=True) - hat * (g * hat).sum(1, keepdims=True)) / n
    return (dX / s).reshape(dY.shape), (rows * hat).sum(axis=0), rows.sum(axis=0)


@right("block_backward")
def own_norms_backward(dY: Array, kept: Parameters, p: Parameters) -> object:
    """Write the norms' way back out, and BP4 with flat tokens."""

    def of(delta: Array, A: Array) -> Array:
        return delta.reshape(-1, delta.shape[2]).T @ A.reshape(-1, A.shape[2])

    inner = np.maximum(kept["Z"], 0.0)
    dZ = np.where(kept["Z"] > 0, dY @ p["W_2"], 0.0)
    dM, g_2, b_2 = _norm_back(dZ @ p["W_1"], kept["M_hat"], kept["s_2"], p["gamma_2"])
    middle = dY + dM
    dQ, dK, dV = attention_backward(
        middle @ p["W_o"], kept["Q"], kept["K"], kept["V"], kept["P"]
    )
    dU = np.zeros(dY.shape)
    for name, slope in zip("qkv", (dQ, dK, dV), strict=True):
        dU = dU + slope @ p[f"W_{name}"]
    dX, g_1, b_1 = _norm_back(dU, kept["U_hat"], kept["s_1"], p["gamma_1"])
    dp = {"gamma_1": g_1, "beta_1": b_1, "gamma_2": g_2, "beta_2": b_2}
    dp |= {"b_1": dZ.sum(axis=1).sum(axis=0), "b_2": dY.sum(axis=1).sum(axis=0)}
    dp |= {"W_1": of(dZ, kept["M"]), "W_2": of(dY, inner), "W_o": of(middle, kept["O"])}
    for name, slope in zip("qkv", (dQ, dK, dV), strict=True):
        dp[f"W_{name}"] = of(slope, kept["U"])
    return middle + dX, dp


@right("block_backward")
def block_by_sequences(dY: Array, kept: Parameters, p: Parameters) -> object:
    """Go back through each sequence alone, and add the slopes of the parameters."""
    T = dY.shape[1]
    rows = {"U_hat", "s_1", "M_hat", "s_2"}
    parts = []
    for i in range(len(dY)):
        own = {
            name: value[i * T : (i + 1) * T] if name in rows else value[i : i + 1]
            for name, value in kept.items()
        }
        parts.append(own_norms_backward(dY[i : i + 1], own, p))
    dX = np.concatenate([part[0] for part in parts])  # type: ignore[index]
    dp = {
        name: np.sum([part[1][name] for part in parts], axis=0)  # type: ignore[index]
        for name in p
    }
    return dX, dp
