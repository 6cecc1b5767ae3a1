import { z } from 'zod';

const allowedNetworks = z
  .array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], 'an address or a range such as 10.0.0.0/8'))
  .max(100)
  .describe('Addresses and ranges (CIDR) that the key may be used from; none: from everywhere');

const requestsPerMinute = z.int().min(1).max(1_000_000).describe('The key’s own rate; null: the server’s');

export const apiKeySchema = z
  .object({
    id: z.string(),
    lastFour: z.string().describe('The end of the key, to tell it from others'),
    projectId: z.string().nullable().describe('The project that its runs belong to'),
    project: z.string().nullable().describe('Its name'),
    createdAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().nullable().describe('To the minute; null while it was never used'),
    expiresAt: z.iso.datetime().nullable(),
    revokedAt: z.iso.datetime().nullable(),
    allowedNetworks: z.array(z.string()),
    requestsPerMinute: requestsPerMinute.nullable(),
  })
  .describe('An API key as it can be shown at any time');

export const apiKeyListSchema = z
  .object({ keys: z.array(apiKeySchema) })
  .describe('The keys of a client, newest first, those out of use too');

export const newApiKeySchema = z
  .strictObject({
    projectId: z.uuid().nullable().default(null),
    expiresAt: z.iso.datetime({ offset: true }).nullable().default(null),
    allowedNetworks: allowedNetworks.default([]),
    requestsPerMinute: requestsPerMinute.nullable().default(null),
  })
  .describe('A key to make');

export const madeApiKeySchema = apiKeySchema
  .extend({ key: z.string().describe('The key in full. It is shown this once: only its hash is stored') })
  .describe('A key that was just made');

export const rotationSchema = z
  .strictObject({
    overlapHours: z.number().min(0).max(8760).default(24).describe('How long the old one is good too, hours'),
  })
  .describe('How to rotate a key or a secret');

/** An API key. */
export type ApiKey = z.infer<typeof apiKeySchema>;
/** All keys of a client. */
export type ApiKeyList = z.infer<typeof apiKeyListSchema>;
/** A key to make. */
export type NewApiKey = z.input<typeof newApiKeySchema>;
/** A key that was just made. */
export type MadeApiKey = z.infer<typeof madeApiKeySchema>;
/** How to rotate a key or a secret. */
export type Rotation = z.input<typeof rotationSchema>;
