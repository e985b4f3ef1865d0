"""The command line: the same intentions as the screen's, without one."""

import argparse
import io
import json
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn, Protocol, TextIO, cast

from safeguard_desktop.casework.assessing import assess_file
from safeguard_desktop.casework.backup_upkeep import back_up, restore_from
from safeguard_desktop.casework.demonstration import write_demonstration
from safeguard_desktop.casework.upkeep import rebuild_vault, verify_vault
from safeguard_desktop.errors import InputTrouble, StorageTrouble, Trouble
from safeguard_desktop.settings import THEMES, Places, usual_places

USERS_FAULT = 2
OUR_FAULT = 1
STOPPED = 130
"""What a program that was stopped with Ctrl+C says to the shell."""


class Screen(Protocol):
    """What needs a screen, handed in by the program so that the core knows none."""

    def open_window(self) -> int:
        """Open the program's window; return the exit code when it is closed."""
        ...

    def draw(self, out: Path, theme: str, text_percent: int, progress: Callable[[str], None]) -> int:
        """Draw every page and every guided step of the demonstration to PNG files below `out`; return how many."""
        ...

    def start_check(self) -> None:
        """Open the window, see its first page, and close it again."""
        ...


def say(words: str) -> None:
    """Print a line of progress to stderr, at once. Where nobody can read it, the work goes on all the same."""
    try:
        sys.stderr.write(f"{words}\n")
        sys.stderr.flush()
    except OSError:
        _write_nowhere(sys.stderr)


def put(line: str) -> None:
    """Print a line of the answer to stdout; whoever reads it may stop at any line, and the work goes on all the same.

    Raises StorageTrouble when what it goes to is full.
    """
    try:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        _write_nowhere(sys.stdout)
    except OSError as error:
        _write_nowhere(sys.stdout)
        raise StorageTrouble(
            "The answer could not be written.", "Check where it goes to, and its free space."
        ) from error


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with a command as everything else is said: in one sentence."""

    def error(self, message: str) -> NoReturn:
        """Raise InputTrouble."""
        raise InputTrouble(f"{message[:1].upper()}{message[1:]}.", f"See: {self.prog} --help")

    def print_help(self, file: object = None) -> None:  # noqa: ARG002  # argparse's own form; nobody here names a file
        """Print it as every answer is. Raises StorageTrouble."""
        put(self.format_help().rstrip())


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="safeguard-desktop",
        description="Share information about adults at risk, offline. With no command, the window opens.",
    )
    commands = parser.add_subparsers(dest="command", metavar="command")
    demo = commands.add_parser("demo", help="go the whole way with invented people, and write the forms")
    demo.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder to write into")
    screens = commands.add_parser("screens", help="draw every page of the demonstration to PNG")
    screens.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder to write into")
    screens.add_argument("--theme", choices=THEMES, default="light")
    screens.add_argument("--text", type=int, default=100, metavar="PERCENT", help="text size, 100 to 200")
    assess = commands.add_parser("assess", help="print what section 6 allows, given facts")
    assess.add_argument("facts", type=Path, nargs="+", metavar="FACTS.json")
    rebuild = commands.add_parser("rebuild", help="make the search and the lists again from what was written down")
    rebuild.add_argument("--account", default="", help="the account's number in the list, where there are several")
    verify = commands.add_parser("verify", help="check that nothing was changed, added or taken away past the program")
    verify.add_argument("--account", default="", help="the account's number in the list, where there are several")
    verify.add_argument("--recovery-key", action="store_true", help="ask for it or two sheets, and check the seals")
    backup = commands.add_parser("backup", help="make a backup, and check it")
    backup.add_argument("--to", type=Path, metavar="DIR", help="a folder to copy it to as well, such as a stick")
    backup.add_argument("--account", default="", help="the account's number in the list, where there are several")
    restore = commands.add_parser("restore", help="put a backup in the place of the records; asks for the recovery key")
    restore.add_argument("backup", type=Path, metavar="BACKUP.age")
    restore.add_argument("--to", type=Path, metavar="DIR", help="restore below this folder, and leave the records here")
    commands.add_parser("start-check", help="open the window, see that its first page shows, and close it")
    return parser


def _assess(args: argparse.Namespace) -> None:
    for path in args.facts:
        put(json.dumps(assess_file(path), ensure_ascii=False))


def _demo(args: argparse.Namespace) -> None:
    for path in write_demonstration(args.out, say):
        put(str(path))


def _backup(args: argparse.Namespace) -> None:
    put(str(back_up(usual_places(), args.account, args.to, say)))


def _restore(args: argparse.Namespace) -> None:
    restore_from(Places.below(args.to) if args.to else usual_places(), args.backup, say)


def _screens(args: argparse.Namespace, screen: Screen) -> None:
    if not 100 <= args.text <= 200:
        raise InputTrouble("The text size must be from 100 to 200.", "For example: --text 150")
    drawn = screen.draw(args.out, args.theme, args.text, say)
    put(f"{drawn} pictures in {args.out}")


def _verify(args: argparse.Namespace) -> int:
    is_whole = verify_vault(usual_places(), args.account, put, say, with_recovery_key=args.recovery_key)
    return 0 if is_whole else USERS_FAULT


def _run(args: argparse.Namespace, screen: Screen) -> int:
    if args.command is None:
        return screen.open_window()
    if args.command == "verify":
        return _verify(args)
    if args.command == "start-check":
        screen.start_check()
    elif args.command == "screens":
        _screens(args, screen)
    elif args.command == "rebuild":
        rebuild_vault(usual_places(), args.account, say)
    else:
        {"assess": _assess, "demo": _demo, "backup": _backup, "restore": _restore}[args.command](args)
    return 0


def _accept_any_letter() -> None:
    """Let no letter that the terminal lacks stop an answer: UTF-8, as JSON is always written."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _fill_what_is_closed() -> None:
    """Put nothing in the place of input and outputs that a shell closed: the next file opened would get their number.

    What then goes to "stderr" would be written into the records.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    sys.stdin = sys.stdin or _nothing("r")
    sys.stdout = sys.stdout or _nothing("w")
    sys.stderr = sys.stderr or _nothing("w")


def _nothing(mode: str) -> TextIO:
    return cast(TextIO, Path(os.devnull).open(mode, encoding="utf-8"))  # for as long as the program runs


def _write_nowhere(stream: TextIO) -> None:
    """Put nothing in the place of what can no longer be written to, as the interpreter does so once more at its end."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def main(argv: Sequence[str], screen: Screen) -> int:
    """Run a command; return the exit code: 0, 2 for what the user can mend, 1 for our fault.

    Errors are one sentence on stderr. A fault of ours says where in the program it lies, and no more.
    """
    _fill_what_is_closed()
    _accept_any_letter()
    try:
        return _run(_parser().parse_args(argv), screen)
    except Trouble as trouble:
        say(f"safeguard-desktop: {trouble}")
        return USERS_FAULT
    except KeyboardInterrupt:
        say("safeguard-desktop: Stopped. What was saved is safe.")
        return STOPPED
    except Exception as error:  # noqa: BLE001  # the last stop: nothing of what it says may be printed, only where
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(frame.filename).stem}:{frame.lineno}"
        mistake = f"the program made a mistake ({type(error).__name__} at {place})"
        say(f"safeguard-desktop: {mistake}. It may not have done what you asked for.")
        return OUR_FAULT
