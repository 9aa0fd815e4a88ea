"""What is written of commissions."""
