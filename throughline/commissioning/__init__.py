"""A review commissioned and run: terms, lines of enquiry, reviewers, panel, agency reports, timetable and cost."""
