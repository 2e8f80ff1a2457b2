/** It could not run, and why, in words for a person: exit code 1, and no stack trace. */
export class Failure extends Error {}
