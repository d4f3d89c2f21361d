resource "aws_cognito_user_pool" "example" {
  name = "example"
}
resource "awscc_cognito_user_pool_client" "example" {
  client_name                           = "example-client"
  user_pool_id                          = aws_cognito_user_pool.example.id
  access_token_validity                 = 60
  refresh_token_validity                = 30
  allowed_o_auth_flows_user_pool_client = true
  allowed_o_auth_flows                  = ["implicit", "code"]
  allowed_o_auth_scopes                 = ["openid", "email", "profile"]
  callback_ur_ls                        = ["https://example.com/callback", aws_cognito_user_pool.example.domain]
  default_redirect_uri                  = "https://example.com/callback"
  explicit_auth_flows                   = ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_PASSWORD_AUTH"]
  logout_ur_ls                          = ["https://example.com/logout"]
  write_attributes                      = ["email", "email_verified"]
  token_validity_units = {
    access_token  = "hours"
    id_token      = "hours"
    refresh_token = "days"
  }
}
