// Axes, lines and filled contours on a canvas.

import { number } from "./parts.js";

export const VAST = 1e29; // the kernel sends ±1e30 for infinity, 2e30 for nan

// Sixteen steps of cividis, dark to light: readable with every kind of colour vision.
const CIVIDIS = [
  [0, 34, 78], [6, 45, 104], [28, 56, 111], [48, 68, 108], [63, 79, 108], [77, 91, 109],
  [90, 103, 112], [103, 114, 117], [117, 127, 121], [132, 140, 120], [148, 153, 118],
  [164, 167, 113], [181, 181, 106], [199, 197, 95], [218, 213, 80], [254, 232, 56],
];

export function clear({ context, scale, width, height }) {
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
}

function ticks(low, high, count) {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= rough * 0.8);
  const found = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i += 1) {
    found.push(i * step);
  }
  return found.map((at) => [at, number(at, 6)]);
}

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
function decade(power) {
  const digits = [...String(Math.abs(power))].map((digit) => RAISED[digit]).join("");
  return `10${power < 0 ? "⁻" : ""}${digits}`;
}

function decades(low, high, count) {
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high) + 1e-9);
  const every = Math.max(1, Math.ceil((last - first) / count));
  const found = [];
  for (let power = first; power <= last; power += every) {
    found.push([10 ** power, decade(power)]);
  }
  return found;
}

// Draws the frame of a plot and gives the functions from data to pixels.
export function axes(picture, ink, { x, y, xLog = false, yLog = false, xLabel, yLabel,
  left = 56, bottom = 36, top = 8, right = 14, grid = true }) {
  const { context, width, height, square } = picture;
  const box = { left, top, right: width - right, bottom: height - bottom };
  if (square) { // a unit is as long to the right as it is up
    const side = Math.min(box.right - left, box.bottom - top);
    Object.assign(box, { right: left + side, bottom: top + side });
  }
  const scaleOf = (range, log, from, to) => {
    const f = log ? Math.log10 : (v) => v;
    const [a, b] = range.map(f);
    return (value) => {
      const held = log ? Math.max(value, 1e-300) : value;
      const place = from + ((f(held) - a) / (b - a)) * (to - from);
      return Math.min(1e7, Math.max(-1e7, place)); // beyond that, floats lose the angle
    };
  };
  const X = scaleOf(x, xLog, box.left, box.right);
  const Y = scaleOf(y, yLog, box.bottom, box.top);
  context.font = "12px system-ui, sans-serif";
  context.lineWidth = 1;
  context.fillStyle = ink.soft;
  context.strokeStyle = ink.line;
  const wide = Math.max(3, Math.floor((box.right - box.left) / 56));
  const tall = Math.max(2, Math.floor((box.bottom - box.top) / 42));
  context.textAlign = "center";
  context.textBaseline = "top";
  for (const [at, word] of (xLog ? decades : ticks)(...x, wide)) {
    if (grid) stroke(context, [[X(at), box.top], [X(at), box.bottom]]);
    context.fillText(word, X(at), box.bottom + 5);
  }
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const [at, word] of (yLog ? decades : ticks)(...y, tall)) {
    if (grid) stroke(context, [[box.left, Y(at)], [box.right, Y(at)]]);
    context.fillText(word, box.left - 5, Y(at));
  }
  context.fillStyle = ink.ink;
  context.textAlign = "center";
  context.textBaseline = "bottom";
  if (xLabel) context.fillText(xLabel, (box.left + box.right) / 2, box.bottom + bottom - 1);
  if (yLabel) {
    context.save();
    context.translate(11, (box.top + box.bottom) / 2);
    context.rotate(-Math.PI / 2);
    context.textBaseline = "middle";
    context.fillText(yLabel, 0, 0);
    context.restore();
  }
  const back = (pixel, range, from, to) =>
    range[0] + ((pixel - from) / (to - from)) * (range[1] - range[0]);
  return {
    X, Y, box,
    at: (px, py) => [
      Math.min(x[1], Math.max(x[0], back(px, x, box.left, box.right))),
      Math.min(y[1], Math.max(y[0], back(py, y, box.bottom, box.top))),
    ],
    // What marks a place is drawn whole, also where the place is on the edge.
    spot(at, style) {
      if (at[0] < box.left - 1 || at[0] > box.right + 1) return;
      if (at[1] < box.top - 1 || at[1] > box.bottom + 1) return;
      mark(context, at, style);
    },
    inside(draw) {
      context.save();
      context.beginPath();
      context.rect(box.left, box.top, box.right - box.left, box.bottom - box.top);
      context.clip();
      draw();
      context.restore();
    },
  };
}

