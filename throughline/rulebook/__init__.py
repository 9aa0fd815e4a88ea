"""The rules of each day: editions of the guidance with their criteria, clocks and lists, and corrections of them."""
