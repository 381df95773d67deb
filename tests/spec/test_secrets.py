"""No secret stands in an environment, in a template or in a file of parameters; a function gets its ARN."""

import pytest

from tests.support import Project

# Texts that look like secrets are put together here: scanners of repositories would take them for real.
KEY = "AKIA" + "IOSFODNN7EXAMPLE"
TOKEN = "gh" + "p_" + "A" * 36
SPEC = """
parameters: {Key: {type: String, no_echo: true}, Plain: {type: String, default: x}}
cloudformation:
  Parameters: {RawKey: {Type: String, NoEcho: true}}
  Resources:
    T: {Type: "AWS::DynamoDB::Table"}
    S: {Type: "AWS::SecretsManager::Secret"}
    C: {Type: "AWS::Cognito::UserPoolClient"}
    A: {Type: "AWS::IAM::AccessKey"}
functions: {hello: {code: lambda_code/hello, %s}}
"""
WAY_OUT = "and whoever may read the function would read it: keep it in Secrets Manager, and name its ARN in secrets"
BY_NAME = "looks like a secret, going by its name (what is none can come from a parameter)"
DYNAMIC = "is resolved to a secret when it is deployed"


def problems(project: Project, fields: str) -> list[str]:
    return [each.split("functions.hello.", 1)[1] for each in project.problems(SPEC % fields)]


@pytest.mark.parametrize(
    ("variable", "why"),
    [
        (f"KEY_ID: {KEY}", "looks like an access key of AWS"),
        ("PEM: '-----BEGIN RSA PRI" + "VATE KEY-----'", "looks like a private key"),
        (f"GITHUB: {TOKEN}", "looks like a token of GitHub"),
        (f"GITHUB: !Sub 'Bearer {TOKEN}'", "looks like a token of GitHub"),
        ("SLACK: xo" + "xb-123456789012-abc", "looks like a token of Slack"),
        ("STRIPE: sk" + "_live_" + "A" * 24, "looks like a key of Stripe"),
        ("JWT: eyJ" + "hbGciOi.eyJ" + "zdWIiOiIx.c2ln", "looks like a JSON Web Token"),
        ("DATABASE: postgres://user:hunter2@db.example.com/shop", "looks like a URL with a password"),
        ("DATABASE: !Sub 'postgres://user:hunter2@${Plain}/shop'", "looks like a URL with a password"),
        ("DB_PASSWORD: hunter2", BY_NAME),
        ("API_KEY: abc123", BY_NAME),
        ("apiKey: abc123", BY_NAME),
        ("STRIPE_SECRET_KEY: abc", BY_NAME),
        ("CLIENT_SECRET: x9y8z7", BY_NAME),
        ("ACCESS_TOKEN: abc.def", BY_NAME),
        ("dbPassword: hunter2", BY_NAME),
        ("clientSecret: x9y8z7", BY_NAME),
        ("PGPASSWORD: hunter2", BY_NAME),
        ("DB_PASS: hunter2", BY_NAME),
        ("SMTP_PWD: hunter2", BY_NAME),
        ("AWS_SECRET: 'w" + "JalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'", BY_NAME),
        ("API_KEY: 1234abcd-12ab-34cd-56ef-1234567890ab", BY_NAME),
        ("GITLAB: gl" + "pat-" + "A" * 20, "looks like a token of GitLab"),
        ("NPM: np" + "m_" + "A" * 36, "looks like a token of npm"),
        ("MAIL: S" + "G." + "A" * 22 + "." + "B" * 43, "looks like a key of SendGrid"),
        ("LLM: s" + "k-proj-" + "A" * 24, "looks like a key of a language model"),
        ("DB: Server=db;User Id=shop;Password=hunter2;", "looks like a connection string with a password"),
        ("REDIS: rediss://:hunter2@cache", "looks like a URL with a password"),
        ("XX: !Ref Key", "holds the parameter Key, which NoEcho hides"),
        ("XX: !Ref RawKey", "holds the parameter RawKey, which NoEcho hides"),
        ("XX: !Sub 'a-${Key}'", "holds the parameter Key, which NoEcho hides"),
        ("XX: '{{resolve:secretsmanager:db:SecretString:password}}'", DYNAMIC),
        ("XX: !Sub '{{resolve:secretsmanager:${S}}}'", DYNAMIC),
        ("XX: !Join ['', ['{{resolve:ssm-secure:', db, '}}']]", DYNAMIC),
        ("XX: !GetAtt C.ClientSecret", "holds the ClientSecret of C"),
        ("XX: !Sub '${A.SecretAccessKey}'", "holds the SecretAccessKey of A"),
    ],
)
def test_a_secret_in_an_environment_is_refused_and_not_repeated(hello: Project, variable: str, why: str) -> None:
    name, _, value = variable.partition(": ")

    found = problems(hello, f"environment: {{{variable}}}")

    assert found == [f"environment.{name}: {why}, {WAY_OUT}"]
    assert value not in found[0]


