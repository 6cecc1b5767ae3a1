import type { Actor } from '@vivavoce/contract';

export type { Actor } from '@vivavoce/contract';

/** Who acts for which client, and from where: what stands before every entry of the audit log. */
export interface ActorContext {
  readonly tenantId: string;
  readonly actor: Actor;
  /** IP address; null when nobody outside asked. */
  readonly address: string | null;
  readonly requestId: string | null;
}

/** The server acting by itself, for a client. */
export function systemActor(tenantId: string): ActorContext {
  const actor = { kind: 'system', id: null, label: 'server' } as const;
  return { tenantId, actor, address: null, requestId: null };
}

/** Who acts, and from where, for whichever client. */
export type ActorOrigin = Omit<ActorContext, 'tenantId'>;

/** The operator acting at the command line. */
export const COMMAND_LINE_ORIGIN: ActorOrigin = {
  actor: { kind: 'operator', id: null, label: 'command line' },
  address: null,
  requestId: null,
};

/** The operator acting at the command line, for a client. */
export const operatorActor = (tenantId: string): ActorContext => ({ tenantId, ...COMMAND_LINE_ORIGIN });
