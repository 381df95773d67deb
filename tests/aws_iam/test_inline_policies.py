"""How many characters of a role's quota a policy takes."""

from generator.aws_iam.inline_policies import characters


def test_white_space_does_not_count_and_a_function_counts_as_the_shortest_arn() -> None:
    statement = {"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": {"Fn::GetAtt": ["Bucket", "Arn"]}}

    assert characters({"Statement": [statement]}) == len(
        '{"Statement":[{"Effect":"Allow","Action":["s3:GetObject"],"Resource":"arn:aws:s3:::abc"}]}'
    )
