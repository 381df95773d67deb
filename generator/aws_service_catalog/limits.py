"""Numbers that AWS Service Catalog imposes, each with its source. Lengths are in characters."""

from typing import Final

# https://docs.aws.amazon.com/servicecatalog/latest/dg/API_CreatePortfolio.html
PORTFOLIO_NAME: Final = 100
PROVIDER: Final = 50
DESCRIPTION: Final = 2_000
TAGS: Final = 20  # of a portfolio or a product when it is made
# https://docs.aws.amazon.com/servicecatalog/latest/dg/API_CreateProduct.html
PRODUCT_TEXT: Final = 8_191  # its name, owner, description, distributor, and how it is supported
SUPPORT_EMAIL: Final = 254
SUPPORT_URL: Final = 2_083
# https://docs.aws.amazon.com/servicecatalog/latest/dg/API_AssociatePrincipalWithPortfolio.html
PRINCIPAL_ARN: Final = 1_000
PRINCIPAL_PATTERNS: Final = 10  # of a portfolio
# https://docs.aws.amazon.com/servicecatalog/latest/dg/API_CreateTagOption.html
TAG_OPTION_KEY: Final = 128
TAG_OPTION_VALUE: Final = 256
