import { z } from 'zod';

/** Who can act: an API key, a person in the console, the operator of the installation, or the server by itself. */
export const ACTOR_KINDS = ['key', 'user', 'operator', 'system'] as const;

/** Every act that the audit log knows: a noun and what was done to it. */
export const AUDIT_ACTIONS = [
  'run.submit',
  'run.read',
  'run.audio',
  'run.transcript',
  'run.report',
  'run.rescore',
  'run.review',
  'run.correct',
  'run.erase',
  'candidate.export',
  'candidate.erase',
  'share.create',
  'share.open',
  'share.revoke',
  'erasure.request',
  'erasure.decline',
  'fairness.read',
  'session.start',
  'session.refuse',
  'session.end',
  'user.create',
  'user.invite',
  'user.change',
  'user.remove',
  'user.link',
  'user.password',
  'invitation.revoke',
  'client.create',
  'client.change',
  'settings.change',
  'project.create',
  'project.change',
  'key.create',
  'key.revoke',
  'key.rotate',
  'credits.grant',
  'webhook.add',
  'webhook.remove',
  'webhook.enable',
  'webhook.disable',
  'webhook.test',
  'webhook-secret.rotate',
  'delivery.replay',
  'audit.export',
] as const;

const targetId = z
  .string()
  .regex(/^[0-9a-f-]{1,36}$/)
  .optional();

export const auditTargetSchema = z
  .object({
    runId: targetId,
    projectId: targetId,
    keyId: targetId,
    endpointId: targetId,
    deliveryId: targetId,
    userId: targetId,
    invitationId: targetId,
    shareId: targetId,
  })
  .describe('What was acted upon, by ids alone');

export const auditDetailsSchema = z
  .record(
    z.string(),
    z.union([z.number(), z.boolean(), z.null(), z.enum(['owner', 'admin', 'recruiter', 'viewer'])]),
  )
  .describe('Counts and new values of settings; no texts, so that nothing about a person can be among them');

export const actorSchema = z
  .object({
    kind: z.enum(ACTOR_KINDS),
    id: z.string().nullable().describe('Of the key or the user'),
    label: z.string().describe('For people: the end of the key, the name of the user'),
  })
  .describe('Who acted');

export const auditEntrySchema = z
  .object({
    id: z.string(),
    at: z.iso.datetime(),
    actor: actorSchema,
    action: z.enum(AUDIT_ACTIONS),
    target: auditTargetSchema,
    details: auditDetailsSchema,
    address: z.string().nullable().describe('From where: an IP address; null for the server itself'),
    requestId: z.string().nullable().describe('As in the header X-Request-Id of the answer'),
  })
  .describe('One act, as it was recorded: entries never change');

export const auditListSchema = z
  .object({
    entries: z.array(auditEntrySchema),
    nextCursor: z
      .string()
      .nullable()
      .describe('Give it as cursor to get the next page; null on the last one'),
  })
  .describe('The acts of and for a client, newest first');

/** What can act. */
export type ActorKind = (typeof ACTOR_KINDS)[number];
/** What was done. */
export type AuditAction = (typeof AUDIT_ACTIONS)[number];
/** What was acted upon. */
export type AuditTarget = z.infer<typeof auditTargetSchema>;
/** Counts and new values of settings. */
export type AuditDetails = z.infer<typeof auditDetailsSchema>;
/** Who acted. */
export type Actor = z.infer<typeof actorSchema>;
/** One recorded act. */
export type AuditEntry = z.infer<typeof auditEntrySchema>;
/** A page of the audit log. */
export type AuditList = z.infer<typeof auditListSchema>;
