"""Official documents in the form of Nghị định 30/2020/NĐ-CP: a document tree, and renderers to HTML, DOCX and PDF."""
