"""Reviews: every risk that an adult chose to take, and when somebody must look at it again."""

from functools import partial

from safeguard_desktop.casework.reviews import ReviewDue, reviews_due
from safeguard_desktop.casework.today import due_words, risk_tone
from ui.pages.lines import Cell, Lines, Mark, Way
from ui.pages.page import Page
from ui.pages.shell import Place, Shell
from ui.widgets.basics import Card, words
from ui.widgets.callout import Callout


class ReviewsPage(Page):
    """The reviews that stand open, soonest first; each can be begun here."""

    place = Place.REVIEWS

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.set_title("Reviews", "Each risk that an adult chose to take is looked at again, until it has ended.")
        self.under_title.setWordWrap(True)
        self._card = Card()
        self._card.hide()
        self.lines = Lines(("Due", "Person", "Level of risk", "Who", ""), (3, 4, 2, 3, 2))
        self._count = words("", "section")
        self._card.body.addWidget(self._count)
        self._card.body.addWidget(self.lines)
        self.body.addWidget(self._card)
        self.body.addStretch()
        shell.run(partial(reviews_due, shell.session), self._show, owner=self)

    def _show(self, reviews: tuple[ReviewDue, ...]) -> None:
        if not reviews:
            self.body.insertWidget(0, Callout("good", "No review is open", "Nobody’s risk waits for another look."))
            return
        today = self.shell.session.now().astimezone().date()
        late = sum(review.is_overdue(today) for review in reviews)
        count = f"{len(reviews)} review is open" if len(reviews) == 1 else f"{len(reviews)} reviews are open"
        self._count.setText(f"{count}, {late} overdue" if late else count)
        self.lines.show_rows([self._row(review) for review in reviews])
        self._card.show()
        self.take_focus_late()

    def _row(self, review: ReviewDue) -> tuple[Cell, ...]:
        today = self.shell.session.now().astimezone().date()
        said = due_words(review.due, today)
        level = review.level.label if review.level else "Not yet agreed"
        open_case = partial(self.shell.go, Place.CASE, case_id=review.case)
        begin = partial(self.shell.begin, "risk-review", review.case, review.risk)
        return (
            Mark(said, "red") if review.is_overdue(today) else said,
            Way(review.adult, f"Open the case of {review.adult}", open_case),
            Mark(level, risk_tone(review.level)),
            review.owner,
            Way("Review now", f"Review now: {review.adult}, {said}", begin, is_link=False),
        )
