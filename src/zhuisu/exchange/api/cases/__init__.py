"""Cases: what officials' own systems read of cases, and do with them."""
