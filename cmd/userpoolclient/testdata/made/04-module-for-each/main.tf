resource "aws_cognito_user_pool" "main" {
  name = "main"
}
variable "clients" {
  default = {
    admin = {
      flows  = ["code", "client_credentials"]
      scopes = ["openid", "api/write"]
      secret = true
      urls   = ["https://admin.example.com/cb"]
    }
    batch = {
      flows  = ["client_credentials"]
      scopes = ["api/read"]
      secret = null
      urls   = null
    }
    web = {
      flows  = ["code"]
      scopes = ["openid"]
      secret = null
      urls   = ["https://app.example.com/cb"]
    }
  }
}
module "clients" {
  source   = "./client"
  for_each = var.clients
  name     = each.key
  client   = each.value
  pool     = aws_cognito_user_pool.main.id
}
