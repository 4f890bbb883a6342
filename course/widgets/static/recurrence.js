// Chapter 13: what is left of an error after so many steps back, and the slopes it passes.
// Both are the student's, for every spectral radius; a slider only chooses.

import { Page } from "./engine.js";
import { isNothing, nearest, number } from "./parts.js";
import { VAST, axes, clear, legend, line } from "./plot.js";

const FLOOR = 1e-12;

export function render({ model, el }) {
  const page = new Page({ model, el }, "Blame through time");
  if (!page.ready) return page.close;
  const { left, slopes, lengths } = page.arrays();
  const { radii, inputs, clips } = model.get("facts");
  const steps = left.shape[2];

  const blame = page.picture("What your rnn_backward leaves of an error of 1",
    { height: 300, basis: 380 });
  const slope = page.picture("Mean of 1 − h² over the units, from your rnn_forward",
    { height: 300, basis: 280 });
  const whole = page.picture("Length of the gradient of all weights, from your rnn_backward",
    { height: 300, basis: 280 });
  page.slider("radius", { label: "Spectral radius ρ", values: radii });
  page.slider("lag", { label: "Steps back", min: 0, max: steps - 1, step: 1 });
  page.choice("inputs", { label: "Inputs", options: inputs });
  page.choice("clip", { label: "Clip", options: Object.keys(clips) });

  function now() {
    const n = Math.max(0, inputs.indexOf(page.get("inputs")));
    const r = nearest(radii, page.get("radius"));
    const lag = Math.min(steps - 1, page.get("lag"));
    const row = (array, count) => {
      const at = (n * radii.length + r) * count;
      return array.subarray(at, at + count);
    };
    const length = lengths[n * radii.length + r];
    const limit = clips[page.get("clip")] ?? 0;
    // A clip multiplies the whole gradient, and with it the part of each step.
    const factor = limit && length > limit ? limit / length : 1;
    return { n, radius: radii[r], lag, length, limit, factor, left: row(left, steps), slopes: row(slopes, steps + 1) };
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
      if (here.limit) {
        const clipped = Array.from(here.left, (value, k) => [k, value * here.factor])
          .filter(([, value]) => Math.abs(value) < VAST).map(([k, value]) => at(k, value));
        line(context, clipped, { colour: ink.purple, width: 2, dash: [8, 4] });
      }
      line(context, [at(0, 1), at(steps - 1, here.radius ** (steps - 1))],
        { colour: ink.orange, dash: [3, 5] });
    });
    if (Math.abs(here.left[here.lag]) < VAST) {
      frame.spot(at(here.lag, here.left[here.lag]),
        { size: 6, colour: ink.yellow, edge: ink.ink });
    }
    const rows = [{ text: "your rnn_backward", colour: ink.blue },
      { text: "ρ to the power of the steps", colour: ink.orange, dash: [3, 5] }];
    if (here.limit) rows.push({ text: "clipped", colour: ink.purple, dash: [8, 4] });
    legend(context, rows, frame.box.left + 8, frame.box.top + 12, { ground: ink.paper });
  }

  function drawWhole({ n, radius, length, limit }) {
    clear(whole);
    const { context } = whole;
    const { ink } = page;
    const frame = axes(whole, ink, {
      x: [radii[0], radii.at(-1)], y: [0.1, 1000], yLog: true, xLabel: "spectral radius ρ",
      yLabel: "length",
    });
    const points = radii.map((rho, r) => [rho, lengths[n * radii.length + r]])
      .filter(([, value]) => Math.abs(value) < VAST)
      .map(([rho, value]) => [frame.X(rho), frame.Y(Math.max(FLOOR, value))]);
    frame.inside(() => {
      line(context, points, { colour: ink.blue, width: 2.4 });
      if (limit) {
        line(context, [[frame.box.left, frame.Y(limit)], [frame.box.right, frame.Y(limit)]],
          { colour: ink.purple, width: 2, dash: [8, 4] });
      }
    });
    if (Math.abs(length) < VAST) {
      frame.spot([frame.X(radius), frame.Y(Math.max(FLOOR, length))],
        { size: 6, colour: ink.yellow, edge: ink.ink });
    }
    if (limit) {
      legend(context, [{ text: "the clip", colour: ink.purple, dash: [8, 4] }],
        frame.box.left + 8, frame.box.top + 12, { ground: ink.paper });
    }
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

  function sentence({ radius, lag, left: sizes, length, limit, factor }) {
    const there = sizes[lag];
    if (isNothing(there)) return `Not there: ρ = ${number(radius)}.`;
    const power = `${number(radius)} to the power of ${lag} is ${number(radius ** lag)}`;
    const what = `with ρ = ${number(radius)}, ${lag} steps back the error has the size `
      + `${number(there)}; ${power}`;
    let cut = "";
    if (limit && factor === 1) cut = ` The gradient has the length ${number(length)}: nothing to clip.`;
    else if (limit) {
      cut = ` The gradient has the length ${number(length)}, and the clip multiplies all of it by `
        + `${number(factor)}: of the last step ${number(factor * sizes[0])} is left, of this one `
        + `${number(factor * there)}.`;
    }
    if (there < 0.1) return `Fades: ${what}.${cut}`;
    if (there > 2) return `Grows: ${what}.${cut}`;
    return `Arrives: ${what}.${cut}`;
  }

  page.onPaint(() => {
    const here = now();
    if (blame.width) drawBlame(here);
    if (slope.width) drawSlope(here);
    if (whole.width) drawWhole(here);
    page.say(sentence(here));
  });
  return page.close;
}
