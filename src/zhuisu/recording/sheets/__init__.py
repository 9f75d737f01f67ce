"""Sheets: records out of spreadsheets, of CSV files, and of what was copied from a scale or a till."""
