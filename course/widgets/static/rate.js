// Chapter 07: the learning rate. Every path was walked by the student's gradient_step
// before the page was drawn; moving a slider only chooses which one is shown.

import { Page } from "./engine.js";
import { number, fixed, isNothing, nearest } from "./parts.js";
import { axes, clear, contours, dots, legend, line, mark, words } from "./plot.js";

const [CONVERGES, OSCILLATES, DIVERGES, CRAWLS, HOVERS, WAITS] = [0, 1, 2, 3, 4, 5];

export function render({ model, el }) {
  const page = new Page({ model, el }, "Learning rate: one path for every η");
  if (!page.ready) return page.close;
  const { paths, costs, tails, expected, verdicts, field } = page.arrays();
  const { rates, batches, threshold, theirs, bound } = model.get("facts");
  const count = paths.shape[2]; // points of a path: steps + 1
  const levels = [0.05, 0.2, 0.6, 1.3, 2.5, 4.5, 7.5, 12, 18, 26, 38];

  const map = page.picture("Path from ■ to ●, minimum ★", { height: 330, square: true });
  const curve = page.picture("Cost at each step", { height: 330 });
  const sweep = page.picture("Mean of the last 20 costs, for each η", { height: 330 });
  page.slider("eta", {
    label: "Learning rate η", values: rates, text: (eta) => number(eta),
    marks: [
      { at: threshold / 2, text: "1/λ", side: "before" },
      { at: threshold, text: "2/λ", side: "after" },
    ],
  });
  page.slider("batch_size", {
    label: "Batch size", values: batches,
    text: (size) => (size === batches.at(-1) ? `${size}, all examples` : `${size}`),
  });

  let off; // the contours, drawn once for each size of the canvas

  function where() {
    const i = nearest(rates, page.get("eta"));
    const j = nearest(batches, page.get("batch_size"));
    return { i, j, run: i * batches.length + j, full: j === batches.length - 1 };
  }

  function drawMap({ run }) {
    clear(map);
    const { context } = map;
    const { ink } = page;
    const range = [-bound, bound];
    const frame = axes(map, ink, { x: range, y: range, xLabel: "θ₁", yLabel: "θ₂" });
    if (map.stale) {
      off = contours(map, frame.box, { values: field, shape: field.shape, levels, ink });
      map.stale = false;
    }
    const { left, top, right, bottom } = frame.box;
    context.drawImage(off, left, top, right - left, bottom - top);
    const points = [];
    for (let t = 0; t < count; t += 1) {
      const at = 2 * (run * count + t);
      if (isNothing(paths[at])) break;
      points.push([frame.X(paths[at]), frame.Y(paths[at + 1])]);
      if (Math.hypot(paths[at], paths[at + 1]) > 200 * bound) break; // gone for good
    }
    if (!points.length) return;
    frame.inside(() => {
      line(context, points, { colour: "#ffffff", width: 1.8, halo: "rgb(0 0 0 / 55%)" });
      dots(context, points.slice(1), { size: 2.6, colour: "#ffffff", edge: "#000000" });
    });
    frame.spot(points[0], { shape: "square", colour: ink.orange, edge: "#000000" });
    frame.spot(points.at(-1), { size: 6, colour: ink.sky, edge: "#000000" });
    frame.spot([frame.X(0), frame.Y(0)], {
      shape: "star", size: 6, colour: ink.yellow, edge: "#000000",
    });
  }

  function drawCurve({ i, run, full }) {
    clear(curve);
    const { context } = curve;
    const { ink } = page;
    const frame = axes(curve, ink, {
      x: [0, count - 1], y: [1e-6, 1e4], yLog: true, xLabel: "step", yLabel: "cost",
    });
    const series = (values, row) => Array.from(values.subarray(row * count, (row + 1) * count),
      (cost, t) => [t, cost]).filter(([, cost]) => !isNothing(cost))
      .map(([t, cost]) => [frame.X(t), frame.Y(Math.max(cost, 1e-30))]);
    frame.inside(() => {
      const points = series(costs, run);
      line(context, points, { colour: ink.blue, width: 2.2 });
      dots(context, points, { size: 2, colour: ink.blue });
      if (full) {
        line(context, series(expected, i), { colour: ink.orange, width: 2, dash: [3, 5] });
      }
    });
    const { right, top } = frame.box;
    const rows = [{ text: "your gradient_step", colour: ink.blue, shape: "circle" }];
    if (full) rows.push({ text: "as it should be", colour: ink.orange, dash: [3, 5] });
    legend(context, rows, right - 6, top + 12, { align: "right", ground: ink.paper });
  }

  function upright(frame, at, colour, dash, text, y) {
    const { top, bottom } = frame.box;
    line(sweep.context, [[frame.X(at), top], [frame.X(at), bottom]],
      { colour, dash, width: 1.6 });
    words(sweep.context, text, frame.X(at) - 5, y,
      { colour, align: "right", halo: page.ink.paper });
  }

  function drawSweep({ i, j }) {
    clear(sweep);
    const { context } = sweep;
    const { ink } = page;
    const frame = axes(sweep, ink, {
      x: [rates[0], rates.at(-1)], y: [1e-6, 1e4], xLog: true, yLog: true,
      xLabel: "learning rate η", yLabel: "cost at the end",
    });
    const last = (k) => Math.max(tails[k * batches.length + j], 1e-30);
    frame.inside(() => {
      upright(frame, threshold, ink.vermillion, [6, 4],
        `2/λmax = ${number(threshold)}`, frame.box.top + 12);
      if (theirs > 0) {
        upright(frame, theirs, ink.purple, [2, 3], `yours: ${number(theirs)}`,
          frame.box.top + 30);
      }
      const there = rates.map((eta, k) => [eta, last(k)]).filter(([, cost]) => !isNothing(cost));
      line(context, there.map(([eta, cost]) => [frame.X(eta), frame.Y(cost)]),
        { colour: ink.blue, width: 2.2 });
    });
    if (isNothing(last(i))) return;
    const y = Math.max(frame.box.top, Math.min(frame.box.bottom, frame.Y(last(i))));
    mark(context, [frame.X(rates[i]), y], { size: 6, colour: ink.sky, edge: ink.ink });
  }

  function sentence({ i, j, run, full }) {
    const [verdict, value] = verdicts.subarray(2 * run, 2 * run + 2);
    const eta = number(rates[i]);
    const limit = `2/λmax = ${number(threshold)}`;
    const of = full ? "" : ` with batches of ${batches[j]}`;
    const reach = value
      ? `it is at 1 % of its first value after ${value} steps`
      : `it is not yet at 1 % of its first value after ${count - 1} steps`;
    if (verdict === WAITS) {
      return `Not all there${of}: η = ${eta}, ${Math.max(0, value)} of ${count - 1} steps of your `
        + "gradient_step so far.";
    }
    if (verdict === DIVERGES) {
      const why = rates[i] > threshold ? `is above ${limit};` : `is below ${limit}, and yet`;
      return `Diverges${of}: η = ${eta} ${why} the cost is ${number(value)} after `
        + `${count - 1} steps.`;
    }
    if (verdict === OSCILLATES) {
      return `Oscillates${of}: η = ${eta} is above 1/λmax, so each step jumps across the `
        + `valley floor; the cost falls, ${reach}.`;
    }
    if (verdict === CRAWLS) {
      return `Crawls${of}: η = ${eta} is far below ${limit}; after ${count - 1} steps `
        + `${fixed(100 * value, 0)} % of the cost is left.`;
    }
    if (verdict === HOVERS) {
      return `Hovers${of}: the noise of the batches keeps the cost at about `
        + `${number(100 * value, 2)} % of its first value; a smaller η or a larger batch `
        + "lowers that.";
    }
    return `Converges${of}: η = ${eta} is below ${limit}; the cost falls, ${reach}.`;
  }

  page.onPaint(() => {
    const here = where();
    if (map.width) drawMap(here);
    if (curve.width) drawCurve(here);
    if (sweep.width) drawSweep(here);
    page.say(sentence(here));
  });
  return page.close;
}
