"""Guided work, one step at a time, for any kind of record.

`Guide` in guide.py is the page; `Panel`, `PanelWidget` and `Where` in panels.py put something of the caller's into
a step; `CHECK` in check_page.py is the key of the last page. The rest are its parts: frame.py, foot.py, progress.py,
step_page.py, skip_box.py, ended_note.py, check_page.py, gap_list.py, drafts.py, gathering.py.
"""
