"""The inspector's workbench: what is asked, and the scope as a picture, a table, a map and counts that agree."""
