"""Phase and modality of a matter."""
