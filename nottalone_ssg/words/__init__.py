"""Words: what the rules about writing rest on. Editors' lists, texts with places, sentences, syllables, reading age."""
