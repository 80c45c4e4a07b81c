"""What a set of codes is."""

from queries.text import Text

Codes = dict[str, Text]
