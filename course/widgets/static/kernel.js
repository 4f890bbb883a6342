// Chapter 12: a kernel on a digit. What it answers and whom it blames are the student's,
// computed for every place ahead; a slider or a click only chooses the place.

import { Page, onDrag } from "./engine.js";
import { cells, frameOf, layout } from "./grid.js";
import { fixed, isNothing, make } from "./parts.js";
import { clear } from "./plot.js";

export function render({ model, el }) {
  const page = new Page({ model, el }, "A kernel slides over a digit");
  if (!page.ready) return page.close;
  const { pixels, outputs, reach } = page.arrays();
  const { digits, kernels, own, size, side } = model.get("facts");

  const look = { height: 220, square: true };
  const input = page.picture("The digit, a frame of zeros, the window", look);
  const output = page.picture("Your conv2d_forward: click a cell", look);
  const back = page.picture("Your conv2d_backward: its blame", look);
  const panel = page.panel();
  const places = { min: 0, max: side - 1, step: 1 };
  page.slider("column", { label: "Column", ...places });
  page.slider("row", { label: "Row", ...places });
  page.choice("kernel", { label: "Kernel", options: [...kernels.map(({ name }) => name), own] });
  page.choice("digit", { label: "Digit", options: digits });
  page.choice("stride", { label: "Stride", options: ["1", "2"] });

  const area = side * side;
  const units = size * size;
  const count = kernels.length + units;

  // Nine numbers to write: the kernel is then one's own.
  let editor;
  page.more("Edit the kernel", () => {
    editor = Array.from({ length: units }, (_, n) => make("input", {
      type: "number", step: "0.5", min: -9, max: 9,
      "aria-label": `Weight at row ${Math.floor(n / size)}, column ${n % size}`,
    }));
    page.controls.append(make("div", { class: "bp-nine" }, ...editor));
    page.keys.push("weights");
  });
  for (const input of editor) {
    input.addEventListener("input", () => {
      model.set("kernel", own);
      page.set("weights", editor.map((one) =>
        Math.max(-9, Math.min(9, Number(one.value) || 0))));
    });
  }
  page.on("weights", page.repaint);

  function fill(weights) {
    editor.forEach((input, n) => {
      if (input !== document.activeElement) input.value = String(weights[n]);
    });
  }

  // What the student's function makes of one's own kernel: the sum over its nine weights.
  function summed(array, at, weights) {
    const result = new Float32Array(area);
    weights.forEach((weight, n) => {
      const part = array.subarray(at(kernels.length + n));
      for (let i = 0; i < area; i += 1) {
        if (isNothing(part[i]) || isNothing(result[i])) result[i] = 3e30;
        else result[i] += weight * part[i];
      }
    });
    return result;
  }

  function now() {
    const pick = (list, key) => Math.max(0, list.indexOf(page.get(key)));
    const [d, k] = [pick(digits, "digit"), pick(kernels.map(({ name }) => name), "kernel")];
    const s = page.get("stride") === "2" ? 1 : 0;
    const stride = s + 1;
    const across = Math.floor((side + 2 - size) / stride) + 1; // a frame of one pixel
    const [row, column] = ["row", "column"].map((key) => Math.min(across - 1, page.get(key)));
    const isOwn = page.get("kernel") === own;
    const weights = isOwn ? page.get("weights") : kernels[k].weights;
    const answerAt = (n) => ((d * count + n) * 2 + s) * area;
    const blameAt = (n) => ((n * 2 + s) * area + row * side + column) * area;
    const of = (array, at) => (isOwn ? summed(array, at, weights) : array.subarray(at(k)));
    const [answers, blame] = [of(outputs, answerAt), of(reach, blameAt)];
    const pixel = (r, c) => (r < 0 || c < 0 || r >= side || c >= side ? 0
      : pixels[d * area + r * side + c]);
    const terms = weights.map((weight, n) =>
      [weight, pixel(row * stride + Math.floor(n / size) - 1, column * stride + (n % size) - 1)]);
    return { stride, across, row, column, weights, terms, pixel,
      answer: (r, c) => answers[r * side + c], blamed: (r, c) => blame[r * side + c] };
  }

  function drawInput({ pixel, row, column, stride, weights }) {
    clear(input);
    const { context } = input;
    const place = layout(input, side + 2, side + 2);
    const inside = (r, c) => {
      const [u, v] = [r - row * stride, c - column * stride];
      return u >= 0 && v >= 0 && u < size && v < size ? weights[u * size + v] : undefined;
    };
    cells(context, page.ink, place, {
      value: (r, c) => pixel(r - 1, c - 1), most: 1,
      text: (r, c) => (inside(r, c) === undefined ? "" : short(inside(r, c))),
    });
    frameOf(context, page.ink, place, row * stride, column * stride, size, size);
  }

  function drawOutput({ answer, across, row, column }) {
    clear(output);
    const place = layout(output, across, across);
    output.place = place;
    const most = largest(across, answer);
    cells(output.context, page.ink, place, { value: answer, most });
    frameOf(output.context, page.ink, place, row, column);
  }

  function drawBack({ blamed }) {
    clear(back);
    const place = layout(back, side, side);
    cells(back.context, page.ink, place, { value: blamed, most: largest(side, blamed),
      text: (r, c, value) => (value && !isNothing(value) ? short(value) : "") });
  }

  function write({ terms, answer, row, column }) {
    const lines = [];
    for (let u = 0; u < size; u += 1) {
      lines.push(terms.slice(u * size, (u + 1) * size)
        .map(([weight, x]) => `${short(weight)} · ${fixed(x)}`).join("  +  "));
    }
    const sum = terms.reduce((all, [weight, x]) => all + weight * x, 0);
    const got = answer(row, column);
    const wrong = Math.abs(got - sum) > 1e-3 && !isNothing(got)
      ? `Your conv2d_forward gives ${fixed(got, 3)} here.` : "";
    page.write(panel, "Weight times pixel, nine times", [...lines, `= ${fixed(sum, 3)}`], wrong);
  }

  function sentence({ answer, blamed, row, column }) {
    const where = `Window at row ${row}, column ${column}`;
    const got = answer(row, column);
    if (isNothing(got)) return `${where}: your conv2d_forward’s answer is not there yet.`;
    const blamedPixels = Array.from({ length: area }, (_, n) =>
      blamed(Math.floor(n / side), n % side)).filter((one) => one !== 0 && !isNothing(one)).length;
    return `${where}: the answer is ${fixed(got, 3)}. If the cost rises by 1 with it, `
      + `${blamedPixels} of ${area} pixels get blame, each the weight that lies on it.`;
  }

  onDrag(page, output, (px, py) => {
    const [row, column] = output.place.at(px, py);
    model.set("row", row);
    page.set("column", column);
  });

  page.onPaint(() => {
    const here = now();
    fill(here.weights);
    if (input.width) drawInput(here);
    if (output.width) drawOutput(here);
    if (back.width) drawBack(here);
    write(here);
    page.say(sentence(here));
  });
  return page.close;
}

function largest(count, value) {
  let most = 0;
  for (let n = 0; n < count * count; n += 1) {
    const one = value(Math.floor(n / count), n % count);
    if (!isNothing(one)) most = Math.max(most, Math.abs(one));
  }
  return most;
}

function short(value) {
  return fixed(value, Number.isInteger(value) ? 0 : 2).replace("0.", ".");
}
