"""The words of the public pages that data needs, in Chinese and English, as literal tables."""
