"""What a person can do: one function for each use. Each call is one transaction. Without Qt."""
