"""The language server: what is found in a page, shown in an editor as one types.

It needs the extra ``lsp``; nothing else imports it.
"""
