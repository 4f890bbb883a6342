// Chapter 03: drag a prediction; see what each cost says and how hard it pulls.

import { Page, onDrag } from "./engine.js";
import { fixed, nearest, number } from "./parts.js";
import { VAST, axes, clear, legend, line, words } from "./plot.js";

const SERIES = [
  { key: "mse", name: "mean squared error", short: "squared", colour: "blue", dash: [], shape: "circle" },
  { key: "bce", name: "cross-entropy", short: "entropy", colour: "vermillion", dash: [7, 4], shape: "diamond" },
];

export function render({ model, el }) {
  const page = new Page({ model, el }, "Loss: what it costs, how hard it pulls");
  if (!page.ready) return page.close;
  const arrays = page.arrays();
  const { z, a } = arrays;
  const positions = Array.from(z);

  const size = { height: 300, basis: 300 };
  const costs = page.picture("Cost C over the prediction a; drag the point", size);
  const deltas = page.picture("Slope δ = ∂C/∂z over the prediction a; drag the point", size);
  page.slider("z", {
    label: "Prediction a", values: positions,
    text: (at) => `${fixed(a[nearest(positions, at)], 3)} (z = ${fixed(at)})`,
  });
  page.choice("target", { label: "Target y", options: ["0", "1"] });

  const value = (key, kind, i) => arrays[`${key}_${kind}`][Number(page.get("target")) * z.length + i];

  function draw(picture, kind, range, here, yLabel) {
    clear(picture);
    const { context } = picture;
    const { ink } = page;
    const frame = axes(picture, ink, { x: [0, 1], y: range, xLabel: "prediction a", yLabel });
    picture.frame = frame;
    const { left, right, top, bottom } = frame.box;
    const target = frame.X(Number(page.get("target")));
    frame.inside(() => {
      line(context, [[target, top], [target, bottom]], { colour: ink.green, width: 5 });
      line(context, [[left, frame.Y(0)], [right, frame.Y(0)]], { colour: ink.soft, width: 1 });
      for (const { key, colour, dash } of SERIES) {
        const points = [];
        for (let i = 0; i < z.length; i += 1) {
          const height = value(key, kind, i);
          if (Math.abs(height) < VAST) points.push([frame.X(a[i]), frame.Y(height)]);
        }
        line(context, points, { colour: ink[colour], width: 2.4, dash });
      }
    });
    for (const { key, colour, shape } of SERIES) {
      if (Math.abs(value(key, kind, here)) > VAST) continue;
      frame.spot([frame.X(a[here]), frame.Y(value(key, kind, here))],
        { shape, size: 6, colour: ink[colour], edge: ink.ink });
    }
    const narrow = right - left < 260;
    const rows = SERIES.map(({ key, name, short, colour, dash, shape }) => {
      const there = Math.abs(value(key, kind, here)) < VAST;
      const text = `${narrow ? short : name}: ${there ? number(value(key, kind, here)) : "not there yet"}`;
      return { text, colour: ink[colour], dash, shape };
    });
    legend(context, rows, (left + right) / 2, top + 12, { align: "center", ground: ink.paper });
    words(context, "y", target + (target > (left + right) / 2 ? -10 : 10), top + 56,
      { colour: ink.green, align: "center", bold: true });
  }

  function sentence(here) {
    const y = Number(page.get("target"));
    const [mse, bce] = SERIES.map(({ key }) => value(key, "delta", here));
    const start = `a = ${fixed(a[here], 3)} with y = ${y}`;
    if (Math.abs(mse) > VAST || Math.abs(bce) > VAST) {
      const known = Math.abs(mse) > VAST ? bce : mse;
      return Math.abs(known) > VAST ? `${start}. The slopes are not there yet.`
        : `${start}: δ = ${number(known)}; the other slope is not there yet.`;
    }
    const pulls = `mean squared error pulls with δ = ${number(mse)}, cross-entropy with `
      + `δ = ${number(bce)}`;
    const wrong = Math.abs(a[here] - y);
    const ratio = number(Math.abs(bce / mse), 2);
    if (wrong > 0.9) return `Confident and wrong: ${start}; ${pulls}, ${ratio} times as hard.`;
    if (wrong < 0.1) return `Nearly right: ${start}; ${pulls}. Both have little left to do.`;
    return `${start}: ${pulls}, ${ratio} times as hard.`;
  }

  for (const picture of [costs, deltas]) {
    onDrag(page, picture, (px) => {
      const [wanted] = picture.frame.at(px, 0);
      page.set("z", positions[nearest(Array.from(a), wanted)]);
    });
  }

  page.onPaint(() => {
    const here = nearest(positions, page.get("z"));
    if (costs.width) draw(costs, "cost", [-0.2, 5], here, "C");
    if (deltas.width) draw(deltas, "delta", [-1.1, 1.1], here, "δ");
    page.say(sentence(here));
  });
  return page.close;
}
