# The same three demands that the bench makes of stepgate by name: readiness-probe, image-digest and image-moving-tag.
package main

import rego.v1

containers contains container if {
	input.kind in {"Deployment", "Rollout"}
	some container in input.spec.template.spec.containers
}

deny contains sprintf("%s/%s: %s has no readiness probe", [input.kind, input.metadata.name, container.name]) if {
	some container in containers
	not container.readinessProbe
}

deny contains sprintf("%s/%s: %s has no digest", [input.kind, input.metadata.name, container.image]) if {
	some container in containers
	not contains(container.image, "@sha256:")
}

deny contains sprintf("%s/%s: %s is latest", [input.kind, input.metadata.name, container.image]) if {
	some container in containers
	regex.match(`:latest(@|$)`, container.image)
}
