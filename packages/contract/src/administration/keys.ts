import { z } from 'zod';
import { must } from '../input-issues.ts';

const allowedNetworks = z
  .array(
    z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], {
      error: must('be an IP address or a range, such as 10.0.0.0/8'),
    }),
  )
  .max(100)
  .describe('IP addresses and CIDR ranges that the key may be used from; empty: anywhere');

const requestsPerMinute = z
  .int()
  .min(1)
  .max(1_000_000)
  .describe('The key’s own rate limit, requests a minute; null: the server’s');

export const apiKeySchema = z
  .object({
    id: z.string(),
    lastFour: z.string().describe('Last four characters of the key'),
    projectId: z.string().nullable().describe('Project of the key’s runs'),
    project: z.string().nullable().describe('Name of the project'),
    createdAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().nullable().describe('To the minute; null if it was never used'),
    expiresAt: z.iso.datetime().nullable(),
    revokedAt: z.iso.datetime().nullable(),
    allowedNetworks: z.array(z.string()),
    requestsPerMinute: requestsPerMinute.nullable(),
  })
  .describe('An API key, without the key itself');

export const apiKeyListSchema = z
  .object({ keys: z.array(apiKeySchema) })
  .describe('The API keys of a client, newest first, including expired and revoked ones');

export const newApiKeySchema = z
  .strictObject({
    projectId: z.uuid().nullable().default(null),
    expiresAt: z.iso.datetime({ offset: true }).nullable().default(null),
    allowedNetworks: allowedNetworks.default([]),
    requestsPerMinute: requestsPerMinute.nullable().default(null),
  })
  .describe('An API key to create');

export const madeApiKeySchema = apiKeySchema
  .extend({ key: z.string().describe('The key in full, shown only once: only its hash is stored') })
  .describe('A new API key');

export const rotationSchema = z
  .strictObject({
    overlapHours: z.number().min(0).max(8760).default(24).describe('How long the old one stays valid, hours'),
  })
  .describe('How to rotate a key or a secret');

/** An API key. */
export type ApiKey = z.infer<typeof apiKeySchema>;
/** All keys of a client. */
export type ApiKeyList = z.infer<typeof apiKeyListSchema>;
/** An API key to create. */
export type NewApiKey = z.input<typeof newApiKeySchema>;
/** A new API key; its name is part of the API. */
export type MadeApiKey = z.infer<typeof madeApiKeySchema>;
/** How to rotate a key or a secret. */
export type Rotation = z.input<typeof rotationSchema>;
