// Chapter 09: optimizers side by side. In a notebook the kernel runs each race with the
// student's own steps; a page without a kernel holds a few races for every landscape.

import { Page, onDrag } from "./engine.js";
import { decode, floats, isNothing, nearest, number } from "./parts.js";
import { Player } from "./player.js";
import { VAST, axes, clear, contours, line, mark } from "./plot.js";

const STYLES = [
  { colour: "first", dash: [], shape: "circle", sign: "●" },
  { colour: "second", dash: [9, 3], shape: "square", sign: "■" },
  { colour: "third", dash: [], shape: "triangle", sign: "▲" },
  { colour: "fourth", dash: [2, 3], shape: "diamond", sign: "◆" },
  { colour: "fifth", dash: [9, 3, 2, 3], shape: "star", sign: "★" },
];
const EVERY = 12; // steps from one mark on a line to its next; no two lines at the same
const KEPT = 600; // races
// So few races at once that a move hardly waits for them; milliseconds before and between.
const AHEAD = { races: 4, rest: 100, pause: 0 };
const PALE = ["#ffffff", "#5fb8ff", "#ffc94d", "#ff8a4c", "#f2a7d0"]; // on the dark map

export function render({ model, el }) {
  const page = new Page({ model, el }, "Optimizer race");
  if (!page.ready) return page.close;
  const { runners, rates, few, landscapes } = model.get("facts");
  const still = Boolean(model.static);
  const etas = still ? few : rates;
  const maps = floats(model.get("maps"));
  const count = decode(model).paths.shape.at(-2); // points of a path: steps + 1
  const style = (r) => STYLES[r % STYLES.length];

  const map = page.picture(still ? "Paths from ○, dark is low, ★ minima" : "Paths from ○ (drag it), dark is low",
    { height: 340, square: true });
  const curves = page.picture("Cost above the deepest minimum at each step",
    { height: 340, basis: 340 });
  const player = new Player(page, {
    label: "Step", last: count - 1, interval: 50, text: (step) => `${step} of ${count - 1}`,
  });
  player.stage(map.canvas, "The race");
  page.slider("eta", { label: "Learning rate η", values: etas });
  page.choice("landscape", { label: "Landscape", options: landscapes.map(({ name }) => name) });
  page.choice("alone", { label: "Show", options: ["", ...runners], none: "all" });
  const shares = [0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.99, 0.999];
  const moved = [];
  page.more("Momentum, β and the start", () => moved.push(
    page.slider("mu", { label: "Momentum μ", values: shares.slice(0, -1) }),
    page.slider("beta1", { label: "Adam's β₁", values: shares.slice(0, -1) }),
    page.slider("beta2", { label: "Adam's β₂, RMSprop's β", values: shares }),
    page.slider("start1", { label: "Start θ₁", min: -2, max: 2, step: 0.05 }),
    page.slider("start2", { label: "Start θ₂", min: -2, max: 2, step: 0.05 }),
  ));
  const sums = page.ledger(runners, runners.map((_, r) => style(r)));
  if (still) {
    moved.forEach((input) => { input.disabled = true; });
    page.notes.append(page.note("Without a kernel only the learning rate, the landscape "
      + "and the step can be moved. Open the notebook in JupyterLab to move all."));
  }

  // Every race that was run is kept under its settings. One request at a time: while the
  // kernel runs, only the newest wish counts.
  const settings = ["eta", "mu", "beta1", "beta2", "start1", "start2", "landscape"];
  const races = new Map();
  let asked = page.get("answer");
  let askedAt = 0;
  let idle = 0;
  let rest = AHEAD.rest;
  page.ends.push(() => clearTimeout(idle));

  const wanted = () => Object.fromEntries(settings.map((key) => [key, page.get(key)]));
  const nameOf = (race) => settings.map((key) => race[key]).join();
  const find = (race) => races.get(nameOf(race));
  const busy = () => asked > page.get("answer");
  page.waits = () => !still && !find(wanted());

  function keep({ races: list, remarks = [], done = [] }) {
    const { paths, costs } = decode(model);
    const size = runners.length * count;
    list.forEach((race, n) => {
      races.delete(nameOf(race)); // so that it is the youngest
      races.set(nameOf(race), { paths: paths.subarray(2 * n * size, 2 * (n + 1) * size),
        costs: costs.subarray(n * size, (n + 1) * size), remark: remarks[n], done: done[n] ?? true });
    });
    while (races.size > KEPT) races.delete(races.keys().next().value);
  }

  if (still) {
    model.set("eta", few[nearest(few, page.get("eta"))]);
    keep({ races: landscapes.flatMap(({ name: landscape, start: [start1, start2] }) => few.map(
      (eta) => ({ ...wanted(), landscape, start1, start2, eta }))) });
  } else {
    keep(page.get("about"));
  }
  let shown = find(wanted()) ?? races.values().next().value;

  function request(list) {
    askedAt = performance.now();
    asked += 1;
    model.send({ ask: asked, races: list });
    setTimeout(page.repaint, 1100);
  }

  function follow() {
    const found = find(wanted());
    clearTimeout(idle);
    if (found) {
      shown = found;
      if (found.remark !== undefined) model.set("remark", found.remark);
      page.repaint();
    }
    if (still || busy()) return;
    if (found?.done) idle = setTimeout(lookAhead, rest);
    else request([wanted()]); // one that is slow comes in parts
  }

  // While nothing moves: the races to which the next moves may lead, the nearest first.
  function lookAhead() {
    const next = Object.entries({ eta: rates, mu: shares.slice(0, -1),
      beta1: shares.slice(0, -1), beta2: shares }).flatMap(([key, values]) => {
      const here = nearest(values, page.get(key));
      const close = key === "eta" ? 4 : 1; // it is moved most, and its values are many
      return values.map((value, n) => ({ far: Math.abs(n - here) / close,
        race: { ...wanted(), [key]: value } }));
    }).filter(({ race }) => !find(race)).sort((one, other) => one.far - other.far)
      .slice(0, AHEAD.races).map(({ race }) => race);
    rest = AHEAD.pause;
    if (next.length) request(next);
  }

  // A landscape brings its start along: that is one move, not three.
  let soon = false;
  settings.forEach((key) => page.on(key, () => {
    if (soon) return;
    soon = true;
    rest = AHEAD.rest;
    queueMicrotask(() => {
      soon = false;
      follow();
    });
  }));
  page.on("answer", () => {
    keep(page.get("about"));
    asked = Math.max(asked, page.get("answer"));
    follow();
  });
  follow();

  // A landscape has a start of its own.
  let before = page.get("landscape");
  page.on("landscape", () => {
    if (page.get("landscape") === before) return;
    before = page.get("landscape");
    const [start1, start2] = landscapes.find(({ name }) => name === before).start;
    model.set("start1", start1);
    model.set("start2", start2);
  });

  function current() {
    const l = Math.max(0, landscapes.findIndex(({ name }) => name === page.get("landscape")));
    return { l, land: landscapes[l], ...shown };
  }

  let off;
  let drawn;
  const seen = (name) => !page.get("alone") || page.get("alone") === name;
  // A mark of its own on every line, at steps at which no other line has one.
  const marked = (t, r) => t > 0 && t % EVERY === Math.round((EVERY * r) / runners.length);

  function drawMap({ l, land, paths }) {
    clear(map);
    const { context } = map;
    const { ink } = page;
    const range = [-land.bound, land.bound];
    const frame = axes(map, ink, { x: range, y: range, xLabel: "θ₁", yLabel: "θ₂" });
    map.frame = frame;
    if (map.stale || drawn !== l) {
      const side = Math.sqrt(maps.length / landscapes.length);
      off = contours(map, frame.box, { values: maps.subarray(l * side * side),
        shape: [side, side], levels: land.levels, ink });
      map.stale = false;
      drawn = l;
    }
    const { left, top, right, bottom } = frame.box;
    context.drawImage(off, left, top, right - left, bottom - top);
    const step = page.get("step");
    const ends = [];
    frame.inside(() => {
      land.minima.forEach(([x, y]) => mark(context, [frame.X(x), frame.Y(y)],
        { shape: "star", size: 6, colour: ink.yellow, edge: "#000000" }));
      runners.forEach((name, r) => {
        if (!seen(name)) return;
        const points = [];
        for (let t = 0; t <= step; t += 1) {
          const at = 2 * (r * count + t);
          if (Math.abs(paths[at]) > VAST) break;
          points.push([frame.X(paths[at]), frame.Y(paths[at + 1])]);
          if (Math.hypot(paths[at], paths[at + 1]) > 200 * land.bound) break;
        }
        if (!points.length) return;
        const [colour, { shape, dash }] = [PALE[r % PALE.length], style(r)];
        line(context, points, { colour, width: 2, dash, halo: "rgb(0 0 0 / 60%)" });
        points.forEach((at, t) => {
          if (marked(t, r)) mark(context, at, { shape, size: 3.5, colour, edge: "#000000" });
        });
        ends.push([points.at(-1), { shape, size: 6, colour, edge: "#000000" }]);
      });
    });
    ends.forEach(([at, look]) => frame.spot(at, look));
    const start = still ? land.start : [page.get("start1"), page.get("start2")];
    frame.spot([frame.X(start[0]), frame.Y(start[1])],
      { size: still ? 4 : 6.5, colour: "#ffffff", edge: "#000000" });
  }

  function drawCurves({ costs }) {
    clear(curves);
    const { context } = curves;
    const { ink } = page;
    const frame = axes(curves, ink, {
      x: [0, count - 1], y: [1e-6, 100], yLog: true, xLabel: "step", yLabel: "cost",
    });
    const step = page.get("step");
    const { top, bottom } = frame.box;
    const marks = [];
    frame.inside(() => {
      line(context, [[frame.X(step), top], [frame.X(step), bottom]],
        { colour: ink.soft, width: 1, dash: [3, 3] });
      runners.forEach((name, r) => {
        if (!seen(name)) return;
        const { shape, dash } = style(r);
        const colour = ink[style(r).colour];
        const points = [];
        for (let t = 0; t < count; t += 1) {
          const cost = costs[r * count + t];
          if (cost > VAST) break;
          points.push([frame.X(t), frame.Y(Math.max(cost, 1e-9))]);
        }
        line(context, points, { colour, dash });
        points.forEach((at, t) => {
          if (marked(t, r)) mark(context, at, { shape, size: 4, colour, edge: ink.paper });
        });
        marks.push([points[Math.min(step, points.length - 1)], r]);
      });
    });
    marks.filter(([at]) => at).forEach(([at, r]) => frame.spot(at,
      { shape: style(r).shape, size: 5, colour: ink[style(r).colour], edge: ink.ink }));
  }

  // Who is where at the end of the race.
  function results({ land, paths, costs }) {
    return runners.map((name, r) => {
      const row = costs.subarray(r * count, (r + 1) * count);
      const end = paths.subarray(2 * ((r + 1) * count - 1), 2 * (r + 1) * count);
      const first = row.findIndex((cost) => cost <= 0.01 * row[0]);
      const stops = row.findIndex(isNothing);
      if (stops >= 0) return { name, first, gone: false, stops };
      const gone = !(Math.max(Math.abs(end[0]), Math.abs(end[1])) < 10 * land.bound);
      const near = land.minima.find(([x, y]) => Math.hypot(end[0] - x, end[1] - y) < 0.15);
      return { name, first, gone, near: near?.[2] };
    });
  }

  function sentence(now) {
    if (busy() && !find(wanted()) && performance.now() - askedAt > 1000) {
      return "Waiting for the kernel: it is busy or has stopped. The picture follows when it "
        + "answers.";
    }
    const all = results(now);
    const there = all.filter(({ gone, first }) => !gone && first >= 0)
      .sort((one, other) => one.first - other.first);
    const open = all.filter(({ stops, first }) => stops && first < 0);
    const slow = all.filter(({ gone, first, stops }) => !gone && first < 0 && !stops);
    const gone = all.filter((one) => one.gone);
    const parts = [];
    if (there.length) {
      parts.push(`First to 1 % of the cost: ${there.map(({ name, first }) =>
        `${name} (step ${first})`).join(", ")}.`);
    }
    if (slow.length) {
      parts.push(`Not there in ${count - 1} steps: ${slow.map(({ name, near }) =>
        (near ? `${name} (in ${near})` : name)).join(", ")}.`);
    }
    if (open.length) {
      parts.push(`Not run to the end: ${open.map(({ name, stops }) =>
        `${name} (step ${stops - 1} so far)`).join(", ")}.`);
    }
    if (gone.length) parts.push(`Diverged: ${gone.map(({ name }) => name).join(", ")}.`);
    return parts.join(" ");
  }

  if (!still) {
    onDrag(page, map, (px, py) => {
      const [x, y] = map.frame.at(px, py);
      model.set("start1", Math.round(x * 20) / 20);
      page.set("start2", Math.round(y * 20) / 20);
    });
  }

  page.onPaint(() => {
    const now = current();
    if (map.width) drawMap(now);
    if (curves.width) drawCurves(now);
    const step = page.get("step");
    sums(runners.map((_, r) => {
      const cost = now.costs[r * count + step];
      return cost > VAST && !isNothing(cost) ? "gone" : number(cost);
    }));
    page.say(sentence(now));
  });
  return page.close;
}
