"""What is this string? Schemes, check digits, canonical keys."""
