import type { ADMINISTRATION_OPERATIONS } from '@vivavoce/contract';
import { listHolds, listTransactions } from '../../credits/transactions.ts';
import { readStatistics } from '../../statistics/statistics.ts';
import { changeSettings, readSettings } from '../../tenants/settings.ts';
import type { TenantContext } from '../context.ts';
import { cursorOf, pageOf } from '../pagination.ts';
import type { Handler } from '../route.ts';

type Operations = typeof ADMINISTRATION_OPERATIONS;

/** `GET /settings`: the tenant's settings. */
export function readSettingsRoute({ storeOf, config }: TenantContext): Handler<Operations['readSettings']> {
  return ({ caller, request }) => readSettings(storeOf(request).db, caller.tenantId, config.maxActiveRuns);
}

/** `PATCH /settings`: changes the settings that the tenant's own administrators may change. */
export function changeSettingsRoute({
  storeOf,
  config,
}: TenantContext): Handler<Operations['changeSettings']> {
  const { maxActiveRuns } = config;
  return ({ body, by, caller: { sessionId }, request }) =>
    changeSettings(storeOf(request), by, body, { maxActiveRuns, sessionId });
}

/** `GET /credits/transactions`: all credit transactions, page by page. */
export function listTransactionsRoute({ storeOf }: TenantContext): Handler<Operations['listTransactions']> {
  return async ({ query, caller, request }) => {
    const { after, limit } = pageOf(query);
    const { db } = storeOf(request);
    const { transactions, nextId } = await listTransactions(db, caller.tenantId, { afterId: after, limit });
    return { transactions, nextCursor: cursorOf(nextId) };
  };
}

/** `GET /credits/holds`: the credits held for unfinished runs. */
export function listHoldsRoute({ storeOf }: TenantContext): Handler<Operations['listHolds']> {
  return ({ caller, request }) => listHolds(storeOf(request).db, caller.tenantId);
}

/** `GET /statistics`: figures on the tenant's runs over a number of days. */
export function statisticsRoute({ storeOf, now }: TenantContext): Handler<Operations['readStatistics']> {
  return ({ query, caller, request }) =>
    readStatistics(storeOf(request).db, caller.tenantId, query.days, now());
}
