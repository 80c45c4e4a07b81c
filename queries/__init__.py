"""The numbers: every metric, the scope that bounds it, and the one door to the warehouse."""
