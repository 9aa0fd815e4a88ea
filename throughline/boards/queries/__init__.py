"""The figures of boards, the lists behind them, and what they are counted from."""
