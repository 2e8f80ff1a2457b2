/** A query is no PromQL, or its value cannot be told from here. The message names what is not understood. */
export class NotUnderstood extends Error {}
