"""The Site and its parts: frozen models that know nothing of files, folders or HTML."""
