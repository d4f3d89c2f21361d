resource "aws_cognito_user_pool" "main" {
  name = "main"
}
variable "site" {
  default = "www.example.com"
}
resource "aws_cognito_user_pool_client" "spa" {
  name                                 = "spa"
  user_pool_id                         = aws_cognito_user_pool.main.id
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["code"]
  allowed_oauth_scopes                 = ["openid"]
  callback_urls                        = ["https://${var.site}/cb", "http://${var.site}/cb", "https://${aws_cognito_user_pool.main.domain}.example.com/cb"]
  default_redirect_uri                 = "https://${aws_cognito_user_pool.main.domain}.example.com/cb"
  logout_urls                          = ["https://${aws_cognito_user_pool.main.domain}.example.com/"]
}
