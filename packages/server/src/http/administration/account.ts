import {
  type HoldList,
  type Settings,
  type Statistics,
  settingsChangesSchema,
  type TransactionList,
} from '@vivavoce/contract';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { changeSettings, readSettings } from '../../clients/settings.ts';
import { listHolds, listTransactions } from '../../credits/transactions.ts';
import { readStatistics } from '../../statistics/statistics.ts';
import { actingBy, callerOf } from '../authentication.ts';
import type { ClientContext } from '../context.ts';
import { bodyOf } from '../json-body.ts';
import { cursorOf, pageOf } from '../page.ts';
import { Query } from '../query.ts';

/** `GET /settings`: what holds for the client. */
export function readSettingsRoute({ storeOf, config }: ClientContext) {
  return async (request: FastifyRequest): Promise<Settings> =>
    readSettings(storeOf(request).db, callerOf(request).clientId, config.maxActiveRuns);
}

/** `PATCH /settings`: changes what the client's administrators may change. */
export function changeSettingsRoute({ storeOf, config }: ClientContext) {
  return async (request: FastifyRequest): Promise<Settings> => {
    const changes = bodyOf(request, settingsChangesSchema);
    return changeSettings(storeOf(request), actingBy(request), changes, config.maxActiveRuns);
  };
}

/** `GET /credits/transactions`: the whole ledger, page by page. */
export function listTransactionsRoute({ storeOf }: ClientContext) {
  return async (request: FastifyRequest): Promise<TransactionList> => {
    const { after, limit } = pageOf(new Query(request));
    const { clientId } = callerOf(request);
    const page = { afterId: after, limit };
    const { transactions, nextId } = await listTransactions(storeOf(request).db, clientId, page);
    return { transactions, nextCursor: cursorOf(nextId) };
  };
}

/** `GET /credits/holds`: what is reserved for runs that are not finished. */
export function listHoldsRoute({ storeOf }: ClientContext) {
  return async (request: FastifyRequest): Promise<HoldList> =>
    listHolds(storeOf(request).db, callerOf(request).clientId);
}

const DEFAULT_DAYS = 30;
const daysSchema = z
  .string()
  .regex(/^\d{1,3}$/, 'a whole number from 1 to 366')
  .transform(Number)
  .refine((days) => days >= 1 && days <= 366, 'a whole number from 1 to 366');

/** `GET /statistics`: what the client's runs were like over some days. */
export function statisticsRoute({ storeOf, now }: ClientContext) {
  return async (request: FastifyRequest): Promise<Statistics> => {
    const days = new Query(request).one('days', daysSchema) ?? DEFAULT_DAYS;
    return readStatistics(storeOf(request).db, callerOf(request).clientId, days, now());
  };
}
