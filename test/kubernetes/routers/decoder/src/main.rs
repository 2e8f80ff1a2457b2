//! Decodes App Mesh and APISIX objects as their Rust bindings would, and names every field that they do not know.

use kube_custom_resources_rs::apisix_apache_org::v2::apisixroutes::ApisixRouteSpec;
use kube_custom_resources_rs::appmesh_k8s_aws::v1beta2::{
    virtualnodes::VirtualNodeSpec, virtualrouters::VirtualRouterSpec,
    virtualservices::VirtualServiceSpec,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

fn main() {
    let objects: Vec<Value> =
        serde_json::from_reader(std::io::stdin()).expect("a JSON array on stdin");
    let verdicts: Vec<Vec<String>> = objects.iter().map(judge).collect();
    println!(
        "{}",
        serde_json::to_string(&verdicts).expect("strings are JSON")
    );
}

/// What is wrong with one object; nothing if it is valid.
fn judge(object: &Value) -> Vec<String> {
    let text = |key: &str| object[key].as_str().unwrap_or_default();
    let spec = &object["spec"];
    match (text("apiVersion"), text("kind")) {
        ("apisix.apache.org/v2", "ApisixRoute") => faults::<ApisixRouteSpec>(spec),
        ("appmesh.k8s.aws/v1beta2", "VirtualNode") => faults::<VirtualNodeSpec>(spec),
        ("appmesh.k8s.aws/v1beta2", "VirtualRouter") => faults::<VirtualRouterSpec>(spec),
        ("appmesh.k8s.aws/v1beta2", "VirtualService") => faults::<VirtualServiceSpec>(spec),
        (version, kind) => vec![format!("no binding for {version} {kind}")],
    }
}

fn faults<T: DeserializeOwned>(spec: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let decoded: Result<T, _> = serde_ignored::deserialize(spec, |path| {
        found.push(format!("{path} is not a known key"))
    });
    found.extend(decoded.err().map(|error| error.to_string()));
    found
}
