// Tables of numbers as coloured cells: orange above zero, blue and a stroke below it.

import { isNothing } from "./parts.js";
import { words } from "./plot.js";

const UP = [213, 112, 0]; // of Okabe and Ito's, both dark enough for a number in white
const DOWN = [0, 114, 178];

function rgbOf(hex) {
  return [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
}

// Black or white, whichever can be read on a colour (relative luminance of WCAG).
function readable(colour) {
  const [red, green, blue] = colour.map((part) => (part / 255) ** 2.2);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18 ? "#000000" : "#ffffff";
}

// Where a table of this many cells stands on its canvas; a cell is a square if it can be.
export function layout({ width, height }, rows, columns, { left = 2, top = 2, bottom = 2,
  right = 2 } = {}) {
  const side = Math.min((width - left - right) / columns, (height - top - bottom) / rows);
  return {
    side, rows, columns, left, top,
    box: (row, column) => [left + column * side, top + row * side, side, side],
    at(px, py) {
      const held = (value, count) => Math.max(0, Math.min(count - 1, Math.floor(value)));
      return [held((py - top) / side, rows), held((px - left) / side, columns)];
    },
  };
}

// `value(row, column)` is shown as a part of `most`; `text`, where there is any, in the cell.
export function cells(context, ink, place, { value, most, text = () => "" }) {
  const paper = rgbOf(ink.paper);
  for (let row = 0; row < place.rows; row += 1) {
    for (let column = 0; column < place.columns; column += 1) {
      const [x, y, w, h] = place.box(row, column);
      const number = value(row, column);
      const share = isNothing(number) ? 0 : Math.min(1, Math.abs(number) / (most || 1));
      const full = number < 0 ? DOWN : UP;
      const mixed = paper.map((part, i) => Math.round(part + share * (full[i] - part)));
      context.fillStyle = `rgb(${mixed.join()})`;
      context.fillRect(x, y, w, h);
      context.strokeStyle = ink.line;
      context.lineWidth = 1;
      context.setLineDash([]);
      context.strokeRect(x, y, w, h);
      const said = text(row, column, number);
      if (said) {
        const size = Math.max(9, Math.min(12, Math.floor(w / 2.6)));
        words(context, said, x + w / 2, y + h / 2,
          { colour: readable(mixed), align: "center", size });
      } else if (number < 0 && share > 0.02) slash(context, ink, [x, y, w, h]);
    }
  }
}

function slash(context, ink, [x, y, w, h]) {
  context.strokeStyle = ink.ink;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(x + 3, y + h - 3);
  context.lineTo(x + Math.min(w - 3, 9), y + h - Math.min(h - 3, 9));
  context.stroke();
}

// A frame around some cells, seen on light and on dark ones.
export function frameOf(context, ink, place, row, column, rows = 1, columns = 1) {
  const [x, y] = place.box(row, column);
  const [w, h] = [columns * place.side, rows * place.side];
  context.setLineDash([]);
  context.lineWidth = 5;
  context.strokeStyle = ink.paper;
  context.strokeRect(x, y, w, h);
  context.lineWidth = 2.5;
  context.strokeStyle = ink.ink;
  context.strokeRect(x, y, w, h);
}
