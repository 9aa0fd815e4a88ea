"""Who may do what, as tables: state by verb by role, for every question `why_not_…` that is put about a person."""
