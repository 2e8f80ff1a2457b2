/** How loudly an alert speaks: `page` wakes somebody up, `ticket` waits for working hours. */
export type Severity = 'page' | 'ticket';

/**
 * One leg of the alerting: it fires while the error budget burns so fast that `budget` of it would go within the long
 * window, and the short window shows that it still does.
 */
export interface BurnWindow {
  /** How loudly it speaks when it fires. */
  readonly severity: Severity;
  /** Minutes that decide. */
  readonly longMinutes: number;
  /** Minutes that end the alert soon after the trouble is over. */
  readonly shortMinutes: number;
  /** Fraction of the budget that is spent within the long window when it fires. */
  readonly budget: number;
}

/** Where the numbers come from. */
export const CITATION =
  'Beyer et al., "The Site Reliability Workbook" (O\'Reilly 2018), chapter 5 "Alerting on SLOs", table 5-8: recommended parameters of a 99.9 % objective over 30 days';

/** 2 % of the budget in one hour: 14.4 times the speed that spends a budget of 30 days in 30 days. */
const QUICK_PAGE: BurnWindow = { severity: 'page', longMinutes: 60, shortMinutes: 5, budget: 0.02 };
/** 5 % in six hours: 6 times. */
const SLOW_PAGE: BurnWindow = { severity: 'page', longMinutes: 360, shortMinutes: 30, budget: 0.05 };
/** 10 % in a day: 3 times. */
const QUICK_TICKET: BurnWindow = { severity: 'ticket', longMinutes: 1440, shortMinutes: 120, budget: 0.1 };
/** 10 % in three days: as fast as the budget allows. */
const SLOW_TICKET: BurnWindow = { severity: 'ticket', longMinutes: 4320, shortMinutes: 360, budget: 0.1 };

/**
 * The default. The day's leg of the book is left out: with even traffic whatever spends 10 % in a day also does within
 * three, so it fires only where traffic is uneven or the history short.
 */
export const BURN_WINDOWS: readonly BurnWindow[] = [QUICK_PAGE, SLOW_PAGE, SLOW_TICKET];

/** All four legs of the book. */
export const WORKBOOK_WINDOWS: readonly BurnWindow[] = [QUICK_PAGE, SLOW_PAGE, QUICK_TICKET, SLOW_TICKET];
