"""Fills the warehouse: the demonstration bank, a bank's own files, and the publishing of generations."""
