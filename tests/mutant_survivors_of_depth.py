"""The mutants of chapters 10 to 12 that get full points, each with its reason.

Keyed as in `mutant_survivors`: by reason, then by exercise.
"""

CONVOLVE = (
    "rows = slice(u, u + stride * height, stride) "
    "columns = slice(v, v + stride * width, stride) "
)
FORWARD = f"{CONVOLVE}Y += X[:, rows, columns] @ W[:, u, v].T"
BACKWARD = (
    f"{CONVOLVE}dX[:, rows, columns] += dY @ W[:, u, v] "
    "seen = X[:, rows, columns].reshape(-1, channels) "
    "dW[:, u, v] = dY.reshape(-1, n_out).T @ seen"
)

DEPTH: dict[str, dict[str, list[str]]] = {
    "It is squared.": {
        "error_gain": ["W_next -> np.abs(W_next)"],
        "clip_by_global_norm": ["part -> part.T"],
        "l2_penalty": ["W[l] -> W[l].T (2)"],
    },
    "It is above 0: a limit, a small constant, a standard deviation.": {
        "clip_by_global_norm": [
            "limit -> np.abs(limit)",
            "limit -> np.abs(limit) (2)",
        ],
        "layer_norm_forward": ["epsilon -> np.abs(epsilon)"],
        "layer_norm_backward": ["s -> np.abs(s)"],
    },
    "Only its keys are asked for, and they are the same.": {
        "clip_by_global_norm": ["dW -> db", "db -> dW"],
        "l2_penalty": ["W -> b", "W -> b (2)", "b -> W"],
    },
    "It has one axis.": {"clip_by_global_norm": ["db[l] -> db[l].T"]},
    "A gradient that is just as long as the limit is multiplied by 1.": {
        "clip_by_global_norm": ["norm > limit -> norm >= limit"],
    },
    "To add up along an axis of length 1, or along none, changes no number.": {
        "unbroadcast": ["1 -> 0 (2)", "axes -> True"],
    },
    "It is given the shape that was asked for afterwards.": {
        "unbroadcast": [
            "upstream.sum(axis=axes) -> upstream.sum(axis=axes, keepdims=True)",
        ],
    },
    "It is an array already.": {
        "unbroadcast": [
            "np.asarray(upstream) -> upstream",
            "upstream = np.asarray(upstream) -> pass",
        ],
    },
    "A number of NumPy is an array without axes.": {
        "jvp": [
            "np.asarray(np.sum(dx)) -> np.sum(dx)",
            "np.asarray(np.sum(x)) -> np.sum(x)",
        ],
    },
    "The larger of two numbers is the larger one in either order.": {
        "jvp": ["np.maximum(x, 0.0) -> np.maximum(0.0, x)"],
    },
    "The operation has one input: it is the first and the last, and the only one.": {
        "vjp": [
            "inputs -> inputs[:1]",
            "x -> inputs (3)",
            "x -> inputs (5)",
            "x -> inputs (6)",
            "x -> y (3)",
            "x -> y (4)",
            "x -> y (5)",
            "x -> y (6)",
        ],
        "jvp": [
            "dx -> dy (2)",
            "dx -> dy (3)",
            "dx -> dy (4)",
            "dx -> dy (7)",
            "dx -> tangents (7)",
            "inputs -> inputs[:1]",
            "tangents -> tangents[:1]",
            "x -> inputs (10)",
            "x -> y",
            "x -> y (10)",
            "x -> y (11)",
            "x -> y (5)",
            "x -> y (6)",
            "x -> y (7)",
        ],
    },
    "The stack holds the path, and the order all that is placed: only slower.": {
        "topological_order": ["path -> stack", "placed -> order"],
    },
    "Minus zero is zero, and what is added to it brings the shape along.": {
        "hessian_vector_product": [
            "0.0 * v -> -(0.0 * v)",
            "0.0 * values[node] -> -(0.0 * values[node])",
            "0.0 * values[node] -> 0.0",
            "node -> last (5)",
        ],
    },
    "Only its shape is asked for.": {
        "hessian_vector_product": ["values[last] -> -values[last]"],
    },
    "The order ends with the last node.": {
        "hessian_vector_product": ["last -> node", "last -> node (2)"],
    },
    "Only its nodes are asked for; nodes that are not needed get a 0 besides.": {
        "hessian_vector_product": [
            "order -> bars",
            "order -> bars_moving",
            "order -> moving",
            "order -> moving (2)",
            "order -> moving (3)",
            "order -> parents (3)",
            "order -> parents (4)",
            "order -> values (3)",
            "order -> values (4)",
        ],
    },
    "A node has the shape of its value in all of them.": {
        "hessian_vector_product": [
            "values -> bars",
            "values -> bars_moving",
            "values -> moving",
            "values -> moving (2)",
        ],
    },
    "The first row is as long as every other, and has the same axes behind.": {
        "conv2d_forward": ["X -> X[:1] (3)", "X -> X[:1] (4)"],
        "conv2d_backward": ["X -> X[:1] (3)", "X -> X[:1] (4)", "dY -> dY[:1]"],
    },
    "The biases, one for each kernel, are broadcast to them.": {
        "conv2d_forward": ["W -> W[:1]"],
    },
    "Both have the same shape.": {
        "conv2d_backward": ["X -> dX", "X -> dX (2)"],
        "max_pool_backward": ["dY -> where"],
    },
    "There are as many kernels as channels that come out.": {
        "conv2d_backward": ["n_out -> _"],
    },
    "What is added up may be added in any order.": {
        "conv2d_forward": [
            f"for u in range(h): for v in range(w): {FORWARD} -> "
            f"for u in reversed(range(h)): for v in range(w): {FORWARD}",
            f"for v in range(w): {FORWARD} -> for v in reversed(range(w)): {FORWARD}",
        ],
        "conv2d_backward": [
            f"for u in range(h): for v in range(w): {BACKWARD} -> "
            f"for u in reversed(range(h)): for v in range(w): {BACKWARD}",
            f"for v in range(w): {BACKWARD} -> for v in reversed(range(w)): {BACKWARD}",
            "(0, 1, 2) -> (2, 1, 0)",
        ],
    },
    "Counted from behind, it is the same axis.": {
        "conv2d_backward": ["2 -> -2"],
        "max_pool_forward": ["3 -> -3"],
        "max_pool_backward": ["3 -> -3"],
    },
    "A single size that is negative is found out by NumPy.": {
        "conv2d_backward": ["1 -> 2 (2)", "1 -> 2 (4)"],
        "max_pool_forward": [
            "N -> -N",
            "N -> -N (2)",
            "channels -> -channels",
            "channels -> -channels (2)",
            "height // size -> -(height // size)",
            "height // size -> -(height // size) (2)",
            "size * size -> -(size * size)",
            "size -> -size",
            "size -> -size (2)",
            "width // size -> -(width // size)",
            "width // size -> -(width // size) (2)",
        ],
        "max_pool_backward": [
            "N -> -N",
            "N -> -N (2)",
            "channels -> -channels",
            "channels -> -channels (2)",
            "height * size -> -(height * size)",
            "height -> -height",
            "size -> -size",
            "size -> -size (2)",
            "width * size -> -(width * size)",
            "width -> -width",
        ],
    },
    "The first two axes stay side by side until both are given their sizes.": {
        "max_pool_forward": [
            "X.reshape(N, height // size, size, width // size, size, channels) -> "
            "X.reshape(height // size, N, size, width // size, size, channels)",
        ],
        "max_pool_backward": [
            "(dY[..., None] * chosen).reshape(N, height, width, channels, size, size)"
            " -> "
            "(dY[..., None] * chosen).reshape(height, N, width, channels, size, size)",
        ],
    },
    "The size of a difference has no sign, and no order.": {
        "adjoint_check": [
            "Ax -> -Ax",
            "gap -> -gap",
            "np.sum(Ax * y) - np.sum(x * A_transposed(y)) -> "
            "-(np.sum(Ax * y) - np.sum(x * A_transposed(y)))",
            "np.sum(Ax * y) - np.sum(x * A_transposed(y)) -> "
            "np.sum(x * A_transposed(y)) - np.sum(Ax * y)",
            "y -> -y (2)",
        ],
    },
    "An array of one number is compared as that number.": {
        "adjoint_check": [
            "np.sum(Ax * y) -> np.sum(Ax * y, keepdims=True)",
            "np.sum(x * A_transposed(y)) -> np.sum(x * A_transposed(y), keepdims=True)",
        ],
    },
    "NumPy's True is True.": {
        "adjoint_check": [
            "bool(abs(gap) <= 1e-09 * np.linalg.norm(Ax) * np.linalg.norm(y)) -> "
            "abs(gap) <= 1e-09 * np.linalg.norm(Ax) * np.linalg.norm(y)",
        ],
    },
    "A normal number is as often positive as negative.": {
        "adjoint_check": [
            "rng.normal(size=shape_x) -> -rng.normal(size=shape_x)",
            "rng.normal(size=shape_y) -> -rng.normal(size=shape_y)",
        ],
    },
}
