"""What the shipped models are trained by."""
