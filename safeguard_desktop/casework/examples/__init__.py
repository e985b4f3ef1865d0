"""The demonstration's invented people and cases, as plain records: nobody in them is real."""
