// What every widget shares: the page around the pictures, controls that have names,
// one repaint a frame, one sentence that says what is to be seen.

import { decode, floats, freshId, make, markRow, nearest, number } from "./parts.js";
import { followTheme, paintIn } from "./theme.js";

const QUIET = 200; // ms without a move before Python and the screen reader are told
const BREATH = 30; // ms in which the kernel may do something else between two slices
const LATER = 1000; // ms after which a picture that is out of sight looks again

export class Page {
  constructor({ model, el }, title) {
    this.model = model;
    this.ends = []; // what must be undone when the view goes
    this.painters = [];
    this.pictures = [];
    this.keys = []; // what the controls set
    this.root = make("section", {
      class: "bp",
      "aria-label": title,
    });
    this.root.append(make("h4", {}, title));
    el.append(this.root);
    const problem = model.get("problem");
    if (problem) {
      this.root.append(make("p", { class: "bp-problem", role: "status" }, problem));
    }
    this.ready = !problem;
    this.#rest();
    this.row = make("div", { class: "bp-row" });
    this.controls = make("div", { class: "bp-controls" });
    this.notes = make("div", { class: "bp-notes" });
    this.status = make("p", { class: "bp-status", role: "status" });
    const stage = make("div", { class: "bp-stage" }, this.row, this.controls);
    if (this.ready) this.root.append(stage, this.notes, this.status);
    this.#told("remark", "bp-remark");
    this.ends.push(followTheme((theme) => this.#wear(theme)));
    this.#followSize();
    this.ends.push(() => clearTimeout(this.timer), () => this.root.remove());
  }

  #told(key, kind) {
    const note = make("p", { class: kind });
    const show = () => {
      note.textContent = this.model.get(key);
      note.hidden = !note.textContent;
    };
    show();
    this.notes.append(note);
    this.on(key, show);
  }

  note(text) {
    return make("p", { class: "bp-note" }, text);
  }

  #wear(theme) {
    this.ink = paintIn(theme, this.root);
    this.pictures.forEach((picture) => { picture.stale = true; });
    this.repaint();
  }

  // A canvas whose size is set is empty: it is painted before the browser shows it.
  #followSize() {
    this.sizes = new ResizeObserver(() => {
      if (!this.pictures.filter((picture) => this.#fit(picture)).length) return;
      cancelAnimationFrame(this.frame);
      this.#paint();
      this.#keepTogether();
    });
    this.ends.push(() => this.sizes.disconnect());
  }

  // Where a control gets the focus by a key, the browser scrolls to it; so that the picture
  // that it moves comes into view with it, the control is said to begin where that begins.
  #keepTogether() {
    const top = this.pictures[0].canvas.getBoundingClientRect().top;
    this.controls.querySelectorAll("input, select, button").forEach((one) => {
      const above = one.getBoundingClientRect().top - top;
      one.style.scrollMarginTop = `${Math.max(0, Math.round(above))}px`;
    });
  }

