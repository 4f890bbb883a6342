// Chapter 07: the digits' own loss along each step. Every step was taken by the student's
// gradient_step before the page was drawn; a slider only chooses which one is looked at.

import { Page } from "./engine.js";
import { isNothing, nearest, number } from "./parts.js";
import { VAST, axes, clear, dots, legend, line, mark, words } from "./plot.js";

export function render({ model, el }) {
  const page = new Page({ model, el }, "The digits’ own loss, along each step");
  if (!page.ready) return page.close;
  const { cuts, curvatures } = page.arrays();
  const { rates, cut, threshold, theirs } = model.get("facts");
  const steps = cuts.shape[1];
  const [here, there] = [cut.indexOf(0), cut.indexOf(1)];

  const valley = page.picture("The loss along this step, from ■ to ●", { height: 300, basis: 330 });
  const curve = page.picture("The loss before each step", { height: 300, basis: 290 });
  const bend = page.picture("The curvature along each step", { height: 300, basis: 290 });
  page.slider("eta", {
    label: "Learning rate η", values: rates, text: (eta) => number(eta),
    marks: [
      { at: threshold / 2, text: "1/λ", side: "before" },
      { at: threshold, text: "2/λ at the start", side: "after" },
    ],
  });
  page.slider("step", { label: "Step", min: 0, max: steps - 1, step: 1,
    text: (t) => `${t + 1} of ${steps}` });

  function now() {
    const i = nearest(rates, page.get("eta"));
    const t = page.get("step");
    const loss = (step, place) => cuts[(i * steps + step) * cut.length + place];
    const known = Array.from({ length: steps }, (_, step) => step)
      .filter((step) => Math.abs(loss(step, here)) < VAST);
    return { i, t, eta: rates[i], loss, known, bent: (step) => curvatures[i * steps + step] };
  }

  function drawValley({ t, loss }) {
    clear(valley);
    const { context } = valley;
    const { ink } = page;
    const all = cut.map((at, place) => [at, loss(t, place)]).filter(([, one]) => Math.abs(one) < VAST);
    const heights = all.map(([, one]) => one);
    const [low, high] = heights.length ? [Math.min(...heights), Math.max(...heights)] : [0, 1];
    const room = Math.max(0.15 * (high - low), 1e-4);
    const frame = axes(valley, ink, { x: [cut[0], cut.at(-1)], y: [low - room, high + 2.5 * room],
      xLabel: "part of the step", yLabel: "loss", left: 64 });
    const at = (part, height) => [frame.X(part), frame.Y(height)];
    frame.inside(() => {
      line(context, all.map(([part, one]) => at(part, one)), { colour: ink.blue, width: 2.4 });
    });
    if (!all.length) return;
    const [from, to] = [at(0, loss(t, here)), at(1, loss(t, there))];
    line(context, [from, to], { colour: ink.soft, dash: [3, 4], width: 1.6 });
    mark(context, from, { shape: "square", colour: ink.orange, edge: ink.ink });
    mark(context, to, { size: 6, colour: ink.sky, edge: ink.ink });
    legend(context, [{ text: "the digits’ loss", colour: ink.blue },
      { text: "your gradient_step", colour: ink.soft, dash: [3, 4] }],
    frame.box.right - 6, frame.box.top + 11, { align: "right", ground: ink.paper });
  }

  function drawCurve({ t, loss, known }) {
    clear(curve);
    const { context } = curve;
    const { ink } = page;
    const frame = axes(curve, ink, { x: [0, steps - 1], y: [0.1, 30], yLog: true,
      xLabel: "steps done", yLabel: "loss" });
    const points = known.map((step) => [frame.X(step), frame.Y(Math.max(1e-6, loss(step, here)))]);
    frame.inside(() => {
      line(context, points, { colour: ink.blue, width: 2 });
      dots(context, points, { size: 2.4, colour: ink.blue });
    });
    known.slice(1).forEach((step, n) => { // where it is higher than before
      if (loss(step, here) <= loss(known[n], here)) return;
      const [x, y] = points[n + 1];
      if (y > frame.box.top) {
        mark(context, [x, y], { shape: "triangle", size: 3.6, colour: ink.vermillion });
      }
    });
    if (known.includes(t)) {
      const [x, y] = points[known.indexOf(t)];
      mark(context, [x, Math.max(frame.box.top, y)],
        { shape: "square", colour: ink.orange, edge: ink.ink });
    }
    words(context, "▲ rose", frame.box.right - 6, frame.box.top + 11,
      { colour: ink.vermillion, align: "right", halo: ink.paper });
  }

  function drawBend({ t, eta, bent }) {
    clear(bend);
    const { context } = bend;
    const { ink } = page;
    const frame = axes(bend, ink, { x: [0, steps - 1], y: [0.01, 100], yLog: true,
      xLabel: "steps done", yLabel: "curvature" });
    const level = (value, colour, dash) => line(context,
      [[frame.box.left, frame.Y(value)], [frame.box.right, frame.Y(value)]], { colour, dash, width: 1.8 });
    const points = Array.from({ length: steps }, (_, step) => [step, bent(step)])
      .filter(([, value]) => value > 0 && value < VAST)
      .map(([step, value]) => [frame.X(step), frame.Y(value)]);
    frame.inside(() => {
      level(2 / eta, ink.vermillion, [6, 4]);
      line(context, points, { colour: ink.green, width: 2 });
      dots(context, points, { size: 2.4, colour: ink.green });
    });
    if (bent(t) > 0 && bent(t) < VAST) {
      mark(context, [frame.X(t), Math.min(frame.box.bottom, frame.Y(bent(t)))],
        { shape: "diamond", colour: ink.orange, edge: ink.ink });
    }
    const rows = [{ text: "along the step", colour: ink.green, shape: "circle" },
      { text: `2/η = ${number(2 / eta)}`, colour: ink.vermillion, dash: [6, 4] }];
    legend(context, rows, frame.box.right - 6, frame.box.bottom - 30,
      { align: "right", ground: ink.paper });
    if (theirs > 0) {
      words(context, `Your 2/λ at the start: ${number(theirs)}`, frame.box.right - 6,
        frame.box.top + 11, { colour: ink.ink, align: "right", halo: ink.paper });
    }
  }

  function sentence({ t, eta, loss, known, bent }) {
    const what = `Step ${t + 1} with η = ${number(eta)}`;
    const [before, after] = [loss(t, here), loss(t, there)];
    if (isNothing(before)) return `${what} is not there yet.`;
    const rises = known.slice(1).filter((step, n) => loss(step, here) > loss(known[n], here)).length;
    const told = `the loss goes from ${number(before)} to ${number(after)}. The curvature on the `
      + `way is ${number(bent(t))}, and 2/η is ${number(2 / eta)}. In ${known.length} steps the loss `
      + `rises ${rises} times, and before the last one it is ${number(loss(known.at(-1), here))}.`;
    if (after > before) return `${what} lands higher, on the other side of the valley: ${told}`;
    if (loss(t, there + 1) > loss(t, there - 1)) return `${what} passes the bottom: ${told}`;
    return `${what} stops before the bottom: ${told}`;
  }

  page.onPaint(() => {
    const place = now();
    if (valley.width) drawValley(place);
    if (curve.width) drawCurve(place);
    if (bend.width) drawBend(place);
    page.say(sentence(place));
  });
  return page.close;
}
