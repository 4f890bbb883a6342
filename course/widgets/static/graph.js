// Chapter 11: a program as a graph. Values go forward; then the student's machine asks one
// rule after the other, and what each hands on is written on its edges.

import { Page } from "./engine.js";
import { fixed, isNothing, nearest, number } from "./parts.js";
import { clear, fitting, line, words } from "./plot.js";
import { Player } from "./player.js";

const BOX = { wide: 112, high: 58, line: 17 };
const SLIM = 420; // below it the graph runs from top to bottom
const PART = 0.19; // of the width for a box: between two there is room for a number

export function render({ model, el }) {
  const page = new Page({ model, el }, "A program as a graph: two sweeps");
  if (!page.ready) return page.close;
  const { values, bars, order, shares } = page.arrays();
  const { inputs, programs } = model.get("facts");
  const [nodes, calls] = [values.shape[2], order.shape[2]];
  const made = (program) => program.parents.map((list, n) => [n, list.length])
    .filter(([, count]) => count).map(([n]) => n);
  const lastOf = (program) => 2 * made(program).length + 1;

  const stage = page.picture("Value of each node, and below it x̄: the slope of C", { height: 290, basis: 520 });
  const panel = page.panel();
  const chosen = () => programs[Math.max(0, programs.findIndex(({ name }) =>
    name === page.get("program")))];
  const player = new Player(page, {
    label: "Step", last: lastOf(chosen()), interval: 1800,
    text: (step) => `${Math.min(step, lastOf(chosen()))} of ${lastOf(chosen())}`,
  });
  player.stage(stage.canvas, "The graph");
  page.slider("x", { label: "Input x", values: inputs, text: (value) => fixed(value) });
  page.on("program", () => player.reach(lastOf(chosen())));
  page.choice("program", { label: "Program", options: programs.map(({ name }) => name) });

  // What is known after this step: values of the first nodes, then shares of the first calls.
  function now() {
    const program = chosen();
    const at = programs.indexOf(program) * inputs.length + nearest(inputs, page.get("x"));
    const ahead = made(program);
    const step = Math.min(page.get("step"), lastOf(program));
    const known = program.names.length - ahead.length + Math.min(step, ahead.length);
    const asked = Math.max(0, step - ahead.length - 1); // calls that are made
    const handed = program.names.map(() => []);
    const last = program.names.length - 1;
    if (step > ahead.length) handed[last].push(1);
    const made_calls = [];
    for (let n = 0; n < asked; n += 1) {
      const node = order[at * calls + n];
      if (isNothing(node)) break;
      const row = program.parents[node].map((_, slot) => shares[(at * calls + n) * 2 + slot]);
      program.parents[node].forEach((parent, slot) => handed[parent].push(row[slot]));
      made_calls.push({ node, row });
    }
    return { program, step, known, handed, calls: made_calls, end: lastOf(program), ahead,
      value: (n) => values[at * nodes + n], bar: (n) => bars[at * nodes + n] };
  }

  const sum = (list) => list.reduce((all, one) => all + one, 0);
  const wrongOf = ({ step, end, handed, bar }, n) => step === end && handed[n].length
    && !isNothing(bar(n)) && Math.abs(bar(n) - sum(handed[n])) > 1e-4 * Math.max(1, Math.abs(bar(n)));

  function placesOf({ places }) {
    const { width, height } = stage;
    const narrow = width < SLIM;
    const wide = narrow ? Math.min(BOX.wide, width / 2 - 34)
      : Math.min(BOX.wide, Math.round(PART * width));
    const across = (part) => wide / 2 + 4 + part * (width - wide - 8);
    const down = (part) => BOX.high / 2 + 4 + part * (height - BOX.high - 8);
    return { wide, narrow, at: places.map(([fx, fy]) =>
      (narrow ? [across(1 - fy), down(fx)] : [across(fx), down(fy)])) };
  }

  function draw(here) {
    clear(stage);
    const { context } = stage;
    const { ink } = page;
    const { program, known, calls: done } = here;
    const { at, wide, narrow } = placesOf(program);
    const current = done.at(-1);
    program.parents.forEach((parents, node) => parents.forEach((parent, slot) => {
      const twice = parents.length === 2 && parents[0] === parents[1];
      const aside = twice ? (slot ? 13 : -13) : 0;
      const shift = ([x, y]) => (narrow ? [x + 2 * aside, y] : [x, y + aside]);
      const [from, to] = [shift(at[parent]), shift(at[node])];
      const call = done.find((one) => one.node === node);
      const lit = call && call === current;
      context.globalAlpha = node < known ? 1 : 0.35;
      line(context, [from, to], { colour: lit ? ink.vermillion : ink.blue,
        width: lit ? 4 : 1.6, dash: lit ? [8, 4] : [] });
      context.globalAlpha = 1;
    }));
    program.names.forEach((name, n) => box(here, name, n, at[n], wide));
    // On the edges of the rule that was asked last: what it handed on.
    if (current) {
      const parents = program.parents[current.node];
      parents.forEach((parent, slot) => {
        const twice = parents.length === 2 && parents[0] === parents[1];
        const aside = twice ? (slot ? 13 : -13) : 0;
        const [[ax, ay], [bx, by]] = [at[parent], at[current.node]];
        const [x, y] = [(ax + bx) / 2, (ay + by) / 2];
        words(context, number(current.row[slot]), narrow ? x + 2 * aside : x,
          narrow ? y : y + aside, { colour: ink.vermillion, align: "center", bold: true,
            halo: ink.paper });
      });
    }
  }

  function box(here, name, n, [x, y], wide) {
    const { context } = stage;
    const { ink } = page;
    const { known, handed, value, calls: done, step, ahead } = here;
    const [left, top] = [x - wide / 2, y - BOX.high / 2];
    const fresh = step <= ahead.length ? n === known - 1 && step > 0
      : (done.at(-1)?.node ?? -1) === n || (!done.length && n === here.program.names.length - 1);
    context.beginPath();
    context.roundRect(left, top, wide, BOX.high, 9);
    context.fillStyle = ink.fill;
    context.fill();
    context.lineWidth = fresh ? 3 : 1.2;
    context.strokeStyle = fresh ? (step <= ahead.length ? ink.blue : ink.vermillion) : ink.soft;
    context.stroke();
    const short = name.split(" ")[0];
    const lines = [name, n < known ? number(value(n), 4) : "?",
      handed[n].length ? `${short}\u0304 ${number(sum(handed[n]), 4)}` : ""];
    lines.forEach((whole, i) => {
      const bold = i === 2;
      const [text, size] = fitting(context, whole, { bold, size: 13, room: wide - 8 });
      words(context, text, x, top + 4 + BOX.line * (i + 0.5), { align: "center", bold, size,
        colour: i === 2 ? ink.vermillion : i ? ink.ink : ink.soft });
    });
    if (wrongOf(here, n)) {
      words(context, "▲", left + wide - 4, top + 4, { colour: ink.vermillion, align: "center",
        bold: true, size: 16, halo: ink.paper });
    }
  }

  function told(here) {
    const { program, step, end, handed, ahead, value, calls: done } = here;
    const name = (n) => program.names[n].split(" ")[0];
    if (step === 0) {
      const rest = ahead.map((n) => program.names[n]).join("; ");
      return ["The inputs", [
        ...program.names.slice(0, -ahead.length).map((one, n) => `${one} = ${number(value(n), 4)}.`),
      ], [`To be worked out: ${rest}.`,
        "Next, or →, works out one node after the other; then the slopes come back."]];
    }
    if (step <= ahead.length) {
      const n = ahead[step - 1];
      return ["Forward", [`${program.names[n]} = ${number(value(n), 4)}.`]];
    }
    if (step === ahead.length + 1) return ["Backward", ["The slope of C with respect to C is 1."]];
    const call = done.at(-1);
    const last = here.bar(program.names.length - 1);
    if (!call && isNothing(last)) return ["Backward", ["Your slopes are not there."]];
    if (!call) return ["Backward", ["Your backpropagate asked no rule."]];
    const gets = number(sum(handed[call.node]), 4);
    const lines = [`The rule of ${program.names[call.node]} gets ${gets}.`,
      ...program.parents[call.node].map((parent, slot) =>
        `It hands ${number(call.row[slot], 4)} to ${name(parent)}.`)];
    [...new Set(program.parents[call.node])].forEach((parent) => {
      if (handed[parent].length > 1) {
        lines.push(`${name(parent)} has ${handed[parent].map((one) => number(one, 4)).join(" + ")}`
          + ` = ${number(sum(handed[parent]), 4)}.`);
      }
    });
    return [step === end ? "Backward, the end" : "Backward", lines];
  }

  page.onPaint(() => {
    const here = now();
    if (stage.width) draw(here);
    const [heading, lines, ahead = []] = told(here);
    const n = here.program.names.findIndex((_, node) => wrongOf(here, node));
    const wrong = n < 0 ? "" : `Your backpropagate gives ${here.program.names[n].split(" ")[0]} `
      + `the slope ${number(here.bar(n), 4)}.`;
    page.write(panel, heading, [...lines, ...ahead], wrong);
    page.say(`Step ${here.step} of ${here.end}, ${heading.toLowerCase()}: ${lines.join(" ")}`);
  });
  return page.close;
}
