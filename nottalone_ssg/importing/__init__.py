"""Import: services from a table or from open data into the files of the directory (docs/decisions/import.md).

bytes --tables, referral--> records --compare--> changes --yaml_files--> texts --run--> content/services/
"""
