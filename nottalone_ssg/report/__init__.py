"""The report: what the directory covers and what it lacks, for those who meet about it (docs/decisions/report.md).

Site --coverage--> squares --gaps--> sentences;  Site --upkeep--> what is to be checked;  view, written --> report/
"""
