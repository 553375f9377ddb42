"""The raw file: workbooks and text as rows and columns, cells as numbers, places in words."""
