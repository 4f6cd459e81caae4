"""Open data: the directory in the form of Open Referral UK 3.0, as static files (docs/decisions/open-data.md)."""
