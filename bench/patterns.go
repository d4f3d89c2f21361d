package bench

// The patterns of the service model, anchored and in the syntax of package
// regexp, and those of redirect URIs, for the contenders that need regular
// expressions.
const (
	poolIDPattern   = `^[\w-]+_[0-9a-zA-Z]+$`
	namePattern     = `^[\w\t\n\v\f\r +=,.@-]+$`
	secretPattern   = `^[\w+]+$`
	providerPattern = `^[\p{L}\p{M}\p{S}\p{N}\p{P}\p{Z}]+$`
	urlPattern      = `^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$`
	scopePattern    = `^[\x21\x23-\x5B\x5D-\x7E]+$`
	hexPattern      = `^[0-9a-fA-F]+$`
	arnPattern      = `^arn:[\w+=/,.@-]+:[\w+=/,.@-]+:([\w+=/,.@-]*)?:[0-9]+:[\w+=/,.@-]+(:[\w+=/,.@-]+)?(:[\w+=/,.@-]+)?$`

	attributePattern = `^(dev:)?custom:|^(address|birthdate|email|email_verified|family_name|gender|given_name|identities|locale|middle_name|name|nickname|oidc:profile|phone_number|phone_number_verified|picture|preferred_username|profile|sub|updated_at|website|zoneinfo)$`
	readOnlyPattern  = `^(sub|email_verified|phone_number_verified)$`
	knownScope       = `^(openid|email|phone|profile|aws\.cognito\.signin\.user\.admin)$|^.+/[^/]+$`

	absolutePattern  = `^[A-Za-z][A-Za-z0-9+.-]*:([^?#%]|%[0-9A-Fa-f]{2})*(\?[^#]*)?$`
	emptyPattern     = `^[^:]*:$`
	scriptPattern    = `^(?i:javascript|data|vbscript):`
	webPattern       = `^(?i:https?):`
	webTargetPattern = `^(?i:https)://([^/?#@]*@)?([^/?#:@\[\]]+|\[[0-9A-Fa-f:.]+\])(:[0-9]*)?([/?].*)?$|^(?i:http)://([^/?#@]*@)?((?i:localhost)|127\.0\.0\.1|\[::1\])(:[0-9]*)?([/?].*)?$`
)
