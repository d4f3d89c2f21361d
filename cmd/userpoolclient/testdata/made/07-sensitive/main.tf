resource "aws_cognito_user_pool" "main" {
  name = "main"
}
variable "external" {
  default   = "shared-secret-value"
  sensitive = true
}
variable "redirect" {
  default   = "https://partner.example.com/cb"
  sensitive = true
}
resource "aws_cognito_user_pool_client" "partner" {
  name                                 = "partner"
  user_pool_id                         = aws_cognito_user_pool.main.id
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["implicit"]
  allowed_oauth_scopes                 = ["openid"]
  callback_urls                        = [var.redirect]
  default_redirect_uri                 = "https://other.example.com/cb"
  analytics_configuration {
    application_id = "abcdef0123456789abcdef0123456789"
    external_id    = var.external
  }
}
