"""What AWS Service Catalog is: its numbers, the functions of its rules, and what names resources."""
