// Chapter 05: the error of a difference against its step, with a bug to plant.

import { Page } from "./engine.js";
import { isNothing, nearest, number } from "./parts.js";
import { VAST, axes, clear, legend, line, mark, words } from "./plot.js";

const REACH = 1.2; // the secants' picture shows x − REACH to x + REACH

export function render({ model, el }) {
  const page = new Page({ model, el }, "Gradient check: error against step size");
  if (!page.ready) return page.close;
  const arrays = page.arrays();
  const { steps, functions, bugs, kink, epsilons } = model.get("facts");
  const { errors } = arrays;

  const valley = page.picture("Relative error between differences and the gradient under test",
    { height: 330, basis: 430, grow: 1.5 });
  const secants = page.picture("Along x₁: the curve and two secants",
    { height: 330, basis: 280 });
  page.slider("h", {
    label: "Step h", values: steps, text: (h) => number(h),
  });
  page.choice("function", { label: "Function", options: functions });
  page.choice("bug", { label: "Plant a bug", options: bugs });
  const sums = page.ledger(["∂f/∂x₁, exact", "your numerical_gradient", "one-sided difference"]);

  const kinked = (name) => name.includes("kink");

  function where() {
    const [i, j] = [functions.indexOf(page.get("function")), bugs.indexOf(page.get("bug"))];
    const row = (method) => {
      const start = ((Math.max(0, i) * bugs.length + Math.max(0, j)) * 2 + method) * steps.length;
      return errors.subarray(start, start + steps.length);
    };
    return { name: functions[Math.max(0, i)], here: nearest(steps, page.get("h")),
      yours: row(0), ours: row(1), planted: j > 0 };
  }

  function drawValley({ name, here, yours, ours, planted }) {
    clear(valley);
    const { context } = valley;
    const { ink } = page;
    const frame = axes(valley, ink, {
      x: [steps[0], steps.at(-1)], y: [1e-13, 100], xLog: true, yLog: true,
      xLabel: "step h", yLabel: "relative error",
    });
    const { left, right, top, bottom } = frame.box;
    const guide = (from, to, text, f, at, side) => {
      line(context, [[frame.X(from), frame.Y(f(from))], [frame.X(to), frame.Y(f(to))]],
        { colour: ink.soft, width: 1.2, dash: [2, 4] });
      const px = frame.X(at) + 6 * side;
      const end = px + side * context.measureText(text).width;
      if (end < left || end > right) return;
      words(context, text, px, frame.Y(f(at)) + 10,
        { colour: ink.soft, align: side > 0 ? "left" : "right", halo: ink.paper });
    };
    const points = (row) => steps.map((h, k) => [h, row[k]])
      .filter(([, error]) => !isNothing(error))
      .map(([h, error]) => [frame.X(h), frame.Y(Math.max(error, 1e-16))]);
    frame.inside(() => {
      if (!planted && !kinked(name)) {
        const epsilon = epsilons[functions.indexOf(name)];
        const bottom = Math.cbrt(epsilon);
        guide(Math.max(1e-4, bottom), 1, bottom < 0.01 ? "falls like h²" : "",
          (h) => 0.02 * h * h, Math.max(3e-4, bottom), 1);
        guide(0.03 * epsilon, bottom, "round-off grows like ε/h",
          (h) => (0.03 * epsilon) / h, Math.sqrt(0.03 * epsilon * bottom), -1);
      }
      if (kinked(name)) {
        line(context, [[frame.X(kink), top], [frame.X(kink), bottom]],
          { colour: ink.green, width: 1.5, dash: [8, 3, 2, 3] });
        words(context, `the kink is ${kink} away`, frame.X(kink) - 6, bottom - 12,
          { colour: ink.green, align: "right", halo: ink.paper });
      }
      line(context, points(ours), { colour: ink.vermillion, dash: [6, 4] });
      line(context, points(yours), { colour: ink.blue, width: 2.6 });
    });
    for (const [row, colour, shape] of [[ours, ink.vermillion, "diamond"],
      [yours, ink.blue, "circle"]]) {
      if (isNothing(row[here])) continue;
      frame.spot([frame.X(steps[here]), frame.Y(Math.max(row[here], 1e-16))],
        { shape, size: 6, colour, edge: ink.ink });
    }
    const middle = (left + right) / 2;
    const rows = [
      { text: "your numerical_gradient", colour: ink.blue, shape: "circle" },
      { text: "one-sided difference", colour: ink.vermillion, dash: [6, 4], shape: "diamond" },
    ];
    legend(context, rows, middle, top + 12, { align: "center", ground: ink.paper });
  }

  function drawSecants({ name, here }) {
    clear(secants);
    const { context } = secants;
    const { ink } = page;
    const table = arrays[`profile ${name.split(",")[0]}`];
    const h = Math.min(steps[here], REACH);
    const low = Math.min(...table);
    const high = Math.max(...table);
    const room = 0.15 * (high - low);
    const frame = axes(secants, ink, {
      x: [-REACH, REACH], y: [low - room, high + room], xLabel: "distance from x₁", yLabel: "f",
    });
    const f = (at) => {
      const place = ((at + REACH) / (2 * REACH)) * (table.length - 1);
      const k = Math.max(0, Math.min(table.length - 2, Math.floor(place)));
      return table[k] + (table[k + 1] - table[k]) * (place - k);
    };
    const through = (a, b, style) => {
      const slope = b - a > 1e-6 ? (f(b) - f(a)) / (b - a)
        : Number(model.get("facts").exact[name]);
      const end = (at) => [frame.X(at), frame.Y(f(a) + slope * (at - a))];
      line(context, [end(-REACH), end(REACH)], style);
      if (h > 0.01) {
        for (const at of [a, b]) {
          mark(context, [frame.X(at), frame.Y(f(at))], { size: 4, colour: style.colour });
        }
      }
    };
    // Below one cell of the table both secants are the tangent, for the kink is a node.
    const seen = Math.max(h, (2 * REACH) / (table.length - 1));
    frame.inside(() => {
      line(context, Array.from(table, (value, k) => [
        frame.X(-REACH + (2 * REACH * k) / (table.length - 1)), frame.Y(value)]),
      { colour: ink.ink, width: 2.2 });
      through(0, seen, { colour: ink.vermillion, width: 1.8, dash: [6, 4] });
      through(-seen, seen, { colour: ink.blue, width: 1.8 });
      mark(context, [frame.X(0), frame.Y(f(0))], { size: 5, colour: ink.yellow, edge: ink.ink });
    });
  }

  // The digits that agree with the exact number, and those that do not.
  function rightDigits(found, true_) {
    let n = 0;
    while (n < found.length && found[n] === true_[n]) n += 1;
    return [found.slice(0, n), found.slice(n)];
  }

  function sentence({ name, here, yours, planted }) {
    const h = number(steps[here]);
    const error = number(yours[here], 2);
    const best = yours.indexOf(Math.min(...yours));
    if (isNothing(yours[here])) return `At h = ${h} there is no gradient of yours yet.`;
    if (!(yours[here] < VAST)) {
      return `At h = ${h} your numerical_gradient gives no finite number.`;
    }
    if (planted) {
      return `Bug planted (${page.get("bug")}): at h = ${h} the error is ${error}, and no step `
        + `brings it below ${number(yours[best], 2)}. The gradient is wrong, not the step.`;
    }
    if (kinked(name) && steps[here] > kink) {
      return `The step h = ${h} reaches across the kink: the error is ${error} although the `
        + "gradient under test is right.";
    }
    if (here > best + 4) {
      return `Truncation: at h = ${h} the error is ${error}; the curve bends within the step, so `
        + "a smaller h helps.";
    }
    if (here < best - 4) {
      return `Round-off: at h = ${h} the error is ${error}; two nearly equal numbers are `
        + "subtracted, so a smaller h hurts.";
    }
    return `Near the bottom of the V: at h = ${h} the error is ${error}; its least is `
      + `${number(yours[best], 2)}, at h = ${number(steps[best], 2)}.`;
  }

  page.onPaint(() => {
    const now = where();
    if (valley.width) drawValley(now);
    if (secants.width) drawSecants(now);
    const { digits, exact } = model.get("facts");
    const [yours, ours] = digits[now.name];
    sums([exact[now.name], rightDigits(yours[now.here], exact[now.name]),
      rightDigits(ours[now.here], exact[now.name])]);
    page.say(sentence(now));
  });
  return page.close;
}
