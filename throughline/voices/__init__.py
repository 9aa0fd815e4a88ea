"""Children, families and practitioners in a review: how they were asked, what they said, and who may quote it."""
