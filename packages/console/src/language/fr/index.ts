import type { Catalogue } from '../en/index.ts';
// Not translated yet.
import { rights } from '../en/rights.ts';
import { administration } from './administration.ts';
import { dashboard } from './dashboard.ts';
import { playground } from './playground.ts';
import { report } from './report.ts';
import { runs } from './runs.ts';
import { session } from './session.ts';
import { shared } from './shared.ts';
import { shell } from './shell.ts';

/** Every text of the console in French. */
export const fr: Catalogue = {
  shell,
  session,
  dashboard,
  report,
  rights,
  playground,
  runs,
  administration,
  shared,
};
