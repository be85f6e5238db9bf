"""One format a file: Turtle, JSON Lines, the interactive page."""
