"""Record failures, count retries, open and close the circuit breaker."""
