"""For each exercise its idea worked in other numbers: the last step of the ladder.

A student reads it on asking, with ``check("name", hint=2)``. No code, and no numbers of
the stored cases.
"""

ANALOGUES: dict[str, str] = {
    "weighted_input": (
        "Worked: inputs 3 and 5, weights 2 and -1, bias 4. The products are 6 and "
        "-5, their sum is 1, and with the bias it is 5: one number an example."
    ),
    "sigmoid": (
        "Worked: at 2 the exponential of -2 is 0.135, so the sigmoid is 1 divided "
        "by 1.135, about 0.881. At -2 it is what is missing to 1: about 0.119."
    ),
    "sigmoid_prime": (
        "Worked: at 2 the sigmoid is about 0.881. What is missing to 1 is 0.119, "
        "and the slope is the product of the two, about 0.105."
    ),
    "neuron_gradient": (
        "Worked: one example, input 3, output 0.8, target 0.6. The three slopes are"
        " 0.2, 0.8 times 0.2, and 3; their product is 0.096. For the bias the last "
        "one is 1: 0.032. With two examples, take the mean of such products."
    ),
    "affine": (
        "Worked: activations 1 and 2; neuron A has the weights 3 and 4, neuron B 5 "
        "and 6, the biases are 10 and 20. A gets 3 + 8 + 10 = 21, B gets 5 + 12 + "
        "20 = 37."
    ),
    "relu": ("Worked: -3 becomes 0, 0 stays 0, and 2.5 stays 2.5."),
    "relu_prime": (
        "Worked: at -3 the curve is flat, slope 0; at 2.5 it rises as fast as z "
        "does, slope 1."
    ),
    "tanh_prime": (
        "Worked: at 1 tanh is about 0.762. Its square is 0.580, and what is missing"
        " to 1 is the slope, 0.420."
    ),
    "softmax": (
        "Worked: scores 0 and 1.0986. The exponentials are 1 and 3, their sum is 4,"
        " the probabilities are 0.25 and 0.75. With 100 added to both scores "
        "nothing changes: the largest may be taken off first."
    ),
    "forward": (
        "Worked: input 2, weight 3, bias -1 in each of two layers of one relu "
        "neuron. Layer 1: z = 5, a = 5. Layer 2: z = 14, a = 14. Kept are both z, "
        "and 2, 5 and 14 as the activations of layers 0, 1 and 2."
    ),
    "mse": (
        "Worked: two examples with the errors (1, 2) and (0, 4). The squares sum to"
        " 5 and 16, together 21. Half of their mean over 2 examples is 5.25."
    ),
    "mse_gradient": (
        "Worked: two examples with the errors (1, 2) and (0, 4). The slopes are "
        "(0.5, 1) and (0, 2): the half has cancelled, the mean over 2 examples "
        "stays."
    ),
    "binary_cross_entropy": (
        "Worked: the output 0.75 costs 0.288 where the target is 1 and 1.386 where "
        "it is 0. A logit of 50 with the target 0 costs 50, not infinity."
    ),
    "binary_cross_entropy_gradient": (
        "Worked: two examples with outputs 0.75 and 0.5, targets 1 and 0. The "
        "slopes by the logits are -0.125 and 0.25."
    ),
    "softmax_cross_entropy": (
        "Worked: probabilities 0.25 and 0.75, the second is right. It costs 0.288, "
        "the negative logarithm. Two examples that cost 0.288 and 1.386 cost 0.837 "
        "on average."
    ),
    "softmax_cross_entropy_delta": (
        "Worked: one of two examples has the probabilities 0.25 and 0.75 and the "
        "second class is right. Its errors are 0.125 and -0.125."
    ),
    "output_delta": (
        "Worked: the cost rises by 0.4 for each 1 of the output, and the output by "
        "0.25 for each 1 of z. So the cost rises by 0.1 for each 1 of z."
    ),
    "hidden_delta": (
        "Worked: a neuron feeds two others with the weights 2 and -1, and their "
        "errors are 0.3 and 0.1. What comes back is 0.6 - 0.1 = 0.5; with a slope "
        "of 0.2 its own error is 0.1."
    ),
    "bias_gradient": (
        "Worked: a neuron has the errors 0.2, -0.1 and 0.4 in three examples. Its "
        "bias moves all three alike, so its slope is 0.5."
    ),
    "weight_gradient": (
        "Worked: in two examples a neuron has the errors 0.2 and -0.1, and the "
        "neuron below the activations 3 and 5. The slope of the weight between them"
        " is 0.6 - 0.5 = 0.1."
    ),
    "backward": (
        "Worked: a chain of two neurons. The error at the top is 0.2, the weight "
        "between them 3, the slope below 0.5: the error below is 0.3. Each bias has"
        " its neuron's error as slope, each weight that times the activation below "
        "it."
    ),
    "numerical_gradient": (
        "Worked: the square at 3 with a step of 0.1. It is 9.61 at 3.1 and 8.41 at "
        "2.9; the difference of 1.2 over a distance of 0.2 is 6."
    ),
    "relative_error": (
        "Worked: (3, 4) and (3, 3). They differ by (0, 1), of length 1; their "
        "lengths are 5 and 4.243. The error is 1 over 9.243, about 0.108."
    ),
    "gradient_check": (
        "Worked: an error of 3e-8 passes a tolerance of 1e-6, 2e-3 does not, and "
        "what cannot be compared, a NaN, does not pass either."
    ),
    "diagnose": (
        "Worked: of a network with two layers both gradients of layer 2 are right, "
        "and both of layer 1 are wrong. The error was right at the output and wrong"
        " after it was carried down: BP2."
    ),
    "initialize": (
        "Worked: a layer of 4 neurons above 16 inputs. The scheme of He asks for a "
        "variance of 2/16 = 0.125, a deviation of 0.354; that of Xavier for 2/20 = "
        "0.1, a deviation of 0.316."
    ),
    "gradient_step": (
        "Worked: a parameter of 5, a slope of 2, a rate of 0.1. The step is 0.2 "
        "downhill, to 4.8."
    ),
    "minibatches": (
        "Worked: 7 rows in batches of 3. The shuffled order may be 4 0 6 2 5 1 3, "
        "and the batches 4 0 6, then 2 5 1, then 3 alone."
    ),
    "train": (
        "Worked: 6 rows, batches of 2, two epochs. There are three steps an epoch, "
        "six in all, and three losses: one at the start and one after each epoch."
    ),
    "largest_stable_learning_rate": (
        "Worked: curvatures 1 and 8. The steeper one decides: at a rate of 0.25 a "
        "step jumps as far to the other side."
    ),
    "momentum_step": (
        "Worked: velocity -1, slope 2, rate 0.1, friction factor 0.9. The new "
        "velocity is -0.9 - 0.2 = -1.1, and the parameter moves by -1.1."
    ),
    "nesterov_step": (
        "Worked: velocity -1, slope 2, rate 0.1, factor 0.9. The new velocity is "
        "-1.1; the look-ahead point moves by -0.99 and by -0.2, to 1.19 less."
    ),
    "rmsprop_step": (
        "Worked: the mean square was 4, the slope is 2, beta is 0.5. It stays 4, "
        "its root is 2, so a rate of 0.1 gives a step of 0.1."
    ),
    "adam_step": (
        "Worked: the first step with a slope of 3 and betas of 0.5. Both means "
        "begin at 0 and become 1.5 and 4.5; divided by 0.5 they are 3 and 9. The "
        "root of 9 is 3, so the step is the rate itself."
    ),
    "adamw_step": (
        "Worked: Adam would move 5 to 4.9, and the decay is 0.01. What decays is "
        "the old 5, by 0.05: the result is 4.85."
    ),
    "learning_rate_schedule": (
        "Worked: peak 1, floor 0, a warm-up of 4 steps, 12 in all. Step 2 has the "
        "rate 0.5, step 4 has 1, step 8 is halfway down at 0.5, step 12 at 0."
    ),
}
