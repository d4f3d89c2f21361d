variable "client" {}
variable "name" {}
variable "pool" {}
resource "aws_cognito_user_pool_client" "this" {
  count                                = 1
  name                                 = var.name
  user_pool_id                         = var.pool
  generate_secret                      = var.client.secret
  allowed_oauth_flows_user_pool_client = length(var.client.flows) > 0
  allowed_oauth_flows                  = var.client.flows
  allowed_oauth_scopes                 = var.client.scopes
  callback_urls                        = var.client.urls
  supported_identity_providers         = ["COGNITO"]
}
