package main

// form is what an app client is written as.
type form struct {
	name string
	// Members of a UserPoolClient that it does not have.
	lacks []string
	// exists reports whether to validate it as an update.
	exists bool
	// coerces is whether text is taken for what it says, and what is not text
	// as text.
	coerces bool
	// isTemplate reports whether CloudFormation checks it first.
	isTemplate bool
	// grows is whether the service may add members, so that one that is not
	// known is no problem.
	grows bool
}

// The forms, and which members of a UserPoolClient each lacks.
var (
	createForm = form{
		name:  "a CreateUserPoolClient request",
		lacks: []string{"ClientId", "LastModifiedDate", "CreationDate", "ClientType"},
	}
	updateForm = form{
		name:   "an UpdateUserPoolClient request",
		lacks:  []string{"GenerateSecret", "ClientSecret", "LastModifiedDate", "CreationDate", "ClientType"},
		exists: true,
	}
	// outputForm is what the operations return.
	outputForm = form{
		name:   "a described client",
		lacks:  []string{"GenerateSecret"},
		exists: true, grows: true,
	}
	templateForm = form{
		name:    "an AWS::Cognito::UserPoolClient",
		lacks:   []string{"ClientId", "ClientSecret", "LastModifiedDate", "CreationDate", "ClientType"},
		coerces: true, isTemplate: true,
	}
	// terraformForm has what package terraform makes of a resource.
	terraformForm = form{
		name:    "a user pool client of Terraform",
		lacks:   []string{"ClientSecret", "LastModifiedDate", "CreationDate", "ClientType"},
		coerces: true,
	}
)
