"""One widget on a page, as a reader sees and moves it."""

from __future__ import annotations

import re

from playwright.sync_api import Locator

# In every frame, until it has stood in view at the same place for some of them.
_SCROLL = """async (box) => {
  let [before, same] = ["", 0];
  for (const end = performance.now() + 60000; same < 4;) {
    if (performance.now() > end) throw new Error("the page never came to rest");
    box.scrollIntoViewIfNeeded();
    await new Promise(requestAnimationFrame);
    const { x, y, width, height } = box.getBoundingClientRect();
    const now = [x, y, width, height].join();
    same = now === before ? same + 1 : 0;
    before = now;
  }
}"""


def bring_into_view(box: Locator) -> None:
    """Scroll until it stays: what is passed grows when it is first seen."""
    box.evaluate(_SCROLL)


class Widget:
    """One widget on a page.

    Parameters
    ----------
    box : Locator
        Its outermost element.
    """

    def __init__(self, box: Locator) -> None:
        self.box = box
        self.page = box.page

    def control(self, label: str) -> Locator:
        """Find a slider, a list or a button by its name; unfold what hides it."""
        named = self.box.get_by_label(label, exact=True)
        button = self.box.locator("button", has_text=re.compile(f"^{label}$"))
        found = named.or_(button).first
        found.evaluate("(one) => one.closest('details')?.setAttribute('open', '')")
        return found

    def sentence(self) -> str:
        """Wait until the widget is at rest and read its sentence."""
        self.wait_for_rest()
        return self.box.locator("p[role=status]").first.inner_text()

    def wait_for_rest(self) -> None:
        """Wait until what is seen and said belongs to where the controls stand."""
        self.box.and_(self.page.locator("[data-rest=true]")).wait_for()

    def remark(self) -> str:
        """Read what the widget says of the student's function."""
        return self.box.locator(".bp-remark").inner_text()

    def picture(self, index: int = 0) -> str:
        """Give something that changes when a pixel of the picture does."""
        canvas = self.box.locator("canvas").nth(index)
        return str(canvas.evaluate("(canvas) => canvas.toDataURL()"))

    def pictures(self) -> list[str]:
        """Give every picture of the widget."""
        count = self.box.locator("canvas").count()
        return [self.picture(index) for index in range(count)]

    def press(self, label: str, *keys: str) -> str:
        """Move a control by keys, and read the sentence."""
        self.control(label).focus()
        for key in keys:
            self.page.keyboard.press(key)
        return self.sentence()

    def put(self, label: str, value: str) -> str:
        """Put a slider to a position, or a list to a choice; read the sentence."""
        control = self.control(label)
        if control.evaluate("(control) => control.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(value)
        return self.sentence()

    def photograph(self, theme: str) -> bytes:
        """Take a picture when the widget has followed the page's theme; PNG."""
        self.page.wait_for_function(
            "([box, theme]) => box.dataset.theme === theme",
            arg=[self.box.element_handle(), theme],
        )
        self.page.evaluate("document.activeElement.blur()")
        self.wait_for_rest()
        return self.box.screenshot()

    def drag(self, label: str, part: float) -> str:
        """Move a slider by mouse to a part of its track, and read the sentence."""
        self.control(label).scroll_into_view_if_needed()
        box = self.control(label).bounding_box()
        assert box is not None
        y = box["y"] + box["height"] / 2
        self.page.mouse.move(box["x"] + box["width"] / 2, y)
        self.page.mouse.down()
        self.page.mouse.move(box["x"] + box["width"] * part, y, steps=5)
        self.page.mouse.up()
        return self.sentence()
