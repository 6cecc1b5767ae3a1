import type { SHARE_OPERATIONS } from '@vivavoce/contract';
import { runNotFound } from '../../service-error.ts';
import { createShare, listShares, revokeShare } from '../../shares/shares.ts';
import type { TenantContext } from '../context.ts';
import { publicUrlOf } from '../public-url.ts';
import type { Handler } from '../route.ts';

type Operations = typeof SHARE_OPERATIONS;

/** `POST /speech/analyze/{id}/shares`: creates a link to the report of a run; its token is shown only once. */
export function createShareRoute({
  config,
  storeOf,
  now,
}: TenantContext): Handler<Operations['createShare']> {
  return async ({ params, body, by, request }) => {
    const share = await createShare(storeOf(request).db, by, params.id, body, now());
    return { ...share, url: `${publicUrlOf(request, config)}/shared#token=${share.token}` };
  };
}

/** `GET /speech/analyze/{id}/shares`: the valid links to the report of a run. */
export function listSharesRoute({ storeOf, now }: TenantContext): Handler<Operations['listShares']> {
  return async ({ params, caller, request }) => {
    const shares = await listShares(storeOf(request).db, caller.tenantId, params.id, now());
    if (!shares) throw runNotFound();
    return { shares };
  };
}

/** `DELETE /speech/analyze/{id}/shares/{shareId}`: revokes a link. */
export function revokeShareRoute({ storeOf }: TenantContext): Handler<Operations['revokeShare']> {
  return async ({ params: { id, shareId }, by, request }) => {
    const found = await revokeShare(storeOf(request).db, by, id, shareId);
    if (!found) throw runNotFound();
  };
}
