// Chapter 03: a cost over the weight and the bias of one neuron. The surface is the
// student's cost, tabulated; the point can be dragged.

import { Page, onDrag } from "./engine.js";
import { fixed, number } from "./parts.js";
import { VAST, axes, clear, contours, legend, line, mark } from "./plot.js";

export function render({ model, el }) {
  const page = new Page({ model, el }, "Loss surface of one neuron");
  if (!page.ready) return page.close;
  const arrays = page.arrays();
  const { x, y, bound, reach, levels } = model.get("facts");
  const names = Object.keys(levels);

  const map = page.picture("Cost over w and b, ★ is lowest; drag the point",
    { height: 330, square: true });
  const fit = page.picture("The data, and what the neuron says of them",
    { height: 330, basis: 330 });
  const range = { min: -bound, max: bound, step: 0.1, text: (value) => fixed(value, 1) };
  page.slider("w", { label: "Weight w", ...range });
  page.slider("b", { label: "Bias b", ...range });
  if (!names.includes(page.get("cost"))) model.set("cost", names[0]);
  page.choice("cost", { label: "Cost", options: names });

  let off;
  let drawn;
  let lowest;
  const findAll = () => {
    lowest = Object.fromEntries(names.map((name) => [name, findLowest(arrays[name])]));
  };
  findAll();
  page.on("data", findAll);

  function findLowest(field) {
    const side = field.shape[0];
    let best = 0;
    field.forEach((value, i) => { if (value < field[best]) best = i; });
    const at = (i) => -bound + (2 * bound * i) / (side - 1);
    return { value: field[best], w: at(best % side), b: at(Math.floor(best / side)) };
  }

  // Between the points of the table the surface is a twisted plane.
  function look(field, w, b) {
    const side = field.shape[0];
    const place = (v) => Math.min(1, Math.max(0, (v + bound) / (2 * bound))) * (side - 1);
    const [column, row] = [place(w), place(b)];
    const c = Math.min(side - 2, Math.floor(column));
    const r = Math.min(side - 2, Math.floor(row));
    const [u, v, i] = [column - c, row - r, r * side + c];
    return (field[i] * (1 - u) + field[i + 1] * u) * (1 - v)
      + (field[i + side] * (1 - u) + field[i + side + 1] * u) * v;
  }

  // At the edge of the map from one side: beyond it there is no cost.
  function slopeAt(field, w, b) {
    const h = (2 * bound) / (field.shape[0] - 1);
    const ends = (v) => [Math.max(-bound, v - h), Math.min(bound, v + h)];
    const [[left, right], [low, high]] = [ends(w), ends(b)];
    return [(look(field, right, b) - look(field, left, b)) / (right - left),
      (look(field, w, high) - look(field, w, low)) / (high - low)];
  }

  function drawMap(name, w, b, slope) {
    clear(map);
    const { context } = map;
    const { ink } = page;
    const frame = axes(map, ink, {
      x: [-bound, bound], y: [-bound, bound], xLabel: "weight w", yLabel: "bias b",
    });
    map.frame = frame;
    const field = arrays[name];
    if (map.stale || drawn !== name) {
      off = contours(map, frame.box,
        { values: field, shape: field.shape, levels: model.get("facts").levels[name],
          ink });
      map.stale = false;
      drawn = name;
    }
    const { left, top, right, bottom } = frame.box;
    context.drawImage(off, left, top, right - left, bottom - top);
    const at = [frame.X(w), frame.Y(b)];
    frame.inside(() => {
      const size = Math.hypot(...slope);
      if (size > 1e-6 && size < VAST) {
        // Long enough to see, never longer than 80 pixels: the words give the size.
        const long = 20 + 60 * Math.tanh(size * 3);
        const tip = [at[0] - (long * slope[0]) / size, at[1] + (long * slope[1]) / size];
        line(context, [at, tip], { colour: "#ffffff", width: 3, halo: "#000000" });
        mark(context, tip, { shape: "diamond", size: 4, colour: "#ffffff", edge: "#000000" });
      }
    });
    const best = lowest[name];
    frame.spot([frame.X(best.w), frame.Y(best.b)],
      { shape: "star", size: 7, colour: ink.yellow, edge: "#000000" });
    frame.spot(at, { size: 7, colour: ink.sky, edge: "#000000" });
  }

  function drawFit(w, b) {
    clear(fit);
    const { context } = fit;
    const { ink } = page;
    const { curve } = arrays;
    const frame = axes(fit, ink, { x: [-3, 3], y: [-0.15, 1.4], xLabel: "x", yLabel: "a, y" });
    const { left, right, top } = frame.box;
    const neuron = (at) => {
      const place = Math.min(1, Math.max(0, (w * at + b + reach) / (2 * reach)));
      const exact = place * (curve.length - 1);
      const k = Math.min(curve.length - 2, Math.floor(exact));
      return curve[k] + (curve[k + 1] - curve[k]) * (exact - k);
    };
    frame.inside(() => {
      const points = [];
      for (let px = left; px <= right; px += 1) {
        points.push([px, frame.Y(neuron(-3 + (6 * (px - left)) / (right - left)))]);
      }
      x.forEach((at, i) => {
        line(context, [[frame.X(at), frame.Y(y[i])], [frame.X(at), frame.Y(neuron(at))]],
          { colour: ink.vermillion, width: 1.6, dash: [3, 3] });
      });
      line(context, points, { colour: ink.blue, width: 2.6 });
      x.forEach((at, i) => mark(context, [frame.X(at), frame.Y(y[i])], {
        shape: y[i] ? "triangle" : "square", size: 5.5,
        colour: y[i] ? ink.yellow : ink.sky, edge: ink.ink,
      }));
    });
    const rows = [{ text: "the neuron", colour: ink.blue },
      { text: "its misses", colour: ink.vermillion, dash: [3, 3] }];
    legend(context, rows, left + 8, top + 11, { ground: ink.paper });
  }

  function sentence(name, w, b, cost, slope) {
    const best = lowest[name];
    const size = Math.hypot(...slope);
    const start = `The ${name} at w = ${fixed(w, 1)}, b = ${fixed(b, 1)} is ${number(cost)}; `
      + `the lowest on this map is ${number(best.value)}, at w = ${fixed(best.w, 1)}, `
      + `b = ${fixed(best.b, 1)}`;
    if (!(size < VAST) || !(Math.abs(cost) < VAST)) {
      return `The ${name} at w = ${fixed(w, 1)}, b = ${fixed(b, 1)} is ${number(cost)}: from `
        + "here no slope leads down.";
    }
    if (cost - best.value < 0.02) return `Near the bottom. ${start}.`;
    if (size < 0.02) return `A plateau: the slope is only ${number(size, 2)}. ${start}.`;
    return `${start}. The slope is ${number(size, 2)}, downhill along the arrow.`;
  }

  onDrag(page, map, (px, py) => {
    const [w, b] = map.frame.at(px, py);
    model.set("w", Math.round(w * 10) / 10);
    page.set("b", Math.round(b * 10) / 10);
  });

  page.onPaint(() => {
    const [name, w, b] = [page.get("cost"), page.get("w"), page.get("b")];
    const slope = slopeAt(arrays[name], w, b);
    if (map.width) drawMap(name, w, b, slope);
    if (fit.width) drawFit(w, b);
    page.say(sentence(name, w, b, look(arrays[name], w, b), slope));
  });
  return page.close;
}
