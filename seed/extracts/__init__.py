"""A bank's own files: map → decode → validate → typed frames → publish, or a quarantine report."""
