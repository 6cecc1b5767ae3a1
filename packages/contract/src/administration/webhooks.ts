import { z } from 'zod';

/** Status of a message: waiting for an attempt, delivered, or out of attempts. */
export const DELIVERY_STATUSES = ['pending', 'delivered', 'failed'] as const;

export const webhookEndpointSchema = z
  .object({
    id: z.string(),
    url: z.string(),
    createdAt: z.iso.datetime(),
    failingSince: z.iso
      .datetime()
      .nullable()
      .describe('Since when all deliveries have failed; null if the last one succeeded'),
    disabledAt: z.iso.datetime().nullable().describe('When it was disabled; null if it is enabled'),
    disabledReason: z.string().nullable().describe('Why it was disabled, in one sentence'),
  })
  .describe('An endpoint that is notified when a run ends');

export const webhookEndpointListSchema = z
  .object({ endpoints: z.array(webhookEndpointSchema) })
  .describe('The webhook endpoints of a client, oldest first');

export const newWebhookEndpointSchema = z
  .strictObject({ url: z.string().min(1).max(2000).describe('HTTPS address of a public host') })
  .describe('An endpoint to add; an existing one is enabled again');

export const webhookEndpointChangesSchema = z
  .strictObject({ enabled: z.boolean().describe('Whether it is notified from now on') })
  .describe('Enables or disables an endpoint');

export const webhookTestSchema = z
  .object({
    delivered: z.boolean().describe('Whether it answered with 2xx'),
    status: z.int().nullable().describe('HTTP status; null without an answer'),
    answer: z.string().describe('First kilobyte of the answer, or why there is none'),
    durationMs: z.int().min(0).describe('How long the answer took, ms'),
  })
  .describe('The outcome of a webhook.test message, which is sent once and not stored');

export const webhookSecretSchema = z
  .object({
    secret: z.string().describe('In full, whsec_ followed by base64; shown only once'),
    previousUntil: z.iso
      .datetime()
      .nullable()
      .describe('Until when messages are also signed with the previous secret'),
  })
  .describe('The new secret for signing messages');

/** What is told of the end of a run. */
export const RUN_END_EVENTS = ['run.completed', 'run.failed'] as const;

/** How a run ended, as it is told. */
export type RunEndEvent = (typeof RUN_END_EVENTS)[number];

export const webhookDeliverySchema = z
  .object({
    id: z.string().describe('Sent as webhook-id, the same for every attempt'),
    runId: z.string(),
    endpointId: z.string().nullable().describe('Null for the webhookUrl of a submission'),
    url: z.string(),
    type: z.enum(RUN_END_EVENTS),
    status: z.enum(DELIVERY_STATUSES),
    attempts: z.int().min(0).describe('Attempts since it was created or last replayed'),
    createdAt: z.iso.datetime(),
    nextAttemptAt: z.iso.datetime().nullable(),
    deliveredAt: z.iso.datetime().nullable(),
    lastStatus: z.int().nullable().describe('HTTP status of the last attempt; null without an answer'),
    lastAnswer: z.string().nullable().describe('First kilobyte of the last answer, or why there was none'),
  })
  .describe('A message about the end of a run to one address');

export const webhookDeliveryListSchema = z
  .object({
    deliveries: z.array(webhookDeliverySchema),
    nextCursor: z.string().nullable().describe('The cursor of the next page; null on the last page'),
  })
  .describe('The messages of a client, newest first');

/** Status of a message. */
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];
/** An endpoint that is notified when a run ends. */
export type WebhookEndpoint = z.infer<typeof webhookEndpointSchema>;
/** All endpoints of a client. */
export type WebhookEndpointList = z.infer<typeof webhookEndpointListSchema>;
/** The outcome of a test message. */
export type WebhookTest = z.infer<typeof webhookTestSchema>;
/** The secret that messages are signed with. */
export type WebhookSecret = z.infer<typeof webhookSecretSchema>;
/** A message about the end of a run to one address. */
export type WebhookDelivery = z.infer<typeof webhookDeliverySchema>;
/** A page of messages. */
export type WebhookDeliveryList = z.infer<typeof webhookDeliveryListSchema>;