  #fit(picture) {
    const { canvas } = picture;
    const scale = window.devicePixelRatio || 1;
    const width = canvas.clientWidth;
    if (!width || (width === picture.width && scale === picture.scale)) return false;
    const height = heightOf(picture, width);
    canvas.style.height = `${height}px`;
    Object.assign(picture, { width, height, scale, stale: true });
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    return true;
  }

  // The student's numbers. Where the kernel is still at work on them, it is asked for more
  // whenever it has answered; what it sends takes the place of what there was.
  arrays() {
    const arrays = decode(this.model);
    const [first] = Object.values(arrays);
    this.on("data", () => {
      const all = floats(this.model.get("data"));
      const held = first && new Float32Array(first.buffer);
      if (held?.length !== all.length) return;
      held.set(all);
      this.pictures.forEach((picture) => { picture.stale = true; });
      this.repaint();
    });
    let timer = 0;
    const more = () => {
      this.root.setAttribute("aria-busy", String(this.get("pending") > 0));
      if (!this.get("pending")) return;
      const seen = this.root.isConnected && !document.hidden;
      const settings = Object.fromEntries(this.keys.map((key) => [key, this.get(key)]));
      if (seen) this.model.send({ more: settings });
      else timer = setTimeout(more, LATER);
    };
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(more, BREATH);
    };
    if (!this.model.static) {
      this.on("turns", soon);
      soon();
      this.ends.push(() => clearTimeout(timer));
    }
    return arrays;
  }

  on(key, listener) {
    this.model.on(`change:${key}`, listener);
    this.ends.push(() => this.model.off(`change:${key}`, listener));
  }

  get = (key) => this.model.get(key);

  // Set one trait because a control moved: paint at the next frame, tell Python later.
  set(key, value) {
    this.model.set(key, value);
    this.repaint();
    this.tell();
  }

  tell() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.frame) { // on a busy machine a frame may be later: its sentence is not known
        this.tell();
        return;
      }
      this.timer = 0;
      this.status.textContent = this.sentence ?? "";
      for (const { canvas } of this.pictures) {
        canvas.setAttribute("aria-label", `${canvas.dataset.what}. ${this.sentence ?? ""}`);
      }
      this.model.set("status", this.sentence ?? "");
      this.model.save_changes();
      this.#rest();
    }, QUIET);
    this.#rest();
  }

  waits = () => false; // for the kernel, because nothing can be shown without it

  // Whether what is seen and what is said belong to where the controls stand.
  #rest() {
    this.root.dataset.rest = String(!(this.frame || this.timer || this.waits()));
  }

  say(sentence) {
    if (sentence === this.sentence) return;
    this.sentence = sentence;
    this.tell();
  }

  onPaint(painter) {
    this.painters.push(painter);
    this.repaint();
  }

  // Many moves, one frame: a slider sends more events than the screen can show.
  repaint = () => {
    if (this.frame || !this.ready) return;
    this.frame = requestAnimationFrame(() => this.#paint());
    this.#rest();
  };

  #paint() {
    this.frame = 0;
    if (this.ready) this.painters.forEach((paint) => paint());
    this.#rest();
  }

  // A slider over `values`, or over min..max; its trait is the value, not the position.
  slider(key, { label, values, min, max, step, text = (v) => number(v), marks = [] }) {
    this.keys.push(key);
    const id = freshId();
    const input = make("input", {
      type: "range", id, min: values ? 0 : min, max: values ? values.length - 1 : max,
      step: values ? 1 : step,
    });
    // No output element: each would be a live region, and speak beside the one sentence.
    const output = make("span", { class: "bp-value", "aria-hidden": "true" });
    const show = () => {
      const place = values && nearest(values, this.get(key));
      const value = values ? values[place] : this.get(key);
      input.value = values ? place : value;
      output.textContent = text(value);
      input.setAttribute("aria-valuetext", text(value));
      this.repaint();
    };
    const listener = () => {
      this.set(key, values ? values[Number(input.value)] : Number(input.value));
    };
    input.addEventListener("input", listener);
    this.on(key, show);
    show();
    input.show = show; // for what a text tells beside the value
    const control = make("div", { class: "bp-slider" },
      make("label", { for: id }, label), output, input);
    if (marks.length) control.append(markRow(marks, values));
    this.controls.append(control);
    return input;
  }

  // What is wanted less often: controls made inside `fill` are shown on asking.
  more(words, fill) {
    const box = make("details", { class: "bp-more", "aria-label": words },
      make("summary", {}, words));
    const grid = make("div", { class: "bp-controls" });
    box.append(grid);
    const outside = this.controls;
    this.controls = grid;
    fill();
    this.controls = outside;
    this.notes.before(box);
  }

  choice(key, { label, options, none }) {
    this.keys.push(key);
    const id = freshId();
    const select = make("select", { id });
    options.forEach((option) => {
      select.append(make("option", { value: option }, option || none));
    });
    const show = () => {
      select.value = this.get(key);
      this.repaint();
    };
    select.addEventListener("change", () => this.set(key, select.value));
    this.on(key, show);
    show();
    this.controls.append(make("div", { class: "bp-choice" },
      make("label", { for: id }, label), select));
    return select;
  }

  // Words beside a picture: a heading, some lines, and what is wrong.
  panel() {
    const panel = make("div", { class: "bp-panel" });
    this.row.append(panel);
    return panel;
  }

  write(panel, heading, lines, wrong = "") {
    const text = [heading, ...lines, wrong].join("\n");
    if (panel.dataset.text === text) return;
    panel.dataset.text = text;
    panel.replaceChildren(make("h5", {}, heading), ...lines.map((one) => make("p", {}, one)));
    if (wrong) panel.append(make("p", { class: "bp-wrong" }, wrong));
  }

  // A click on a canvas, in its own pixels.
  pickOn({ canvas }, action) {
    canvas.classList.add("bp-pick");
    canvas.addEventListener("click", (event) => action(event.offsetX, event.offsetY));
  }

  // A list of names with numbers; gives the function that writes the numbers.
  ledger(names, styles = []) {
    const values = names.map(() => make("b"));
    const pairs = names.map((name, i) => {
      const { sign, colour } = styles[i] ?? {};
      const mark = sign ? [make("i", { style: `color: var(--${colour})` }, `${sign} `)] : [];
      return make("div", {}, make("span", {}, ...mark, name), values[i]);
    });
    this.notes.before(make("div", { class: "bp-ledger" }, ...pairs));
    return (texts) => texts.forEach((text, i) => {
      const [sure, doubtful] = [text].flat();
      values[i].replaceChildren(sure);
      if (doubtful) values[i].append(make("span", { class: "bp-doubt" }, doubtful));
    });
  }

  // A canvas of fixed height; its width is what the page gives it.
  // A square one has equal axes: what crosses contours at right angles is seen to.
  picture(caption, { height: tallest = 280, least = 150, grow = 1, basis = 240,
    what = caption, square = false,
    fits = square ? (width) => width - FRAME : () => tallest } = {}) {
    const canvas = make("canvas", { role: "img", "aria-label": what, "data-what": what });
    canvas.style.height = `${tallest}px`;
    const figure = make("figure", {}, make("figcaption", {}, caption), canvas);
    figure.style.flex = square ? `0 1 ${tallest + FRAME}px` : `${grow} 1 ${basis}px`;
    this.row.append(figure);
    const picture = { canvas, context: canvas.getContext("2d"), width: 0, height: tallest,
      tallest, least, square, fits, stale: true };
    this.pictures.push(picture);
    this.sizes.observe(canvas);
    return picture;
  }

  close = () => {
    cancelAnimationFrame(this.frame);
    this.ready = false;
    this.ends.forEach((end) => end());
  };
}

// As high as it was made for; less where the page is low, so that the picture is still in
// view when the slider below it moves.
const FRAME = 26; // by how much a square plot's labels are wider than high
const LOW = 0.42; // of the page
function heightOf({ tallest, least, fits }, width) {
  const most = Math.max(least, Math.round(LOW * outerHeight()));
  return Math.min(tallest, most, fits(width));
}

function outerHeight() {
  try {
    return window.frameElement ? window.parent.innerHeight : window.innerHeight;
  } catch {
    return window.innerHeight;
  }
}

// Drag on a canvas: hands over positions in CSS pixels of the canvas.
export function onDrag(page, { canvas }, move) {
  let down = false;
  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    move(event.clientX - box.left, event.clientY - box.top);
  };
  const start = (event) => {
    down = true;
    canvas.setPointerCapture(event.pointerId);
    at(event);
  };
  canvas.classList.add("bp-drag");
  canvas.addEventListener("pointerdown", start);
  canvas.addEventListener("pointermove", (event) => { if (down) at(event); });
  for (const end of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(end, () => { down = false; });
  }
}
