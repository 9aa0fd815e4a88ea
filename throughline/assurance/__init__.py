"""Section 11 self-assessments, multi-agency audits, peer challenge, and what reviews from outside found."""
