"""What is asked of CBS and PDOK over the internet, and only when somebody asks for it."""