@pytest.mark.parametrize(
    "variable",
    [
        "DATABASE: !Sub 'postgres://user:${Plain}@db/shop'",
        "PASSWORD: !Ref Plain",
        "TOKEN_URL: https://login.example.com/token",
        "ID_TOKEN: https://login.example.com/token",
        "SECRET_ARN: abc",
        "SECRET_NAME: shop-db",
        "PASSWORD_MIN_LENGTH: '12'",
        "DB_SECRET: shop/db",
        "DB_SECRET: shop-db",
        "DB_SECRET: shop_db",
        "DB_SECRET: shop-db-2",
        "DB_SECRET: rds!db-1234abcd-12ab-34cd-56ef-1234567890ab",
        "TOKEN_TABLE: tokens",
        "AUTH_TOKEN_EXPIRY: '3600'",
        "COGNITO_CLIENT_ID: 5abc123def",
        "STRIPE_PUBLISHABLE_KEY: pk_live_abcdefghijklmnop",
        "STRIPE_API_KEY: pk_live_abcdefghijklmnop",
        "NEXT_PUBLIC_API_KEY: abc123",
        "SIGNING_KEY: '-----BEGIN PUBLIC KEY-----abc'",
        "SSH_KEY_PATH: /opt/key",
        "API_KEY_PARAMETER: /shop/key",
        "API_KEY: x-api-key",
        "REQUIRE_API_KEY: '1'",
        "REQUIRE_PASSWORD: 'True'",
        "CORS_CREDENTIALS: include-all",
        "ENCRYPTION_KEY: mrk-1234abcd12ab34cd56ef1234567890ab",
        "ENCRYPTION_KEY: 1234abcd-12ab-34cd-56ef-1234567890ab",
        "ENCRYPTION_KEY: alias/shop",
        "BYPASS: abc",
        "BOARDING_PASS: gold",
        "XX: 'https://example.com?at=10:30&mail=a@example.com'",
        "DATABASE: 'postgres://shop:%s@db/shop'",
        "DATABASE: 'Server=db;Integrated Security=true'",
        "DB_SECRET: arn:aws:secretsmanager:eu-central-1:123456789012:secret:x-AbCdEf",
        "DB_PASSWORD: /shop/db/password",
        "CSRF_TOKEN: X-CSRF-Token",
        "USE_TOKEN: 'true'",
        "TOKEN: ''",
        "PARTITION_KEY: id",
        "MONKEY: abc",
        "XX: '{{resolve:ssm:db}}'",
        "XX: !Ref C",
        "XX: 10:30@home",
    ],
)
def test_what_only_sounds_like_a_secret_is_none(hello: Project, variable: str) -> None:
    assert problems(hello, f"environment: {{{variable}}}") == []


