"""What people do: one function for each intention, each in one transaction with its log entry."""
