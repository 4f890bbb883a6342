"""For each exercise its idea worked in other numbers: the last step of the ladder.

A student reads it on asking, with ``check("name", hint=2)``. No code, and no numbers of
the stored cases.
"""

ANALOGUES: dict[str, str] = {
    "weighted_input": (
        "Worked: inputs 3 and 5, weights 2 and -1, bias 4. The products are 6 and -5,"
        " their sum is 1, and with the bias it is 5: one number an example."
    ),
    "sigmoid": (
        "Worked: at 2 the exponential of -2 is 0.135, so the sigmoid is 1 divided by "
        "1.135, about 0.881. At -2 it is what is missing to 1: about 0.119."
    ),
    "sigmoid_prime": (
        "Worked: at 2 the sigmoid is about 0.881. What is missing to 1 is 0.119, and "
        "the slope is the product of the two, about 0.105."
    ),
    "neuron_gradient": (
        "Worked: one example, input 3, output 0.8, target 0.6. The three slopes are "
        "0.2, 0.8 times 0.2, and 3; their product is 0.096. For the bias the last one"
        " is 1: 0.032. With two examples, take the mean of such products."
    ),
    "affine": (
        "Worked: activations 1 and 2; neuron A has the weights 3 and 4, neuron B 5 "
        "and 6, the biases are 10 and 20. A gets 3 + 8 + 10 = 21, B gets 5 + 12 + 20 "
        "= 37."
    ),
    "relu": ("Worked: -3 becomes 0, 0 stays 0, and 2.5 stays 2.5."),
    "tent": (
        "Worked: corners at 0, 1 and 3. One neuron wakes up at 0 and rises with slope"
        " 1. The second wakes up at 1; from there the slope has to be -1/2, so it "
        "adds -3/2. At 2 the two give 2 - 3/2 = 1/2, at 3 they give 3 - 3 = 0."
    ),
    "relu_prime": (
        "Worked: at -3 the curve is flat, slope 0; at 2.5 it rises as fast as z does,"
        " slope 1."
    ),
    "tanh_prime": (
        "Worked: at 1 tanh is about 0.762. Its square is 0.580, and what is missing "
        "to 1 is the slope, 0.420."
    ),
    "swish_prime": (
        "Worked: at 2 the sigmoid is about 0.881 and its own slope about 0.105. A "
        "product has two slopes: 0.881, and 2 times 0.105. Together they are 1.091."
    ),
    "softmax": (
        "Worked: scores 0 and 1.0986. The exponentials are 1 and 3, their sum is 4, "
        "the probabilities are 0.25 and 0.75. With 100 added to both scores nothing "
        "changes: the largest may be taken off first."
    ),
    "forward": (
        "Worked: input 2, weight 3, bias -1 in each of two layers of one relu neuron."
        " Layer 1: z = 5, a = 5. Layer 2: z = 14, a = 14. Kept are both z, and 2, 5 "
        "and 14 as the activations of layers 0, 1 and 2."
    ),
    "mse": (
        "Worked: two examples with the errors (1, 2) and (0, 4). The squares sum to 5"
        " and 16, together 21. Half of their mean over 2 examples is 5.25."
    ),
    "mse_gradient": (
        "Worked: two examples with the errors (1, 2) and (0, 4). The slopes are (0.5,"
        " 1) and (0, 2): the half has cancelled, the mean over 2 examples stays."
    ),
    "binary_cross_entropy": (
        "Worked: the output 0.75 costs 0.288 where the target is 1 and 1.386 where it"
        " is 0. A logit of 50 with the target 0 costs 50, not infinity."
    ),
    "binary_cross_entropy_gradient": (
        "Worked: two examples with outputs 0.75 and 0.5, targets 1 and 0. The slopes "
        "by the logits are -0.125 and 0.25."
    ),
    "softmax_cross_entropy": (
        "Worked: probabilities 0.25 and 0.75, the second is right. It costs 0.288, "
        "the negative logarithm. Two examples that cost 0.288 and 1.386 cost 0.837 on"
        " average."
    ),
    "output_delta": (
        "Worked: the cost rises by 0.4 for each 1 of the output, and the output by "
        "0.25 for each 1 of z. So the cost rises by 0.1 for each 1 of z."
    ),
    "softmax_cross_entropy_delta": (
        "Worked: one of two examples has the probabilities 0.25 and 0.75 and the "
        "second class is right. Its errors are 0.125 and -0.125."
    ),
    "hidden_delta": (
        "Worked: a neuron feeds two others with the weights 2 and -1, and their "
        "errors are 0.3 and 0.1. What comes back is 0.6 - 0.1 = 0.5; with a slope of "
        "0.2 its own error is 0.1."
    ),
    "bias_gradient": (
        "Worked: a neuron has the errors 0.2, -0.1 and 0.4 in three examples. Its "
        "bias moves all three alike, so its slope is 0.5."
    ),
    "weight_gradient": (
        "Worked: in two examples a neuron has the errors 0.2 and -0.1, and the neuron"
        " below the activations 3 and 5. The slope of the weight between them is 0.6 "
        "- 0.5 = 0.1."
    ),
    "deltas_by_trying": (
        "Worked: the cost is 1.2 where one weighted input is moved up by 0.01 and 1.0"
        " where it is moved down. Over 0.02 it rises by 0.2: the error of this neuron"
        " is 10. What lies behind it is run anew each time."
    ),
    "backward": (
        "Worked: a chain of two neurons. The error at the top is 0.2, the weight "
        "between them 3, the slope below 0.5: the error below is 0.3. Each bias has "
        "its neuron's error as slope, each weight that times the activation below it."
    ),
    "shared_gradient": (
        "Worked: one neuron, used twice. If a change of the weight in the first place"
        " alone costs 0.3 and in the second place alone 0.5, then a change of the one"
        " weight, which stands in both places, costs 0.8."
    ),
    "numerical_gradient": (
        "Worked: the square at 3 with a step of 0.1. It is 9.61 at 3.1 and 8.41 at "
        "2.9; the difference of 1.2 over a distance of 0.2 is 6."
    ),
    "complex_step": (
        "Worked: the square of 3 + 0.001i is 8.999999 + 0.006i. The second number "
        "over 0.001 is 6, the slope at 3. Nothing was subtracted, so the step may be "
        "as small as you like."
    ),
    "relative_error": (
        "Worked: (3, 4) and (3, 3). They differ by (0, 1), of length 1; their lengths"
        " are 5 and 4.243. The error is 1 over 9.243, about 0.108."
    ),
    "gradient_check": (
        "Worked: an error of 3e-8 passes a tolerance of 1e-6, 2e-3 does not, and what"
        " cannot be compared, a NaN, does not pass either."
    ),
    "diagnose": (
        "Worked: of a network with two layers both gradients of layer 2 are right, "
        "and both of layer 1 are wrong. The error was right at the output and wrong "
        "after it was carried down: BP2."
    ),
    "directional_check": (
        "Worked: the gradient says (3, 4), the signs are +1 and -1. It foretells a "
        "rise of 3 - 4 = -1. With a tolerance of 0.1 the measured rise may lie from "
        "-1.5 to -0.5: the length of the gradient is 5."
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
        "Worked: 7 rows in batches of 3. The shuffled order may be 4 0 6 2 5 1 3, and"
        " the batches 4 0 6, then 2 5 1, then 3 alone."
    ),
    "train": (
        "Worked: 6 rows, batches of 2, two epochs. There are three steps an epoch, "
        "six in all, and three losses: one at the start and one after each epoch."
    ),
    "predict_descent": (
        "Worked: curvature 5, rate 0.1. Each step leaves half of what there was: from"
        " 8 three steps lead to 4, 2 and 1. With the rate 0.3 the factor would be "
        "-0.5: -4, 2, -1."
    ),
    "largest_stable_learning_rate": (
        "Worked: curvatures 1 and 8. The steeper one decides: at a rate of 0.25 a "
        "step jumps as far to the other side."
    ),
    "curvature_by_power_iteration": (
        "Worked: the slopes along two axes are 2 and 6 times the way. A direction (1,"
        " 1) becomes (2, 6): shortened to length 1, about (0.32, 0.95). After a few "
        "rounds it is nearly (0, 1), and the slope along it is 6."
    ),
    "momentum_step": (
        "Worked: velocity -1, slope 2, rate 0.1, friction factor 0.9. The new "
        "velocity is -0.9 - 0.2 = -1.1, and the parameter moves by -1.1."
    ),
    "nesterov_step": (
        "Worked: velocity -1, slope 2, rate 0.1, factor 0.9. The new velocity is "
        "-1.1; the look-ahead point moves by -0.99 and by -0.2, to 1.19 less."
    ),
    "best_rate_and_momentum": (
        "Worked: curvatures 4 and 64, their roots 2 and 8. The momentum is the square"
        " of 6/10, that is 0.36. With its root 0.6 both equations agree: 0.16/4 and "
        "2.56/64 are the rate, 0.04."
    ),
    "rmsprop_step": (
        "Worked: the mean square was 4, the slope is 2, beta is 0.5. It stays 4, its "
        "root is 2, so a rate of 0.1 gives a step of 0.1."
    ),
    "adam_step": (
        "Worked: the first step with a slope of 3 and betas of 0.5. Both means begin "
        "at 0 and become 1.5 and 4.5; divided by 0.5 they are 3 and 9. The root of 9 "
        "is 3, so the step is the rate itself."
    ),
    "adamw_step": (
        "Worked: Adam would move 5 to 4.9, and the decay is 0.01. What decays is the "
        "old 5, by 0.05: the result is 4.85."
    ),
    "learning_rate_schedule": (
        "Worked: peak 1, floor 0, a warm-up of 4 steps, 12 in all. Step 2 has the "
        "rate 0.5, step 4 has 1, step 8 is halfway down at 0.5, step 12 at 0."
    ),
    "error_gain": (
        "Worked: two weights 3 and 4, both slopes 0.5, one example, one neuron above."
        " The products are 1.5 and 2, their squares 2.25 and 4 add up to 6.25. One "
        "example times one neuron above: the root of 6.25 is 2.5."
    ),
    "residual_forward": (
        "Worked: 2 comes in. The first layer makes z = -3 of it, which relu turns to "
        "0; the second layer gives its bias, 1. Out goes 2 + 1 = 3. What came in is "
        "added as it was."
    ),
    "residual_backward": (
        "Worked: 5 arrives. One share goes straight back: 5. The other goes through "
        "the weights of the second layer, 2, then through relu, open, then through "
        "those of the first, 3: 30. Together they are 35."
    ),
    "clip_by_global_norm": (
        "Worked: one layer holds (2, 3), another the number 6. All squares together "
        "are 49, the length is 7. With a limit of 3.5 everything is halved: (1, 1.5) "
        "and 3. With a limit of 10 nothing changes."
    ),
    "l2_penalty": (
        "Worked: weights 1, -2 and 3, lambda 0.1, whatever the biases are. The "
        "squares add up to 14; half of that times 0.1 is 0.7. The slopes are 0.1, "
        "-0.2 and 0.3, and 0 for each bias."
    ),
    "layer_norm_forward": (
        "Worked: one row (1, 3). Its mean is 2, both are 1 away, the mean square is 1"
        " and so is the root. Normalized it is (-1, 1); with the scales (10, 10) and "
        "the shifts (5, 5) it is (-5, 15)."
    ),
    "layer_norm_backward": (
        "Worked: two numbers that were normalized to -1 and 1; (3, 5) arrives behind "
        "the scale. Its mean, 4, is taken off: (-1, 1). That lies all along the "
        "normalized row, so it is taken off too: nothing is left. Only then comes the"
        " division by s."
    ),
    "unbroadcast": (
        "Worked: a row of two numbers was used for each of three examples. If (1, "
        "10), (2, 20) and (3, 30) arrive, then (6, 60) belongs to the row. A column "
        "of one number for each example would get 11, 22 and 33."
    ),
    "vjp": (
        "Worked: 4 and 6 are multiplied, and 10 arrives. The first gets 10 times 6, "
        "the second 10 times 4. For the logarithm of 4, which has one input, it is 10"
        " divided by 4."
    ),
    "topological_order": (
        "Worked: cake needs dough and icing, icing needs sugar, dough needs flour and"
        " sugar. Flour, sugar, dough, icing, cake is right, and so is sugar, icing, "
        "flour, dough, cake: nobody stands before what is needed."
    ),
    "backpropagate": (
        "Worked: a node is used by two others. From one of them 3 arrives, from the "
        "other 4: only when both have been there is its own blame, 7, complete, and "
        "handed on."
    ),
    "jvp": (
        "Worked: 4 moves with speed 1 and 6 with speed 10. Their product 24 moves "
        "with 1 times 6 plus 4 times 10, that is 46. Their sum moves with 11."
    ),
    "hessian_vector_product": (
        "Worked: the cost is the third power of x at 2. Its slope is 3 times 4, and "
        "0.5 of speed in x moves that slope by 6 times 2 times 0.5, that is 6. Each "
        "number of both sweeps has its speed beside it."
    ),
    "conv2d_forward": (
        "Worked: the row 1 2 3 4 5 and the kernel 10, 1. The windows 1 2, 2 3, 3 4 "
        "and 4 5 give 12, 23, 34 and 45. With a stride of 2 only 12 and 34 are left; "
        "a frame of zeros puts 1 before the first and 50 behind the last."
    ),
    "conv2d_backward": (
        "Worked: the row 1 2 3, the kernel 10, 1. At its two windows 4 and 5 arrive. "
        "The middle pixel was in both: 4 times 1 plus 5 times 10 is 54. The first "
        "kernel number met 1 and 2: 4 times 1 plus 5 times 2 is 14."
    ),
    "adjoint_check": (
        "Worked: A makes 2x + 3y of two numbers x, y. Of (1, 1) it makes 5; times 4 "
        "that is 20. The transpose makes (8, 12) of 4, and (8, 12) times (1, 1) is 20"
        " as well. Any other numbers agree too."
    ),
    "max_pool_forward": (
        "Worked: a tile with the rows 3 9 and 1 9. The largest number is 9, and it "
        "stands first at place 1: row 0 times 2, plus column 1. The second 9 does not"
        " count."
    ),
    "max_pool_backward": (
        "Worked: 7 arrives at a tile of two rows of two pixels, and the place is 2. "
        "Two pixels a row: that is row 1, column 0. This pixel gets 7, the other "
        "three get 0."
    ),
    "rnn_forward": (
        "Worked: state 0, input 1, weights 0.5 from the input and 2 from the state, "
        "no bias. The first state is tanh of 0.5, about 0.462. With input 0 the "
        "second is tanh of 0.924, about 0.728: the state before was used."
    ),
    "rnn_backward": (
        "Worked: two steps. At the last state 1 arrives, the state is 0.5: its error "
        "is 0.75. With a weight of 2, 1.5 goes back to the first state, on top of "
        "what arrives there directly. A weight's slope adds up over both steps."
    ),
    "truncated_rnn_backward": (
        "Worked: five steps in windows of 2: steps 1 2, then 3 4, then 5. Blame from "
        "step 5 stays in step 5, blame from step 4 reaches step 3 and no further. The"
        " gradients of the three windows are added up."
    ),
    "embedding_gradient": (
        "Worked: row 3 was looked up twice; (1, 2) arrives at one place and (10, 20) "
        "at the other. Row 3 gets (11, 22). A row that nobody looked up gets zeros."
    ),
    "gru_step": (
        "Worked: old state 4, new content 1. With an update gate of 0.75 three "
        "quarters of the old are kept: 3, and a quarter of the new: 0.25. The state "
        "is 3.25. A reset gate of 0 would hide the old state from the new content."
    ),
    "gru_step_backward": (
        "Worked: old state 4, new content 1, update gate 0.75, and 2 arrives. The new"
        " content gets 2 times 0.25, the old state 2 times 0.75, the gate 2 times the"
        " difference 3; each then goes on through its own slope."
    ),
    "attention_forward": (
        "Worked: a question meets the scores 0 and 1.0986 (already divided by the "
        "root of the width). The shares are 0.25 and 0.75: of the values 8 and 4 it "
        "takes 2 + 3 = 5. If the second token is still to come, it takes 8."
    ),
    "softmax_backward": (
        "Worked: shares 0.25 and 0.75; 8 and 4 arrive. Weighted by the shares their "
        "mean is 5. Above it by 3 and below it by 1: the slopes are 0.75 and -0.75. "
        "They add up to 0, for the shares always add up to 1."
    ),
    "attention_backward": (
        "Worked: shares 0.25 and 0.75, and 2 arrives at the answer. The values get "
        "0.5 and 1.5. A share's own slope is 2 times its value; it goes back through "
        "the softmax of its row, and what was divided on the way is divided again."
    ),
    "block_forward": (
        "Worked: a token is 5. The first half makes 2 of its normalized self: it goes"
        " on as 7. Of the normalized 7 the second half makes -1: out goes 6. The "
        "straight path carries what was not normalized."
    ),
    "block_backward": (
        "Worked: 4 arrives behind a half that answers with 1.5 on its way back. In "
        "front of it 4 + 1.5 = 5.5 has to be handed on, to both paths of the half "
        "before: straight, and through its norm."
    ),
    "loss_and_gradient": (
        "Worked: two images whose right classes got the probabilities 0.5 and 0.25: "
        "the logarithms give 0.693 and 1.386, their mean is 1.04. With weights 1 and "
        "2 and lambda 0.1, a quarter comes on top. Each weight's slope gets 0.1 of "
        "itself."
    ),
    "early_stopping": (
        "Worked: losses 9, 7, 8, 7, 6 and patience 2. After epoch 1 the best is 7; "
        "epochs 2 and 3 bring nothing lower, for 7 is no better than 7. So training "
        "stops after epoch 3 and keeps epoch 1, and nobody sees the 6."
    ),
    "dropout_forward": (
        "Worked: keep is 0.8. Of ten neurons about two go off, and the others are "
        "multiplied by 1.25. An activation of 4 is 5 four times in five and 0 once: "
        "on average it is 4."
    ),
    "dropout_backward": (
        "Worked: two neurons, one off, the other multiplied by 1.25. If 8 arrives at "
        "both, 0 goes back to the first and 10 to the second: what was done on the "
        "way forward."
    ),
    "train_reader": (
        "Worked: of 100 images that were never learnt from, one network reads 80 "
        "after the first epoch, 91 after the fifth and 89 after the tenth. The one of"
        " the fifth is worth keeping. More neurons, more epochs and another rate are "
        "tried on those 100."
    ),
    "loss_scale_step": (
        "Worked: scale 8, one good step so far, a doubling after 2. The gradient 24 "
        "becomes 3; it was the second good step, so the scale is 16 and the count "
        "begins at 0. Had it been infinite, the scale would be 4."
    ),
    "input_gradient": (
        "Worked: two weights, 3 and -1, lead from a pixel to two neurons with the "
        "errors 0.2 and 0.5. The pixel's slope is 0.6 - 0.5 = 0.1: the step that goes"
        " back through a layer, taken once more in front of the first one."
    ),
    "fgsm": (
        "Worked: pixels 0.5, 0.95 and 0.3, slopes 0.002, 7 and 0, a change of 0.1. "
        "Only the sign counts: 0.6; 1.05 is cut off to 1; the third stays 0.3."
    ),
}
