import type { USER_OPERATIONS } from '@vivavoce/contract';
import { changeMailPreference, readMailPreference } from '../../mail/preference.ts';
import { ServiceError } from '../../service-error.ts';
import type { HttpContext } from '../context.ts';
import type { Handler } from '../route.ts';

type Operations = typeof USER_OPERATIONS;

/** `GET /session/notifications`: which e-mails the signed-in user gets. */
export function readNotificationsRoute({
  config,
  store,
}: HttpContext): Handler<Operations['readNotifications']> {
  return async ({ by }) => ({
    available: config.mail !== null,
    ...(await readMailPreference(store.db, by.actor.id ?? '')),
  });
}

/** `PUT /session/notifications`: sets which e-mails the signed-in user gets. */
export function changeNotificationsRoute({
  config,
  store,
}: HttpContext): Handler<Operations['changeNotifications']> {
  return async ({ body, by }) => {
    if (config.mail === null) throw new ServiceError('NOT_FOUND', 'This server sends no e-mail');
    return { available: true, ...(await changeMailPreference(store.db, by.actor.id ?? '', body)) };
  };
}
