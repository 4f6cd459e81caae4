"""Print-outs: what is for paper, as views in JSON for the layouts of layouts/print/.

Each module here plans one kind of print-out; `plan_prints` has them all. docs/printing.md says how to add one.
"""

from nottalone_ssg.output import Output
from nottalone_ssg.views.print.booklets import plan_booklets
from nottalone_ssg.views.print.cards import plan_cards
from nottalone_ssg.views.print.easy import plan_easy
from nottalone_ssg.views.print.forms import plan_forms
from nottalone_ssg.views.print.posters import plan_posters
from nottalone_ssg.views.print.sheets import plan_sheets
from nottalone_ssg.views.shell import Ground

PLANS = (plan_sheets, plan_booklets, plan_cards, plan_posters, plan_forms, plan_easy)


def plan_prints(ground: Ground) -> list[Output]:
    """Every print-out of the site, by path."""
    return sorted((output for plan in PLANS for output in plan(ground)), key=lambda output: output.path)
