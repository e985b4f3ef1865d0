"""Figures for speed, each beside something comparable that was run on the same machine a moment before."""
