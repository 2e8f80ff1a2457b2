import { found, noted, type Chapter } from './entry';

/** Analyses that say nothing, or the wrong thing. */
export const analyses: readonly Chapter[] = [
  {
    title: 'An analysis that can never fail',
    entries: [
      found('G01', 'it forgives as many failures as it takes measurements', 'failure-limit'),
      found('G02', 'a metric without a condition', 'no-condition'),
      found('G03', 'the rollout is over before it has failed often enough', 'cannot-fail'),
      found('G04', 'a step without templates, or an experiment without an end', 'endless-step'),
      found('G05', 'a dry run that silences what it does not name, or nothing', 'dry-run-pattern', 'undetected'),
      noted(
        'A step below 0 is step 0 to Argo, so that F02 is all there is to say of it.',
        found('G06', 'it starts at a step that does not exist', 'cannot-fail'),
      ),
      found('G07', 'NaN, as 0/0 is, passes', 'blind', 'silence-passes'),
      found('G08', 'it ends long before the steps do', 'unguarded'),
      found('G09', 'it counts requests of all versions, among which the canary drowns', 'canary-scope', 'diluted'),
      found('G10', 'an argument that no template has, or that nobody gives', 'unknown-argument', 'analysis-errs'),
      found('7.3', 'in a step, more bad measurements are needed than can be bad', 'cannot-fail'),
      found('7.4', 'an argument that is used and not declared ends every release', 'analysis-errs'),
      {
        id: '7.5',
        fault: 'a web address that all versions answer at',
        rules: [],
        note: 'Told as not known by `cannot-fail` and `canary-scope`: who answers at an address, no manifest says.',
      },
      found('7.8 no analysis', 'nothing looks at the new version', 'no-analysis'),
      found('7.8 unused', 'nobody uses a template', 'unused-template'),
      found('7.8 fails open', 'no data passes', 'silence-passes', 'blind'),
      found('7.8 condition', 'a condition that cannot be evaluated', 'condition-errs'),
      found('7.8 quantity', 'a rate or a count is compared as if it were a share', 'wrong-quantity'),
      found('7.8 literal', 'a query names what is not among the objects', 'unknown-name'),
      found('1 % rise', 'its threshold forgives one percentage point more errors', 'detects-rise'),
    ],
  },
  {
    title: 'An analysis that stops what is good',
    entries: [
      found(
        'F01',
        'a condition takes a result that may not be there',
        'unguarded-index',
        'cold-start',
        'errs-without-data',
      ),
      found('F02', 'it measures before the new version has served anything', 'cold-start'),
      found('F03', 'it looks back into another weight, or more often than data comes', 'look-back', 'fast-interval'),
      noted(
        'Judged at the request rate that `--request-rate` says; without it the report says that this is not known.',
        found('F04', 'too few requests: chance decides', 'chances'),
      ),
      found('F05', 'values that are neither good nor bad: somebody has to decide', 'verdict-gap'),
      found('F06', 'a Job without a deadline, or with many retries', 'job-bounds'),
      found('F07', 'the first error or silence of the monitoring ends it', 'error-limit', 'inconclusive-limit'),
      found('7.7', 'an error where there is no data, which may be on purpose', 'errs-without-data'),
      found('7.8 web', 'a web provider whose bad answers are Errors and not failures', 'web-errors'),
    ],
  },
];
