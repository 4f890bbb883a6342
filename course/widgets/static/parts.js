// Small parts: elements, numbers in and out of words, the buffer from the kernel.

// Without this attribute on the very element that has the focus, JupyterLab takes the
// arrow keys for itself: they would choose another cell instead of moving a slider.
export const OWN_KEYS = "data-lm-suppress-shortcuts";

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  if (["input", "select", "button"].includes(tag)) element.setAttribute(OWN_KEYS, "true");
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

// Two widgets, or two views of one, stand on one page: labels need ids of their own.
let made = 0;
export function freshId() {
  made += 1;
  return `bp-${made}-${Math.random().toString(36).slice(2, 7)}`;
}

export function floats(view) {
  // A copy, because float32 wants an offset that four divides and the wire gives any.
  return new Float32Array(
    view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength),
  );
}

export function decode(model) {
  const all = floats(model.get("data"));
  const arrays = {};
  for (const [name, [start, shape]] of Object.entries(model.get("index"))) {
    const size = shape.reduce((product, n) => product * n, 1);
    arrays[name] = all.subarray(start, start + size);
    arrays[name].shape = shape;
  }
  return arrays;
}

// Short enough for a label, long enough to compare: 0.0312, 2.5, 1.2e7.
const isNan = (value) => Math.abs(value) > 1.5e30; // the kernel sends 2e30 for nan
export const isNothing = (value) => value > 2.5e30; // and 3e30 for what is not there yet
export function number(value, digits = 3) {
  if (isNothing(value)) return "–";
  if (isNan(value)) return "nan";
  if (Math.abs(value) >= 1e29) return "beyond all bounds";
  if (value === 0) return "0";
  const size = Math.abs(value);
  const text = size >= 1e5 || size < 1e-4
    ? value.toExponential(digits - 1).replace(/\.?0+e/, "e").replace("e+", "e")
    : String(Number(value.toPrecision(digits)));
  return text.replaceAll("-", "−");
}

export function fixed(value, digits = 2) {
  if (isNothing(value)) return "–";
  if (isNan(value)) return "nan";
  if (Math.abs(value) >= 1e29) return value < 0 ? "−∞" : "∞";
  const text = value.toFixed(digits);
  return (Number(text) === 0 ? text.replace("-", "") : text).replace("-", "−");
}

export function nearest(values, wanted) {
  let best = 0;
  for (let i = 1; i < values.length; i += 1) {
    if (Math.abs(values[i] - wanted) < Math.abs(values[best] - wanted)) best = i;
  }
  return best;
}

// Small words under the track, with a tick where the thumb stands for that value.
export function markRow(marks, values) {
  const row = make("div", { class: "bp-marks", "aria-hidden": "true" });
  for (const { at, text, side } of marks) {
    const next = Math.max(1, values.findIndex((value) => value >= at));
    const part = (at - values[next - 1]) / (values[next] - values[next - 1]);
    const mark = make("span", { class: side }, text);
    const place = (next - 1 + part) / (values.length - 1);
    mark.style.left = `calc(8px + (100% - 16px) * ${place})`;
    row.append(mark);
  }
  return row;
}
