import builder from 'junit-report-builder';
import { codeOf, harmless } from './harmless';
import type { TestSuite } from './test-run';

/** What XML cannot hold, even escaped (XML 1.0, production 2). */
const NOT_XML = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Jenkins's schema has this sum in a suite, and not in the whole, where the builder writes it too. */
const SKIPPED_OF_ALL = /(<testsuites\b[^>]*) skipped="\d+"/;

/** JUnit XML, as most CI systems read it: a failure is a test that failed, an error one that could not run. */
export function junitReport(name: string, suites: readonly TestSuite[]): string {
  const report = builder.newBuilder().name(clean(name));
  for (const { name: of, cases, error, seconds } of suites) {
    const suite = report
      .testSuite()
      .name(clean(of))
      .time(Number(seconds.toFixed(3)));
    const added = (test: string) => suite.testCase().className(clean(of)).name(clean(test));
    for (const { name: test, failure, skipped, note } of error === undefined ? cases : []) {
      const one = added(skipped === undefined ? test : `${test}: ${skipped}`);
      if (failure !== undefined) one.failure(clean(failure), 'failure');
      if (skipped !== undefined) one.skipped();
      if (note !== undefined) one.standardOutput(cdata(clean(note)));
    }
    if (error !== undefined) added('can be run').error(clean(error), 'error');
  }
  return `${report.build().replace(SKIPPED_OF_ALL, '$1')}\n`;
}

/** The builder puts the text of an output into CDATA as it is; what would end that early is divided over two. */
function cdata(text: string): string {
  return text.replaceAll(']]>', ']]]]><![CDATA[>');
}

function clean(text: string): string {
  return harmless(text, '\n\t').replace(NOT_XML, codeOf);
}
