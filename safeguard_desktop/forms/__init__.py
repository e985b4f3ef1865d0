"""What is printed: records in, PDF bytes out. Everything is made in memory; nothing is written to a file here."""

from safeguard_desktop.forms.copies import MARKING, FormCopy
from safeguard_desktop.forms.form import print_blank, print_form
from safeguard_desktop.forms.gaps import Gap, missing_on
from safeguard_desktop.forms.joining import join_pdfs
from safeguard_desktop.forms.layout import Layout, faults, layout_of
from safeguard_desktop.forms.locking import lock_pdf
from safeguard_desktop.forms.plain import plain_sheet
from safeguard_desktop.forms.reading import PagePicture, page_picture, text_of
from safeguard_desktop.forms.recovery import Share, recovery_sheet, share_sheet
from safeguard_desktop.forms.sources import Sources
from safeguard_desktop.forms.start_sheet import StartSheet, start_sheet
from safeguard_desktop.forms.tables import harmless, table_file

__all__ = [
    "MARKING",
    "FormCopy",
    "Gap",
    "Layout",
    "PagePicture",
    "Share",
    "Sources",
    "StartSheet",
    "faults",
    "harmless",
    "join_pdfs",
    "layout_of",
    "lock_pdf",
    "missing_on",
    "page_picture",
    "plain_sheet",
    "print_blank",
    "print_form",
    "recovery_sheet",
    "share_sheet",
    "start_sheet",
    "table_file",
    "text_of",
]
