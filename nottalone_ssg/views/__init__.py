"""Views: from the Site to the ingredients of each page; a view chooses, and a layout only shows."""
