variable "host" {
  type = string
}
variable "env" {
  type = string
}
resource "aws_cognito_user_pool_client" "web" {
  name                                 = "web"
  user_pool_id                         = data.aws_cognito_user_pools.main.ids[0]
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["code"]
  allowed_oauth_scopes                 = ["openid"]
  callback_urls                        = var.env == "prod" ? ["https://${var.host}/cb"] : ["https://${var.host}/#/cb"]
}
