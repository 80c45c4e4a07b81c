"""The bank's rules of credit risk in the book: what is worse, what is watched, what needs attention, as named, sourced values."""

from decimal import Decimal

from queries.codes import LOAN_GRADES, OVERDUE_BANDS
from queries.policy import OURS, Rule
from queries.text import Text

FIVE_GRADES = Text("《商业银行金融资产风险分类办法》（2023），五级分类", "China's rule on the risk classification of banks' financial assets (2023), five classes")
DOMAIN = Text("业务口径 4.4", "domain definition 4.4")

GRADES = tuple(LOAN_GRADES)
BANDS = tuple(OVERDUE_BANDS)
OVERDUE_EDGES = (0, 30, 90, 180, 360)
"""Days overdue: each band begins above its edge; the first edge parts overdue from not overdue."""
LONG_OVERDUE_BANDS = BANDS[3:]

WATCH_MONTHS = Rule("watch_months", Decimal(12), "months", Text("评级、五级分类、覆盖率与余额与若干月前相比", "rating, grade, cover and balances are compared with so many months before"), DOMAIN)
RATING_NOTCHES = Rule("watch_rating_notches", Decimal(2), "count", Text("评级较一年前下调达到该级数为转差", "a rating so many notches below the year before has worsened"), OURS)
COVER_FALL = Rule("watch_cover_fall", Decimal("0.20"), "share", Text("抵质押覆盖率较一年前下降达到该百分点为转差", "cover so many points below the year before has worsened"), OURS)
BALANCE_FALL = Rule("watch_balance_fall", Decimal("0.50"), "share", Text("余额（个人为管理资产，其他为存款）较一年前下降达到该比例为转差", "balances (AUM of personal clients, deposits of others) so much below the year before have worsened"), OURS)
BALANCE_LEAST = Rule("watch_balance_least", Decimal(1_000_000), "yuan", Text("一年前余额不足该数不判断余额转差", "least balances a year before from which a fall is judged"), OURS)
DEPENDENCE_LEAST = Rule("dependence_least", Decimal(1_000_000), "yuan", Text("账面合计不足该数的机构与客户经理不列入依赖度排序", "books smaller than this are not ranked by dependence"), OURS)
NOTABLE_NPL = Rule("notable_npl", Decimal("2.0"), "count", Text("下级机构不良率达到本级的该倍数即列入“需要关注”", "a unit whose non-performing share is so many times its parent's needs attention"), OURS)
NOTABLE_UNCHECKED = Rule("notable_unchecked", Decimal("0.20"), "share", Text("应做而未做的贷后检查占比达到该比例的机构列入“需要关注”", "a unit with this share or more of its post-loan checks missed needs attention"), OURS)
NPL_FROM = Rule("npl_from", Decimal(3), "count", Text("五级分类自该类（次级）起为不良", "loans are non-performing from this of the five grades on (substandard)"), FIVE_GRADES)
LONG_OVERDUE = Rule("long_overdue", Decimal(90), "days", Text("逾期超过该天数应至少归为次级", "loans overdue longer than this must be substandard or worse"), FIVE_GRADES)

RULES = (WATCH_MONTHS, RATING_NOTCHES, COVER_FALL, BALANCE_FALL, BALANCE_LEAST, DEPENDENCE_LEAST, NOTABLE_NPL, NOTABLE_UNCHECKED, NPL_FROM, LONG_OVERDUE)
