"""The server, as a browser and a CMS meet it."""
