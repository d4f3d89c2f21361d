resource "aws_cognito_user_pool" "main" {
  name = "main"
}
resource "aws_cognito_user_pool_client" "bad" {
  for_each            = toset(["ios", "android"])
  name                = "todo.${each.key}"
  user_pool_id        = aws_cognito_user_pool.main.id
  explicit_auth_flows = each.key == "ios" ? ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"] : ["ALLOW_USER_SRP_AUTH"]
  write_attributes    = ["email", "email_verified"]
  refresh_token_rotation {
    feature                    = "ENABLED"
    retry_grace_period_seconds = 30
  }
}
resource "aws_cognito_user_pool_client" "good" {
  name                = "good"
  user_pool_id        = aws_cognito_user_pool.main.id
  explicit_auth_flows = ["ALLOW_USER_SRP_AUTH"]
  refresh_token_rotation {
    feature = "ENABLED"
  }
}
