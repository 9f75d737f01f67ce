"""Sheets: entries as rows of a spreadsheet, XLSX or CSV, in and out."""
