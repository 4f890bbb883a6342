// Chapter 15: a reader while it learns. Each epoch was trained with the student's gradient,
// and each digit changed by the student's fgsm; a slider only chooses.

import { Page } from "./engine.js";
import { cells, layout } from "./grid.js";
import { isNothing, nearest, number } from "./parts.js";
import { Player } from "./player.js";
import { VAST, axes, clear, dots, legend, line, mark, words } from "./plot.js";

// Powers of two between which float16 has numbers: half of 2 to the −24, its smallest, is
// rounded up to it.
const [FLOOR, CEILING] = [-25, 16];
const SIDE = 8;

export function render({ model, el }) {
  const page = new Page({ model, el }, "A reader while it learns");
  if (!page.ready) return page.close;
  const { losses, powers, tables, pixels, words: read } = page.arrays();
  const { noises, least, images: [learnt, held] } = model.get("facts");
  const epochs = losses.shape[0];
  const [count, misread] = [powers.shape[1], read.shape[2]];

  const curve = page.picture("Your loss at each epoch; ★ the lowest of those held back",
    { height: 230, basis: 330 });
  const table = page.picture("Rows: which digit it is; columns: how it is read",
    { height: 230, square: true, what: "Table of digits and how they are read" });
  const wrong = page.picture("The first six that are misread", { height: 230, basis: 250 });
  const sizes = page.picture("Your gradient: how many slopes at each power of two",
    { height: 230, basis: 330 });
  const player = new Player(page, {
    label: "Epoch", last: epochs - 1, interval: 400, text: (epoch) => String(epoch),
  });
  player.stage(curve.canvas, "The losses");
  page.slider("noise", { label: "Noise ε of your fgsm", values: noises });
  page.slider("scale", { label: "Loss scale", min: 0, max: 40, step: 1,
    text: (power) => `2 to the ${power}` });

  function now() {
    const [epoch, n] = [page.get("step"), nearest(noises, page.get("noise"))];
    const place = n * epochs + epoch;
    const part = (array, at, size) => array.subarray(at * size, (at + 1) * size);
    const right = (at) => {
      const all = part(tables, at, 100);
      return isNothing(all[0]) ? undefined
        : all.reduce((sum, one, i) => sum + (i % 11 ? 0 : one), 0);
    };
    const scaled = part(powers, epoch, count);
    const share = (from, to) => {
      const total = scaled.reduce((sum, one) => sum + one, 0);
      return scaled.reduce((sum, one, i) => {
        const power = least + i + page.get("scale");
        return sum + (power >= from && power < to ? one : 0);
      }, 0) / Math.max(1, total);
    };
    return { epoch, noise: noises[n], powers: scaled, table: part(tables, place, 100),
      pixels: part(pixels, place, misread * SIDE * SIDE), read: part(read, place, misread * 2),
      right: right(place), clean: right(epoch), lost: share(-1e9, FLOOR),
      over: share(CEILING, 1e9), scale: page.get("scale") };
  }

  const lowest = () => {
    let best = 0;
    for (let e = 1; e < epochs; e += 1) if (losses[2 * e + 1] < losses[2 * best + 1]) best = e;
    return best;
  };

  function drawCurve({ epoch }) {
    clear(curve);
    const { context } = curve;
    const { ink } = page;
    const all = losses.filter((one) => one > 0 && one < VAST);
    const bounds = [Math.min(0.5, ...all) / 1.5, Math.max(3, ...all) * 4];
    const frame = axes(curve, ink, { x: [0, epochs - 1], y: bounds, yLog: true,
      xLabel: "epoch", yLabel: "loss" });
    const series = (column) => Array.from({ length: epochs }, (_, e) => [e, losses[2 * e + column]])
      .filter(([, value]) => Math.abs(value) < VAST)
      .map(([e, value]) => [frame.X(e), frame.Y(Math.max(1e-12, value))]);
    const kinds = [
      { colour: ink.blue, shape: "circle", text: `the ${learnt} it learns from` },
      { colour: ink.orange, shape: "square", dash: [5, 4], text: `the ${held} held back` },
    ];
    frame.inside(() => {
      line(context, [[frame.X(epoch), frame.box.top], [frame.X(epoch), frame.box.bottom]],
        { colour: ink.soft, width: 1, dash: [3, 3] });
      kinds.forEach(({ colour, dash }, column) => {
        line(context, series(column), { colour, dash, width: 2.2 });
        dots(context, series(column), { size: 2, colour });
      });
    });
    kinds.forEach(({ colour, shape }, column) => {
      const value = losses[2 * epoch + column];
      if (!(Math.abs(value) < VAST)) return;
      mark(context, [frame.X(epoch), frame.Y(value)], { shape, colour, edge: ink.ink });
    });
    const best = lowest();
    if (losses[2 * best + 1] < VAST) {
      mark(context, [frame.X(best), frame.Y(losses[2 * best + 1])],
        { shape: "star", size: 6, colour: ink.yellow, edge: ink.ink });
    }
    legend(context, kinds, frame.box.right - 6, frame.box.top + 11,
      { align: "right", ground: ink.paper });
  }

  function drawTable(here) {
    clear(table);
    const { context } = table;
    const place = layout(table, 10, 10, { left: 18, top: 18 });
    // What is misread is blue and has a stroke or a number; what is right is orange.
    const most = Math.max(1, held / 14);
    cells(context, page.ink, place, {
      value: (r, c) => {
        const value = here.table[r * 10 + c];
        if (isNothing(value)) return value;
        return r === c ? value : -Math.min(most, 4 * value);
      },
      most,
      text: (r, c) => {
        const value = here.table[r * 10 + c];
        return value && !isNothing(value) && place.side > 14 ? String(value) : "";
      },
    });
    for (let k = 0; k < 10; k += 1) {
      const soft = { colour: page.ink.soft, align: "center", size: 11 };
      words(context, String(k), 8, place.top + (k + 0.5) * place.side, soft);
      words(context, String(k), place.left + (k + 0.5) * place.side, 9, soft);
    }
  }

  function drawWrong(here) {
    clear(wrong);
    const { context, width, height } = wrong;
    const columns = 3;
    const [across, down] = [width / columns, height / Math.ceil(misread / columns)];
    const side = Math.min(across - 12, down - 26) / SIDE;
    for (let n = 0; n < misread; n += 1) {
      const [is, said] = here.read.subarray(2 * n, 2 * n + 2);
      if (isNothing(is)) continue;
      const left = (n % columns) * across + (across - side * SIDE) / 2;
      const top = Math.floor(n / columns) * down + 20;
      for (let i = 0; i < SIDE * SIDE; i += 1) {
        // Ink on paper in both themes: a person has to read it.
        const grey = Math.round(255 * (1 - here.pixels[n * SIDE * SIDE + i]));
        context.fillStyle = `rgb(${grey}, ${grey}, ${grey})`;
        context.fillRect(left + (i % SIDE) * side, top + Math.floor(i / SIDE) * side,
          side + 0.5, side + 0.5);
      }
      words(context, `${is} as ${said}`, left + (side * SIDE) / 2, top - 9,
        { colour: page.ink.ink, align: "center" });
    }
    if (isNothing(here.read[0])) {
      const why = here.right === undefined ? "not there yet" : "none is misread";
      words(context, why, width / 2, height / 2, { colour: page.ink.soft, align: "center" });
    }
  }

  function drawSizes(here) {
    clear(sizes);
    const { context } = sizes;
    const { ink } = page;
    const bars = here.powers.map((value) => (isNothing(value) ? 0 : value));
    const top = Math.max(1, ...bars) * 1.35;
    const frame = axes(sizes, ink, { x: [-50, 34], y: [0, top], xLabel: "power of two",
      yLabel: "slopes" });
    const wide = frame.X(1) - frame.X(0);
    frame.inside(() => {
      bars.forEach((value, i) => {
        const power = least + i + here.scale;
        const out = power < FLOOR || power >= CEILING;
        context.fillStyle = out ? ink.vermillion : ink.blue;
        context.fillRect(frame.X(power) + 0.5, frame.Y(value), Math.max(1, wide - 1),
          frame.box.bottom - frame.Y(value));
      });
      for (const power of [FLOOR, CEILING]) {
        line(context, [[frame.X(power), frame.box.top], [frame.X(power), frame.box.bottom]],
          { colour: ink.vermillion, dash: [6, 4], width: 1.6 });
      }
    });
    const y = frame.box.top + 10;
    words(context, "0 ◂", frame.X(FLOOR) - 5, y,
      { colour: ink.vermillion, align: "right", halo: ink.paper });
    words(context, "float16", (frame.X(FLOOR) + frame.X(CEILING)) / 2, y,
      { colour: ink.ink, align: "center", halo: ink.paper });
    words(context, "▸ ∞", frame.X(CEILING) + 5, y, { colour: ink.vermillion, halo: ink.paper });
  }

  function sentence({ epoch, noise, right, clean, lost, over, scale }) {
    const [own, other] = losses.subarray(2 * epoch, 2 * epoch + 2);
    if (clean === undefined) {
      const done = Math.max(0, losses.filter((one) => !isNothing(one)).length / 2 - 1);
      return `Epoch ${epoch} is not there: ${Math.floor(done)} of ${epochs - 1} are.`;
    }
    const start = `Epoch ${epoch}: of the ${held} held back ${clean} are read`;
    const fooled = noise === 0 ? ""
      : `, and ${right === undefined ? "not known how many" : right} with noise of ε = `
        + `${number(noise)}`;
    const best = lowest();
    const heart = epoch > best
      ? `; their loss is ${number(other)}, and was lowest in epoch ${best}, while that of the `
        + `${learnt} went on to ${number(own)}`
      : `; their loss is ${number(other)}, that of the ${learnt} is ${number(own)}`;
    const percent = (part) => (part && part < 0.001 ? "under 0.1 %" : `${number(100 * part, 2)} %`);
    const half = over ? `${percent(over)} of the slopes are infinite`
      : `${percent(lost)} of the slopes that are not 0 become 0`;
    return `${start}${fooled}${heart}. In float16, with a loss scale of 2 to the ${scale}, `
      + `${half}.`;
  }

  page.onPaint(() => {
    const here = now();
    if (curve.width) drawCurve(here);
    if (table.width) drawTable(here);
    if (wrong.width) drawWrong(here);
    if (sizes.width) drawSizes(here);
    page.say(sentence(here));
  });
  return page.close;
}
