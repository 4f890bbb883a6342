// Chapter 13: what is left of an error after so many steps back, and the slopes it passes.
// Both are the student's, for every spectral radius; a slider only chooses.

import { Page } from "./engine.js";
import { nearest, number } from "./parts.js";
import { VAST, axes, clear, legend, line, mark } from "./plot.js";

const FLOOR = 1e-12;

export function render({ model, el }) {
  const page = new Page({ model, el }, "Blame through time");
  if (!page.ready) return page.close;
  const { left, slopes } = page.arrays();
  const { radii, inputs } = model.get("facts");
  const steps = left.shape[2];

  const blame = page.picture("What your rnn_backward leaves of an error of 1",
    { height: 300, basis: 380 });
  const slope = page.picture("Mean of 1 − h² over the units, from your rnn_forward",
    { height: 300, basis: 300 });
  page.slider("radius", { label: "Spectral radius ρ", values: radii });
  page.slider("lag", { label: "Steps back", min: 0, max: steps - 1, step: 1 });
  page.choice("inputs", { label: "Inputs", options: inputs });

  function now() {
    const n = Math.max(0, inputs.indexOf(page.get("inputs")));
    const r = nearest(radii, page.get("radius"));
    const lag = Math.min(steps - 1, page.get("lag"));
    const row = (array, count) => {
      const at = (n * radii.length + r) * count;
      return array.subarray(at, at + count);
    };
    return { radius: radii[r], lag, left: row(left, steps), slopes: row(slopes, steps + 1) };
  }

  function drawBlame(here) {
    clear(blame);
    const { context } = blame;
    const { ink } = page;
    const frame = axes(blame, ink, {
      x: [0, steps - 1], y: [1e-8, 1e6], yLog: true, xLabel: "steps back in time",
      yLabel: "size of the error",
    });
    const at = (k, value) => [frame.X(k), frame.Y(Math.max(FLOOR, value))];
    const points = Array.from(here.left, (value, k) => [k, value])
      .filter(([, value]) => Math.abs(value) < VAST).map(([k, value]) => at(k, value));
    frame.inside(() => {
      line(context, [at(0, 1), at(steps - 1, 1)], { colour: ink.soft, width: 1 });
      line(context, points, { colour: ink.blue, width: 3 });
      line(context, [at(0, 1), at(steps - 1, here.radius ** (steps - 1))],
        { colour: ink.orange, dash: [3, 5] });
    });
    const [x, y] = at(here.lag, here.left[here.lag]);
    if (Math.abs(here.left[here.lag]) < VAST && y < frame.box.bottom && y > frame.box.top) {
      mark(context, [x, y], { size: 6, colour: ink.yellow, edge: ink.ink });
    }
    legend(context, [{ text: "your rnn_backward", colour: ink.blue },
      { text: "ρ to the power of the steps", colour: ink.orange, dash: [3, 5] }],
    frame.box.left + 8, frame.box.top + 12, { halo: ink.paper });
  }

  function drawSlope(here) {
    clear(slope);
    const { context } = slope;
    const { ink } = page;
    const frame = axes(slope, ink, {
      x: [0, steps - 1], y: [0, 1.05], xLabel: "steps back in time", yLabel: "slope",
    });
    // The slope of the state after the last step comes first.
    const points = Array.from({ length: steps }, (_, k) => [k, here.slopes[steps - k]])
      .filter(([, value]) => Math.abs(value) < VAST)
      .map(([k, value]) => [frame.X(k), frame.Y(value)]);
    frame.inside(() => {
      line(context, points, { colour: ink.green, width: 2.4 });
      line(context, [[frame.X(here.lag), frame.box.top], [frame.X(here.lag), frame.box.bottom]],
        { colour: ink.soft, width: 1, dash: [3, 3] });
    });
  }

  function sentence({ radius, lag, left: sizes }) {
    const there = sizes[lag];
    const power = `${number(radius)} to the power of ${lag} is ${number(radius ** lag)}`;
    const what = `with ρ = ${number(radius)}, ${lag} steps back the error has the size `
      + `${number(there)}; ${power}`;
    if (there < 0.1) return `Fades: ${what}.`;
    if (there > 2) return `Grows: ${what}.`;
    return `Arrives: ${what}.`;
  }

  page.onPaint(() => {
    const here = now();
    if (blame.width) drawBlame(here);
    if (slope.width) drawSlope(here);
    page.say(sentence(here));
  });
  return page.close;
}
