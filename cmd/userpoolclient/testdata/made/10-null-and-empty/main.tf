resource "aws_cognito_user_pool" "main" {
  name = "main"
}
variable "urls" {
  default = []
}
resource "aws_cognito_user_pool_client" "c" {
  name                                          = "c"
  user_pool_id                                  = aws_cognito_user_pool.main.id
  generate_secret                               = null
  allowed_oauth_flows_user_pool_client          = true
  allowed_oauth_flows                           = ["code"]
  allowed_oauth_scopes                          = ["openid"]
  callback_urls                                 = var.urls
  default_redirect_uri                          = null
  logout_urls                                   = [""]
  supported_identity_providers                  = ["COGNITO", aws_cognito_user_pool.main.domain]
  enable_propagate_additional_user_context_data = true
}
