// A layered network on a canvas: numbers in its nodes and on its edges. The forward and
// the backward stepper share it.

import { fixed } from "./parts.js";
import { clear, fitting, line, words } from "./plot.js";

const NODE = { line: 17, pad: 6 };
const NARROW = 420; // below it everything is written smaller
const widthOf = ({ width }) => Math.min(80, Math.round(width / 6));

export const below = (n) => [...String(n)].map((digit) => "₀₁₂₃₄₅₆₇₈₉"[digit]).join("");
export const above = (n) => [...String(n)].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]).join("");
export const signed = (value) => (value < 0 ? `(${fixed(value)})` : fixed(value));

function centres(picture, sizes, captions) {
  const { width, height } = picture;
  const margin = widthOf(picture) / 2 + 6;
  const room = height - 42;
  return sizes.map((size, l) => {
    const x = margin + (l / (sizes.length - 1)) * (width - 2 * margin);
    return { caption: captions[l], nodes: Array.from({ length: size }, (_, i) => {
      const gap = Math.min(104, room / Math.max(...sizes));
      return [x, room / 2 + (i - (size - 1) / 2) * gap];
    }) };
  });
}

// node(l, i) -> { lines, lit, wrong, chosen, under };
// edge(l, j, k) -> { value, text, lit, wrong, chosen }: from neuron k to j of layer l.
export function drawNetwork(page, picture, { sizes, captions, node, edge, leftward }) {
  clear(picture);
  const { context } = picture;
  const { ink } = page;
  const layers = centres(picture, sizes, captions);
  const ends = (l, j, k) => [layers[l - 1].nodes[k], layers[l].nodes[j]];
  const edges = [];
  for (let l = 1; l < sizes.length; l += 1) {
    const values = [];
    for (let j = 0; j < sizes[l]; j += 1) {
      for (let k = 0; k < sizes[l - 1]; k += 1) {
        values.push({ l, j, k, ...edge(l, j, k) });
      }
    }
    const most = Math.max(...values.map(({ value }) => Math.abs(value)), 1e-12);
    values.forEach((one) => edges.push({ ...one, share: Math.abs(one.value) / most }));
  }
  edges.sort((one, other) => (one.chosen ? 1 : 0) - (other.chosen ? 1 : 0));
  edges.forEach((one) => {
    const wider = sizes[one.l] > sizes[one.l - 1];
    Object.assign(one, wider ? { label: 2 / 3, arrow: 1 / 4 } : { label: 1 / 3, arrow: 3 / 4 });
    drawEdge(context, ink, ends(one.l, one.j, one.k), one, leftward);
  });
  const narrow = picture.width < NARROW;
  const look = { wide: widthOf(picture), size: narrow ? 11 : 13, small: narrow ? 10 : 12 };
  edges.forEach((one) => labelEdge(context, ink, ends(one.l, one.j, one.k), one, look));
  layers.forEach(({ nodes, caption }, l) => {
    nodes.forEach((at, i) => drawNode(context, ink, at, node(l, i), look));
    // The outer captions are wider than their columns: they grow inwards.
    const [align, x] = l === 0 ? ["left", 6]
      : l === layers.length - 1 ? ["right", picture.width - 6] : ["center", nodes[0][0]];
    caption.forEach((text, n) => words(context,
      narrow && n === 0 ? text.split(", ")[0] : text, x, picture.height - 24 + 16 * n,
      { colour: ink.soft, align, base: "bottom", size: look.small }));
  });
}

// The numbers stand nearer to the larger layer: there six edges are equally far apart.
// Sign is colour and dash, size is thickness: two channels for each.
function drawEdge(context, ink, [from, to], { value, share, lit, chosen, arrow }, leftward) {
  const colour = value < 0 ? ink.vermillion : ink.blue;
  if (chosen) line(context, [from, to], { colour: ink.yellow, width: 9 });
  context.globalAlpha = lit || chosen ? 1 : 0.3;
  line(context, [from, to], {
    colour, width: 1 + 4 * share, dash: value < 0 ? [8, 4] : [],
  });
  if (lit) {
    const at = [from[0] + arrow * (to[0] - from[0]), from[1] + arrow * (to[1] - from[1])];
    const turn = Math.atan2(to[1] - from[1], to[0] - from[0]) + (leftward ? Math.PI : 0);
    context.save();
    context.translate(...at);
    context.rotate(turn);
    context.beginPath();
    context.moveTo(9, 0);
    context.lineTo(-6, -7);
    context.lineTo(-6, 7);
    context.closePath();
    context.fillStyle = colour;
    context.fill();
    context.restore();
  }
  context.globalAlpha = 1;
}

function labelEdge(context, ink, [from, to], { text, lit, wrong, chosen, label },
  { wide, small }) {
  if (!text) return;
  context.font = `600 ${small}px system-ui, sans-serif`;
  const gap = wide / 2 + context.measureText(text).width / 2 + 3;
  const x = Math.min(to[0] - gap, Math.max(from[0] + gap, from[0] + label * (to[0] - from[0])));
  const y = from[1] + ((x - from[0]) / (to[0] - from[0])) * (to[1] - from[1]);
  const colour = wrong ? ink.vermillion : lit || chosen ? ink.ink : ink.soft;
  words(context, wrong ? `▲ ${text}` : text, x, y,
    { colour, align: "center", bold: lit || chosen, halo: ink.paper, size: small });
}

function drawNode(context, ink, [x, y], { lines, lit, wrong, chosen, under },
  { wide, size }) {
  const height = NODE.line * Math.max(1, lines.length) + 2 * NODE.pad;
  const [left, top] = [x - wide / 2, y - height / 2];
  context.beginPath();
  context.roundRect(left, top, wide, height, 9);
  context.fillStyle = chosen ? ink.yellow : ink.fill;
  context.fill();
  context.lineWidth = lit ? 3 : 1.2;
  context.strokeStyle = wrong ? ink.vermillion : lit ? ink.blue : ink.soft;
  context.stroke();
  lines.forEach((whole, i) => {
    const bold = lit && i === lines.length - 1;
    const room = wide - 4;
    const [text, fit] = fitting(context, whole, { bold, size, room });
    words(context, text, x, top + NODE.pad + NODE.line * (i + 0.5), {
      colour: chosen ? "#000000" : ink.ink, align: "center", bold, size: fit,
    });
  });
  if (wrong) words(context, "▲", left + wide - 2, top, { colour: ink.vermillion,
    align: "center", bold: true, size: 16, halo: ink.paper });
  if (under) words(context, under, x, top + height + 10,
    { colour: ink.soft, align: "center", size: 11, halo: ink.paper });
}

// What lies under a point of the canvas: a node, an edge, or nothing.
export function pick(picture, sizes, px, py) {
  const layers = centres(picture, sizes, []);
  for (const [l, { nodes }] of layers.entries()) {
    for (const [i, [x, y]] of nodes.entries()) {
      if (Math.abs(px - x) < widthOf(picture) / 2 && Math.abs(py - y) < 32) return { node: [l, i] };
    }
  }
  let best = { distance: 14 };
  for (let l = 1; l < sizes.length; l += 1) {
    for (let j = 0; j < sizes[l]; j += 1) {
      for (let k = 0; k < sizes[l - 1]; k += 1) {
        const distance = apart([px, py], layers[l - 1].nodes[k], layers[l].nodes[j]);
        if (distance < best.distance) best = { distance, edge: [l, j, k] };
      }
    }
  }
  return best;
}

function apart([px, py], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const part = ((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy);
  const held = Math.max(0, Math.min(1, part));
  return Math.hypot(px - ax - held * dx, py - ay - held * dy);
}
