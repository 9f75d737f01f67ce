"""Entries: the registry on screens: lists, forms, decisions, history, spreadsheets."""
