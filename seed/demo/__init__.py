"""The demonstration bank: a pretend bank with planted truths, the same for the same seed."""

from seed.demo.bank import generate, step_count
from seed.demo.sizes import SIZES, Size, as_of_day

__all__ = ["SIZES", "Size", "as_of_day", "generate", "step_count"]
