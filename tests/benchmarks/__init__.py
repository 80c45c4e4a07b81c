"""How fast, how large, and how cost grows: figures from one run, side by side. Nothing here is asserted."""
