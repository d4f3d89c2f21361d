resource "aws_cognito_user_pool" "main" {
  name = "main"
}
locals {
  urls = split(",", aws_cognito_user_pool.main.domain)
}
resource "aws_cognito_user_pool_client" "c" {
  name                                 = "c"
  user_pool_id                         = aws_cognito_user_pool.main.id
  generate_secret                      = aws_cognito_user_pool.main.id == "us-east-1_Ab1Cd2Ef3"
  access_token_validity                = 60
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["client_credentials"]
  allowed_oauth_scopes                 = ["openid"]
  callback_urls                        = local.urls
  dynamic "token_validity_units" {
    for_each = local.urls
    content {
      access_token = token_validity_units.value
    }
  }
}
resource "aws_cognito_user_pool_client" "unit" {
  name                  = "unit"
  user_pool_id          = aws_cognito_user_pool.main.id
  access_token_validity = 86401
  id_token_validity     = 60
  token_validity_units {
    access_token = aws_cognito_user_pool.main.domain
    id_token     = "minutes"
  }
}
