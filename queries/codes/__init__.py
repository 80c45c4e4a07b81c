"""The closed sets of codes that warehouse columns hold, with their words in both languages.

Codes are stored, words are shown. A column that takes a set names it in `schema`, and the loader refuses
any other value. A file a subject.
"""

from queries.codes.bank import *
from queries.codes.clients import *
from queries.codes.credit import *
from queries.codes.kind import Codes as Codes
from queries.codes.people import *
from queries.codes.targets import *
