"""What keeps a server and its readers safe: a layer each around the application."""
