"""What was decided and how far is it; where does a tight budget do most, and why? (wethouder, beleidsmedewerker)."""

from kinderwerk_stats.gemeente.plan_questions import answer_questions, margin_of
from kinderwerk_stats.text.goals import goals_headline
from kinderwerk_stats.text.plan import plan_headline, plan_title
from kinderwerk_stats.text.plan_questions import questions_headline, shortage_words
from kinderwerk_stats.ui.blocks import show_headline, show_small_print
from kinderwerk_stats.ui.loaders import load_first, load_monitor, load_part_of_country, load_plan, what_is_invented
from kinderwerk_stats.ui.need.own_figure import own_figure
from kinderwerk_stats.ui.own_words import show_goals
from kinderwerk_stats.ui.plan.choices import choose_plan_part, show_means
from kinderwerk_stats.ui.plan.chosen import show_chosen
from kinderwerk_stats.ui.plan.goal import show_goal_part
from kinderwerk_stats.ui.plan.kept import show_keeping, show_opened
from kinderwerk_stats.ui.plan.later import show_later_part
from kinderwerk_stats.ui.plan.notes import show_council_text, show_means_notes, show_plan_print
from kinderwerk_stats.ui.plan.options import show_options
from kinderwerk_stats.ui.plan.questions import show_questions
from kinderwerk_stats.ui.state import shown_view

view = shown_view()
monitor = load_monitor(view)
plan = load_plan(view, own_figure())
title = plan_title(monitor.gemeente_name, monitor.year)

part = choose_plan_part()
show_opened()
if part == "doel":
    show_headline(goals_headline(monitor), title)
    show_goal_part(monitor)
    show_small_print(monitor, view)
elif part == "straks":
    show_later_part(monitor, view, title)
elif part == "vragen" and plan.worked:
    objective, _ = plan.chosen(view.plan.objective)
    goals, margin = monitor.own_words.goals, margin_of(monitor)
    questions = answer_questions(plan, objective, goals, view.norm_children_per_fte, margin)
    show_headline(questions_headline(plan, questions), title)
    part_of_country, first = load_part_of_country(view), load_first(view, own_figure()).codes
    name = monitor.gemeente_name
    shortage = shortage_words(monitor)
    show_questions(plan, view.plan, questions, part=part_of_country, gemeente_name=name, first=first, shortage=shortage)
else:
    show_headline(plan_headline(plan, view.plan.objective), title)
    show_means(view, plan, example=what_is_invented(view.gemeente) == "alles")
    show_means_notes(plan)
    show_goals(monitor)
    if plan.worked:
        show_options(view, plan)
        objective, worked = plan.chosen(view.plan.objective)
        show_chosen(view, plan, objective, worked)
        show_council_text(monitor, plan, objective, title)
        show_keeping(monitor, view, plan, objective)
if part in ("verdeling", "vragen"):
    show_plan_print(monitor, view, plan)
