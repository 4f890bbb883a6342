// Chapter 04: the backward pass, stepped. Deltas and gradients are the student's; beside
// each stands what differences of the cost measure.

import { Page } from "./engine.js";
import { fixed, isNothing, nearest, number } from "./parts.js";
import { above, below, drawNetwork, pick, signed } from "./network.js";
import { Player } from "./player.js";
import { VAST, clear, line, words } from "./plot.js";

const TITLES = ["What forward kept", "BP1: the error of the outputs",
  "BP3 and BP4: the gradient of layer 2", "BP2: the error one layer back",
  "BP3 and BP4: the gradient of layer 1"];

export function render({ model, el }) {
  const page = new Page({ model, el }, "Backward pass, step by step");
  if (!page.ready) return page.close;
  const arrays = page.arrays();
  const { sizes, inputs, W, targets } = model.get("facts");
  let { missing } = model.get("facts");
  page.on("facts", () => { ({ missing } = model.get("facts")); });
  const weights = [2, 1].flatMap((l) => Array.from({ length: sizes[l] * sizes[l - 1] },
    (_, n) => nameOf(l, Math.floor(n / sizes[l - 1]), n % sizes[l - 1])));

  const drawing = page.picture("The network: z, a and δ in each neuron; click an edge",
    { height: 380, least: 250, grow: 2, basis: 520, what: "Network of 2, 3 and 2 neurons" });
  const panel = page.panel();
  const bars = page.picture("Size of the gradient in each layer: mean |∂C/∂w|",
    { height: 92, basis: 2000, what: "Bars of the gradient's size" });
  const player = new Player(page, {
    label: "Step", last: 4, interval: 2000, text: (step) => `${step} of 4: ${TITLES[step]}`,
  });
  player.stage(drawing.canvas, "The network");
  page.slider("x1", { label: "Input x₁", values: inputs, text: (x) => fixed(x, 1) });
  page.slider("x2", { label: "Input x₂", values: inputs, text: (x) => fixed(x, 1) });
  page.choice("target", {
    label: "Target", options: targets.map((y) => `y = (${y.join(", ")})`),
  });
  page.choice("chosen", { label: "Weight", options: ["", ...weights], none: "none" });

  function nameOf(l, j, k) {
    return `w${above(l)}${below(j + 1)}${below(k + 1)}, from ${k + 1} to ${j + 1}`;
  }

  function current() {
    const row = nearest(inputs, page.get("x1")) * inputs.length
      + nearest(inputs, page.get("x2"));
    const t = Math.max(0, targets.findIndex((y) => `y = (${y.join(", ")})` === page.get("target")));
    const all = Array.from(arrays.values.subarray(row * 12, row * 12 + 12));
    const take = (n) => all.splice(0, n);
    const A = [take(2)];
    const Z = [[]];
    for (const l of [1, 2]) {
      Z[l] = take(sizes[l]);
      A[l] = take(sizes[l]);
    }
    const piece = (name) => {
      const size = arrays[name].length / (inputs.length ** 2 * targets.length);
      const start = (row * targets.length + t) * size;
      return arrays[name].subarray(start, start + size);
    };
    return { A, Z, y: targets[t], piece };
  }

  const differs = (got, want) => !isNothing(got) && !isNothing(want)
    && !(Math.abs(got - want) <= 1e-6 + 1e-4 * Math.abs(want));
  const known = (name) => !missing[name];

  function chosenEdge() {
    const place = weights.indexOf(page.get("chosen"));
    if (place < 0) return null;
    const l = place < sizes[2] * sizes[1] ? 2 : 1;
    const n = l === 2 ? place : place - sizes[2] * sizes[1];
    return [l, Math.floor(n / sizes[l - 1]), n % sizes[l - 1]];
  }

  function draw(step, { A, Z, piece }) {
    const chosen = chosenEdge();
    const delta = (l, i) => piece(`delta${l}`)[i];
    drawNetwork(page, drawing, {
      sizes,
      captions: [["layer 0, input", "A[0] (1, 2)"], ["layer 1, hidden", "delta[1] (1, 3)"],
        ["layer 2, output", "delta[2] (1, 2)"]],
      leftward: step > 0,
      node(l, i) {
        const lines = l ? [`z ${fixed(Z[l][i])}`, `a ${fixed(A[l][i])}`] : [`a ${fixed(A[0][i])}`];
        const there = (l === 2 && step >= 1) || (l === 1 && step >= 3);
        if (there) lines.push(known(`delta${l}`) ? `δ ${fixed(delta(l, i), 3)}` : "δ ?");
        return {
          lines,
          lit: (l === 2 && (step === 1 || step === 2)) || (l === 1 && step >= 3),
          wrong: there && known(`delta${l}`)
            && differs(delta(l, i), piece(`measured_delta${l}`)[i]),
        };
      },
      edge(l, j, k) {
        const isChosen = chosen?.join() === [l, j, k].join();
        const at = j * sizes[l - 1] + k;
        const [gradient, measured] = [piece(`dW${l}`)[at], piece(`measured_dW${l}`)[at]];
        const shown = (l === 2 && step === 2) || (l === 1 && step === 4);
        if (shown && known(`dW${l}`)) {
          return { value: gradient, text: fixed(gradient, 3), lit: true, chosen: isChosen,
            wrong: differs(gradient, measured) };
        }
        const value = W[l - 1][j][k];
        if (step === 3 && l === 2) {
          return { value: value * delta(2, j), text: fixed(value * delta(2, j), 3),
            lit: true, chosen: isChosen };
        }
        return { value, text: step === 0 || isChosen ? fixed(value) : "", chosen: isChosen };
      },
    });
  }

  function drawBars(step, { piece }) {
    clear(bars);
    const { context } = bars;
    const { ink } = page;
    const mean = (name) => piece(name).reduce((sum, g) => sum + Math.abs(g), 0) / piece(name).length;
    const right = Math.max(mean("measured_dW1"), mean("measured_dW2"), 1e-9);
    // A wrong bar may be long, but not so long that the right ones cannot be seen.
    const theirs = ["dW1", "dW2"].filter(known).map(mean);
    const most = Math.max(right, Math.min(4 * right, Math.max(0, ...theirs)));
    const [left, room] = [70, bars.width - (bars.width < 420 ? 182 : 300)];
    [2, 1].forEach((l, i) => {
      const y = 22 + 44 * i;
      words(context, `layer ${l}`, left - 10, y, { colour: ink.ink, align: "right" });
      const measured = left + room * Math.min(1, mean(`measured_dW${l}`) / most);
      const shown = known(`dW${l}`) && step >= (l === 2 ? 2 : 4);
      if (shown) {
        const wrong = differs(mean(`dW${l}`), mean(`measured_dW${l}`));
        const size = Math.min(mean(`dW${l}`) / most, 1) * room;
        context.fillStyle = l === 2 ? ink.blue : ink.orange;
        context.fillRect(left, y - 13, Math.max(1, size), 26);
        const past = left + Math.max(size, measured - left) + 8;
        words(context, `${wrong ? "▲ " : ""}${number(mean(`dW${l}`))}`, past, y,
          { colour: wrong ? ink.vermillion : ink.ink, bold: wrong });
        line(context, [[measured, y - 18], [measured, y + 18]], { colour: ink.ink, dash: [3, 3] });
      } else {
        // What differences measure is there before the student's own slopes are.
        context.strokeStyle = ink.soft;
        context.lineWidth = 1;
        context.lineJoin = "miter"; // lines before may have left it round
        const there = !isNothing(piece(`measured_dW${l}`)[0]);
        if (there) context.strokeRect(left, y - 13, measured - left, 26);
        const when = known(`dW${l}`) ? `comes in step ${l === 2 ? 2 : 4}` : "is not there yet";
        words(context, bars.width < 420 || !there ? when : `measured; yours ${when}`,
          (there ? measured : left) + 8, y, { colour: ink.soft });
      }
    });
  }

  // The arithmetic beside the drawing.
  function explain(step, now) {
    const { A, Z, y, piece } = now;
    const edge = chosenEdge();
    const lines = [];
    const need = ["", "delta2", "dW2", "delta1", "dW1"][step];
    const slope = (l, i) => A[l][i] * (1 - A[l][i]);
    if (step === 0) {
      const cost = A[2].reduce((sum, a, j) => sum + (a - y[j]) ** 2 / 2, 0);
      lines.push("C = ½ Σⱼ (aⱼ − yⱼ)²", `The cost here: C = ${fixed(cost, 3)}.`,
        `The target: y = (${y.join(", ")}); the outputs: a² = (${A[2].map((a) => fixed(a))
          .join(", ")}).`,
        "Going back, each δ is ∂C/∂z of its neuron.",
        "Next, or →, starts at the outputs with BP1: δ²ⱼ = ∂C/∂aⱼ · σ′(z²ⱼ).");
    } else if (!known(need)) {
      page.write(panel, TITLES[step], [], `△ ${missing[need]}`);
      return missing[need];
    }
    if (step === 1) {
      lines.push("δ²ⱼ = ∂C/∂aⱼ · σ′(z²ⱼ)", "Shape of delta[2]: (1, 2), as Z[2].");
      A[2].forEach((a, j) => lines.push(`δ²${below(j + 1)}: (${fixed(a)} − ${y[j]}) · `
        + `${fixed(slope(2, j), 3)} = ${fixed((a - y[j]) * slope(2, j), 3)}`));
    }
    if (step === 3) {
      const k = edge ? (edge[0] === 2 ? edge[2] : edge[1]) : 0;
      const terms = W[1].map((row, j) => `${signed(row[k])}·${signed(piece("delta2")[j])}`);
      const sum = W[1].reduce((all, row, j) => all + row[k] * piece("delta2")[j], 0);
      lines.push("δ¹ₖ = (Σⱼ w²ⱼₖ δ²ⱼ) · σ′(z¹ₖ)", "Shape of delta[1]: (1, 3), as Z[1]. On the edges: w²ⱼₖ δ²ⱼ.",
        `δ¹${below(k + 1)}: (${terms.join(" + ")}) · ${fixed(slope(1, k), 3)} = `
        + `${fixed(sum * slope(1, k), 3)}`);
    }
    if (step === 2 || step === 4) {
      const l = step === 2 ? 2 : 1;
      lines.push(`∂C/∂b${above(l)}ⱼ = δ${above(l)}ⱼ`,
        `∂C/∂w${above(l)}ⱼₖ = a${above(l - 1)}ₖ δ${above(l)}ⱼ`,
        `Shape of dW[${l}]: (${sizes[l]}, ${sizes[l - 1]}), as W[${l}].`);
    }
    if (edge && known(`dW${edge[0]}`)) lines.push(...edgeLines(edge, now));
    else if (step > 0) lines.push("Click an edge, or choose a weight in the list, to see its slope.");
    page.write(panel, TITLES[step], lines);
    return "";
  }

  function edgeLines([l, j, k], { A, piece }) {
    const at = j * sizes[l - 1] + k;
    const [up, down] = [above(l), above(l - 1)];
    const index = below(j + 1) + below(k + 1);
    const [a, delta] = [A[l - 1][k], piece(`delta${l}`)[j]];
    return [`∂C/∂w${up}${index} = a${down}${below(k + 1)} · δ${up}${below(j + 1)} = `
      + `${signed(a)} · ${fixed(delta, 4)} = ${fixed(a * delta, 4)}`,
    `Yours: ${fixed(piece(`dW${l}`)[at], 4)}. By differences of the cost: `
      + `${fixed(piece(`measured_dW${l}`)[at], 4)}.`];
  }

  function sentence(step, { A, piece }) {
    if (isNothing(A[0][0])) {
      return "With these inputs your forward gives nothing; what it said stands above.";
    }
    const waits = [[], ["delta2"], ["db2", "dW2"], ["delta1"], ["db1", "dW1"]][step];
    if (waits.some((name) => isNothing(piece(name)[0]))) {
      return `Step ${step} of 4: there is nothing of yours for this example yet.`;
    }
    const list = (name) => `(${Array.from(piece(name), (g) => fixed(g, 3)).join(", ")})`;
    if (step === 0) return "Step 0 of 4: the forward pass is done; nothing has flowed back.";
    if (step === 1) return `Step 1 of 4, BP1: δ² = ${list("delta2")}.`;
    if (step === 2) return `Step 2 of 4, BP3 and BP4: ∂C/∂b² = ${list("db2")}; ∂C/∂w on the edges.`;
    if (step === 3) return `Step 3 of 4, BP2: δ¹ = ${list("delta1")}.`;
    const size = (l) => piece(`dW${l}`).reduce((s, g) => s + Math.abs(g), 0) / piece(`dW${l}`).length;
    const ratio = size(1) / size(2);
    return "Step 4 of 4, BP3 and BP4: the gradient of layer 1 is "
      + `${number(ratio, 2)} times as large as that of layer 2.`;
  }

  // The first wrong number of this step, if there is one.
  function firstWrong(step, { piece }) {
    const names = [[], ["delta2"], ["db2", "dW2"], ["delta1"], ["db1", "dW1"]][step];
    for (const name of names.filter(known)) {
      const [got, want] = [piece(name), piece(`measured_${name}`)];
      const bad = got.findIndex((value, i) => differs(value, want[i]));
      if (bad < 0) continue;
      const l = name.at(-1);
      const columns = sizes[l - 1];
      const lower = name.startsWith("dW")
        ? below(Math.floor(bad / columns) + 1) + below((bad % columns) + 1) : below(bad + 1);
      const letter = { d: "δ", db: "∂C/∂b", dW: "∂C/∂w" }[name.match(/^d(b|W)?/)[0]];
      return `△ Your ${letter}${above(l)}${lower} is ${fixed(got[bad], 4)}; differences of `
        + `the cost say ${fixed(want[bad], 4)}.`;
    }
    return "";
  }

  page.pickOn(drawing, (px, py) => {
    const { edge } = pick(drawing, sizes, px, py);
    if (edge) page.set("chosen", nameOf(...edge));
  });

  page.onPaint(() => {
    const step = page.get("step");
    const now = current();
    if (drawing.width) draw(step, now);
    if (bars.width) drawBars(step, now);
    const lacks = explain(step, now);
    page.say(lacks || firstWrong(step, now) || sentence(step, now));
  });
  return page.close;
}
