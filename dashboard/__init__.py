"""The screen: no database, no formula."""
