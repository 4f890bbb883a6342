// The colours. They stand here and not in the style sheet: a script that reads them from
// an element finds none while that element is not in the page, and JupyterLab puts it
// there when it likes. `first` to `fifth` are for lines that must not be taken for one
// another, with any kind of colour vision. All are those of Okabe and Ito; the darker twins keep 4.5:1 as text.

const LIGHT = {
  paper: "#ffffff", ink: "#1b1b1b", soft: "#565656", line: "#e2e2e2", fill: "#f5f6f7",
  blue: "#0072b2", orange: "#a86200", green: "#00795a", vermillion: "#c24a00",
  sky: "#56b4e9", purple: "#a04a7c", yellow: "#f0e442",
  first: "#1b1b1b", second: "#0050a0", third: "#c79200", fourth: "#902800", fifth: "#cc79a7",
};
const DARK = {
  paper: "#17191d", ink: "#ececec", soft: "#b3b3b3", line: "#363a41", fill: "#22252b",
  blue: "#4aa8e8", orange: "#e69f00", green: "#2cc295", vermillion: "#ff7a33",
  sky: "#56b4e9", purple: "#dd8fbb", yellow: "#f0e442",
  first: "#ffffff", second: "#2f8fd6", third: "#f5d04a", fourth: "#d55e00", fifth: "#e0a0c8",
};
const THEMES = { light: LIGHT, dark: DARK };

// Colours an element and all in it, and gives the colours.
export function paintIn(theme, element) {
  element.dataset.theme = theme;
  for (const [name, colour] of Object.entries(THEMES[theme])) {
    element.style.setProperty(`--${name}`, colour);
  }
  return THEMES[theme];
}

// In a static page the widget stands in a frame; the theme is that of the page around.
function outerBody() {
  try {
    return window.frameElement ? window.parent.document.body : document.body;
  } catch {
    return document.body;
  }
}

// Calls at once and at every change; gives the function that ends it.
export function followTheme(call) {
  const body = outerBody();
  const media = matchMedia("(prefers-color-scheme: dark)");
  const tell = () => {
    const light = body?.dataset.jpThemeLight ?? String(!media.matches);
    call(light === "false" ? "dark" : "light");
  };
  const watch = new MutationObserver(tell);
  watch.observe(body, { attributeFilter: ["data-jp-theme-light"] });
  media.addEventListener("change", tell);
  tell();
  return () => {
    watch.disconnect();
    media.removeEventListener("change", tell);
  };
}
