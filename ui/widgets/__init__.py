"""The parts that pages are made of.

Fields: `field_for` in factory.py gives the field of any question; `Field` in field.py says what they share; `Form` in
form.py shows several; `Services` and `Option` in services.py are what they need. Boxes and marks without a question
are in inputs.py, dates as people type them in typed_dates.py, a record's refusals in words in problems.py.

Words, buttons, cards, scrolling: basics.py. Call-outs and tags: callout.py. Steps: step_list.py. What to put right:
error_summary.py. Side by side in lines: flow.py. The ring around the focus: focus_ring.py.
"""
