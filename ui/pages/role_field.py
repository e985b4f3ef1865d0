"""The choice of what somebody's account may do, each role with one plain line."""

from safeguard_desktop.records import Question, Role, Sort
from ui.widgets.choice_fields import ChoiceField
from ui.widgets.services import Services

MAY = {
    Role.CARE_WORKER: "Writes concerns and conversations. Sees only what they wrote, and what was handed to them.",
    Role.CASEWORKER: "Also reads and writes the cases. Restricted ones only where they are named.",
    Role.SAFEGUARDING_LEAD: "Also decides about sharing and risk, and restricts cases.",
    Role.REGISTERED_MANAGER: "Also adds and removes people, looks after the recovery key, and changes these settings.",
}
_QUESTION = Question("What may they do?", name="role", sort=Sort.CHOICE, options=Role)


class RoleField(ChoiceField):
    """One role of four."""

    def __init__(self, services: Services) -> None:
        super().__init__(_QUESTION, services, one_line=False)
        for role, made in zip(Role, self.radios.buttons, strict=True):
            made.detail = MAY[role]
            made.updateGeometry()
        self._describe()

    def role(self) -> Role | None:
        """Return the role taken, or None."""
        choice = self.radios.choice()
        return Role(choice) if choice is not None else None

    def _show_clear(self) -> None:
        """Offer no way back to no role: everybody has one."""
        self._clear.hide()

    def _describe(self) -> None:
        super()._describe()
        for role, made in zip(Role, self.radios.buttons, strict=True):
            made.setAccessibleDescription(f"{made.accessibleDescription()} {MAY[role]}".strip())
