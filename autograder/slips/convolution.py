"""The slips of the module convolution, by exercise."""

from autograder.slips.model import Bank, Slip

SLIPS: Bank = {
    "conv2d_forward": (
        Slip(
            "turned_the_kernel_round",
            "W[:, u, v] -> W[:, h - 1 - u, w - 1 - v]",
            "You turn the kernel round before you lay it on.",
            "Which pixel of the window does the kernel's first number meet?",
        ),
        Slip(
            "turned_rows_only",
            "W[:, u, v] -> W[:, h - 1 - u, v]",
            "You lay the kernel on upside down.",
            "Which pixel of the window does the kernel's first number meet?",
        ),
        Slip(
            "transposed_the_kernel",
            "W[:, u, v] -> W.transpose(0, 2, 1, 3)[:, u % w, v % h]",
            "You exchange the kernel's rows and columns.",
            "Which axis of W is the height?",
        ),
        Slip(
            "forgot_the_bias",
            "np.zeros(_s) + b -> np.zeros(_s)",
            "The bias has no say in your result.",
            "What is the answer to a black window?",
        ),
        Slip(
            "forgot_the_padding",
            "np.pad(X, _f) -> X",
            "Your result is that of a picture without a frame.",
            "Which rows does the window meet if the frame is 1 wide?",
        ),
        Slip(
            "padded_with_the_edge",
            "np.pad(X, _f) -> np.pad(X, _f, mode='edge')",
            "Your frame repeats the pixels of the edge, but it is of zeros.",
            "What stands in the frame?",
        ),
        Slip(
            "padded_one_side",
            "((0, 0), (padding, padding), (padding, padding), (0, 0)) -> "
            "((0, 0), (padding, 0), (padding, 0), (0, 0))",
            "Your frame has two sides only.",
            "On how many sides is the frame?",
        ),
        Slip(
            "padded_rows_only",
            "((0, 0), (padding, padding), (padding, padding), (0, 0)) -> "
            "((0, 0), (padding, padding), (0, 0), (0, 0))",
            "Your frame has a top and a bottom, but no sides.",
            "On how many sides is the frame?",
        ),
        Slip(
            "forgot_the_stride",
            """
            n_out, h, w, _ = W.shape
            X = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
            height, width = X.shape[1] - h + 1, X.shape[2] - w + 1
            Y = np.zeros((len(X), height, width, n_out)) + b
            for u in range(h):
                for v in range(w):
                    Y += X[:, u : u + height, v : v + width] @ W[:, u, v].T
            return Y
            """,
            "Your window moves by one pixel, whatever the stride is.",
            "Where does the window of the second output begin?",
        ),
        Slip(
            "counted_one_place_too_few",
            "(X.shape[1] - h) // stride + 1 -> max((X.shape[1] - h) // stride, 1)\n"
            "(X.shape[2] - w) // stride + 1 -> max((X.shape[2] - w) // stride, 1)",
            "Your result lacks its last row and column.",
            "How many places has a window of 3 on 3 pixels?",
        ),
        Slip(
            "took_the_first_channel_only",
            "X[:, rows, columns] @ W[:, u, v].T -> "
            "X[:, rows, columns, :1] @ W[:, u, v, :1].T",
            "You look at the first channel alone.",
            "Over which letters does the sum run?",
        ),
        Slip(
            "averaged_over_the_window",
            "X[:, rows, columns] @ W[:, u, v].T -> "
            "X[:, rows, columns] @ W[:, u, v].T / (h * w)",
            "You average over the window, but it is a sum.",
            "Is there a 1 over something before the sum?",
        ),
        Slip(
            "dilated_by_the_stride",
            """
            n_out, h, w, _ = W.shape
            X = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
            height = (X.shape[1] - h) // stride + 1
            width = (X.shape[2] - w) // stride + 1
            Y = np.zeros((len(X), height, width, n_out)) + b
            for u in range(h):
                for v in range(w):
                    Y += X[:, u : u + height, v : v + width] @ W[:, u, v].T
            return Y
            """,
            "You compute as many places as the stride asks for, but they lie side by "
            "side.",
            "Where does the window of the second output begin?",
        ),
        Slip(
            "bias_at_every_place_of_the_kernel",
            "np.zeros((len(X), height, width, n_out)) + b -> np.zeros((len(X), "
            "height, width, n_out))\n"
            "Y += X[:, rows, columns] @ W[:, u, v].T -> Y += X[:, rows, columns] @ "
            "W[:, u, v].T + b",
            "You add the bias once for each number of a kernel.",
            "How often does the bias stand in the equation?",
        ),
        Slip(
            "height_for_the_width",
            "X.shape[2] - w -> X.shape[1] - w",
            "You count the columns of the result by the height of the picture.",
            "What comes out for a picture that is not square?",
        ),
    ),
    "conv2d_backward": (
        Slip(
            "turned_the_kernel_round",
            "dY @ W[:, u, v] -> dY @ W[:, h - 1 - u, w - 1 - v]",
            "You hand the errors down through a kernel that is turned round.",
            "Which weight lay on the first pixel of the window?",
        ),
        Slip(
            "forgot_the_upstream_gradient",
            "dY @ W[:, u, v] -> np.ones_like(dY) @ W[:, u, v]",
            "What you hand down does not depend on what arrives.",
            "What are the weights multiplied by?",
        ),
        Slip(
            "overwrote_instead_of_adding",
            "dX[:, rows, columns] += dY @ W[:, u, v] -> "
            "dX[:, rows, columns] = dY @ W[:, u, v]",
            "A pixel keeps what the last window gave it, and forgets the others.",
            "How many windows see one pixel?",
        ),
        Slip(
            "left_the_frame_on",
            "dX[:, padding:bottom, padding:right] -> dX",
            "What you hand down still has its frame.",
            "Which shape had the picture that came in?",
        ),
        Slip(
            "cut_the_wrong_end_off",
            "dX[:, padding:bottom, padding:right] -> dX[:, 2 * padding:, 2 * padding:]",
            "You cut the whole frame off at the top and at the left.",
            "On which sides is the frame?",
        ),
        Slip(
            "kernels_without_the_frame",
            "seen = X[:, rows, columns].reshape(-1, channels) -> "
            "seen = np.roll(X, -padding, (1, 2))[:, rows, columns]"
            ".reshape(-1, channels)",
            "The kernels' slopes are taken on the picture without its frame.",
            "Which picture did the windows see on the way forward?",
        ),
        Slip(
            "turned_the_slopes_of_the_kernel",
            "dW[:, u, v] = _e -> dW[:, h - 1 - u, w - 1 - v] = _e",
            "The kernels' slopes of yours are turned round.",
            "Which pixels did the kernel's first number meet?",
        ),
        Slip(
            "kernels_averaged_over_the_batch",
            "dY.reshape(-1, n_out).T @ seen -> dY.reshape(-1, n_out).T @ seen / len(X)",
            "You average the kernels' slopes over the batch, but the 1/N is there "
            "already.",
            "Where did the 1/N of the mean enter?",
        ),
        Slip(
            "biases_averaged",
            "dY.sum(axis=(0, 1, 2)) -> dY.mean(axis=(0, 1, 2))",
            "You average the biases' slopes, but a bias is used at every place.",
            "How often is one bias added?",
        ),
        Slip(
            "biases_over_the_batch_only",
            "dY.sum(axis=(0, 1, 2)) -> dY.sum(axis=0)[0, 0]",
            "Your biases hear of one place only.",
            "How often is one bias added?",
        ),
        Slip(
            "biases_over_the_wrong_axes",
            "dY.sum(axis=(0, 1, 2)) -> np.resize(dY.sum(axis=(1, 2, 3)), n_out)",
            "You sum the biases' slopes over the channels.",
            "Which axis of dY has an entry for each bias?",
        ),
        Slip(
            "lost_the_input_channels",
            "dX[:, rows, columns] += dY @ W[:, u, v] -> "
            "dX[:, rows, columns] += (dY @ W[:, u, v]).mean(axis=-1, keepdims=True)",
            "All input channels get the same from you.",
            "Which weight leads to which input channel?",
        ),
        Slip(
            "took_the_first_kernel_only",
            "dY @ W[:, u, v] -> dY[..., :1] @ W[:1, u, v]",
            "A pixel hears of the first kernel only.",
            "Over which letters does a pixel add up?",
        ),
        Slip(
            "ignored_the_stride",
            "slice(u, u + stride * height, stride) -> slice(u, u + height)\n"
            "slice(v, v + stride * width, stride) -> slice(v, v + width)",
            "You put the windows side by side, whatever the stride is.",
            "Where does the window of the second output begin?",
        ),
        Slip(
            "cut_to_minus_padding",
            "dX[:, padding:bottom, padding:right] -> dX[:, padding:-padding, "
            "padding:-padding]",
            "You cut the frame off at -padding, and without a frame that is the "
            "beginning: nothing is left.",
            "Which places does a slice 0:-0 hold?",
        ),
    ),
    "adjoint_check": (
        Slip(
            "tested_with_ones",
            "rng.normal(size=shape_x), rng.normal(size=shape_y) -> "
            "np.ones(shape_x), np.ones(shape_y)",
            "You test with ones, for which many wrong transposes pass.",
            "What do ones make of an error whose entries add up to 0?",
        ),
        Slip(
            "always_said_yes",
            "abs(gap) <= _t -> abs(gap) < np.inf",
            "You accept a function that is not the transpose.",
            "When are the two products equal?",
        ),
        Slip(
            "compared_without_absolute_value",
            "abs(gap) <= _t -> gap <= _t",
            "You accept a difference that is large and negative.",
            "Is -5 near 0?",
        ),
        Slip(
            "allowed_too_much",
            ("1e-9 -> 1e-2", "1e-9 -> 1e-3"),
            "You accept differences that no rounding makes.",
            "How many digits do the two products share if all is right?",
        ),
        Slip(
            "turned_the_answer_round",
            "abs(gap) <= _t -> abs(gap) > _t",
            "You say True where the two products differ.",
            "What does True stand for?",
        ),
        Slip(
            "applied_the_function_twice",
            "A_transposed(y) -> A_transposed(A(x))",
            "You hand the second function what the first one gave.",
            "What stands behind the transpose in the equation?",
        ),
    ),
    "max_pool_forward": (
        Slip(
            "averaged",
            "tiles.max(axis=-1) -> tiles.mean(axis=-1)",
            "You average a tile where its largest number is asked for.",
            "What is kept of a tile?",
        ),
        Slip(
            "took_the_smallest",
            "tiles.max(axis=-1), tiles.argmax(axis=-1) -> "
            "tiles.min(axis=-1), tiles.argmin(axis=-1)",
            "You keep the smallest number of each tile.",
            "What is kept of a tile?",
        ),
        Slip(
            "took_the_largest_size",
            "tiles.max(axis=-1) -> np.abs(tiles).max(axis=-1)",
            "You keep the number that is largest without its sign.",
            "Which is larger, -3 or 1?",
        ),
        Slip(
            "nothing_below_zero",
            "tiles.max(axis=-1) -> np.maximum(tiles.max(axis=-1), 0)",
            "A tile of negative numbers gives 0 in your result.",
            "Which is the largest of -3 and -1?",
        ),
        Slip(
            "last_of_equal_ones",
            "tiles.argmax(axis=-1) -> "
            "size * size - 1 - tiles[..., ::-1].argmax(axis=-1)",
            "Of equal numbers you take the last.",
            "Which of two equal numbers does the statement choose?",
        ),
        Slip(
            "counted_by_columns",
            "tiles.argmax(axis=-1) -> tiles.argmax(axis=-1) // size + "
            "tiles.argmax(axis=-1) % size * size",
            "You count the places of a tile column by column.",
            "Which place is to the right of place 0?",
        ),
        Slip(
            "counted_from_one",
            "tiles.argmax(axis=-1) -> tiles.argmax(axis=-1) + 1",
            "You count the places of a tile from 1.",
            "Which number has the first place?",
        ),
        Slip(
            "cut_the_picture_wrongly",
            "X.reshape(N, height // size, size, width // size, size, channels) -> "
            "X.reshape(N, size, height // size, size, width // size, channels)"
            ".transpose(0, 2, 1, 4, 3, 5)",
            "Your tiles hold pixels that are not neighbours.",
            "Which pixels of the first row belong to the first tile?",
        ),
    ),
    "max_pool_backward": (
        Slip(
            "shared_among_all",
            "dY[..., None] * chosen -> "
            "dY[..., None] * np.ones_like(chosen) / size ** 2",
            "You share the blame among all pixels of a tile.",
            "If another pixel of the tile moves a little, what happens to the output?",
        ),
        Slip(
            "gave_it_to_all",
            "dY[..., None] * chosen -> dY[..., None] * np.ones_like(chosen)",
            "You give the whole blame to every pixel of a tile.",
            "If another pixel of the tile moves a little, what happens to the output?",
        ),
        Slip(
            "gave_it_to_the_first",
            "where[..., None] == _r -> 0 * where[..., None] == _r",
            "The first pixel of each tile gets the blame, whichever was chosen.",
            "What does the forward pass remember?",
        ),
        Slip(
            "forgot_the_upstream_gradient",
            "dY[..., None] * chosen -> 1.0 * chosen",
            "The chosen pixels get 1, whatever arrives from above.",
            "If the chosen pixel moves by 1, by what does the cost change?",
        ),
        Slip(
            "counted_by_columns",
            "where[..., None] == _r -> "
            "(where // size + where % size * size)[..., None] == _r",
            "You read the places of a tile column by column.",
            "Which place is to the right of place 0?",
        ),
        Slip(
            "gave_it_to_the_others",
            "where[..., None] == _r -> where[..., None] != _r",
            "All pixels but the chosen one get the blame.",
            "If another pixel of the tile moves a little, what happens to the output?",
        ),
        Slip(
            "put_the_tiles_together_wrongly",
            "tiles.transpose(0, 1, 4, 2, 5, 3) -> tiles.transpose(0, 4, 1, 5, 2, 3)",
            "Your tiles lie in the picture as if their pixels were no neighbours.",
            "Which pixels of the first row belong to the first tile?",
        ),
    ),
}
