"""The recovery key tried on everything; and views of what is shown only once."""

from collections.abc import Callable
from functools import partial

from safeguard_desktop.casework.recovery import DrillFound, hold_drill, read_recovery_key
from safeguard_desktop.casework.start import check_recovery_key
from safeguard_desktop.errors import KeyTrouble, Trouble
from ui.pages.recovery_box import RecoveryBox
from ui.pages.shell import Notice
from ui.pages.views import View, Views

_PUT_AWAY = "Lock the paper away again."


class TryKeyView(View):
    """The key, or two sheets of it, are typed from paper, so that they are known to work before they are needed."""

    def __init__(
        self,
        views: Views,
        title: str = "",
        about: str = "It opens the records when every passphrase is forgotten. Test it now and then.",
    ) -> None:
        super().__init__(views, title, about)
        self.box = RecoveryBox()
        self.box.entered.connect(self.go)
        self.add(self.box)

    def go(self) -> None:
        """Try what was typed."""
        texts = self.box.texts()
        if texts is not None:
            self.say_no_more()
            self.run(partial(self._try, texts), self._show, self._refuse)

    def _try(self, texts: tuple[str, ...]) -> Notice:
        """Try it, on the worker; return what to say."""
        check_recovery_key(self.shell.session, read_recovery_key(texts))
        return Notice("good", "This recovery key works", _PUT_AWAY)

    def _refuse(self, trouble: Trouble) -> None:
        if isinstance(trouble, KeyTrouble):
            self.box.say(str(trouble))
        else:
            self.trouble(trouble)

    def _show(self, said: Notice) -> None:
        self.box.forget()
        self.say(said)


class TestKeyView(TryKeyView):
    """The key is tried on every part of the records."""

    __test__ = False

    def __init__(self, views: Views) -> None:
        about = "It is tried on everything that is kept here, and what it opened is written in the log."
        super().__init__(views, "Test the recovery key on everything", about)

    def _try(self, texts: tuple[str, ...]) -> Notice:
        """Try it, on the worker: a drill that opens the records counts as a test too."""
        found = hold_drill(self.shell.session, texts)
        super()._try(texts)
        return _said_of(found)


def _said_of(found: DrillFound) -> Notice:
    count, opened = len(found.parts), sum(part.opens for part in found.parts)
    if found.whole:
        return Notice("good", f"This recovery key works: it opens all {count} parts", _PUT_AWAY)
    not_yet = "\n".join(f"•  {part.what}" for part in found.parts if not part.opens)
    return Notice("attention", f"This recovery key works, and opens {opened} of {count} parts. Not yet:", not_yet)


class OnceView(View):
    """Something secret that is shown only now; leaving it is asked about, once."""

    shows_secret = True

    def __init__(self, views: Views, title: str, about: str, lost: str) -> None:
        super().__init__(views, title, about)
        self._lost = lost
        self._is_asked = False

    def let_go(self, go: Callable[[], None]) -> None:
        """Go on, as it is done."""
        self._is_asked = True
        go()

    def may_leave(self) -> bool:
        """Tell, once, what is lost."""
        if self._is_asked:
            return True
        self._is_asked = True
        again = "Choose where to go once more to leave."
        self.say(Notice("attention", "This is not on paper and checked yet", f"{self._lost} {again}"))
        return False
