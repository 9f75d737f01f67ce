"""Ways by which a notice leaves the platform: e-mail, SMS, webhook. Each is one function that sends one letter."""
