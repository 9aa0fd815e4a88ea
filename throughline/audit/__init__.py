"""What happened, who looked, and a chain that shows if any of it was changed afterwards."""
