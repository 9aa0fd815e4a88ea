"""What others are asked and told: asks by expiring link and one-time code, outbox, digests, the chase ladder."""
