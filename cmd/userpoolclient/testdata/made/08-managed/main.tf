resource "aws_cognito_user_pool" "main" {
  name = "main"
}
resource "aws_cognito_managed_user_pool_client" "search" {
  name_prefix         = "AmazonOpenSearchService-example"
  user_pool_id        = aws_cognito_user_pool.main.id
  callback_urls       = ["http://search.example.com/_dashboards"]
  explicit_auth_flows = ["ALLOW_REFRESH_TOKEN_AUTH", "USER_PASSWORD_AUTH"]
}
