import { broken } from './fault';

const CONDITIONS = /successCondition: .*\n {6}failureCondition: .*/;

/** What is wrong with how a release is judged. */
export const analysisFaults = [
  ...broken('behind NGINX', [
    [
      'no condition',
      [[CONDITIONS, '']],
      'cannot-fail Rollout/web',
      'diluted Rollout/web',
      'no-condition AnalysisTemplate/web-success-rate',
    ],
    [
      'a condition that is always true',
      [[CONDITIONS, 'successCondition: "true"']],
      'cannot-fail Rollout/web',
      'diluted Rollout/web',
      'silence-passes AnalysisTemplate/web-success-rate',
    ],
    [
      'a condition with a slip of the pen',
      [['!isNaN(result[0]) && result[0] >= 0.995', 'isNan(result[0]) && result[0] >= 0.995']],
      'cannot-fail Rollout/web',
      'condition-errs AnalysisTemplate/web-success-rate',
    ],
    [
      'a result that may be empty',
      [[CONDITIONS, 'successCondition: result[0] >= 0.995\n      failureCondition: result[0] < 0.995']],
      'errs-without-data AnalysisTemplate/web-success-rate',
    ],
    [
      'a gap between the conditions',
      [['result[0] < 0.995', 'result[0] < 0.9']],
      'detects-rise Rollout/web',
      'verdict-gap AnalysisTemplate/web-success-rate',
    ],
    [
      'more failures than looks',
      [['failureLimit: 2', 'failureLimit: 2\n      count: 2']],
      'failure-limit AnalysisTemplate/web-success-rate',
      'template-refused AnalysisTemplate/web-success-rate',
    ],
    [
      'a failure is never too many',
      [['failureLimit: 2', 'failureLimit: -1']],
      'template-refused AnalysisTemplate/web-success-rate',
    ],
    [
      'no error is forgiven',
      [['failureLimit: 2', 'failureLimit: 2\n      consecutiveErrorLimit: 0']],
      'error-limit AnalysisTemplate/web-success-rate',
    ],
    [
      'silence is no answer',
      [['inconclusiveLimit: 5', 'inconclusiveLimit: 0']],
      'inconclusive-limit AnalysisTemplate/web-success-rate',
    ],
    ['looks each second', [['interval: 1m', 'interval: 1s']], 'fast-interval AnalysisTemplate/web-success-rate'],
    [
      'an argument that the template has not',
      [[/- name: hash(\n +valueFrom)/, '- name: hsah$1']],
      'analysis-errs Rollout/web',
      'cannot-fail Rollout/web',
    ],
    [
      'a template that is not there',
      [['- templateName: web-success-rate', '- templateName: web-sucess-rate']],
      'missing-reference Rollout/web',
      'unused-template AnalysisTemplate/web-success-rate',
    ],
    [
      'two metrics of one name',
      [[/( {4}- name: success-rate\n[^]*?\[2m\]\)\))\n---/, '$1\n$1\n---']],
      'cannot-fail Rollout/web',
      'cannot-fail Rollout/web',
      'duplicate-metric AnalysisTemplate/web-success-rate',
    ],
    [
      'a metric that nobody heeds',
      [
        [
          '  args:\n    - name: hash\n  metrics',
          '  dryRun:\n    - metricName: success-rate\n  args:\n    - name: hash\n  metrics',
        ],
      ],
      'undetected Rollout/web',
    ],
    [
      'a dry run that silences more than it names',
      [
        [
          '  args:\n    - name: hash\n  metrics',
          '  dryRun:\n    - metricName: success\n  args:\n    - name: hash\n  metrics',
        ],
      ],
      'dry-run-pattern AnalysisTemplate/web-success-rate',
      'undetected Rollout/web',
    ],
    [
      'a dry run of a metric that is none',
      [
        [
          '  args:\n    - name: hash\n  metrics',
          '  dryRun:\n    - metricName: ^latency$\n  args:\n    - name: hash\n  metrics',
        ],
      ],
      'analysis-errs Rollout/web',
      'cannot-fail Rollout/web',
    ],
    [
      'a query that Prometheus cannot read',
      [['[2m]))\n            /', '[2m])\n            /']],
      'blind Rollout/web',
      'blind Rollout/web',
    ],
    ['a look that reaches back before the release', [['[2m]', '[1h]']], 'look-back Rollout/web'],
  ]),
  ...broken('behind the Gateway API', [
    ['a step that comes to no end', [[/count: 3\n +/, '']], 'never-ends Rollout/search'],
    [
      'a template that is in a circle',
      [
        [
          'name: search-evidence\n  namespace: catalog\nspec:\n',
          'name: search-evidence\n  namespace: catalog\nspec:\n  templates: [{ templateName: search-evidence }]\n',
        ],
      ],
      'template-cycle AnalysisTemplate/search-evidence',
    ],
  ]),
  ...broken('blue-green', [
    [
      'a Job that may run for ever',
      [
        ['activeDeadlineSeconds: 120', 'activeDeadlineSeconds: null'],
        ['            backoffLimit: 0\n', ''],
      ],
      'job-bounds AnalysisTemplate/billing-smoke',
    ],
    [
      'a provider that is none',
      [['job:\n          spec:', 'jbo:\n          spec:']],
      'no-condition AnalysisTemplate/billing-smoke',
    ],
  ]),
];
