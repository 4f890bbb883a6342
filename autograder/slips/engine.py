"""The slips of the module engine, by exercise."""

from autograder.slips.model import Bank, Slip

SLIPS: Bank = {
    "unbroadcast": (
        Slip(
            "averaged",
            "upstream.sum(axis=axes) -> upstream.mean(axis=axes)",
            "You average over the copies, but each of them is a path.",
            "What is done over paths?",
        ),
        Slip(
            "forgot_the_stretched_axes",
            "axes = tuple(range(missing)) + tuple(stretched) -> "
            "axes = tuple(range(missing))\n"
            "upstream.sum(axis=axes).reshape(shape) -> upstream.sum(axis=axes)",
            "You sum over the missing axes and not over the stretched ones.",
            "Which axes of length 1 have grown?",
        ),
        Slip(
            "forgot_the_missing_axes",
            "axes = tuple(range(missing)) + tuple(stretched) -> "
            "axes = tuple(stretched)\n"
            "upstream.sum(axis=axes).reshape(shape) -> "
            "upstream.sum(axis=axes, keepdims=True)",
            "You sum over the stretched axes and not over the missing ones.",
            "How many axes has the result, and how many had the shape?",
        ),
        Slip(
            "lost_the_axis_of_length_1",
            "upstream.sum(axis=axes).reshape(shape) -> upstream.sum(axis=axes)",
            "You sum rightly, but the axes of length 1 are gone.",
            "Which shape is asked for?",
        ),
        Slip(
            "took_the_first_copy",
            """
            upstream = np.asarray(upstream)
            missing = upstream.ndim - len(shape)
            first = upstream[(0,) * missing]
            return first[tuple(slice(0, n) for n in shape)]
            """,
            "You take the gradient of the first copy and forget the others.",
            "How many paths lead from the number to the result?",
        ),
        Slip(
            "returned_it_unchanged",
            "return upstream.sum(axis=axes).reshape(shape) if axes else upstream -> "
            "return upstream",
            "You return the gradient as it came.",
            "Which shape is asked for?",
        ),
        Slip(
            "reshaped_only",
            "return np.resize(upstream, shape)",
            "You change the shape without adding anything up.",
            "What becomes of the other copies' gradients?",
        ),
    ),
    "vjp": (
        Slip(
            "forgot_the_upstream_gradient",
            "upstream * y, upstream * x -> y, x\n"
            "upstream * (x > 0) -> 1.0 * (x > 0)\n"
            "upstream * np.exp(x) -> np.exp(x)\n"
            "upstream / x -> 1 / x",
            "You give the local slope alone, whatever comes from above.",
            "What is a path's slope made of?",
        ),
        Slip(
            "did_not_swap",
            "upstream * y, upstream * x -> upstream * x, upstream * y",
            "Each factor of a product gets itself, not the other one.",
            "What is the slope of x y with respect to x?",
        ),
        Slip(
            "forgot_to_unbroadcast",
            "tuple(map(unbroadcast, shares, map(np.shape, inputs))) -> "
            "tuple(np.asarray(share) for share in shares)",
            "Your gradients have the shape of the output, not of the inputs.",
            "What was done to a row that was added to a table?",
        ),
        Slip(
            "exchanged_the_factors_of_matmul",
            "upstream @ y.T, x.T @ upstream -> x.T @ upstream, upstream @ y.T",
            "Your two gradients of a matrix product are exchanged.",
            "Which shape has each of them?",
        ),
        Slip(
            "forgot_the_transposes",
            "upstream @ y.T, x.T @ upstream -> "
            "upstream @ np.resize(y, y.T.shape), np.resize(x, x.T.shape) @ upstream",
            "You change the shape of the matrices where they are to be transposed.",
            "Which index of y is summed over?",
        ),
        Slip(
            "multiplied_matmul_elementwise",
            "upstream @ y.T, x.T @ upstream -> "
            "np.ones_like(x) * upstream.mean(), np.ones_like(y) * upstream.mean()",
            "Your gradients of a matrix product do not depend on its factors.",
            "By what is an element of x multiplied on its way?",
        ),
        Slip(
            "sum_shared_out",
            "np.broadcast_to(upstream, np.shape(x)) -> "
            "np.broadcast_to(upstream / np.size(x), np.shape(x))",
            "You share the gradient of a sum out among its terms.",
            "If one term grows by 1, by how much does the sum grow?",
        ),
        Slip(
            "relu_passed_everything",
            "upstream * (x > 0) -> 1.0 * upstream",
            "Your relu lets everything pass.",
            "What is the slope of relu where x is negative?",
        ),
        Slip(
            "relu_by_the_upstream_gradient",
            "upstream * (x > 0) -> np.maximum(upstream, 0)",
            "Your relu looks at the sign of what comes from above.",
            "Whose sign decides whether a relu is awake?",
        ),
        Slip(
            "relu_times_its_value",
            "upstream * (x > 0) -> upstream * np.maximum(x, 0)",
            "You multiply by the value of the relu, not by its slope.",
            "How steep is the relu at 6?",
        ),
        Slip(
            "exp_is_its_argument",
            "upstream * np.exp(x) -> upstream * x",
            "You multiply by x where the slope of the exponential is asked for.",
            "What is the slope of e to the x?",
        ),
        Slip(
            "log_of_the_logarithm",
            "upstream / x -> upstream / np.log(x)",
            "You divide by the logarithm, not by its argument.",
            "What is the slope of the logarithm at 2?",
        ),
        Slip(
            "multiplied_for_the_logarithm",
            "upstream / x -> upstream * x",
            "You multiply by x where the slope of the logarithm divides.",
            "What is the slope of the logarithm at 2?",
        ),
        Slip(
            "sum_not_spread",
            "np.broadcast_to(upstream, np.shape(x)) -> upstream",
            "For a sum you hand back one number, not one for each element.",
            "How many numbers went into the sum, and what is the slope of each?",
        ),
    ),
    "topological_order": (
        Slip(
            "from_the_end",
            "return order -> return order[::-1]",
            "Your list begins with the last node.",
            "Which stands first, a node or its parents?",
        ),
        Slip(
            "before_its_parents",
            """
            order, stack = {}, [last]
            while stack:
                node = stack.pop()
                if node not in order:
                    order[node] = True
                    stack.extend(parents[node])
            return list(order)[::-1]
            """,
            "You list nodes as they are found, and turn the list round.",
            "A node is found over a short way. Have all that use it been listed?",
        ),
        Slip(
            "all_nodes",
            """
            order, placed = [], set()
            for start in [*[n for n in parents if n != last], last]:
                path, stack = {start}, [start]
                while stack:
                    node = stack[-1]
                    waiting = [p for p in parents[node] if p not in placed]
                    if not waiting:
                        stack.pop()
                        if node not in placed:
                            order.append(node)
                            placed.add(node)
                    elif waiting[0] in path:
                        raise ValueError("a circle")
                    else:
                        stack.append(waiting[0])
                        path.add(waiting[0])
            return order
            """,
            "Your list holds nodes that the last one does not depend on.",
            "Which nodes does the statement leave out?",
        ),
        Slip(
            "circles_unnoticed",
            """
            order, seen, stack = [], set(), [(last, False)]
            while stack:
                node, ready = stack.pop()
                if ready:
                    order.append(node)
                elif node not in seen:
                    seen.add(node)
                    stack.append((node, True))
                    stack.extend((p, False) for p in parents[node])
            return order
            """,
            "A node that depends on itself is not refused.",
            "Which order has a circle?",
        ),
        Slip(
            "by_their_numbers",
            """
            needed, waiting = {last}, [last]
            while waiting:
                for p in parents[waiting.pop()]:
                    if p not in needed:
                        needed.add(p)
                        waiting.append(p)
            return sorted(needed)
            """,
            "You sort the nodes by their numbers.",
            "Does a parent always have the smaller number?",
        ),
        Slip(
            "without_the_last",
            "return order -> return order[:-1]",
            "The last node itself is missing.",
            "Does the list hold the node that it ends with?",
        ),
    ),
    "backpropagate": (
        Slip(
            "overwrote_instead_of_adding",
            "bars[parent] + share if parent in bars else share -> share",
            "A node that is used twice keeps what the last path brought.",
            "What is done over paths?",
        ),
        Slip(
            "kept_the_first_path",
            "bars[parent] + share if parent in bars else share -> "
            "bars[parent] if parent in bars else share",
            "A node that is used twice keeps what the first path brought.",
            "What is done over paths?",
        ),
        Slip(
            "began_with_one",
            "bars = {last: upstream} -> bars = {last: np.ones_like(upstream)}",
            "You begin with ones, whatever comes from above.",
            "What is the gradient with respect to the last node?",
        ),
        Slip(
            "went_forward",
            "reversed(topological_order(parents, last)) -> [last, *[n for n in "
            "topological_order(parents, last) if n in bars and n != last]]",
            "You stop after the last node.",
            "In which direction does blame travel?",
        ),
        Slip(
            "did_not_wait",
            """
            bars, waiting, gone = {last: upstream}, [last], set()
            while waiting:
                node = waiting.pop(0)
                if node in gone or not parents[node]:
                    continue
                gone.add(node)
                inputs = tuple(values[p] for p in parents[node])
                shares = rule(operations[node], bars[node], inputs)
                for p, share in zip(parents[node], shares):
                    bars[p] = bars[p] + share if p in bars else share
                    waiting.append(p)
            return bars
            """,
            "A node hands its blame on before all of it has arrived.",
            "When has a node got all its blame?",
        ),
        Slip(
            "gave_inputs_of_the_wrong_nodes",
            "inputs = tuple(values[parent] for parent in parents[node]) -> "
            "inputs = tuple(values[node] for parent in parents[node])",
            "You hand the rule the output in the place of the inputs.",
            "What does a rule need to know a slope?",
        ),
        Slip(
            "returned_the_inputs_only",
            "return bars -> return {n: bar for n, bar in bars.items() "
            "if not parents[n]}",
            "You return the gradients of the inputs alone.",
            "Which nodes does the statement ask for?",
        ),
        Slip(
            "halved_what_is_shared",
            "bars[parent] + share if parent in bars else share -> "
            "(bars[parent] + share) / 2 if parent in bars else share",
            "You average over the paths.",
            "What is done over paths?",
        ),
        Slip(
            "went_by_the_numbers",
            """
            bars = {last: upstream}
            for node in range(last, -1, -1):
                if node in bars and parents[node]:
                    inputs = tuple(values[parent] for parent in parents[node])
                    shares = rule(operations[node], bars[node], inputs)
                    for parent, share in zip(parents[node], shares, strict=True):
                        bars[parent] = bars.get(parent, 0.0) + share
            return bars
            """,
            "You go back by the nodes' numbers, and these say nothing of an order.",
            "Which function gives an order in which each node comes after its parents?",
        ),
        Slip(
            "added_into_what_the_rule_gave",
            """
            bars = {last: upstream}
            for node in reversed(topological_order(parents, last)):
                if parents[node]:
                    inputs = tuple(values[parent] for parent in parents[node])
                    shares = rule(operations[node], bars[node], inputs)
                    for parent, share in zip(parents[node], shares, strict=True):
                        if parent in bars:
                            bars[parent] += share
                        else:
                            bars[parent] = share
            return bars
            """,
            "You add into an array that the rule gave, and it is another node's too.",
            "What does += do to an array that has two names?",
        ),
        Slip(
            "turned_the_parents_round",
            "zip(parents[node], shares, strict=True) -> "
            "zip(parents[node][::-1], shares, strict=True)",
            "You give each parent what belongs to the other.",
            "In which order does a rule give its gradients?",
        ),
    ),
    "jvp": (
        Slip(
            "forgot_one_half_of_the_product_rule",
            "return x * y, dx * y + x * dy -> return x * y, dx * y",
            "The second factor's velocity has no say.",
            "How many terms has the product rule?",
        ),
        Slip(
            "multiplied_the_velocities",
            "return x * y, dx * y + x * dy -> return x * y, dx * dy + 0 * x * y",
            "You multiply the velocities.",
            "What becomes of epsilon times epsilon?",
        ),
        Slip(
            "did_not_swap",
            "return x * y, dx * y + x * dy -> return x * y, dx * x + y * dy",
            "Each velocity is multiplied by its own value.",
            "Multiply the two brackets out. What stands with dx?",
        ),
        Slip(
            "forgot_one_half_for_matrices",
            "return x @ y, dx @ y + x @ dy -> return x @ y, dx @ y",
            "The second matrix's velocity has no say.",
            "How many terms has the product rule?",
        ),
        Slip(
            "velocity_alone_for_the_exponential",
            "return value, dx * value -> return value, np.exp(dx)",
            "You take the exponential of the velocity.",
            "What is multiplied by the slope?",
        ),
        Slip(
            "relu_of_the_velocity",
            "return np.maximum(x, 0.0), dx * (x > 0) -> "
            "return np.maximum(x, 0.0), np.maximum(dx, 0.0)",
            "Your relu looks at the sign of the velocity.",
            "Whose sign decides whether a relu is awake?",
        ),
        Slip(
            "relu_passed_everything",
            "dx * (x > 0) -> dx * 1.0",
            "Your relu lets every velocity pass.",
            "What is the slope of relu where x is negative?",
        ),
        Slip(
            "multiplied_for_the_logarithm",
            "return np.log(x), dx / x -> return np.log(x), dx * x",
            "You multiply by x where the slope of the logarithm divides.",
            "What is the slope of the logarithm at 2?",
        ),
        Slip(
            "forgot_the_first_velocity",
            "return x + y, dx + dy -> return x + y, dy + 0 * x",
            "The first summand's velocity has no say.",
            "How fast does a sum move if both move?",
        ),
    ),
    "hessian_vector_product": (
        Slip(
            "forgot_how_the_rules_move",
            "vjp_tangent(operations[node], bar, inputs, speed, tangents) -> "
            "vjp(operations[node], speed, inputs)",
            "Only the first part of the product rule is there.",
            "By which two things does what is handed down change?",
        ),
        Slip(
            "forgot_how_the_bars_move",
            "vjp_tangent(operations[node], bar, inputs, speed, tangents) -> "
            "vjp_tangent(operations[node], bar, inputs, 0.0 * speed, tangents)",
            "Only the second part of the product rule is there.",
            "By which two things does what is handed down change?",
        ),
        Slip(
            "returned_the_gradient",
            "bars_moving.get(leaf, 0.0 * v) -> bars.get(leaf, 0.0 * v)",
            "You return the gradient itself, not how it moves.",
            "Which of the two tables holds velocities?",
        ),
        Slip(
            "overwrote_the_velocities",
            "bars_moving[parent] = bars_moving[parent] + move -> "
            "bars_moving[parent] = move",
            "The velocity of a node that is used twice comes from one path only.",
            "What is done over paths?",
        ),
        Slip(
            "overwrote_the_bars",
            "bars[parent] = bars[parent] + share -> bars[parent] = share",
            "The bar of a node that is used twice comes from one path only.",
            "What is done over paths?",
        ),
        Slip(
            "moved_all_inputs",
            "direction.get(node, 0.0 * values[node]) -> "
            "direction.get(node, np.ones_like(values[node]))",
            "Inputs without a direction move as well.",
            "How fast do the other inputs move?",
        ),
        Slip(
            "let_the_last_bar_move",
            "bars_moving = dict(bars) -> "
            "bars_moving = dict(bars) | {last: np.ones_like(values[last])}",
            "The last bar of yours moves.",
            "How fast does the number 1 move?",
        ),
    ),
}
