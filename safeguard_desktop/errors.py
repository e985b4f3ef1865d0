"""Two families of errors: the world's, which a person can act on, and ours, which is everything else."""

_STILL = "You can still report a concern, without signing in or on paper."
_ON_PAPER = "Until then, report a concern on paper."
_RESTORE = "restore a backup with the recovery key"


def for_a_manager(what: str, still: str = _STILL) -> str:
    """Return the next step where only a manager can put something right, told to whoever is there: also at night."""
    return f"Stop here and tell your manager now: they can {what}. {still}"


RESTORE_A_BACKUP = for_a_manager(_RESTORE)
"""Not told to do it to anybody: it needs that key, undoes what came later, and brings old passphrases back."""
RESTORE_THE_HEADER = for_a_manager(_RESTORE, _ON_PAPER)
"""Of a header that cannot be read or trusted: then nothing is sealed to the team by it either."""


class Trouble(Exception):
    """Something in the world went wrong: a sentence for the person, and what to do next.

    Neither part holds anything of what the program keeps: both may be printed where others read them. What somebody
    types in a terminal (a file's name, a key, a value) is said back to them there, so that they can mend it. It goes
    nowhere else: a crash report leaves out every error's words, and there is no other log.
    """

    def __init__(self, sentence: str, next_step: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.sentence} {self.next_step}".strip()


class InputTrouble(Trouble):
    """What a person typed or chose cannot be used as it is; `field` names the question, where there is one."""

    def __init__(self, sentence: str, next_step: str = "", *, field: str = "") -> None:
        super().__init__(sentence, next_step)
        self.field = field


class StorageTrouble(Trouble):
    """The disk or folder refused: full, read-only, gone, or held by another program. Nothing acknowledged is lost."""


class DamageTrouble(Trouble):
    """A file of the vault is missing, cut, altered, older than it should be, or not ours."""


class NewerVersionTrouble(Trouble):
    """The file was written by a newer version of the program, and is left untouched."""


class KeyTrouble(Trouble):
    """A passphrase or recovery key does not open what it was tried on."""


class WaitTrouble(KeyTrouble):
    """Too many wrong passphrases just now; `seconds` says how long to wait. Never a lock-out."""

    def __init__(self, seconds: int, sentence: str = "That was not the right passphrase.") -> None:
        wait = "1 second" if seconds == 1 else f"{seconds} seconds"
        super().__init__(sentence, f"Wait {wait}, then try again.")
        self.seconds = seconds


class InUseTrouble(Trouble):
    """Another copy of the program has the vault open; `holder` is whose account, where this computer knows it."""

    def __init__(self, sentence: str, next_step: str = "", *, holder: str = "") -> None:
        super().__init__(sentence, next_step)
        self.holder = holder


class NotAllowedTrouble(Trouble):
    """The person's role does not include this; the sentence says who can do it."""
