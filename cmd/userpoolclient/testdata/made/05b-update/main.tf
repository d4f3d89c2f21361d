resource "aws_cognito_user_pool" "main" {
  name = "main"
}
variable "access" {
  default = 25
}
variable "flag" {
  default = false
}
resource "aws_cognito_user_pool_client" "app" {
  name                                 = "app"
  user_pool_id                         = aws_cognito_user_pool.main.id
  access_token_validity                = var.access
  allowed_oauth_flows_user_pool_client = var.flag
  allowed_oauth_flows                  = ["code"]
  allowed_oauth_scopes                 = ["openid"]
  callback_urls                        = ["https://app.example.com/cb"]
}
resource "aws_cognito_user_pool_client" "gone" {
  count        = var.flag ? 1 : 0
  name         = "gone"
  user_pool_id = aws_cognito_user_pool.main.id
}
resource "aws_cognito_user_pool_client" "same" {
  name         = "same"
  user_pool_id = aws_cognito_user_pool.main.id
}
