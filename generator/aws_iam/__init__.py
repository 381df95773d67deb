"""What IAM is: grants that people write most, actions that know no resources, and what secrets look like."""
