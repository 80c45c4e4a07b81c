"""Large clients: how much hangs on a few of them, and what that is worth, costs and risks. A file a question."""
