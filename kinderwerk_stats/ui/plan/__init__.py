"""The page Plan: the goals, the means, where they go under each goal, and the questions turned round."""
