// Chapter 02: the forward pass, stepped. The numbers are the student's; the sums beside
// the drawing are worked out here, so that a number that differs shows.

import { Page } from "./engine.js";
import { fixed, isNothing, nearest } from "./parts.js";
import { above, below, drawNetwork, pick, signed } from "./network.js";
import { Player } from "./player.js";

const SQUASH = {
  sigmoid: (z) => 1 / (1 + Math.exp(-z)),
  tanh: Math.tanh,
  relu: (z) => Math.max(0, z),
};
const TITLES = ["The input", "Weigh and sum, layer 1", "Activate, layer 1",
  "Weigh and sum, layer 2", "Activate, layer 2"];

export function render({ model, el }) {
  const page = new Page({ model, el }, "Forward pass, step by step");
  if (!page.ready) return page.close;
  const { values } = page.arrays();
  const { sizes, inputs, W, b, hidden, output } = model.get("facts");
  const width = values.shape[2];
  const neurons = ["", ...[1, 2].flatMap((l) => Array.from({ length: sizes[l] },
    (_, j) => `layer ${l}, neuron ${j + 1}`))];

  const drawing = page.picture("The network: z and a in each neuron, weights on the edges, and what they carry",
    { height: 360, least: 236, grow: 2, basis: 520, what: "Network of 2, 3 and 2 neurons" });
  const panel = page.panel();
  const player = new Player(page, {
    label: "Step", last: 4, interval: 1600, text: (step) => `${step} of 4: ${TITLES[step]}`,
  });
  player.stage(drawing.canvas, "The network");
  page.slider("x1", { label: "Input x₁", values: inputs, text: (x) => fixed(x, 1) });
  page.slider("x2", { label: "Input x₂", values: inputs, text: (x) => fixed(x, 1) });
  page.choice("hidden", { label: "Activation of layer 1", options: hidden });
  page.choice("output", { label: "Activation of layer 2", options: output });
  page.choice("chosen", { label: "Show the sum of", options: neurons, none: "the first" });

  // What the student's own numbers one step before must lead to.
  const sum = (l, j, A) => W[l - 1][j].reduce((z, w, k) => z + w * A[l - 1][k], b[l - 1][j]);
  function squashed(name, l, Z) {
    if (name !== "softmax") return Z[l].map(SQUASH[name]);
    const powers = Z[l].map((z) => Math.exp(z - Math.max(...Z[l])));
    return powers.map((power) => power / powers.reduce((all, one) => all + one));
  }
  const differs = (got, want) => !isNothing(got) && !isNothing(want)
    && !(Math.abs(got - want) <= 1e-5 * Math.max(1, Math.abs(want)));

  // All that is kept for one pair of activations and one row of the table of inputs.
  function read(one, other, row) {
    const run = hidden.indexOf(one) * output.length + output.indexOf(other);
    const start = (run * inputs.length ** 2 + row) * width;
    const all = Array.from(values.subarray(start, start + width));
    const take = (n) => all.splice(0, n);
    const A = [take(sizes[0])];
    const Z = [[]];
    const want = { Z: [[]], A: [A[0]] };
    for (const l of [1, 2]) {
      Z[l] = take(sizes[l]);
      A[l] = take(sizes[l]);
      want.Z[l] = Z[l].map((_, j) => sum(l, j, A));
      want.A[l] = squashed(l === 1 ? one : other, l, Z);
    }
    return { A, Z, want };
  }

  const lost = ({ A }) => isNothing(A[0][0]);

  function current() {
    const row = nearest(inputs, page.get("x1")) * inputs.length
      + nearest(inputs, page.get("x2"));
    return read(page.get("hidden"), page.get("output"), row);
  }

  function chosenNeuron(l) {
    const [, layer, number] = page.get("chosen").match(/layer (\d), neuron (\d)/) ?? [];
    return Number(layer) === l ? Number(number) - 1 : 0;
  }

  function draw(step, { A, Z, want }) {
    const active = Math.ceil(step / 2);
    drawNetwork(page, drawing, {
      sizes,
      captions: ["input", "hidden", "output"].map((kind, l) => (
        [`layer ${l}, ${kind}`, `A[${l}] (1, ${sizes[l]})`])),
      node(l, i) {
        const lines = l === 0 ? [`a ${fixed(A[0][i])}`] : [];
        const [summed, done] = [l > 0 && step >= 2 * l - 1, l > 0 && step >= 2 * l];
        if (summed) lines.push(`z ${fixed(Z[l][i])}`);
        if (done) lines.push(`a ${fixed(A[l][i])}`);
        if (!lines.length) lines.push("z ?", "a ?");
        return {
          lines,
          lit: l === active,
          chosen: step > 0 && l === active && i === chosenNeuron(l),
          wrong: (summed && differs(Z[l][i], want.Z[l][i]))
            || (done && differs(A[l][i], want.A[l][i])),
          under: l > 0 ? `b ${fixed(b[l - 1][i])}` : "",
        };
      },
      edge(l, j, k) {
        // At rest an edge shows its weight; while it is used, what it carries.
        const lit = step === 2 * l - 1;
        const value = lit ? W[l - 1][j][k] * A[l - 1][k] : W[l - 1][j][k];
        return { value, text: fixed(value), lit };
      },
    });
  }

  function explain(step, { A, Z, want }) {
    if (lost({ A })) {
      page.write(panel, TITLES[step], ["Nothing is there for these settings."]);
      return;
    }
    const l = Math.ceil(step / 2);
    const j = chosenNeuron(l);
    const [up, down] = [above(l), above(l - 1)];
    if (step === 0) {
      page.write(panel, "The input", ["a⁰ = x", "Shape of A[0]: (1, 2), one example a row.",
        `a⁰ = (${A[0].map((x) => fixed(x)).join(", ")})`,
        "On each edge stands its weight, below each neuron its bias.",
        "Next, or →, weighs and sums the first layer: z¹ⱼ = Σₖ w¹ⱼₖ a⁰ₖ + b¹ⱼ."]);
      return;
    }
    if (step % 2) {
      const terms = A[l - 1].map((a, k) => `${signed(W[l - 1][j][k])}·${signed(a)}`);
      judge([`z${up}ⱼ = Σₖ w${up}ⱼₖ a${down}ₖ + b${up}ⱼ; on the edges w${up}ⱼₖ a${down}ₖ.`,
        `Shapes: A[${l - 1}] (1, ${sizes[l - 1]}), W[${l}] (${sizes[l]}, ${sizes[l - 1]}), `
        + `b[${l}] (${sizes[l]},) give Z[${l}] (1, ${sizes[l]}).`,
        `z${up}${below(j + 1)} = ${terms.join(" + ")} + ${signed(b[l - 1][j])} = `
        + `${fixed(want.Z[l][j], 3)}`], "z", l, j, Z[l], want.Z[l]);
      return;
    }
    const name = page.get(l === 1 ? "hidden" : "output");
    const whole = name === "softmax" ? " (over the row)" : "";
    judge([`a${up} = ${name}(z${up})${whole}`,
      `Shapes: Z[${l}] (1, ${sizes[l]}) gives A[${l}] (1, ${sizes[l]}).`,
      `a${up}${below(j + 1)} = ${name}(${fixed(Z[l][j], 3)})${whole} = `
      + `${fixed(want.A[l][j], 3)}`], "a", l, j, A[l], want.A[l]);
  }

  function judge(lines, letter, l, j, got, want) {
    const yours = `Your forward gives ${letter}${above(l)}${below(j + 1)} = ${fixed(got[j], 3)}.`;
    const wrong = firstWrong(letter, l, got, want);
    page.write(panel, TITLES[page.get("step")], lines.concat(yours), wrong);
  }

  function firstWrong(letter, l, got, want) {
    const bad = got.findIndex((value, i) => differs(value, want[i]));
    if (bad < 0) return "";
    return `△ Your ${letter}${above(l)}${below(bad + 1)} is ${fixed(got[bad], 3)}; from the `
      + `numbers before it, it should be ${fixed(want[bad], 3)}.`;
  }

  // The first wrong number up to this step: what comes after it may follow from it.
  function wrongSoFar(step, { A, Z, want }) {
    const passed = [["z", 1, Z[1], want.Z[1]], ["a", 1, A[1], want.A[1]],
      ["z", 2, Z[2], want.Z[2]], ["a", 2, A[2], want.A[2]]];
    return passed.slice(0, step).map((one) => firstWrong(...one)).find(Boolean);
  }

  // Right code agrees everywhere; of wrong code the first number that differs is named.
  function firstAnywhere() {
    for (const one of hidden) {
      for (const other of output) {
        for (let row = 0; row < inputs.length ** 2; row += 1) {
          const now = read(one, other, row);
          const told = wrongSoFar(4, now);
          if (told) {
            const x = now.A[0].map((value) => fixed(value, 1)).join(", ");
            return `${told.slice(2, -1)} (${one}, then ${other}; x = (${x})).`;
          }
        }
      }
    }
    return "";
  }
  if (!page.get("remark")) model.set("remark", firstAnywhere());

  page.pickOn(drawing, (px, py) => {
    const { node } = pick(drawing, sizes, px, py);
    if (!node || node[0] === 0) return;
    page.set("chosen", `layer ${node[0]}, neuron ${node[1] + 1}`);
    const step = page.get("step");
    if (Math.ceil(step / 2) !== node[0]) player.to(2 * node[0] - 1);
  });

  page.onPaint(() => {
    const step = page.get("step");
    const now = current();
    if (drawing.width) draw(step, now);
    explain(step, now);
    const list = (row) => `(${row.map((value) => fixed(value)).join(", ")})`;
    const l = Math.ceil(step / 2);
    const found = step % 2 ? `z${above(l)} = ${list(now.Z[l])}` : `a${above(l)} = ${list(now.A[l])}`;
    if (lost(now)) {
      page.say("With these inputs and activations your forward gives nothing; what it said "
        + "stands above.");
      return;
    }
    page.say(wrongSoFar(step, now) || `Step ${step} of 4, ${TITLES[step]}: ${found}.`);
  });
  return page.close;
}
