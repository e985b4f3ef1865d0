"""One module for each place in the side bar, and for signing in."""
