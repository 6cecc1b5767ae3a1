import {
  type HoldList,
  type Settings,
  type Statistics,
  settingsChangesSchema,
  type TransactionList,
} from '@vivavoce/contract';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { listHolds, listTransactions } from '../../credits/transactions.ts';
import { readStatistics } from '../../statistics/statistics.ts';
import { changeSettings, readSettings } from '../../tenants/settings.ts';
import { actorContextOf, callerOf } from '../authentication.ts';
import type { TenantContext } from '../context.ts';
import { bodyOf } from '../json-body.ts';
import { cursorOf, pageOf } from '../pagination.ts';
import { Query } from '../query.ts';

/** `GET /settings`: what holds for the client. */
export function readSettingsRoute({ storeOf, config }: TenantContext) {
  return async (request: FastifyRequest): Promise<Settings> =>
    readSettings(storeOf(request).db, callerOf(request).tenantId, config.maxActiveRuns);
}

/** `PATCH /settings`: changes what the client's administrators may change. */
export function changeSettingsRoute({ storeOf, config }: TenantContext) {
  return async (request: FastifyRequest): Promise<Settings> => {
    const changes = bodyOf(request, settingsChangesSchema);
    return changeSettings(storeOf(request), actorContextOf(request), changes, config.maxActiveRuns);
  };
}

/** `GET /credits/transactions`: the whole ledger, page by page. */
export function listTransactionsRoute({ storeOf }: TenantContext) {
  return async (request: FastifyRequest): Promise<TransactionList> => {
    const { after, limit } = pageOf(new Query(request));
    const { tenantId } = callerOf(request);
    const page = { afterId: after, limit };
    const { transactions, nextId } = await listTransactions(storeOf(request).db, tenantId, page);
    return { transactions, nextCursor: cursorOf(nextId) };
  };
}

/** `GET /credits/holds`: what is reserved for runs that are not finished. */
export function listHoldsRoute({ storeOf }: TenantContext) {
  return async (request: FastifyRequest): Promise<HoldList> =>
    listHolds(storeOf(request).db, callerOf(request).tenantId);
}

const DEFAULT_DAYS = 30;
const daysSchema = z
  .string()
  .regex(/^\d{1,3}$/, 'a whole number from 1 to 366')
  .transform(Number)
  .refine((days) => days >= 1 && days <= 366, 'a whole number from 1 to 366');

/** `GET /statistics`: what the client's runs were like over some days. */
export function statisticsRoute({ storeOf, now }: TenantContext) {
  return async (request: FastifyRequest): Promise<Statistics> => {
    const days = new Query(request).one('days', daysSchema) ?? DEFAULT_DAYS;
    return readStatistics(storeOf(request).db, callerOf(request).tenantId, days, now());
  };
}
