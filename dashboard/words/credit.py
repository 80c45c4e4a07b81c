"""Credit risk in the book, the watch-and-exit list, dependence, and the parts of concentration."""

from dashboard.words.frame import COLUMN_MEANINGS, COLUMNS
from queries.text import Text

CREDIT = Text("资产质量", "Credit risk in the book")
CREDIT_QUESTION = Text("哪些大客户转差，哪些贷款在恶化，贷后检查做了吗？", "Which large clients worsened, which loans are going bad, and were the checks done?")
NO_CREDIT = Text("所选范围该月没有贷款。请更换机构、条线或月份。", "There are no loans in this scope and month. Choose another unit, segment or month.")
CREDIT_OF_BOOK = Text("本人管户：转差的大客户、关注与不良贷款、未做的贷后检查。", "Your own book: large clients that worsened, loans going bad, and checks not done.")
WATCHLIST = Text("观察与退出名单：转差的大客户", "Watch and exit: large clients that worsened")
WATCHLIST_LEGEND = Text("{said}。未结清暴露最大者在前（{unit}）；与一年前的月末相比，五级分类另与上月相比", "{said}. The largest open exposure first ({unit}); compared with the month-end a year before, the grade also with the month before")
NO_WATCHLIST = Text("没有转差且有未结清暴露的大客户。", "No large client with an open exposure worsened.")
WATCH_TREND = Text("观察名单：按月", "The watch list, by month")
WATCH_TREND_LEGEND = Text("月末户数与未结清暴露（{unit}）；每月只用当时已知的信息", "Clients and open exposure ({unit}) at month-end; each month by what was known then")
CREDIT_UNITS = Text("按下级机构", "By the next level down")
CREDIT_UNITS_LEGEND = Text("各项比例，%；色强者高；不良贷款最多者在前，全部指标见表", "Shares, %; stronger is higher; the most non-performing first, every figure is in the table")
CREDIT_TREND = Text("不良、关注与逾期：按月", "Non-performing, special mention, overdue")
CREDIT_TREND_LEGEND = Text("月末占比；贷后检查为截至各月的近 12 个月", "Shares at month-end; checks are those of the 12 months up to each")
LOAN_GRADE_MOVES = Text("五级分类迁徙：{since} 至 {until}", "Grades: from {since} to {until}")
LOAN_GRADE_MOVES_LEGEND = Text("期初各类仍有贷款者现为何类，%；右列为户数；新增、结清、移入、移出与余额见表（{unit}）", "Of each opening grade's clients who still borrow, where they are now, %; clients at the right; new, repaid and moved loans and amounts in the table ({unit})")
NO_LOAN_GRADE_MOVES = Text("没有更早的月末可比，或两端都没有已分类的贷款。", "There is no earlier month-end to compare with, or no graded loan at either end.")
BORROWERS_HEAD = Text("户数", "Clients")
ALT_LOAN_GRADE_MOVES = Text("五级分类迁徙：{count} 户中 {stayed} 不变，{better} 变好，{worse} 变差。", "Grade migration: of {count} clients {stayed} stayed, {better} rose, {worse} fell.")
GRADES_PANEL = Text("五级分类", "The five grades")
GRADES_LEGEND = Text("余额（{unit}）与占比；一年前在旁", "Loans ({unit}) and shares, now and a year ago")
OVERDUE_BANDS_PANEL = Text("逾期天数", "Days overdue")
OVERDUE_BANDS_LEGEND = Text("贷款余额与逾期金额（{unit}），占全部贷款的比例", "Loans and amounts overdue ({unit}), share of all loans")
BAD_LOANS = Text("关注、不良与逾期贷款", "Special-mention, bad and overdue loans")
BAD_LOANS_LEGEND = Text("余额最大者在前（{unit}），最多 500 户；期初为所选期间之前的月末", "The largest first ({unit}), 500 at most; the opening is the month-end before the period")
NO_BAD_LOANS = Text("没有关注、不良或逾期的贷款。", "No loan is special mention, bad or overdue.")
UNCHECKED_PANEL = Text("应检未检的贷款", "Loans whose check was not done")
UNCHECKED_LEGEND = Text("截至月月末仍未检查者，金额最大者在前（{unit}），最多 500 份", "Not checked by the end of the month, the largest first ({unit}), 500 at most")
NO_UNCHECKED = Text("应做的贷后检查都已完成，或银行未提供检查日期。", "Every check that was due is done, or the bank supplied no dates of checks.")
CREDIT_RMS = Text("按客户经理", "By RM")
CREDIT_RMS_LEGEND = Text("不良贷款最多者在前（{unit}）", "The most non-performing loans first ({unit})")
CREDIT_FIGURES = Text("全部资产质量指标", "All figures of credit risk")
PARTS_PANEL = Text("各{holder}对 HHI 的贡献", "What each {holder} adds to the HHI")
PARTS_LEGEND = Text("{measure}按客户的 HHI 为 {hhi}，各部分之和；若每部分为一户，则为 {one}（刻度 10,000）", "{measure} by client: HHI {hhi}, the sum of the parts; were each part one client, {one} (of 10,000)")
UNIT_DEPENDENCE = Text("机构对最大一户的依赖", "Units by their one largest client")
UNIT_DEPENDENCE_LEGEND = Text("{measure}中最大一户的占比，高者在前（{unit}）；合计不足 {least}的不列", "Share of {measure} in one client, the highest first ({unit}); books under {least} are left out")
RM_DEPENDENCE = Text("客户经理对最大一户的依赖", "RMs by their one largest client")
NO_DEPENDENCE = Text("没有足够大的账面可供比较。", "No book is large enough to judge.")
HOLDER_MATRIX = Text("最大客户 × 机构", "The largest clients by unit")
HOLDER_MATRIX_LEGEND = Text("最大 20 个客户或集团的{measure}（{unit}），落在哪些下级机构；网点内按客户经理", "{measure} of the 20 largest clients or groups ({unit}) by unit of the next level down; within an outlet by RM")
HOLDER_MEMBERS = Text("最大客户由谁管理", "Who holds the largest clients")
HOLDER_MEMBERS_LEGEND = Text("集团成员逐户（{unit}）；占该客户或集团、占客户经理账面、占客户全部资产的比例", "Group members one by one ({unit}); part of the client or group, of the RM's book, and of the client's wallet")
CLIENT_CREDIT = Text("授信状况", "Credit")
CLIENT_CREDIT_LEGEND = Text("柱为逾期天数；评级、五级分类、覆盖率与检查见表，最近者在前（{unit}）", "Columns: days overdue; rating, grade, cover and checks in the table, the latest first ({unit})")
NO_CLIENT_CREDIT = Text("该客户没有贷款、评级或风险暴露。", "This client has no loan, rating or exposure.")
COLUMNS |= {
    "signs": Text("转差迹象", "Signs"), "sign_month": Text("首次迹象", "First sign"), "months_since_count": Text("已过月数", "Months since"), "exposure_yuan": Text("未结清暴露", "Open exposure"),
    "exit_planned_yuan": Text("计划压降", "Exit planned"), "exit_done_yuan": Text("已压降", "Exit done"), "exit_done_share": Text("压降完成率", "Exit done %"), "owner": Text("风险责任人", "Risk owner"),
    "owner_id": Text("责任人工号", "Owner's number"), "rating_before": Text("一年前评级", "Rating, a year ago"), "grade_before": Text("期初分类", "Grade before"), "cover_share": Text("覆盖率", "Cover"),
    "cover_before_share": Text("一年前覆盖率", "Cover, a year ago"), "balance_before_yuan": Text("一年前余额", "Balances, a year ago"), "overdue_days": Text("逾期天数", "Days overdue"),
    "overdue_yuan": Text("逾期金额", "Overdue"), "clients_count": Text("户数", "Clients"), "year_ago_share": Text("一年前占比", "Share, a year ago"), "overdue_band": Text("逾期档", "Band"),
    "before": Text("期初代码", "Code before"), "after": Text("期末代码", "Code after"),
    "check_due_on": Text("应检日", "Check due"), "part_id": Text("部分编号", "Part's number"), "part": Text("部分", "Part"), "largest_share": Text("其中最大一户", "Largest client"),
    "contribution_share": Text("占 HHI", "Of the HHI"), "largest_yuan": Text("最大一户金额", "Its amount"), "book_yuan": Text("账面合计", "Book"),
    "wallet_share": Text("占客户全部资产", "Of the client's wallet"), "holder_yuan": Text("客户或集团合计", "Client or group in all"), "book_share": Text("占客户经理账面", "Of the RM's book"),
    "checks_due": Text("应检", "Checks due"), "checks_done": Text("已检", "Checks done"), "row": Text("客户或集团", "Client or group"), "column": Text("机构或客户经理", "Unit or RM"),
}  # fmt: skip
COLUMN_MEANINGS |= {
    "signs": Text("与一年前月末相比（五级分类另与上月相比）转差的各项，及其变化。", "What is worse than at the month-end a year before (the grade also than the month before), from what to what."),
    "sign_month": Text("连续有迹象的月份中的第一个，最多回看 36 个月。", "The first of the months in a row with a sign, up to 36 months back."),
    "exposure_yuan": Text("表内外未结清合同的金额之和，未扣缓释。", "Open contracts on and off balance, before mitigation."),
    "owner": Text("最大一笔合同的风险责任人。", "Who is responsible for the risk of the largest contract."),
    "wallet_share": Text("在本行的管理资产 ÷ 客户全部资产估计；估计未提供者为“–”。", "AUM with this bank over the client's estimated wallet; – where no estimate is supplied."),
    "months_since_count": Text("自首次迹象所在月起的月数。", "Months since the month of the first sign."), "exit_done_share": Text("已压降 ÷ 计划压降。", "Exit done over exit planned."),
    "year_ago_share": Text("上年同月的占比。", "The share in the same month a year before."), "before": Text("期初五级分类的代码；新增与移入另列。", "The grade at the opening, as a code; new and moved in apart."),
    "after": Text("期末五级分类的代码；结清与移出另列。", "The grade at the close, as a code; repaid and moved out apart."), "part_id": Text("行业代码或机构编号。", "The industry's code or the unit's number."),
    "part": Text("行业或区域；无行业的客户另为一部分。", "Industry or region; clients without industry are a part of their own."), "largest_share": Text("该部分最大一户 ÷ 该部分合计。", "The part's largest client over the part's total."),
    "contribution_share": Text("该部分的贡献 ÷ 整体 HHI。", "What the part adds over the HHI of the whole."),
    "largest_yuan": Text("最大一户的金额。", "The amount of the one largest client."), "book_yuan": Text("正余额客户的合计。", "Added up over clients with a positive amount."),
    "holder_yuan": Text("该客户，或该集团在范围内成员的合计。", "The client's amount, or that of the group's members within the scope."), "book_share": Text("该户 ÷ 该客户经理在范围内的账面。", "The client over the RM's book within the scope."),
    "checks_due": Text("应做日在该月的贷后检查。", "Post-loan checks due in the month."), "checks_done": Text("其中该月月末前完成的。", "Of them, those done by its end."),
    "row": Text("最大的客户或集团。", "One of the largest clients or groups."), "column": Text("下一级机构；在网点内为客户经理。", "A unit of the next level down; within an outlet an RM."),
}  # fmt: skip
