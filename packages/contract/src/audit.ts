import { z } from 'zod';
import { CANDIDATE_REQUEST_KINDS, REQUEST_DECISIONS } from './candidate-requests.ts';
import { ROLES } from './roles.ts';

/** Kinds of actor: an API key, a user, the operator of the installation, or the server itself. */
export const ACTOR_KINDS = ['key', 'user', 'operator', 'system'] as const;

/** Actions in the audit log: a noun and what was done to it. */
export const AUDIT_ACTIONS = [
  'run.submit',
  'run.read',
  'run.audio',
  'run.transcript',
  'run.report',
  'run.rescore',
  'run.review',
  'run.correct',
  'run.name',
  'comment.create',
  'comment.delete',
  'run.erase',
  'candidate.export',
  'candidate.erase',
  'share.create',
  'share.open',
  'share.revoke',
  'candidate-request.make',
  'candidate-request.assign',
  'candidate-request.answer',
  'candidate-request.close',
  'candidate-request.withdraw',
  // Up to 0.1, when erasure was all that candidates could ask for; entries never change.
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
  'second-factor.add',
  'second-factor.remove',
  'second-factor.reset',
  'recovery-codes.renew',
  'recovery-code.use',
  'invitation.revoke',
  'client.create',
  'client.change',
  'settings.change',
  'calibration.apply',
  'calibration.remove',
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
    commentId: targetId,
    candidateRequestId: targetId,
  })
  .describe('Ids of what the action concerned');

export const auditDetailsSchema = z
  .record(
    z.string(),
    z.union([
      z.number(),
      z.boolean(),
      z.null(),
      z.enum([...ROLES, ...CANDIDATE_REQUEST_KINDS, ...REQUEST_DECISIONS]),
    ]),
  )
  .describe('Counts and new values of settings; never free text, so that it holds no personal data');

export const actorSchema = z
  .object({
    kind: z.enum(ACTOR_KINDS),
    id: z.string().nullable().describe('Id of the API key or user'),
    label: z.string().describe('Display name: the end of the API key, or the user’s name'),
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
    address: z.string().nullable().describe('IP address; null for the server itself'),
    requestId: z.string().nullable().describe('As in the header X-Request-Id of the answer'),
    sequence: z
      .int()
      .describe('Place in the hash chain of the client’s log, from 1, in the order of recording'),
    hash: z.string().describe('SHA-256 of the chain up to this entry, in hexadecimal'),
  })
  .describe('An entry of the audit log; entries never change');

export const auditHeadSchema = z
  .object({
    head: z
      .string()
      .nullable()
      .describe('To be kept elsewhere, for `vivavoce audit verify --head`; null for a log without entries'),
    sequence: z.int().describe('Place of the last entry; 0 without one'),
  })
  .describe('The head of the hash chain of a client’s audit log');

export const auditListSchema = z
  .object({
    entries: z.array(auditEntrySchema),
    nextCursor: z.string().nullable().describe('The cursor of the next page; null on the last page'),
  })
  .describe('The audit log of a client, newest first');

/** A kind of actor. */
export type ActorKind = (typeof ACTOR_KINDS)[number];
/** An action in the audit log. */
export type AuditAction = (typeof AUDIT_ACTIONS)[number];
/** Ids of what an action concerned. */
export type AuditTarget = z.infer<typeof auditTargetSchema>;
/** Counts and new values of settings. */
export type AuditDetails = z.infer<typeof auditDetailsSchema>;
/** Who acted. */
export type Actor = z.infer<typeof actorSchema>;
/** An entry of the audit log. */
export type AuditEntry = z.infer<typeof auditEntrySchema>;
/** The head of an audit log's chain. */
export type AuditHeadResponse = z.infer<typeof auditHeadSchema>;
/** A page of the audit log. */
export type AuditList = z.infer<typeof auditListSchema>;