// Only what can be seen is stroked: a path that diverges leaves the canvas by thousands of
// pixels, and dashing those would take a second.
export function stroke(context, points) {
  const { width, height } = context.canvas;
  let pen = null; // where the pen was put down last
  context.beginPath();
  for (let i = 1; i < points.length; i += 1) {
    const part = cut(points[i - 1], points[i], width, height);
    if (part) {
      const [from, to] = part;
      if (pen?.[0] !== from[0] || pen?.[1] !== from[1]) context.moveTo(...from);
      context.lineTo(...to);
      pen = to;
    }
  }
  context.stroke();
}

// The part of a segment that lies on the canvas or less than MARGIN beside it (Liang and
// Barsky, 1984); null if none does.
const MARGIN = 20;
function cut([ax, ay], [bx, by], width, height) {
  let [enter, leave] = [0, 1];
  const sides = [[ax - bx, ax + MARGIN], [bx - ax, width + MARGIN - ax],
    [ay - by, ay + MARGIN], [by - ay, height + MARGIN - ay]];
  for (const [p, q] of sides) {
    if (p === 0 && q < 0) return null;
    if (p < 0) enter = Math.max(enter, q / p);
    if (p > 0) leave = Math.min(leave, q / p);
  }
  if (enter > leave) return null;
  const at = (part) => [ax + part * (bx - ax), ay + part * (by - ay)];
  return [enter > 0 ? at(enter) : [ax, ay], leave < 1 ? at(leave) : [bx, by]];
}

// A line through data points; `halo` sets it off from the field under it.
export function line(context, points, { colour, width = 2, dash = [], halo }) {
  context.lineJoin = "round";
  context.setLineDash(dash);
  if (halo) {
    context.strokeStyle = halo;
    context.lineWidth = width + 3;
    stroke(context, points);
  }
  context.strokeStyle = colour;
  context.lineWidth = width;
  stroke(context, points);
  context.setLineDash([]);
}

// Every series has a mark of its own beside its colour.
export function mark(context, [px, py], { shape = "circle", size = 5, colour, edge }) {
  context.beginPath();
  if (shape === "circle") context.arc(px, py, size, 0, 2 * Math.PI);
  if (shape === "square") context.rect(px - size, py - size, 2 * size, 2 * size);
  if (shape === "diamond") polygon(context, px, py, size * 1.3, 4, 0);
  if (shape === "triangle") polygon(context, px, py, size * 1.3, 3, 0);
  if (shape === "star") star(context, px, py, size * 1.5);
  context.fillStyle = colour;
  context.fill();
  if (edge) {
    context.strokeStyle = edge;
    context.lineWidth = 1.5;
    context.stroke();
  }
}

// Many dots of one kind, in one stroke of the brush.
export function dots(context, points, { size, colour, edge }) {
  context.beginPath();
  for (const [px, py] of points) {
    context.moveTo(px + size, py);
    context.arc(px, py, size, 0, 2 * Math.PI);
  }
  if (edge) {
    context.strokeStyle = edge;
    context.lineWidth = 3;
    context.stroke();
  }
  context.fillStyle = colour;
  context.fill();
}

function polygon(context, px, py, size, n, turn) {
  for (let i = 0; i < n; i += 1) {
    const angle = turn - Math.PI / 2 + (2 * Math.PI * i) / n;
    context.lineTo(px + size * Math.cos(angle), py + size * Math.sin(angle));
  }
  context.closePath();
}

function star(context, px, py, size) {
  for (let i = 0; i < 10; i += 1) {
    const angle = -Math.PI / 2 + (Math.PI * i) / 5;
    const far = i % 2 ? size * 0.45 : size;
    context.lineTo(px + far * Math.cos(angle), py + far * Math.sin(angle));
  }
  context.closePath();
}

