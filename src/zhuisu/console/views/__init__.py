"""Views: what answers a request of the console, a screen a file."""
