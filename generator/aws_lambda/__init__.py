"""What AWS Lambda is: pure knowledge, which knows no AWS objects and no specs."""
