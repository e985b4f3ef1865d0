"""A program of its own that takes an account away, and with it every key: to be killed. Its argument is the home."""

import sys
from pathlib import Path

from safeguard_desktop.settings import Places
from tests.unit.vault.vault_samples import reopen


def main(home: str) -> None:
    vault = reopen(Places.below(Path(home)))
    leaver = vault.accounts()[1].id
    say("begin")
    vault.remove_account(leaver)
    say("end")
    vault.close()


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
