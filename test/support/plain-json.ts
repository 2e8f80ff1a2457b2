/** A JSON object. */
export type Json = Record<string, unknown>;

/** What is wrong with one Kubernetes object, one line each; empty if it is valid. */
export type ErrorsOf = (object: object) => string[];

/** As JSON, as it will be sent: keys whose value is undefined are not there. */
export function plainJson(object: object): Json {
  return JSON.parse(JSON.stringify(object)) as Json;
}