def test_a_secret_in_defaults_is_told_there_and_once(hello: Project) -> None:
    found = hello.problems(
        """
        defaults: {environment: {API_KEY: abc}}
        functions: {a: {code: lambda_code/hello, environment: {OTHER: x}}, b: lambda_code/hello}
        routes: {GET /a: a, GET /b: b}
        """
    )

    assert found == [f"apis/demo.yaml:1:26: defaults.environment.API_KEY: {BY_NAME}, {WAY_OUT}"]


@pytest.mark.parametrize(
    ("parameter", "place"),
    [
        ("parameters: {Key: {type: String, no_echo: true, default: abc}}", "parameters.Key.default"),
        (
            "cloudformation: {Parameters: {Key: {Type: String, NoEcho: 'true', Default: abc}}}",
            "cloudformation.Parameters.Key.Default",
        ),
    ],
)
def test_what_is_hidden_has_no_default(hello: Project, parameter: str, place: str) -> None:
    (found,) = hello.problems(f"functions: {{hello: lambda_code/hello}}\n{parameter}\n")

    assert found.split(": ", 1)[1] == (
        f"{place}: is hidden by NoEcho, but would stand in the template: leave it out, and give it when the stack is "
        "deployed, or keep it in Secrets Manager"
    )


def test_an_empty_default_hides_nothing(hello: Project) -> None:
    text = "functions: {hello: lambda_code/hello}\nparameters: {Key: {type: String, no_echo: true, default: ''}}\n"

    assert hello.problems(text) == []


def test_what_is_hidden_is_in_no_parameter_set(hello: Project) -> None:
    found = hello.problems(
        """
        functions: {hello: lambda_code/hello}
        parameters: {Key: {type: String, no_echo: true}}
        parameter_sets: {prod: {Key: abc}}
        """
    )

    assert found == [
        "apis/demo.yaml:3:25: parameter_sets.prod.Key: is hidden by NoEcho, but would stand in parameters.prod.json: "
        "leave it out, and give it when the stack is deployed, or keep it in Secrets Manager"
    ]


_AN_ARN = "must be the ARN of a secret, such as arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/db-AbCdEf"


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ("secrets: {DB: !Ref S}, environment: {DB: x}",
         "secrets.DB: stands in environment, too: choose another name, or leave it out there"),
        ("secrets: {DB: !GetAtt T.Arn}", "secrets.DB: must be the ARN of a secret: T is an AWS::DynamoDB::Table"),
        ("secrets: {DB: !GetAtt S.Arn}", "secrets.DB: must be an ARN, but !GetAtt S.Arn is its Arn: write !Ref S"),
        ("secrets: {DB: shop/db}", f"secrets.DB: {_AN_ARN} (got shop/db)"),
        ("secrets: {DB: 'arn:aws:ssm:eu-central-1:123456789012:parameter/x'}",
         f"secrets.DB: {_AN_ARN} (got arn:aws:ssm:eu-central-1:123456789012:parameter/x)"),
        ("secrets: {AWS_REGION: !Ref S}",
         "secrets.AWS_REGION: is set by Lambda itself: choose another name (got AWS_REGION)"),
    ],
)  # fmt: skip
def test_a_secret_is_given_by_its_arn_under_a_name_of_its_own(hello: Project, fields: str, problem: str) -> None:
    assert problems(hello, fields) == [problem]


def test_a_secret_may_be_one_that_a_service_keeps(hello: Project) -> None:
    arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:rds!db-1234abcd-12ab-34cd-56ef-1234567890ab-AbCdEf"

    assert problems(hello, f"secrets: {{DB: '{arn}'}}") == []


def test_secrets_count_as_part_of_the_environment(hello: Project) -> None:
    arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop"
    secrets = ", ".join(f"SECRET_{'X' * 50}_{index}: {arn}" for index in range(35))

    assert problems(hello, f"secrets: {{{secrets}}}") == [
        "environment: names and values take 4,190 bytes; Lambda allows 4,096"
    ]
