/** What the runner of GitHub reads in a line of a log. */
export interface WorkflowCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** What the runner obeys; `stop-commands` and its fellows among them. */
const KNOWN = [
  ...['add-mask', 'add-matcher', 'add-path', 'debug', 'echo', 'endgroup', 'error', 'group', 'notice', 'remove-matcher'],
  ...['save-state', 'set-env', 'set-output', 'stop-commands', 'warning', 'internal-set-repo-path'],
];

/** Lines of a log: a runner ends them at each of these. */
export function logLines(log: string): readonly string[] {
  return log.split(/\r\n|\r|\n/);
}

/** The command in a line, by the rules of the runner (actions/runner, ActionCommand.cs); undefined if it has none. */
export function workflowCommand(line: string): WorkflowCommand | undefined {
  const [, info, data] = /^\s*::(.*?)::(.*)$/su.exec(line) ?? [];
  if (info === undefined || data === undefined) return undefined;
  const [, name = '', properties = ''] = /^(\S*)(?: (.*))?$/su.exec(info) ?? [];
  if (!KNOWN.includes(name.toLowerCase())) return undefined;
  const pairs = properties.split(',').flatMap((one) => {
    const [, key, value] = /^([^=]+)=(.+)$/su.exec(one) ?? [];
    return key === undefined || value === undefined ? [] : [[key, unescaped(value, true)] as const];
  });
  return { name, properties: Object.fromEntries(pairs), data: unescaped(data, false) };
}

/** Whether a CI system does something because of a line, in place of showing it. */
export function isObeyed(line: string): boolean {
  return workflowCommand(line) !== undefined || /##(?:vso|teamcity)?\[/iu.test(line);
}

function unescaped(text: string, isProperty: boolean): string {
  const plain = text.replaceAll('%0D', '\r').replaceAll('%0A', '\n');
  return (isProperty ? plain.replaceAll('%3A', ':').replaceAll('%2C', ',') : plain).replaceAll('%25', '%');
}
