"""The page Behoefte: what counts, where need is highest, who has the kinderwerk, and a fair comparison."""
