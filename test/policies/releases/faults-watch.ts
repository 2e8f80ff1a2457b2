import { broken, documentOf } from './fault';

/** What nobody would be told, or find written down. */
export const watchFaults = [
  ...broken('behind NGINX', [
    ['no owner', [[/ {4}stepgate\.dev\/owner: .*\n/, '']], 'owner-named Rollout/web'],
    ['no runbook', [[/ {4}stepgate\.dev\/runbook: .*\n/, '']], 'runbook-linked Rollout/web'],
    ['no notes', [[/ {4}stepgate\.dev\/release-notes: .*\n/, '']], 'release-notes Rollout/web'],
    ['nobody is told of an abort', [[/ {4}notifications\.argoproj\.io.*\n/, '']], 'notifications Rollout/web'],
    ['no alert', [[documentOf('PrometheusRule', 'web'), '']], 'alerts-exist Rollout/web'],
    ['an alert without a runbook', [[/ {12}runbook_url: .*\n/, '']], 'alert-runbook PrometheusRule/web'],
    ['an alert that wakes nobody', [[/ {12}severity: page\n/, '']], 'alert-severity PrometheusRule/web'],
    ['an alert that cannot be read', [['> 0.01', '> > 0.01']], 'alert-parses PrometheusRule/web'],
    [
      'an alert that never fires',
      [[/expr: \|\n.*\n.*> 0\.01/, 'expr: \'count(up{namespace="shop",app="web"}) == 0\'']],
      'alert-fires PrometheusRule/web',
    ],
    [
      'an alert without tests',
      [[/ {2}annotations:\n {4}stepgate\.dev\/alert-tests: .*\n/, '']],
      'alert-tests PrometheusRule/web',
    ],
    ['an alert that no route takes', [['value: web', 'value: wbe']], 'alert-route PrometheusRule/web'],
    [
      'an alert about another namespace',
      [['http_requests_total{namespace="shop",app', 'http_requests_total{namespace="shopp",app']],
      'alerts-exist Rollout/web',
    ],
  ]),
  ...broken('without a router', [
    ['nobody collects its metrics', [[documentOf('PodMonitor', 'quotes'), '']], 'scraped Rollout/quotes'],
    [
      'a monitor of a port that it has not',
      [['- port: http\n      interval', '- port: metrics\n      interval']],
      'scraped PodMonitor/quotes',
    ],
  ]),
  ...broken('two services by our constructs', [
    ['one of them has no owner', [[/ {4}stepgate\.dev\/owner: team-finance\n/, '']], 'owner-named Rollout/ledger'],
  ]),
];
