/** Declares what a template needs from whoever uses it. Closed set: use the factories. */
export type ArgumentDeclaration = RequiredArgument | DefaultArgument | SecretArgument;

/** The user of the template must give a value. */
export interface RequiredArgument {
  /** Tells the declarations apart. */
  readonly kind: 'required';
}

/** The user may give a value; otherwise `value` is taken. */
export interface DefaultArgument {
  /** Tells the declarations apart. */
  readonly kind: 'default';
  /** Taken if nothing is passed. */
  readonly value: string;
}

/** Read from a Secret in the AnalysisRun's namespace; the user of the template can't give it. */
export interface SecretArgument {
  /** Tells the declarations apart. */
  readonly kind: 'secret';
  /** Of the Secret. */
  readonly name: string;
  /** In the Secret. */
  readonly key: string;
}

/** The arguments of a template, by name. */
export type Arguments = Readonly<Record<string, ArgumentDeclaration>>;

/** What a template's metrics see: for each argument the text `{{args.<name>}}` that Argo replaces. */
export type ArgumentReferences<A extends Arguments> = Readonly<Record<keyof A & string, string>>;

/** The names of arguments that the user must give. */
export type RequiredNames<A extends Arguments> = {
  [K in keyof A]: A[K] extends RequiredArgument ? K : never;
}[keyof A];

/** The names of arguments that the user may give. */
export type OptionalNames<A extends Arguments> = {
  [K in keyof A]: A[K] extends DefaultArgument ? K : never;
}[keyof A];

/** What the user of a template passes: required arguments must be there, others may, no others can. */
export type ArgumentValues<A extends Arguments> = [RequiredNames<A> | OptionalNames<A>] extends [never]
  ? Readonly<Record<string, never>>
  : Readonly<Record<RequiredNames<A>, ArgumentValue>> & Readonly<Partial<Record<OptionalNames<A>, ArgumentValue>>>;

/** The parameters of `template.use()`: nothing need be passed where nothing is required. */
export type UseParameters<A extends Arguments> = [RequiredNames<A>] extends [never]
  ? [args?: ArgumentValues<A>]
  : [args: ArgumentValues<A>];

/** A value that a Rollout passes to a template: text, or something only known at run time. */
export type ArgumentValue = string | PodTemplateHash | FieldReference;

/** The pod-template-hash of one side of the rollout. */
export interface PodTemplateHash {
  readonly podTemplateHashValue: 'Latest' | 'Stable';
}

/** A field of the Rollout, such as `metadata.labels['region']`. */
export interface FieldReference {
  readonly fieldPath: string;
}

/** Factories for what a template declares and for what its users pass. */
export const Argument = {
  /** The user of the template must give a value. */
  required: (): RequiredArgument => ({ kind: 'required' }),

  /** The user of the template may give a value, otherwise `value` is taken. */
  default: (value: string): DefaultArgument => ({ kind: 'default', value }),

  /** Read from key `key` of Secret `name`, in the namespace of the run. */
  secret: (name: string, key: string): SecretArgument => ({ kind: 'secret', name, key }),

  /** Value: the pod-template-hash of the new version. Scopes a query to the canary. */
  canaryHash: (): PodTemplateHash => ({ podTemplateHashValue: 'Latest' }),

  /** Value: the pod-template-hash of the stable version. */
  stableHash: (): PodTemplateHash => ({ podTemplateHashValue: 'Stable' }),

  /** Value: a field of the Rollout; `fieldPath` must end in a string, number or boolean. */
  field: (fieldPath: string): FieldReference => ({ fieldPath }),

  /** Value, in an experiment only: the pod-template-hash of its template `name`. */
  experimentHash: (name: string): string => `{{templates.${name}.podTemplateHash}}`,
} as const;

/** The names of arguments that a text refers to as `{{args.<name>}}`. */
export function argumentsUsedIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{\s*args\.([^}\s]+)\s*\}\}/g)].map((match) => match[1] ?? ''))];
}

/** `{{args.<name>}}` for each declared argument. */
export function argumentReferences<A extends Arguments>(args: A): ArgumentReferences<A> {
  const references = Object.keys(args).map((name) => [name, `{{args.${name}}}`] as const);
  return Object.fromEntries(references) as ArgumentReferences<A>;
}

/** The `args` list of a template's spec. */
export function renderDeclarations(args: Arguments): object[] | undefined {
  const list = Object.entries(args).map(([name, argument]) => {
    switch (argument.kind) {
      case 'required':
        return { name };
      case 'default':
        return { name, value: argument.value };
      case 'secret':
        return { name, valueFrom: { secretKeyRef: { name: argument.name, key: argument.key } } };
    }
  });
  return list.length > 0 ? list : undefined;
}

/** One element of the `args` list that a Rollout or Experiment passes. */
export function renderValue(name: string, value: ArgumentValue): object {
  if (typeof value === 'string') {
    return { name, value };
  }
  return 'fieldPath' in value
    ? { name, valueFrom: { fieldRef: { fieldPath: value.fieldPath } } }
    : { name, valueFrom: { podTemplateHashValue: value.podTemplateHashValue } };
}
