import type { CANDIDATE_OPERATIONS, ReportLanguage } from '@vivavoce/contract';
import { CONSOLE_CATALOGUES } from '@vivavoce/texts/console';
import { TABLE_TEXTS } from '@vivavoce/texts/tables';
import { recordAuditEntry } from '../audit/record.ts';
import { FAIRNESS_NAMES, type FairnessWords, fairnessCsv } from '../fairness/csv.ts';
import { assessedPeople } from '../fairness/people.ts';
import { type FairnessQuery, fairnessReport, MAX_GROUPS } from '../fairness/report.ts';
import { ServiceError } from '../service-error.ts';
import type { TenantContext } from './context.ts';
import { csvFormat } from './csv-format.ts';
import type { Handler, OperationRequest } from './route.ts';

type ReadFairness = typeof CANDIDATE_OPERATIONS.readFairness;

function fairnessQueryOf({
  group,
  outcome: key,
  selected,
}: OperationRequest<ReadFairness>['query']): FairnessQuery {
  if ((key === undefined) !== (selected === undefined)) {
    throw new ServiceError('INVALID_PARAMETERS', 'outcome and selected must be given together, or neither');
  }
  const outcome = key === undefined || selected === undefined ? null : { key, selected };
  return { groupedBy: group, outcome };
}

/** What a table for people in a language, or else for programs, is written in. */
async function wordsIn(language: ReportLanguage | undefined): Promise<FairnessWords> {
  if (language === undefined) return FAIRNESS_NAMES;
  const { columns } = (await TABLE_TEXTS[language]()).fairness;
  const { shell, rights } = await CONSOLE_CATALOGUES[language]();
  return {
    column: (name) => columns[name],
    measure: (name) => rights.fairness.measures[name],
    answer: (isSo) => (isSo ? shell.yes : shell.no),
  };
}

/** `GET /fairness`: compares the scores of groups that the metadata defines. */
export function fairnessRoute({ storeOf }: TenantContext): Handler<ReadFairness> {
  return async ({ query, caller, by, request, reply }) => {
    const fairnessQuery = fairnessQueryOf(query);
    const { db } = storeOf(request);
    const people = await assessedPeople(db, caller.tenantId, fairnessQuery, query);
    if (people.groups > MAX_GROUPS) {
      const message = `group must have at most ${MAX_GROUPS} different values`;
      throw new ServiceError('INVALID_PARAMETERS', message, { details: { field: 'group' } });
    }
    const { notes } = (await TABLE_TEXTS[query.reportLanguage ?? 'en']()).fairness;
    const report = fairnessReport(people, fairnessQuery, Object.values(notes));
    await recordAuditEntry(db, { ...by, action: 'fairness.read', details: { people: people.people } });
    reply.header('cache-control', 'private, no-store');
    if (query.format === 'json') return report;
    return reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="fairness.csv"')
      .send(fairnessCsv(report, await wordsIn(query.reportLanguage), csvFormat(query.reportLanguage)));
  };
}
