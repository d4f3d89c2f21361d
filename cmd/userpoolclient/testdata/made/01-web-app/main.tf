resource "aws_cognito_user_pool" "main" {
  name = "main"
}
resource "aws_cognito_user_pool_client" "web" {
  name                                 = "shop-web"
  user_pool_id                         = aws_cognito_user_pool.main.id
  generate_secret                      = true
  access_token_validity                = 60
  id_token_validity                    = 60
  refresh_token_validity               = 30
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["code"]
  allowed_oauth_scopes                 = ["openid", "email", "profile"]
  callback_urls                        = ["https://shop.example.com/oauth2/idpresponse", "http://localhost:3000/callback"]
  default_redirect_uri                 = "https://shop.example.com/oauth2/idpresponse"
  explicit_auth_flows                  = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"]
  logout_urls                          = ["https://shop.example.com/"]
  prevent_user_existence_errors        = "ENABLED"
  supported_identity_providers         = ["COGNITO"]
  token_validity_units {
    access_token = "minutes"
    id_token     = "minutes"
  }
}
