"""Other proceedings beside a review, the holds they bring on named clocks, and what was disclosed to whom."""
