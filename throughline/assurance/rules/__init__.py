"""The rules of assurance: levels, questionnaires, states of rounds, returns and answers, comparison. Pure."""
