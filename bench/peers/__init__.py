"""What Bukti is measured against: whole engines as they come, with one day of regexes behind them."""
