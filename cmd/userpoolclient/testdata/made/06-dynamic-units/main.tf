resource "aws_cognito_user_pool" "main" {
  name = "main"
}
variable "units" {
  default = {
    access_token  = "hours"
    id_token      = "minutes"
    refresh_token = "days"
  }
}
resource "aws_cognito_user_pool_client" "c" {
  name                   = "c"
  user_pool_id           = aws_cognito_user_pool.main.id
  access_token_validity  = 60
  id_token_validity      = 60
  refresh_token_validity = 30
  explicit_auth_flows    = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"]
  dynamic "token_validity_units" {
    for_each = [var.units]
    content {
      access_token  = token_validity_units.value.access_token
      id_token      = token_validity_units.value.id_token
      refresh_token = token_validity_units.value.refresh_token
    }
  }
  dynamic "refresh_token_rotation" {
    for_each = toset([10])
    iterator = rotation
    content {
      feature                    = "ENABLED"
      retry_grace_period_seconds = rotation.value
    }
  }
}
