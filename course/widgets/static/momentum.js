// Chapter 08: momentum over the plane of ηh and μ. The map is worked out, the descent is
// the student's; a slider or a drag only chooses which one is shown.

import { Page, onDrag } from "./engine.js";
import { isNothing, nearest, number } from "./parts.js";
import { axes, clear, contours, dots, legend, line, words } from "./plot.js";

const LEVELS = [0.3, 0.45, 0.6, 0.7, 0.8, 0.9, 0.95, 1];

export function render({ model, el }) {
  const page = new Page({ model, el }, "Momentum over ηh and μ");
  if (!page.ready) return page.close;
  const { paths, radii, expected } = page.arrays();
  const { paces, kept, valley } = model.get("facts");
  const count = paths.shape[2]; // points of a descent: steps + 1

  const plane = page.picture("How much of the distance a step keeps; dark is fast",
    { height: 330, basis: 330 });
  const descent = page.picture("The descent at the marked point", { height: 330, basis: 330 });
  page.slider("pace", { label: "ηh", values: paces });
  page.slider("mu", { label: "Momentum μ", values: kept });

  const steepest = valley.at(-1); // the marked point; the others stand nearer to 0
  const others = (pace) => valley.slice(0, -1).map((h) => [h, (pace * h) / steepest]);

  let off; // the map, drawn once for each size of the canvas

  function where() {
    const [i, j] = [nearest(paces, page.get("pace")), nearest(kept, page.get("mu"))];
    const radius = radii[j * (paces.length + 1) + i + 1]; // the map begins at 0
    return { pace: paces[i], mu: kept[j], run: j * paces.length + i, radius };
  }

  function drawPlane({ pace, mu }) {
    clear(plane);
    const { context } = plane;
    const { ink } = page;
    const frame = axes(plane, ink, {
      x: [0, paces.at(-1)], y: [kept[0], kept.at(-1)], xLabel: "ηh", yLabel: "μ",
    });
    plane.frame = frame;
    const { left, top, right, bottom } = frame.box;
    if (plane.stale) {
      off = contours(plane, frame.box,
        { values: radii, shape: radii.shape, levels: LEVELS, ink });
      plane.stale = false;
    }
    context.drawImage(off, left, top, right - left, bottom - top);
    const along = (f) => kept.map((value) => [frame.X(f(value)), frame.Y(value)]);
    frame.inside(() => {
      line(context, along((value) => 2 * (1 + value)),
        { colour: "#ffffff", width: 2.4, halo: "#000000" });
      line(context, along((value) => (1 - Math.sqrt(value)) ** 2),
        { colour: "#ffffff", width: 1.8, dash: [6, 4], halo: "rgb(0 0 0 / 55%)" });
    });
    const gentle = { shape: "diamond", size: 7, colour: ink.yellow, edge: "#000000" };
    for (const [, at] of others(pace)) frame.spot([frame.X(at), frame.Y(mu)], gentle);
    frame.spot([frame.X(pace), frame.Y(mu)], { size: 7, colour: ink.sky, edge: "#000000" });
    const word = { colour: "#ffffff", halo: "#000000", align: "center" };
    words(context, "leaves", frame.X(3.3), frame.Y(0.2), word);
    words(context, "swings", frame.X(1.6), frame.Y(0.7), word);
  }

  function drawDescent({ run }) {
    clear(descent);
    const { context } = descent;
    const { ink } = page;
    const frame = axes(descent, ink, {
      x: [0, count - 1], y: [-1.5, 1.5], xLabel: "step", yLabel: "θ",
    });
    const series = (values) => Array.from(values.subarray(run * count, (run + 1) * count),
      (value, t) => [t, value]).filter(([, value]) => !isNothing(value))
      .map(([t, value]) => [frame.X(t), frame.Y(value)]);
    const { left, right, top } = frame.box;
    frame.inside(() => {
      line(context, [[left, frame.Y(0)], [right, frame.Y(0)]], { colour: ink.soft, width: 1 });
      const points = series(paths);
      line(context, points, { colour: ink.blue, width: 2 });
      dots(context, points, { size: 3, colour: ink.blue });
      line(context, series(expected), { colour: ink.orange, width: 2, dash: [3, 5] });
    });
    legend(context, [{ text: "your momentum_step", colour: ink.blue, shape: "circle" },
      { text: "as it should be", colour: ink.orange, dash: [3, 5] }],
    right - 6, top + 12, { align: "right", ground: ink.paper });
  }

  function beside(pace, mu) {
    return others(pace).map(([h, at]) => ` Curvature ${number(h)} stands at ηh = ${number(at, 2)}`
      + ` and ${(1 + mu - at) ** 2 < 4 * mu ? "swings" : "does not swing"}.`).join("");
  }

  function sentence({ pace, mu, run, radius }) {
    const at = `ηh = ${number(pace)}, μ = ${number(mu)}`;
    if (isNothing(paths[(run + 1) * count - 1])) return `Not all there yet: ${at}.`;
    const keeps = `in the end a step keeps ${number(radius)} of the distance`;
    if (pace > 2 * (1 + mu)) return `Leaves: ${at} is beyond 2(1 + μ) = ${number(2 * (1 + mu))}.`;
    if (radius > 0.9999) return `On the edge: ${at}; ${keeps}.`;
    const swings = (1 + mu - pace) ** 2 < 4 * mu;
    if (swings) return `Swings and settles: ${at}; ${keeps}, which is √μ wherever it swings.`;
    if (pace > 1 + mu) return `Jumps from side to side and settles: ${at}; ${keeps}.`;
    return `Glides without a swing: ${at}; ${keeps}.`;
  }

  onDrag(page, plane, (px, py) => {
    const [pace, mu] = plane.frame.at(px, py);
    model.set("mu", kept[nearest(kept, mu)]);
    page.set("pace", paces[nearest(paces, pace)]);
  });

  page.onPaint(() => {
    const here = where();
    if (plane.width) drawPlane(here);
    if (descent.width) drawDescent(here);
    page.say(sentence(here) + beside(here.pace, here.mu));
  });
  return page.close;
}
