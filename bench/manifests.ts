/**
 * Manifests as other tools write them. Of ten services four are released in steps by a Rollout, with an AnalysisTemplate and a
 * PrometheusRule of their own, and six by a Deployment; each has two objects of configuration.
 * 84 objects in ten services. Nothing is wrong with them except that a Deployment has no steps, and what is asked for.
 */
export function manifestsOf(services: number, { withoutDigest = Infinity }: Faults = {}): string {
  return Array.from({ length: services }, (_, index) => {
    const text = documentsOf(index).join('---\n');
    return index % withoutDigest === 0 && index > 0 ? text.replace(/@sha256:\w+/, '') : text;
  }).join('---\n');
}

/** What is wrong, and how often. */
export interface Faults {
  /** One image in so many is named by its tag alone. @default - none */
  readonly withoutDigest?: number;
}

/** So many services have about this many bytes. */
export function servicesIn(megabytes: number): number {
  const sample = 1000;
  return Math.ceil((megabytes * 1e6 * sample) / manifestsOf(sample).length);
}

function documentsOf(index: number): string[] {
  const name = `service-${index}`;
  const common = [config(name), account(name), budget(name), service(name, name)];
  return index % 10 < 4
    ? [...common, service(`${name}-canary`, name), template(name), rollout(name), alerts(name), virtualService(name)]
    : [...common, deployment(name), alerts(name), autoscaler(name), monitor(name)];
}

const metadata = (name: string, more = '') => `metadata:
  name: ${name}
  namespace: shop
  labels:
    app.kubernetes.io/name: ${name}
    app.kubernetes.io/part-of: shop
${more}`;

const annotations = (name: string) => `  annotations:
    stepgate.dev/owner: team-${name.length}
    stepgate.dev/runbook: https://wiki.example/${name}
    stepgate.dev/release-notes: https://notes.example/${name}
`;

const config = (name: string) => `apiVersion: v1
kind: ConfigMap
${metadata(`${name}-config`)}data:
  LOG_LEVEL: info
  CACHE_TTL: "300"
  application.yaml: |
    server:
      port: 8080
    clients:
      - name: payments
        url: http://payments.shop.svc.cluster.local:8080
      - name: stock
        url: http://stock.shop.svc.cluster.local:8080
`;

const account = (name: string) => `apiVersion: v1
kind: ServiceAccount
${metadata(name)}automountServiceAccountToken: false
`;

const budget = (name: string) => `apiVersion: policy/v1
kind: PodDisruptionBudget
${metadata(name)}spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app: ${name}
`;

const service = (name: string, app: string) => `apiVersion: v1
kind: Service
${metadata(name)}spec:
  ports:
    - name: http
      port: 80
      targetPort: 8080
  selector:
    app: ${app}
`;

const monitor = (name: string) => `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
${metadata(name)}spec:
  selector:
    matchLabels:
      app.kubernetes.io/name: ${name}
  endpoints:
    - port: http
`;

const pods = (name: string) => `  template:
    metadata:
      labels:
        app: ${name}
        app.kubernetes.io/name: ${name}
        app.kubernetes.io/version: 1.4.2
    spec:
      serviceAccountName: ${name}
      terminationGracePeriodSeconds: 45
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: topology.kubernetes.io/zone
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels:
              app: ${name}
      containers:
        - name: main
          image: registry.example/shop/${name}:1.4.2@sha256:${'0123456789abcdef'.repeat(4)}
          ports:
            - name: http
              containerPort: 8080
          envFrom:
            - configMapRef:
                name: ${name}-config
          readinessProbe:
            httpGet:
              path: /ready
              port: http
            periodSeconds: 5
          lifecycle:
            preStop:
              sleep:
                seconds: 10
          resources:
            requests:
              cpu: 100m
              memory: 128Mi
            limits:
              memory: 256Mi
`;

const deployment = (name: string) => `apiVersion: apps/v1
kind: Deployment
${metadata(name, annotations(name))}spec:
  progressDeadlineSeconds: 600
  selector:
    matchLabels:
      app: ${name}
${pods(name)}`;

const autoscaler = (name: string) => `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
${metadata(name)}spec:
  minReplicas: 3
  maxReplicas: 12
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: ${name}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: 70
`;

const rollout = (name: string) => `apiVersion: argoproj.io/v1alpha1
kind: Rollout
${metadata(name, annotations(name) + '    notifications.argoproj.io/subscribe.on-rollout-aborted.slack: shop\n')}spec:
  replicas: 10
  revisionHistoryLimit: 5
  minReadySeconds: 10
  progressDeadlineAbort: true
  rollbackWindow:
    revisions: 3
  selector:
    matchLabels:
      app: ${name}
  strategy:
    canary:
      stableService: ${name}
      canaryService: ${name}-canary
      trafficRouting:
        istio:
          virtualService:
            name: ${name}
      analysis:
        startingStep: 1
        templates:
          - templateName: ${name}-errors
        args:
          - name: service
            value: ${name}-canary
      steps:
        - setWeight: 5
        - pause: { duration: 5m }
        - setWeight: 10
        - pause: { duration: 5m }
        - setWeight: 25
        - pause: { duration: 5m }
        - setWeight: 50
        - pause: { duration: 10m }
        - setWeight: 100
        - pause: { duration: 10m }
${pods(name)}`;

const template = (name: string) => `apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
${metadata(`${name}-errors`)}spec:
  args:
    - name: service
  metrics:
    - name: error-rate
      interval: 1m
      initialDelay: 2m
      failureLimit: 1
      inconclusiveLimit: 3
      successCondition: len(result) > 0 && !isNaN(result[0]) && result[0] < 0.01
      failureCondition: len(result) > 0 && !isNaN(result[0]) && result[0] >= 0.01
      provider:
        prometheus:
          address: http://prometheus.monitoring:9090
          query: |
            sum(rate(istio_requests_total{reporter="destination",destination_service_name="{{args.service}}",response_code=~"5.."}[2m]))
              / sum(rate(istio_requests_total{reporter="destination",destination_service_name="{{args.service}}"}[2m]))
`;

const virtualService = (name: string) => `apiVersion: networking.istio.io/v1
kind: VirtualService
${metadata(name)}spec:
  hosts:
    - ${name}
  http:
    - route:
        - destination:
            host: ${name}
          weight: 100
        - destination:
            host: ${name}-canary
          weight: 0
`;

const alerts = (name: string) => `apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
${metadata(name, '  annotations:\n    stepgate.dev/alert-tests: tests/' + name + '.yaml\n')}spec:
  groups:
    - name: ${name}
      rules:
        - alert: ErrorBudgetBurns
          expr: sum(rate(istio_requests_total{destination_workload="${name}",response_code=~"5.."}[5m])) / sum(rate(istio_requests_total{destination_workload="${name}"}[5m])) > 0.0144
          for: 2m
          labels:
            severity: critical
            team: shop
          annotations:
            summary: ${name} spends its error budget fast.
            runbook_url: https://wiki.example/${name}
        - alert: NobodyAnswers
          expr: absent(up{job="${name}"}) or sum(up{job="${name}"}) < 1
          for: 5m
          labels:
            severity: critical
            team: shop
          annotations:
            summary: no pod of ${name} answers.
            runbook_url: https://wiki.example/${name}
`;
