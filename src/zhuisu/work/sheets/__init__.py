"""Sheets: /work/sheets/, many records at once out of a spreadsheet, a CSV file, or what a till was asked to copy."""
