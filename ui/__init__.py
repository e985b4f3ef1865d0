"""The screen: it shows what casework returns, and never holds the truth."""
