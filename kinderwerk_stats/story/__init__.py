"""What is told at a werkbezoek: slides of one message and one picture, before anything draws them."""
