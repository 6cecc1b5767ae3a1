import type { ConsoleCatalogue } from '../../catalogues.ts';
import { account } from './account.ts';
import { administration } from './administration.ts';
import { comments } from './comments.ts';
import { csv } from './csv.ts';
import { dashboard } from './dashboard.ts';
import { developers } from './developers.ts';
import { errors } from './errors.ts';
import { evidence } from './evidence.ts';
import { notice } from './notice.ts';
import { playground } from './playground.ts';
import { report } from './report.ts';
import { requests } from './requests.ts';
import { rights } from './rights.ts';
import { runs } from './runs.ts';
import { session } from './session.ts';
import { shared } from './shared.ts';
import { shell } from './shell.ts';

/** Every text of the console in German. */
export const consoleCatalogue: ConsoleCatalogue = {
  shell,
  session,
  dashboard,
  report,
  requests,
  rights,
  playground,
  runs,
  administration,
  shared,
  account,
  notice,
  developers,
  evidence,
  comments,
  csv,
  errors,
};
