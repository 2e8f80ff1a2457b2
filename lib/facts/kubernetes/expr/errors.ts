/** The condition cannot be compiled, or cannot be evaluated on this result: Argo makes an Error of it. */
export class ConditionFails extends Error {}

/** The condition uses something that is not interpreted here; what it comes to is not known. */
export class NotInterpreted extends Error {}
