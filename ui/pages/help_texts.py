"""The words of Guidance: the policy by clause in our own words, and the terms explained. Read from resources/help."""

from dataclasses import dataclass
from functools import cache

from safeguard_desktop.resource_files import resource_toml


@dataclass(frozen=True)
class Topic:
    """One thing to read: a clause of the policy, or a term; `points` stand as a list below the text."""

    key: str
    title: str
    detail: str
    text: str
    points: tuple[str, ...] = ()

    def matches(self, wanted: str) -> bool:
        """Tell whether every word wanted is somewhere in it."""
        whole = " ".join((self.title, self.detail, self.text, *self.points)).casefold()
        return all(word in whole for word in wanted.casefold().split())


@cache
def sections() -> tuple[Topic, ...]:
    """Return the policy, clause by clause, in its order."""
    return tuple(
        Topic(one["key"], one["title"], f"Policy {one['clause']}", one["text"].strip(), tuple(one["points"]))
        for one in resource_toml("help/guidance.toml")["section"]
    )


@cache
def terms() -> tuple[Topic, ...]:
    """Return the terms of law and of the work, by their first letter."""
    found = (
        Topic(f"term {one['word']}", one["word"], one["source"], one["means"])
        for one in resource_toml("help/glossary.toml")["term"]
    )
    return tuple(sorted(found, key=lambda topic: topic.title.casefold()))


def notice() -> str:
    """Return what guidance is and what it is not."""
    return str(resource_toml("help/guidance.toml")["notice"])
