"""The parts that pages are made of.

Fields: `field_for` in factory.py gives the field of any question; `Field` in field.py says what they share; `Form` in
form.py shows several; `Services` and `Option` in services.py are what they need. Boxes and marks without a question
are in inputs.py, dates as people type them in typed_dates.py, a record's refusals in words in problems.py.

Words, buttons, cards, scrolling: basics.py. Call-outs and tags: callout.py. Bars across the top: banner.py. Steps:
step_list.py. What to put right: error_summary.py. Lists in columns: `TableList` in table_list.py (its rows are in
ui/models/table.py); what happened: `Chronology` in chronology.py. A figure of today: stat_card.py. Pages of a PDF:
page_viewer.py. Side by side in lines: flow.py. One line that may be cut: elided.py. Signs that no typeface has:
signs.py.

Of the window: side_bar.py, top_bar.py with search_box.py, focus_ring.py, watches.py (nobody there; Shift three times).
"""
