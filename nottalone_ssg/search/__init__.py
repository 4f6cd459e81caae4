"""Full-text search: an index of the finished pages."""
