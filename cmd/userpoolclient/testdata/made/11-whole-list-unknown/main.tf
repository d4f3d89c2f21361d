resource "aws_cognito_user_pool" "main" {
  name = "main"
}
resource "aws_cognito_user_pool_client" "c" {
  name                                 = aws_cognito_user_pool.main.id
  user_pool_id                         = aws_cognito_user_pool.main.id
  generate_secret                      = false
  access_token_validity                = length(aws_cognito_user_pool.main.id)
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["client_credentials"]
  allowed_oauth_scopes                 = split(",", aws_cognito_user_pool.main.domain)
  callback_urls                        = ["https://a.example.com", aws_cognito_user_pool.main.domain]
  analytics_configuration {
    application_arn = aws_cognito_user_pool.main.arn
    role_arn        = "arn:aws:iam::123456789012:role/x"
  }
}
