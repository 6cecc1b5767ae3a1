import { z } from 'zod';

/** The identity provider that people can sign in with, as the operator has set it. */
export interface OidcConfig {
  /** Where the provider describes itself. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What people call the provider. */
  readonly name: string;
  /** Domains of e-mail addresses that are let in; empty: all. */
  readonly domains: readonly string[];
  /** The client that newcomers join, and as what; null: only those are let in who are users already. */
  readonly newcomers: { readonly tenant: string; readonly role: 'admin' | 'recruiter' | 'viewer' } | null;
}

const domainList = z
  .string()
  .transform((text) => text.split(',').map((word) => word.trim().toLowerCase()))
  .refine(
    (list) => list.every((word) => /^[a-z0-9.-]+$/.test(word)),
    'domains such as acme.example, by commas',
  );

/** The variables of the identity provider. */
export const oidcEnvironment = {
  VIVAVOCE_OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  VIVAVOCE_OIDC_CLIENT_ID: z.string().min(1).optional(),
  VIVAVOCE_OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  VIVAVOCE_OIDC_NAME: z.string().trim().min(1).max(60).optional(),
  VIVAVOCE_OIDC_DOMAINS: domainList.default([]),
  VIVAVOCE_OIDC_CLIENT: z.string().trim().min(1).max(200).optional(),
  VIVAVOCE_OIDC_ROLE: z.enum(['admin', 'recruiter', 'viewer']).default('viewer'),
};

type OidcEnvironment = z.infer<z.ZodObject<typeof oidcEnvironment>>;

/** Whether the variables that belong together are all set, or none. */
export function isOidcComplete(env: OidcEnvironment): boolean {
  const {
    VIVAVOCE_OIDC_ISSUER: issuer,
    VIVAVOCE_OIDC_CLIENT_ID: id,
    VIVAVOCE_OIDC_CLIENT_SECRET: secret,
  } = env;
  const count = [issuer, id, secret].filter((value) => value !== undefined).length;
  return count === 0 || count === 3;
}

/** The identity provider out of the environment; null without one. */
export function oidcConfigOf(env: OidcEnvironment): OidcConfig | null {
  const { VIVAVOCE_OIDC_ISSUER: issuer, VIVAVOCE_OIDC_CLIENT_ID: clientId } = env;
  const { VIVAVOCE_OIDC_CLIENT_SECRET: clientSecret, VIVAVOCE_OIDC_CLIENT: tenant } = env;
  if (!issuer || !clientId || !clientSecret) return null;
  return {
    issuer,
    clientId,
    clientSecret,
    name: env.VIVAVOCE_OIDC_NAME ?? new URL(issuer).host,
    domains: env.VIVAVOCE_OIDC_DOMAINS,
    newcomers: tenant === undefined ? null : { tenant, role: env.VIVAVOCE_OIDC_ROLE },
  };
}
