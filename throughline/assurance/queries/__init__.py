"""What a person may read of questionnaires, rounds and events."""
