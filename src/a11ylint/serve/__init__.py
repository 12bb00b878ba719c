"""A page and an HTTP interface: an article comes in over HTTP, and what is found in it goes out.

What is sent is linted in processes of their own, each with a limit of time and memory; the process that answers HTTP
parses no page. Nothing that is sent is executed, fetched or written, and no request reads a file.
"""
