"""Yes, no and not known, combined so that what is not known stays not known. Unanswered (None) is not known."""

from safeguard_desktop.records.values import YesNo

Answer = YesNo | None


def either(*answers: Answer) -> YesNo:
    """Return yes if any answer is yes, no if every answer is no, and otherwise not known."""
    if YesNo.YES in answers:
        return YesNo.YES
    return YesNo.NO if all(answer is YesNo.NO for answer in answers) else YesNo.UNKNOWN


def both(*answers: Answer) -> YesNo:
    """Return no if any answer is no, yes if every answer is yes, and otherwise not known."""
    if YesNo.NO in answers:
        return YesNo.NO
    return YesNo.YES if all(answer is YesNo.YES for answer in answers) else YesNo.UNKNOWN


def yes_if(held: bool) -> YesNo:
    """Return yes for what holds and no for what does not."""
    return YesNo.YES if held else YesNo.NO


def possible(answer: Answer) -> tuple[bool, ...]:
    """Return the truths that an answer leaves open: one when it is known, two when it is not."""
    if answer is YesNo.YES:
        return (True,)
    return (False,) if answer is YesNo.NO else (False, True)
