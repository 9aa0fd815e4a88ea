"""The look: layout, components, form fields, kept drafts, and the pages that belong to no other room."""