export function words(context, text, px, py,
  { colour, align = "left", base = "middle", bold = false, size = 12, halo } = {}) {
  context.font = `${bold ? "600 " : ""}${size}px system-ui, sans-serif`;
  context.textAlign = align;
  context.textBaseline = base;
  if (halo) {
    context.lineJoin = "round";
    context.strokeStyle = halo;
    context.lineWidth = 4;
    context.strokeText(text, px, py);
  }
  context.fillStyle = colour;
  context.fillText(text, px, py);
}

// Where a text has no room it loses its leading zero, and then some of its size.
export function fitting(context, whole, { bold, size, room }) {
  const width = (text) => {
    context.font = `${bold ? "600 " : ""}${size}px system-ui, sans-serif`;
    return context.measureText(text).width;
  };
  if (width(whole) <= room) return [whole, size];
  const text = whole.replace("0.", ".");
  return [text, Math.min(size, Math.max(8, Math.floor((size * room) / width(text))))];
}

// Samples of the lines, each with its words, one row below the other, on a ground of their
// own: whatever passes below them is seen faintly, and the words can be read.
export function legend(context, rows, px, py, { align = "left", ground }) {
  const sample = 24;
  context.font = "12px system-ui, sans-serif";
  const widest = Math.max(...rows.map(({ text }) => context.measureText(text).width));
  const share = { left: 0, center: 0.5, right: 1 }[align];
  const long = sample + 6 + widest;
  const room = context.canvas.width / context.getTransform().a;
  const left = Math.max(4, Math.min(px - share * long, room - long - 4));
  context.globalAlpha = 0.88;
  context.fillStyle = ground;
  context.fillRect(left - 3, py - 9, long + 6, 17 * rows.length + 1);
  context.globalAlpha = 1;
  rows.forEach(({ text, colour, dash, shape }, n) => {
    const y = py + 17 * n;
    line(context, [[left, y], [left + sample, y]], { colour, dash });
    if (shape) mark(context, [left + sample / 2, y], { shape, size: 4, colour });
    words(context, text, left + sample + 6, y, { colour });
  });
}

// Filled contours, drawn once off the screen; moving a slider then only copies pixels.
export function contours(picture, box, { values, shape, levels, ink }) {
  const { scale } = picture;
  const width = Math.round((box.right - box.left) * scale);
  const height = Math.round((box.bottom - box.top) * scale);
  if (width < 1 || height < 1) return document.createElement("canvas");
  const [rows, columns] = shape;
  const NONE = 255;
  const band = new Uint8Array(width * height);
  for (let py = 0; py < height; py += 1) {
    const row = (1 - (py + 0.5) / height) * (rows - 1);
    const r = Math.min(rows - 2, Math.floor(row));
    for (let px = 0; px < width; px += 1) {
      const column = ((px + 0.5) / width) * (columns - 1);
      const c = Math.min(columns - 2, Math.floor(column));
      const [u, v, i] = [column - c, row - r, r * columns + c];
      const lower = values[i] * (1 - u) + values[i + 1] * u;
      const upper = values[i + columns] * (1 - u) + values[i + columns + 1] * u;
      const value = lower * (1 - v) + upper * v;
      let level = 0;
      if (value > VAST) level = NONE; // here the map has a hole
      else while (level < levels.length && value > levels[level]) level += 1;
      band[py * width + px] = level;
    }
  }
  const off = document.createElement("canvas");
  off.width = width;
  off.height = height;
  const context = off.getContext("2d");
  const image = context.createImageData(width, height);
  const paint = levels.map((_, i) => i).concat(levels.length)
    .map((i) => CIVIDIS[Math.round((i / levels.length) * (CIVIDIS.length - 1))]);
  const thick = Math.max(1, Math.round(scale));
  for (let i = 0; i < band.length; i += 1) {
    if (band[i] === NONE) continue;
    const edge = band[i] !== band[i + thick] && (i % width) < width - thick
      || band[i] !== band[i + thick * width] && i + thick * width < band.length;
    const [red, green, blue] = paint[band[i]];
    const lift = edge ? 38 : 0; // contour lines: a lighter shade of their band
    image.data.set([red + lift, green + lift, blue + lift, 255], 4 * i);
  }
  context.putImageData(image, 0, 0);
  context.strokeStyle = ink.line;
  return off;
}
