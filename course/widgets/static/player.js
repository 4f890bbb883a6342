// Steps: a slider, Back and Next, Play that never starts by itself, ← → and Space.

import { OWN_KEYS, make } from "./parts.js";

export class Player {
  constructor(page, { label, last, interval, stride = 1, text }) {
    Object.assign(this, { page, last, interval, stride });
    this.slider = page.slider("step", { label, min: 0, max: last, step: 1, text });
    this.row = make("div", { class: "bp-player" });
    this.button("Back", () => this.to(page.get("step") - 1));
    this.button("Next", () => this.to(page.get("step") + 1));
    this.play = this.button("Play", () => (this.timer ? this.stop() : this.start()));
    this.row.prepend(this.slider.parentElement);
    page.controls.prepend(this.row);
    const keys = (event) => this.#key(event);
    page.root.addEventListener("keydown", keys);
    page.ends.push(() => this.stop());
  }

  // What is shown has another end now: so has the slider.
  reach(last) {
    this.last = last;
    this.slider.max = last;
    if (this.page.get("step") > last) this.to(last);
    this.slider.show();
  }

  button(label, action) {
    const button = make("button", { type: "button" }, label);
    button.addEventListener("click", action);
    this.row.append(button);
    return button;
  }

  // The stage is what a reader looks at: give it the focus and the arrows step.
  stage(canvas, name) {
    const figure = canvas.closest("figure");
    figure.setAttribute("tabindex", "0");
    figure.setAttribute(OWN_KEYS, "true");
    figure.setAttribute("role", "group");
    figure.setAttribute("aria-label", `${name}. Left and right arrow step, Space plays.`);
  }

  #key(event) {
    const own = event.target.closest("figure, .bp-panel") || event.target === this.page.root;
    if (!own || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = this.page.get("step");
    if (event.key === "ArrowRight") this.to(step + 1);
    else if (event.key === "ArrowLeft") this.to(step - 1);
    else if (event.key === "Home") this.to(0);
    else if (event.key === "End") this.to(this.last);
    else if (event.key === " ") this.play.click();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  to(step) {
    this.stop();
    this.page.set("step", Math.max(0, Math.min(this.last, step)));
  }

  start() {
    const { page, last } = this;
    if (page.get("step") >= last) page.set("step", 0);
    // Who asked for less motion gets a few still pictures instead of a film.
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const stride = calm ? Math.max(this.stride, Math.ceil(last / 8)) : this.stride;
    this.timer = setInterval(() => {
      const next = Math.min(last, page.get("step") + stride);
      page.set("step", next);
      if (next === last) this.stop();
    }, calm ? Math.max(900, this.interval) : this.interval);
    this.play.textContent = "Pause";
  }

  stop() {
    clearInterval(this.timer);
    this.timer = 0;
    this.play.textContent = "Play";
  }
}
