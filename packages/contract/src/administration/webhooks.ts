import { z } from 'zod';

/** Where a message stands: it waits for a try, it was taken, or all tries are used up. */
export const DELIVERY_STATUSES = ['pending', 'delivered', 'failed'] as const;

export const webhookEndpointSchema = z
  .object({
    id: z.string(),
    url: z.string(),
    createdAt: z.iso.datetime(),
    failingSince: z.iso
      .datetime()
      .nullable()
      .describe('Since when nothing was taken; null while all is well'),
    disabledAt: z.iso.datetime().nullable().describe('When it was switched off; null while it is on'),
    disabledReason: z.string().nullable().describe('Why it was switched off, in one sentence'),
  })
  .describe('An address that hears of the end of every run');

export const webhookEndpointListSchema = z
  .object({ endpoints: z.array(webhookEndpointSchema) })
  .describe('The webhook endpoints of a client, oldest first');

export const newWebhookEndpointSchema = z
  .strictObject({ url: z.string().min(1).max(2000).describe('HTTPS, a public host') })
  .describe('An endpoint to add; one that is there already is switched on again');

export const webhookEndpointChangesSchema = z
  .strictObject({ enabled: z.boolean().describe('Whether it hears of runs that end from now on') })
  .describe('Switches an endpoint on or off');

export const webhookTestSchema = z
  .object({
    delivered: z.boolean().describe('Whether it answered with 2xx'),
    status: z.int().nullable().describe('HTTP status; null when nobody answered'),
    answer: z.string().describe('The first kilobyte of the answer, or why there is none'),
    durationMs: z.int().min(0).describe('How long the answer took, ms'),
  })
  .describe('How a message of the type webhook.test was taken; it is sent once and kept nowhere');

export const webhookSecretSchema = z
  .object({
    secret: z.string().describe('In full, whsec_ and base64. It is shown this once'),
    previousUntil: z.iso
      .datetime()
      .nullable()
      .describe('Until when messages are signed with the old one too'),
  })
  .describe('The secret that messages are signed with from now on');

export const webhookDeliverySchema = z
  .object({
    id: z.string().describe('Sent as webhook-id, the same at every try'),
    runId: z.string(),
    endpointId: z.string().nullable().describe('Null for the webhookUrl of the submit'),
    url: z.string(),
    type: z.enum(['run.completed', 'run.failed']),
    status: z.enum(DELIVERY_STATUSES),
    attempts: z.int().min(0).describe('Since it was made or last replayed'),
    createdAt: z.iso.datetime(),
    nextAttemptAt: z.iso.datetime().nullable(),
    deliveredAt: z.iso.datetime().nullable(),
    lastStatus: z.int().nullable().describe('HTTP status of the last try; null when nobody answered'),
    lastAnswer: z
      .string()
      .nullable()
      .describe('The first kilobyte of the last answer, or why there was none'),
  })
  .describe('A message about the end of a run to one address');

export const webhookDeliveryListSchema = z
  .object({
    deliveries: z.array(webhookDeliverySchema),
    nextCursor: z
      .string()
      .nullable()
      .describe('Give it as cursor to get the next page; null on the last one'),
  })
  .describe('The messages of a client, newest first');

/** Where a message stands. */
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];
/** An address that hears of the end of every run. */
export type WebhookEndpoint = z.infer<typeof webhookEndpointSchema>;
/** All endpoints of a client. */
export type WebhookEndpointList = z.infer<typeof webhookEndpointListSchema>;
/** How a test message was taken. */
export type WebhookTest = z.infer<typeof webhookTestSchema>;
/** The secret that messages are signed with. */
export type WebhookSecret = z.infer<typeof webhookSecretSchema>;
/** A message about the end of a run to one address. */
export type WebhookDelivery = z.infer<typeof webhookDeliverySchema>;
/** A page of messages. */
export type WebhookDeliveryList = z.infer<typeof webhookDeliveryListSchema>;
