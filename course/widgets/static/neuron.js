// Chapter 01: one neuron. The curve and its slope are the student's, looked up in a table.

import { Page } from "./engine.js";
import { fixed, isNothing } from "./parts.js";
import { VAST, axes, clear, legend, line } from "./plot.js";

export function render({ model, el }) {
  const page = new Page({ model, el }, "One neuron: output and slope");
  if (!page.ready) return page.close;
  const { heights, slopes } = page.arrays();
  const { reach } = model.get("facts");
  const sloped = slopes.some((slope) => !isNothing(slope));

  const overZ = page.picture("Output a over the weighted input z; the tangent is σ′(z)", { basis: 300 });
  const overX = page.picture("Output a over the input x; the tangent is w·σ′(z)", { basis: 300 });
  const range = { min: -6, max: 6, step: 0.1, text: (value) => fixed(value, 1) };
  page.slider("w", { label: "Weight w", ...range });
  page.slider("b", { label: "Bias b", ...range });
  page.slider("x", { label: "Input x", ...range, min: -3, max: 3 });
  const sums = page.ledger(["z = w·x + b", "a = σ(z)", "∂a/∂z = σ′(z)", "∂a/∂w = x·σ′(z)",
    "∂a/∂b = σ′(z)"]);

  function lookUp(table, z) {
    const place = ((z + reach) / (2 * reach)) * (table.length - 1);
    const i = Math.max(0, Math.min(table.length - 2, Math.floor(place)));
    const gap = [table[i + 1], table[i]].find((value) => Math.abs(value) > VAST);
    if (gap !== undefined) return gap;
    return table[i] + (table[i + 1] - table[i]) * (place - i);
  }

  // What is no number stays what it is.
  const times = (factor, slope) => (Math.abs(slope) > VAST ? slope : factor * slope);

  function draw(picture, { span, xLabel, curve, at, slope }) {
    clear(picture);
    const { context } = picture;
    const { ink } = page;
    const frame = axes(picture, ink, {
      x: [-span, span], y: [-0.35, 1.35], xLabel, yLabel: "a",
    });
    const { left, right } = frame.box;
    const height = curve(at);
    frame.inside(() => {
      const points = [];
      for (let px = left; px <= right; px += 1) {
        const value = curve(-span + (2 * span * (px - left)) / (right - left));
        if (Math.abs(value) < VAST) points.push([px, frame.Y(value)]);
      }
      line(context, points, { colour: ink.blue, width: 2.6 });
      if (Math.abs(slope) < VAST && Math.abs(height) < VAST) {
        const end = (side) => [frame.X(at + side), frame.Y(height + side * slope)];
        const half = span * 0.4;
        line(context, [end(-half), end(half)], { colour: ink.vermillion, dash: [7, 4] });
      }
      line(context, [[frame.X(at), frame.Y(-1)], [frame.X(at), frame.Y(height)],
        [left, frame.Y(height)]], { colour: ink.soft, width: 1, dash: [2, 3] });
    });
    frame.spot([frame.X(at), frame.Y(height)], { size: 6, colour: ink.yellow, edge: ink.ink });
    const rows = [{ text: "your neuron", colour: ink.blue }];
    if (sloped) {
      rows.push({ text: `tangent, slope ${fixed(slope, 3)}`, colour: ink.vermillion, dash: [7, 4] });
    }
    legend(context, rows, left + 8, frame.box.top + 11, { ground: ink.paper });
  }

  function sentence(z, a, slope) {
    const start = `z = ${fixed(z)} gives a = ${fixed(a, 3)}`;
    if (isNothing(a)) return `At z = ${fixed(z)} your sigmoid gives nothing.`;
    if (!sloped) return `${start}. The slope waits for sigmoid_prime.`;
    const tail = `the slope there is ${fixed(slope, 3)}`;
    if (Math.abs(slope) < 0.02) {
      return `Saturated: ${start}, and ${tail}. Moving w or b changes almost nothing.`;
    }
    if (slope > 0.2 && slope < 0.26) return `Steep: ${start}, and ${tail}, near its largest.`;
    return `${start}, and ${tail}.`;
  }

  page.onPaint(() => {
    const [w, b, x] = ["w", "b", "x"].map(page.get);
    const z = w * x + b;
    const a = lookUp(heights, z);
    const slope = lookUp(slopes, z);
    if (overZ.width) {
      draw(overZ, {
        span: 10, xLabel: "z", curve: (at) => lookUp(heights, at), at: z, slope,
      });
    }
    if (overX.width) {
      draw(overX, {
        span: 3, xLabel: "x", curve: (at) => lookUp(heights, w * at + b), at: x,
        slope: times(w, slope),
      });
    }
    const waits = (value) => (sloped ? fixed(value, 3) : "not written yet");
    sums([fixed(z), fixed(a, 3), waits(slope), waits(times(x, slope)), waits(slope)]);
    page.say(sentence(z, a, slope));
  });
  return page.close;
}
