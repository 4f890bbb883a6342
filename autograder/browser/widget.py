"""One widget on a page, as a reader sees and moves it."""

from __future__ import annotations

import re

from playwright.sync_api import Locator

QUIET = 200  # ms after which a widget tells Python and writes its sentence


def bring_into_view(box: Locator) -> None:
    """Scroll until it stays: what is passed grows when it is first seen."""
    before = None
    for _ in range(40):
        box.scroll_into_view_if_needed()
        now = box.bounding_box()
        if now == before:
            return
        before = now
        box.page.wait_for_timeout(60)
    raise AssertionError("the page never came to rest")


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
        before = None
        for _ in range(40):
            self.page.wait_for_timeout(QUIET + 60)
            now = self.box.locator("p[role=status]").first.inner_text()
            if now and now == before:
                return now
            before = now
        raise AssertionError("the sentence never came to rest")

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
        self.page.wait_for_timeout(QUIET)
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
