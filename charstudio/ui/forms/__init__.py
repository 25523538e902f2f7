"""What forms are made of: labelled fields with a line of feedback, notices and progress in place."""
