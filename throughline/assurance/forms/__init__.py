"""The forms of questionnaires, rounds, answers, scores and events."""
