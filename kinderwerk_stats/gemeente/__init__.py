"""What is known of one gemeente: its figures of a year, its years, its peers, its need, who has the kinderwerk."""
