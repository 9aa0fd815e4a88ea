"""What a person may read of commissions."""
