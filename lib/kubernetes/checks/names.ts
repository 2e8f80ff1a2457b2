/** A label of a domain name: what names of Services, ReplicaSets and Jobs are made of. */
export const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
