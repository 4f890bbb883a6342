// Chapter 10: the size of an error in each of thirty layers. The bars are what happens, the
// line is the student's gains multiplied; a slider only chooses the start.

import { Page } from "./engine.js";
import { isNothing, nearest, number } from "./parts.js";
import { VAST, axes, clear, dots, legend, line } from "./plot.js";

const LEAST = 1e-25;

export function render({ model, el }) {
  const page = new Page({ model, el }, "An error on its way down thirty layers");
  if (!page.ready) return page.close;
  const { errors, outputs, gains, slopes, clipped } = page.arrays();
  const { scales, kinds, ways, norms, clips } = model.get("facts");
  const layers = errors.shape[4];

  const below = page.picture("Size of the error in each layer; it enters at the right",
    { height: 300, basis: 380 });
  const above = page.picture("Size of what each layer gives", { height: 300, basis: 300 });
  const steps = clips.length ? page.picture("Length of each layer’s gradient",
    { height: 300, basis: 300 }) : { width: 0 };
  page.slider("scale", { label: "Scale (1 is Xavier’s)", values: scales });
  page.choice("kind", { label: "Activation", options: kinds });
  page.choice("plus", { label: "Plus sign", options: ways });
  page.choice("norm", { label: "Norm", options: norms });
  if (clips.length) page.choice("clip", { label: "Clip", options: clips });

  function now() {
    const [k, p, n, c] = [["kind", kinds], ["plus", ways], ["norm", norms], ["clip", clips]]
      .map(([key, all]) => Math.max(0, all.indexOf(page.get(key))));
    const s = nearest(scales, page.get("scale"));
    const row = (array, at) => array.subarray(at * layers, (at + 1) * layers);
    const place = ((k * ways.length + p) * norms.length + n) * scales.length + s;
    return { kind: kinds[k], plus: p > 0, norm: n > 0, clip: c > 0, scale: scales[s],
      plain: p + n === 0, errors: row(errors, place), outputs: row(outputs, place),
      slopes: row(slopes, place), clipped: row(clipped, place),
      gains: row(gains, k * scales.length + s) };
  }

  function bars(picture, values, { colour, yLabel, extra = () => {} }) {
    clear(picture);
    const { context } = picture;
    const frame = axes(picture, page.ink, {
      x: [0, layers + 1], y: [1e-24, 1e18], yLog: true, xLabel: "layer", yLabel,
    });
    const wide = Math.max(2, 0.62 * (frame.X(2) - frame.X(1)));
    frame.inside(() => {
      const ground = frame.Y(1);
      context.fillStyle = colour;
      values.forEach((value, n) => {
        if (Math.abs(value) > VAST) return;
        const y = frame.Y(Math.max(LEAST, value));
        context.fillRect(frame.X(n + 1) - wide / 2, Math.min(y, ground), wide,
          Math.max(1.5, Math.abs(y - ground)));
      });
      line(context, [[frame.box.left, ground], [frame.box.right, ground]],
        { colour: page.ink.soft, width: 1 });
      extra(context, frame);
    });
    return frame;
  }

  function drawBelow(here) {
    const { ink } = page;
    const frame = bars(below, here.errors, { colour: ink.blue, yLabel: "size of the error",
      extra(context, { X, Y }) {
        if (!here.plain) return;
        const points = Array.from(here.gains, (value, n) => [n + 1, value])
          .filter(([, value]) => !isNothing(value) && Math.abs(value) < VAST)
          .map(([n, value]) => [X(n), Y(Math.max(LEAST, value))]);
        line(context, points, { colour: ink.orange, width: 2, dash: [3, 4], halo: ink.paper });
        dots(context, points, { size: 2.5, colour: ink.orange });
      } });
    const rows = [{ text: "what is left of 1", colour: ink.blue }];
    if (here.plain) {
      rows.push({ text: "your error_gain, multiplied", colour: ink.orange, dash: [3, 4] });
    }
    legend(below.context, rows, frame.box.left + 8, frame.box.top + 12, { ground: ink.paper });
  }

  // A gradient that is clipped is drawn full, and what it was as an outline.
  function drawSteps({ slopes: before, clipped: after, clip }) {
    const { ink } = page;
    const frame = bars(steps, clip ? after : before, { colour: ink.orange,
      yLabel: "length of the gradient",
      extra(context, { X, Y }) {
        if (!clip) return;
        const points = Array.from(before, (value, n) => [X(n + 1), Y(Math.max(LEAST, value))]);
        line(context, points, { colour: ink.ink, width: 1.6, dash: [3, 4], halo: ink.paper });
      } });
    const rows = [{ text: clip ? "after your clip" : "each layer’s", colour: ink.orange }];
    if (clip) rows.push({ text: "before it", colour: ink.ink, dash: [3, 4] });
    legend(steps.context, rows, frame.box.left + 8, frame.box.top + 12, { ground: ink.paper });
  }

  const whole = (values) => Math.sqrt(values.reduce((sum, one) => sum + one * one, 0));

  function sentence({ kind, plus, norm, plain, scale, clip, errors: sizes, outputs: sent,
    gains: product, slopes: before, clipped: after }) {
    const left = sizes[0];
    const extras = [plus && "plus signs", norm && "a norm"].filter(Boolean).join(" and ");
    const what = `${layers} ${kind} layers${extras && ` with ${extras}`}, scale `
      + `${number(scale)}: the lowest gets ${number(left)} of an error of 1`;
    const gains = isNothing(product[0]) ? "are not all there" : `say ${number(product[0])}`;
    const said = plain ? `; your gains ${gains}` : "";
    const cut = clip && !isNothing(after[0])
      ? ` The whole gradient has the length ${number(whole(before))}, and ${number(whole(after))} `
        + "when it is clipped." : "";
    const top = ` The top layer gives ${number(sent[layers - 1])}.${cut}`;
    if (left < 0.01) return `Fades: ${what}${said}.${top}`;
    if (left > 100) return `Grows: ${what}${said}.${top}`;
    return `Arrives: ${what}${said}.${top}`;
  }

  page.onPaint(() => {
    const here = now();
    if (below.width) drawBelow(here);
    if (above.width) {
      bars(above, here.outputs, { colour: page.ink.green, yLabel: "size of the output" });
    }
    if (steps.width) drawSteps(here);
    page.say(sentence(here));
  });
  return page.close;
}
