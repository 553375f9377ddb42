"""The page Plan: the means, where they go under each goal, and the questions turned round."""
