"""Qt's item models over what casework returns."""
