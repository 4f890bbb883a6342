// Chapter 14: a map of attention, one row of it, and the blame that comes back. The maps
// and the slopes are the student's, for every sharpness; a slider only chooses.

import { Page, onDrag } from "./engine.js";
import { cells, frameOf, layout } from "./grid.js";
import { fixed, isNothing, nearest, number } from "./parts.js";
import { VAST, axes, clear, legend, line, words } from "./plot.js";

const ROWS = ["weight", "value’s blame", "key’s blame"];
const EDGES = { left: 96, bottom: 22 };

const tableHeight = (rows, columns, width) => Math.ceil(
  EDGES.bottom + 4 + (rows * (width - EDGES.left - 2)) / columns,
);

// In a small cell there is room for one digit, and none for what would be a 0.
function said(value, side) {
  if (side >= 24) return fixed(value, 2).replace("0.", ".");
  return value >= 0.05 ? fixed(value, 1).replace("0.", ".") : "";
}

export function render({ model, el }) {
  const page = new Page({ model, el }, "Where a token looks, and where its error goes");
  if (!page.ready) return page.close;
  const { maps, keys, values } = page.arrays();
  const { sharpness, masks } = model.get("facts");
  const tokens = maps.shape[3];
  const settings = sharpness.length;

  const map = page.picture("Your attention_forward: each row one token’s weights",
    { height: 270, square: true });
  const row = page.picture("The framed row, and your attention_backward for its error",
    { height: 190, basis: 360, fits: (width) => tableHeight(ROWS.length, tokens, width) });
  const curve = page.picture("Blame of all keys over the sharpness", { height: 270, basis: 280 });
  page.slider("sharpness", { label: "Sharpness", values: sharpness });
  page.slider("token", { label: "Token", min: 0, max: tokens - 1, step: 1,
    text: (value) => `${value + 1} of ${tokens}` });
  page.choice("mask", { label: "May look", options: masks });

  function now() {
    const m = Math.max(0, masks.indexOf(page.get("mask")));
    const s = nearest(sharpness, page.get("sharpness"));
    const i = page.get("token");
    const weight = (r, c, at = s) => maps[((m * settings + at) * tokens + r) * tokens + c];
    const of = (array) => (j, at = s) => array[((m * tokens + i) * settings + at) * tokens + j];
    const [key, value] = [of(keys), of(values)];
    const total = (at) => Array.from({ length: tokens }, (_, j) => key(j, at))
      .reduce((all, one) => all + one, 0);
    return { m, s, i, weight, key, value, total };
  }

  function drawMap({ weight, i }) {
    clear(map);
    const place = layout(map, tokens, tokens, { left: 20, bottom: 20 });
    map.place = place;
    const { context } = map;
    cells(context, page.ink, place, { value: weight, most: 1,
      text: (r, c, value) => (value >= 0.1 ? fixed(value, 1).replace("0.", ".") : "") });
    frameOf(context, page.ink, place, i, 0, 1, tokens);
    for (let j = 0; j < tokens; j += 1) {
      const { side, left, top } = place;
      const soft = { colour: page.ink.soft, align: "center" };
      words(context, String(j + 1), left + (j + 0.5) * side, top + tokens * side + 10, soft);
      words(context, String(j + 1), left / 2, top + (j + 0.5) * side, soft);
    }
  }

  function drawRow({ weight, key, value, i }) {
    clear(row);
    const place = layout(row, ROWS.length, tokens, EDGES);
    const { context } = row;
    const lists = [(j) => weight(i, j), (j) => value(j), (j) => key(j)];
    const most = lists.map((list, n) => (n ? Math.max(1e-9, ...Array.from({ length: tokens },
      (_, j) => (isNothing(list(j)) ? 0 : list(j)))) : 1));
    // The key's blame is told beside its own largest over all sharpness: it fades.
    most[2] = Math.max(1e-9, ...Array.from({ length: settings * tokens },
      (_, n) => key(n % tokens, Math.floor(n / tokens))).filter((one) => one < VAST));
    cells(context, page.ink, place, { value: (r, c) => lists[r](c) / most[r], most: 1,
      text: (r, c) => said(lists[r](c), place.side) });
    ROWS.forEach((name, r) => words(context, name, 90, place.top + (r + 0.5) * place.side,
      { colour: page.ink.ink, align: "right" }));
    for (let j = 0; j < tokens; j += 1) {
      words(context, String(j + 1), place.left + (j + 0.5) * place.side,
        place.top + ROWS.length * place.side + 11, { colour: page.ink.soft, align: "center" });
    }
  }

  function drawCurve({ total, s }) {
    clear(curve);
    const { context } = curve;
    const { ink } = page;
    const points = sharpness.map((_, at) => [at, total(at)]).slice(1)
      .filter(([, value]) => value < VAST);
    const top = Math.max(1e-6, ...points.map(([, value]) => value)) * 1.15;
    const frame = axes(curve, ink, {
      x: [sharpness[1], sharpness.at(-1)], xLog: true, y: [0, top],
      xLabel: "sharpness", yLabel: "blame",
    });
    frame.inside(() => line(context, points.map(([at, value]) =>
      [frame.X(sharpness[at]), frame.Y(value)]), { colour: ink.blue, width: 2.4 }));
    if (total(s) < VAST) {
      frame.spot([frame.X(Math.max(sharpness[1], sharpness[s])), frame.Y(total(s))],
        { size: 6, colour: ink.yellow, edge: ink.ink });
    }
    legend(context, [{ text: "all keys together", colour: ink.blue }],
      frame.box.right - 4, frame.box.top + 12, { align: "right", ground: ink.paper });
  }

  function sentence({ weight, total, s, i }) {
    const all = Array.from({ length: tokens }, (_, j) => weight(i, j));
    const best = all.indexOf(Math.max(...all));
    if (isNothing(all[0])) return `Not there: token ${i + 1} at sharpness ${number(sharpness[s])}.`;
    if (isNothing(total(s))) {
      return `Token ${i + 1} takes ${fixed(all[best])} of token ${best + 1} at sharpness `
        + `${number(sharpness[s])}; the blame of the keys is not there.`;
    }
    const most = Math.max(...sharpness.map((_, at) => total(at)).filter((one) => one < VAST));
    const say = `Token ${i + 1} takes ${fixed(all[best])} of token ${best + 1} at sharpness `
      + `${number(sharpness[s])}; the keys get ${fixed(total(s), 3)} of blame`;
    if (most < 1e-9) return `${say}. It has nothing to choose from.`;
    if (all[best] > 0.95 && total(s) < 0.3 * most) {
      return `Sure: ${say}, of ${fixed(most, 3)} at most. Little is left to learn from.`;
    }
    if (sharpness[s] === 0) return `Everything alike: ${say}.`;
    return `Torn: ${say}.`;
  }

  onDrag(page, map, (px, py) => page.set("token", map.place.at(px, py)[0]));

  page.onPaint(() => {
    const here = now();
    if (map.width) drawMap(here);
    if (row.width) drawRow(here);
    if (curve.width) drawCurve(here);
    page.say(sentence(here));
  });
  return page.close;
}
