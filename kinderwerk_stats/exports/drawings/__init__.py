"""SVG of the pictures of a story, without a browser: for PDF, images and the presentation."""
