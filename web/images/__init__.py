"""Page images and what is cut from them."""
