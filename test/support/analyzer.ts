import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from './tools';

const REAL = join(ROOT, 'test', 'real');
const nodeRequire = createRequire(join(REAL, 'package.json'));

/** What the generated code of the protocol hands out: it is loaded at run time from test/real, where its types stay. */
type Loose = ReturnType<typeof nodeRequire>;

/** Where Pulumi's SDK is; undefined if test/real is not installed. */
export const pulumiModules = existsSync(join(REAL, 'node_modules', '@pulumi', 'policy'))
  ? join(REAL, 'node_modules')
  : undefined;

/** A resource as the engine sends it. */
export interface SentResource {
  readonly type: string;
  readonly urn: string;
  readonly props: object;
}

/** What the pack says of a resource. */
export interface Diagnostic {
  readonly policyname: string;
  readonly policypackname: string;
  readonly description: string;
  readonly message: string;
  readonly urn: string;
  /** 0 advisory, 1 mandatory. */
  readonly enforcementlevel: number;
  /** 1 low, 2 medium, 3 high. */
  readonly severity: number;
}

/** What Pulumi writes for a value that it does not know yet. */
export const UNKNOWN = {
  text: '04da6b54-80e4-46f7-96ec-b56ff0331ba9',
  number: '3eeb2bf0-c639-47a8-9e75-3b44932eb421',
} as const;

/** Plays Pulumi's engine: starts a policy pack as its language host does, and talks to it over the analyzer protocol. */
export class Analyzer {
  private readonly process: ChildProcess;
  private readonly client: Loose;
  private readonly pb: Loose;

  private constructor(process: ChildProcess, client: Loose, pb: Loose) {
    this.process = process;
    this.client = client;
    this.pb = pb;
  }

  static async start(dir: string, env: Readonly<Record<string, string>> = {}): Promise<Analyzer> {
    const run = nodeRequire.resolve('@pulumi/pulumi/cmd/run-policy-pack');
    const child = spawn(process.execPath, [run, '127.0.0.1:1', dir], {
      cwd: dir,
      env: { ...process.env, PULUMI_NODEJS_TYPESCRIPT: 'false', NODE_PATH: join(REAL, 'node_modules'), ...env },
    });
    const port = await portOf(child);
    const grpc = nodeRequire('@grpc/grpc-js');
    const { AnalyzerClient } = nodeRequire('@pulumi/pulumi/proto/analyzer_grpc_pb');
    const limits = { 'grpc.max_receive_message_length': 1 << 28, 'grpc.max_send_message_length': 1 << 28 };
    const client = new AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), limits);
    return new Analyzer(child, client, nodeRequire('@pulumi/pulumi/proto/analyzer_pb'));
  }

  stop() {
    this.client.close();
    this.process.kill();
  }

  async info(): Promise<Loose> {
    const { Empty } = nodeRequire('google-protobuf/google/protobuf/empty_pb');
    return (await this.call('getAnalyzerInfo', new Empty())).toObject();
  }

  /** What the user configured, by policy; `level` as in the protocol: 0 advisory, 1 mandatory, 2 disabled, 3 remediate. */
  async configure(config: Readonly<Record<string, { level: number; properties?: object }>>) {
    const request = new this.pb.ConfigureAnalyzerRequest();
    for (const [name, { level, properties = {} }] of Object.entries(config)) {
      const policy = new this.pb.PolicyConfig();
      policy.setEnforcementlevel(level);
      policy.setProperties(struct(properties));
      request.getPolicyconfigMap().set(name, policy);
    }
    await this.call('configure', request);
  }

  async analyze(resource: SentResource): Promise<Diagnostic[]> {
    return (await this.call('analyze', this.message('AnalyzeRequest', resource))).toObject().diagnosticsList;
  }

  async analyzeStack(resources: readonly SentResource[]): Promise<Diagnostic[]> {
    const request = new this.pb.AnalyzeStackRequest();
    request.setResourcesList(resources.map((resource) => this.message('AnalyzerResource', resource)));
    return (await this.call('analyzeStack', request)).toObject().diagnosticsList;
  }

  /** The mended properties by policy. */
  async remediate(resource: SentResource): Promise<{ policy: string; props: Loose; diagnostic: string }[]> {
    const response = await this.call('remediate', this.message('AnalyzeRequest', resource));
    return response.getRemediationsList().map((one: Loose) => ({
      policy: one.getPolicyname(),
      props: one.getProperties()?.toJavaScript(),
      diagnostic: one.getDiagnostic(),
    }));
  }

  private message(kind: string, { type, urn, props }: SentResource): Loose {
    const message = new this.pb[kind]();
    message.setType(type);
    message.setUrn(urn);
    message.setName(urn.split('::').at(-1));
    message.setProperties(struct(props));
    message.setOptions(new this.pb.AnalyzerResourceOptions());
    return message;
  }

  private call(method: string, request: object): Promise<Loose> {
    return new Promise((resolve, reject) => {
      this.client[method](request, (error: Error | null, response: unknown) =>
        error ? reject(error) : resolve(response),
      );
    });
  }
}

function struct(value: object): object {
  const { Struct } = nodeRequire('google-protobuf/google/protobuf/struct_pb');
  return Struct.fromJavaScript(value);
}

/** The pack's first line is its port; whatever it says instead is why it did not start. */
function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const port = /^(\d+)$/m.exec(said)?.[1];
      if (port !== undefined) resolve(Number(port));
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.on('exit', (code) => reject(new Error(`the policy pack ended with ${code}:\n${said}`)));
  });
}
