"""Cards (Components V2) and the buttons on them."""
