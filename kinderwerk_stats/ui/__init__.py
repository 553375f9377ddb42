"""What Streamlit shows: frame, state, loaders, components. The only package code that imports streamlit."""
