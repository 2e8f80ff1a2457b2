package main

import "github.com/argoproj/argo-rollouts/utils/defaults"

// flags are the controller's command line flags that decide which API version of a router's objects it reads.
type flags struct {
	AmbassadorAPIVersion   string `json:"ambassador-api-version"`
	AppMeshCRDVersion      string `json:"appmesh-crd-version"`
	IstioAPIVersion        string `json:"istio-api-version"`
	TraefikAPIGroup        string `json:"traefik-api-group"`
	TraefikAPIVersion      string `json:"traefik-api-version"`
	TrafficSplitAPIVersion string `json:"traffic-split-api-version"`
}

// set resets what isn't given, since the controller keeps these in package variables.
func (f flags) set() {
	defaults.SetAmbassadorAPIVersion(or(f.AmbassadorAPIVersion, defaults.DefaultAmbassadorVersion))
	defaults.SetAppMeshCRDVersion(or(f.AppMeshCRDVersion, defaults.DefaultAppMeshCRDVersion))
	defaults.SetIstioAPIVersion(or(f.IstioAPIVersion, defaults.DefaultIstioVersion))
	defaults.SetTraefikAPIGroup(or(f.TraefikAPIGroup, defaults.DefaultTraefikAPIGroup))
	defaults.SetTraefikVersion(or(f.TraefikAPIVersion, defaults.DefaultTraefikVersion))
	defaults.SetSMIAPIVersion(or(f.TrafficSplitAPIVersion, defaults.DefaultSMITrafficSplitVersion))
}

func or(value, otherwise string) string {
	if value == "" {
		return otherwise
	}
	return value
}
